/*
 * The packed form of a campaign: what the reader made of a template, as bytes that load at once.
 *
 * All numbers are 32 bits, the lowest byte first. A word that names the form, the number of rows of each
 * table, and the length of the texts; then the rows, a word for each member; then the texts, each ended by
 * NUL. A member that is a text is its place among the texts, from 1; 0 is none. The parts of the report that
 * people write are not packed: they are found in the outline again.
 */
#ifndef CORE_CAMPAIGN_PACK_H
#define CORE_CAMPAIGN_PACK_H

#include <stddef.h>
#include <stdint.h>

#include "campaign/internal.h"

#define PACK_FORM 0x354D594BU       /* "KYM5"; another number where a table or the meaning of a member changes */
#define PACK_MOST (4 * 1024 * 1024) /* bytes: a template of the most that may be read takes less than half */
#define PACK_TABLES_MOST 24

enum pack_type {
	PACK_TEXT,   /* const char *, never NULL */
	PACK_OPTION, /* const char *, or NULL */
	PACK_NUMBER, /* int, 0 or more */
	PACK_DAY,    /* ky_day */
	PACK_FLAG,   /* bool */
	PACK_INDEX,  /* size_t */
};

struct pack_member {
	enum pack_type type;
	size_t at; /* offset in the row's object */
};

/* An array of the campaign. */
struct pack_table {
	size_t array, count; /* offsets in struct ky_campaign; of the one row itself where count is PACK_ONE */
	size_t size;         /* of an object */
	const struct pack_member *members;
	size_t member_count;
};
#define PACK_ONE ((size_t)-1)

extern const struct pack_table pack_tables[];
extern const size_t pack_table_count;

#endif
