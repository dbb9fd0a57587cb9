/*
 * The parts of a template's text that a figure chooses: "[bulletins|编发简报{bulletins}期|0：未编发简报]". The
 * first wording is for what was filled in; each other one has before it the case that it is for. A wording may
 * have such parts in it.
 */
#ifndef CORE_CAMPAIGN_CLAUSE_H
#define CORE_CAMPAIGN_CLAUSE_H

#include <stdbool.h>
#include <stddef.h>

#define CLAUSE_DEPTH 4 /* parts within parts */

struct clause {
	const char *name; /* of the figure or slot that chooses */
	size_t name_len;
	const char *wordings; /* behind the first '|' */
	size_t len;           /* of the whole, with its brackets; 0: it does not end */
};

struct wording {
	const char *label; /* "0", "未填"; NULL: of the first, or of one whose case nobody knows */
	size_t label_len;
	const char *text;
	size_t len;
};

/* False where text does not begin with one: brackets that stand for themselves have no '|' behind a name. */
bool clause_at(const char *text, struct clause *clause);
/* Takes the wording at *at, which begins as clause->wordings, and moves *at to the next; false behind the last. */
bool clause_next(const struct clause *clause, const char **at, struct wording *wording);

enum clause_fault {
	CLAUSE_FITS,
	CLAUSE_OPEN,  /* one does not end, or ends deeper than CLAUSE_DEPTH */
	CLAUSE_LABEL, /* a wording but the first has no case before it */
	CLAUSE_HUMAN, /* what people write stands within one */
};
enum clause_fault clause_check(const char *text);

#endif
