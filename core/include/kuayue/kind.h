/*
 * Record kinds. Each is declared once (core/record/kinds/); its table, list, form, validation, history, JSON and
 * CSV all follow from the declaration.
 */
#ifndef KUAYUE_KIND_H
#define KUAYUE_KIND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kuayue/api.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The upper bound of every number that depends on declarations: kinds, columns of a ledger, columns of a table,
 * sheets of a spreadsheet, files of a package. */
#define KY_DECLARED_MAX 64

enum ky_type {
	KY_TEXT,   /* one line */
	KY_LONG,   /* many lines */
	KY_LOG,    /* many lines; each new value is one more dated entry in the history */
	KY_NUMBER, /* whole number; 0 was typed */
	KY_DATE,   /* stored YYYY-MM-DD */
	KY_CHOICE, /* stored as the choice's key */
	KY_LINK,   /* stored as the id of a record of kind .link */
	KY_LINKS,  /* a set of ids of .link, stored sorted, separated by one blank */
	KY_FILE,   /* set by a path: the file is kept in the workbook, the field has its name */
};

/* What the program uses a field for, whatever the field is called. A kind has at most one field of each role. */
enum ky_field_role {
	KY_ROLE_NONE,
	KY_ROLE_STATE,     /* KY_CHOICE: how far the record has come; forms ask for it last */
	KY_ROLE_IDENTITY,  /* no two records have the same value: adding a second one fills in the first */
	KY_ROLE_HAPPENED,  /* KY_DATE: the day it took place */
	KY_ROLE_STAMP,     /* KY_DATE: the day the record was made, filled in by the program */
	KY_ROLE_DEADLINE,  /* KY_DATE: from the day after it, a record that is not met is overdue */
	KY_ROLE_MERGED,    /* KY_LINK to its own kind: the record says the same as that one, which alone counts */
	KY_ROLE_DROPPED,   /* KY_DATE: since when the campaign no longer asks for it; it does not count */
	KY_ROLE_JOINED,    /* KY_DATE: before it, it was not there yet */
	KY_ROLE_GROUP,     /* the records that are ticked with one key */
	KY_ROLE_LEFT,      /* KY_DATE: from then on it is no longer there, as a person who left */
	KY_ROLE_EVIDENCE,  /* the number under which the record's own proof is kept */
	KY_ROLE_NUMBER,    /* of a single kind: the record's printed number */
	KY_ROLE_PARENT,    /* of a single kind: the code of the site that takes in its records */
	KY_ROLE_FILE_SIZE, /* KY_NUMBER: bytes of the kind's KY_FILE, filled in by the program */
	KY_ROLE_FILE_HASH, /* SHA-256 of the kind's KY_FILE, filled in by the program */
};

/* Who fills a field in. A form opens on the first that is the school's, and its walk leaves out what others
 * write. */
enum ky_filled_by {
	KY_BY_SCHOOL,
	KY_BY_TEMPLATE, /* of the records that come with the campaign; of others the school does */
	KY_BY_OTHERS,   /* whoever inspects the school */
};

/* Whether a list has a column for a field. */
enum ky_listed {
	KY_LIST_NEVER,
	KY_LIST_ALWAYS,
	KY_LIST_ROOM, /* only where there is room */
};

