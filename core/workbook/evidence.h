/* Reads what tells one workbook from another, from a copy before and after a journal was played into it, and
 * decides whether the two are one workbook, one save apart. */
#ifndef CORE_WORKBOOK_EVIDENCE_H
#define CORE_WORKBOOK_EVIDENCE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/strbuf.h"
#include "workbook/schema.h"

#define EVIDENCE_KEY 32 /* bytes of a seed */
#define EVIDENCE_SUM 32

struct evidence {
	bool whole;          /* every page is sound, and the schema is one of ours */
	bool no_memory;      /* that is why it is not whole */
	struct strbuf odd;   /* what is not, for people */
	uint32_t counter;    /* SQLite's own, of writes */
	char school[64];     /* id of its record */
	struct strbuf codes; /* that the school has or had, each between two line ends */
	unsigned char key[EVIDENCE_KEY], next_key[EVIDENCE_KEY];
	bool has_key, has_next_key;                             /* next: about to take the key's place */
	int64_t version;                                        /* of the workbook */
	int64_t newest;                                         /* change, 0: none */
	int64_t later;                                          /* changes past the newest of the other */
	unsigned char before[EVIDENCE_SUM], upto[EVIDENCE_SUM]; /* sums of the changes before that, and with it */
};

/* Reads the workbook at path, which nobody writes. newest: up to which change sums are made; -1: up to the
 * file's own newest. The caller frees *out with evidence_free. */
void evidence_take(const char *path, struct schema *own, int64_t newest, struct evidence *out);
void evidence_free(struct evidence *evidence);

/* Why a workbook that a journal gave cannot be the one that it stood beside. */
enum evidence_fault {
	EVIDENCE_FITS,
	EVIDENCE_DAMAGED,
	EVIDENCE_OTHER_SCHOOL,
	EVIDENCE_OTHER_KEY,
	EVIDENCE_TOO_FAR,   /* more than the last change */
	EVIDENCE_NO_MEMORY, /* nothing can be said */
	EVIDENCE_FAULTS
};
/* A few words of it for people. */
const char *evidence_words(enum evidence_fault fault);

/*
 * Says why the workbook that came of a journal (after) cannot be the one that the journal lay beside (before).
 * log: it was a write-ahead log, which adds later changes; a journal only takes changes back.
 *
 * A crash may leave any mixture of old and new pages. Where they do not fit together, nothing is known of the
 * state before. Where they do, each change and each key is either the old or the new one.
 */
enum evidence_fault evidence_contradiction(const struct evidence *before, const struct evidence *after, bool log);

#endif
