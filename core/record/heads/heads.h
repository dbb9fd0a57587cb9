/*
 * What stands in a record, worked out from its history alone: so that a history that was made in two copies of a
 * workbook, and put together again, gives the same record in both, whatever came first.
 *
 * A place is something of a record that can differ: its existence, a field, or a unit, whose fields move together
 * (struct ky_field.unit). An operation replaces what stood at its place in the file in which it was made. An undo
 * takes operations back: they and it count for nothing, until a redo takes the undo back. What counts and was not
 * replaced, directly or through others, by what counts, is a head of its place. In a history that was made in one
 * file each place has one head. Where there are several, what they say is shown by the rules of heads/state.c.
 *
 * No clock, name or order of arrival decides what is a head, and nothing ever leaves the set of operations. So two
 * files with the same operations show the same.
 */
#ifndef CORE_RECORD_HEADS_HEADS_H
#define CORE_RECORD_HEADS_HEADS_H

#include "base/memory.h"
#include "record/internal.h"

#define RUN_TEXT 33

enum over_how { OVER_REPLACED = 1, OVER_SEEN = 2, OVER_TAKEN_BACK = 3 };

/* What an operation is about, if it is no field's index. */
enum { OP_EXISTENCE = -1, OP_UNKNOWN = -2 /* a field that a newer program knows */ };

struct op {
	int64_t n, change, base, undoes; /* rows; undoes: of the change, 0: it takes nothing back */
	int64_t clock, seq, received;
	int rank; /* among the operations of its change on the record */
	char run[RUN_TEXT];
	char day[KY_DAY_TEXT];
	bool doubtful;
	int field;
	bool root;             /* the record's first: it fills every field */
	struct cell old, cell; /* of a field */
	char *json;            /* of the existence: what was made; NULL: it was deleted */
	char *gone;            /* what was deleted, NULL: none was */
	struct ky_record *made;
};

struct over {
	int64_t op, old;
	enum over_how how;
};

/* The operations on one record, in the order of the file. */
struct history {
	const struct ky_kind *kind;
	char id[RECORD_ID_SIZE];
	struct op *ops;
	size_t count;
	size_t apart; /* from here on what an operation replaces is written down; before, it is what stood there */
	struct over *overs;
	size_t over_count;
};

/* upto: no operation past that row; 0: all. The caller frees *out with history_free, whatever the answer. */
enum ky_code history_load(struct ky_workbook *wb, const struct ky_kind *kind, const char *id, struct history *out,
			  struct ky_error *err);
void history_free(struct history *history);

/* The operations of one change at one place. */
struct node {
	size_t op;        /* the first of them, an index into the history */
	size_t last;      /* the last */
	size_t ref, refs; /* in struct heads_place: what it replaced, first what it was made from; or what it took
			     back */
	bool cancels;     /* it took that back */
	bool counts;      /* nobody took it back */
	bool replaced;    /* by something that counts */
	bool marked;      /* by place_mark */
};

struct heads_place {
	const struct history *history;
	int at; /* a field, the first of its unit; OP_EXISTENCE */
	struct node *nodes;
	size_t count;
	size_t *refs; /* indices of nodes */
	size_t ref_count;
	size_t *owner; /* of each operation: the index of its node, or NO_NODE */
	size_t head;   /* while it is built: the one before anything came from elsewhere */
};
#define NO_NODE ((size_t)-1)

/* The first field of the unit that a field is of; itself, if it is of none. */
int place_of(const struct ky_kind *kind, int field);
bool place_has(const struct ky_kind *kind, int place, int field);

/* False: no memory. The caller frees *out with place_free, whatever the answer. */
bool place_build(const struct history *history, int at, struct heads_place *out);
void place_free(struct heads_place *place);
bool node_is_head(const struct node *node);
/* The node of what an undo of that change takes back there; NO_NODE: nothing, and it is an edit like any other. */
size_t place_undone(const struct heads_place *place, int64_t change);
/* Of a part of the place, which some nodes touch: marks what those that count have replaced. A head of the part is
 * one that counts, touches it and is not marked. */
void place_mark(struct heads_place *place, bool (*touches)(const void *data, size_t node), const void *data);
/* The first row of the history's overs that is of that operation or of a later one. */
size_t over_first(const struct history *history, int64_t op);
/* The index of the node that the operation with that row belongs to; NO_NODE: it is elsewhere. */
size_t place_node(const struct heads_place *place, int64_t n);

/* By name, the same in every file: positive where a is the newer. */
int op_compare(const struct op *a, const struct op *b);

#endif