struct ky_field {
	const char *name;  /* as in the ledgers, "present" */
	const char *label; /* English screens */
	const char *zh;    /* Chinese screens, and the heading on paper */
	enum ky_type type;
	enum ky_field_role role;
	const char *choices; /* KY_CHOICE: name of the campaign's choice list */
	const char *needs;   /* keys of the list that rules and queries name, separated by commas: every template
			      * has to have them. One of the fields with this list declares them. */
	bool several;        /* KY_CHOICE: any number of them, stored as sorted keys, separated by one blank */
	bool lent;           /* a template without the list gets the built-in template's words */
	const char *link;    /* KY_LINK(S): kind name */
	bool required;       /* 必填: a record cannot be saved without it */
	bool starts_first;   /* KY_CHOICE: a new record has the list's first choice unless it is given another */
	bool computed;       /* filled by the kind's rules; people cannot set it */
	bool derived;        /* follows from other fields, as long as those are filled */
	bool earliest;       /* KY_DATE: of two days that two copies of a workbook have, the earlier is shown */
	const char *unit;    /* fields of one unit move together: where copies differ, one has its way in all */
	enum ky_filled_by by;
	bool may_be_na;   /* accepts 不适用 */
	int64_t min, max; /* KY_NUMBER; max 0: no bound */
	bool happened;    /* of KY_ROLE_HAPPENED: on a day outside of the campaign's, the record does not count */
	bool ahead;       /* KY_DATE: may be a day to come, as a deadline may; any other did not take place then */
	bool total;       /* KY_NUMBER: the sum over all records says something, and stands below the ledger */
	const char *at_most; /* KY_NUMBER: the field of the kind that it cannot exceed, or NULL */
	const char
		*met_by; /* of a deadline: the field that meets it once it is filled; NULL: the last state does */
	bool chain; /* KY_LINK(S): links a record to the next or the previous one of its chain (kuayue/chain.h) */
	const char *kept_by; /* what is typed here, and contradicts what was counted, is kept by a word in that
			      * field of the kind; NULL: nothing is counted */
	bool of_one_day;     /* who came and who did not: a record begun like another has it blank */
	bool goes_on;        /* KY_LINK: a record like another (ky_record_like) is of the next in its list */
	bool step;     /* a step, in the order of declaration: a chain stops at the first step that is blank */
	bool beside;   /* is no column of the paper form: its ledger has it behind those */
	bool personal; /* says who: nobody outside the school and its group is told */
	bool apart;    /* is no column of the ledger at all: what only this workbook needs */
	struct {
		enum ky_listed when;
		int columns; /* its width */
	} list;
	const char *also;  /* how other people's tables head it, separated by commas; HEADING:END adds END to what
			    * stands there without it (任教学科:组 makes 数学组 of 数学); or NULL */
	const char *words; /* KY_CHOICE: what they write for a choice, KEY=WORD,WORD;KEY=WORD; or NULL */
	const char *why;   /* English: why it is asked, with the source; shown translated */
};

struct ky_kind {
	const char *name; /* "session" */
	const char *label;
	const char *zh;
	const char *prefix;    /* letters between school code and number: "S" gives G01-S001 */
	const char *ledger;    /* "L2": L1 to L17 are paper forms, those behind them the program's; or NULL */
	const char *paper;     /* how the ledger is headed on paper, where no template says otherwise */
	const char *number_zh; /* how the ledger calls the printed number, its first column; NULL: it has none */
	const char *order;     /* field that lists are sorted by, or NULL for order of entry */
	const char *title;     /* field that names a record in links and search */
	const char
		*known_by; /* fields that tell a table's row for a record that is there, separated by commas: the
			    * first is the same, and so is the next that both have; NULL: only its number tells */
	bool counted;      /* the ledger begins with 序号 */
	bool single;       /* exactly one record (school) */
	bool local;        /* is about this workbook itself: its records travel in its ledger alone */
	bool personal;     /* is about persons as a whole: none of it is for everybody */
	const struct ky_field *fields;
	size_t field_count;
};

KY_API const struct ky_kind *ky_kind_find(const char *name); /* NULL if unknown */
KY_API const struct ky_kind *ky_kind_at(size_t index);       /* NULL past the end */
/* The label in the language the program runs in. */
KY_API const char *ky_kind_title(const struct ky_kind *kind);
KY_API const char *ky_field_title(const struct ky_field *field);
/* Index of the field called name, or -1. */
KY_API int ky_field_find(const struct ky_kind *kind, const char *name);
/* Index of the field of that role, or -1. */
KY_API int ky_field_of(const struct ky_kind *kind, enum ky_field_role role);
/* Index of the field that names a record, the kind's title. */
KY_API int ky_title_field(const struct ky_kind *kind);
/* Why a field is asked for, in the program's language: its declared reason, else how it is filled in. */
KY_API void ky_field_why(const struct ky_kind *kind, int field, char *out, size_t size);
/* The declared kind or field name nearest to a mistyped one; NULL if none is near. */
KY_API const char *ky_kind_nearest(const char *name);
KY_API const char *ky_field_nearest(const struct ky_kind *kind, const char *name);

#ifdef __cplusplus
}
#endif

#endif
