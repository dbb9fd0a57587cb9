/*
 * Changes on their way from one copy of a workbook to another: the text that a hand-over package carries as
 * data/ops.jsonl. A line is one JSON value:
 *
 *   {"kuayue":"ops","format":1}                                       the first one
 *   {"d":RUN,"s":SEQ,"c":CLOCK,"w":WALL,"q":1,"day":DAY,"by":WHO,"what":WORD,"t":TEMPLATE,"u":C}
 *                                      a change; those below call it by its place among them, from 0; "u": it
 *                                      took that one back
 *   ["KIND","ID","SITE"]               a record; the lines below are its operations, all of them, oldest first
 *   [C,"+",{"number":N,"fields":{}}]   made in change C
 *   [C,"+",{...},OVER]                 made again, after a delete
 *   [C,"-",{...},OVER,SEEN]            deleted; what it was then is for people to read
 *   [C,"FIELD",VALUE,OVER]             a field: a text, a number, null, or of a set {"+":"IDS","-":"IDS"}
 *
 * OVER is [C,RANK,C,RANK...], what an operation replaced: RANK counts the operations of that change on this
 * record. What it was made from comes first. {"a":[C,RANK]} took it back instead. SEEN is what stood in the record
 * when it was deleted. "d", "by", "what", "t" and "day" are left out where they are those of the change above, "q"
 * where the clock was not doubted. No reference leaves its record, so that a part of the records is as whole as
 * all.
 */
#ifndef CORE_MERGE_MOVED_H
#define CORE_MERGE_MOVED_H

#include <stdio.h>

#include "confine/wire.h"
#include "kuayue/workbook.h"

#define MOVED_FILE "ops.jsonl"
#define MOVED_FORMAT 1
#define MOVED_LINE_MAX ((size_t)8 << 20) /* bytes of a line */
#define MOVED_TEXT_MAX 4000000           /* bytes of a value */
#define MOVED_REFS_MAX 2000              /* of one operation */
#define MOVED_FIELDS_MAX 256             /* of a record */
#define MOVED_CLOCK_MAX 1000000000
#define MOVED_NAME 40

enum moved_is { MOVED_HEAD, MOVED_CHANGE, MOVED_RECORD, MOVED_OP, MOVED_END };
enum moved_act { MOVED_MADE, MOVED_DELETED, MOVED_EDITED, MOVED_SET /* adds and removes members */ };

struct moved_value {
	enum moved_value_is { VALUE_BLANK, VALUE_NUMBER, VALUE_TEXT } is;
	int64_t number;
	char *text;
};

struct moved_field {
	char name[MOVED_NAME];
	struct moved_value value;
};

struct moved_ref {
	int64_t change;
	int rank;
};

struct moved_refs {
	struct moved_ref *list;
	size_t count;
};

/* A line as it is read. Which members are filled depends on .is. */
struct moved_line {
	enum moved_is is;
	char run[33], day[KY_DAY_TEXT], what[MOVED_NAME]; /* a change */
	int64_t seq, clock, wall, undoes;                 /* -1: it takes none back */
	bool doubtful;
	char *author, *template;                 /* NULL: not known */
	char kind[MOVED_NAME], id[24], site[64]; /* a record */
	int64_t change;                          /* an operation: in which */
	enum moved_act act;
	char number[64];
	struct moved_field *fields; /* of what was made; else one; of a set: what was added, what was removed */
	size_t field_count;
	struct moved_refs over, seen;
	bool takes_back;
	bool no_memory; /* for what the line says */
};
void moved_line_clear(struct moved_line *line);

/* parse.c: refuses a line. KY_INPUT. */
enum ky_code moved_garbled(struct ky_error *err);
/* Reads one line. above: of the last change, or NULL. KY_INPUT where it is not as it is written above; KY_SYSTEM:
 * no memory. */
enum ky_code moved_parse(const char *text, size_t len, const struct moved_line *above, struct moved_line *out,
			 struct ky_error *err);

/* carry.c: from the process without rights that parsed it, to the one that takes it in. */
void moved_put(struct wire *wire, const struct moved_line *line);
bool moved_take_from(struct wire *wire, struct moved_line *out);

/* write.c: all changes of all records of one site, by the code that its school was made with; NULL: of all sites.
 */
enum ky_code moved_write(struct ky_workbook *wb, const char *site, FILE *out, struct ky_error *err);

#endif
