/* What a loaded campaign is made of, and how its sections are read. */
#ifndef CORE_CAMPAIGN_INTERNAL_H
#define CORE_CAMPAIGN_INTERNAL_H

#include "campaign/ini.h"
#include "kuayue/campaign.h"

struct choice_list {
	const char *name;
	struct ky_choice *items;
	size_t count;
};

struct campaign_target {
	const char *name;
	int value;
	bool inferred;
};

struct campaign_group {
	const char *id, *title;
	int weight;
};

/* The [campaign] section. */
struct campaign_head {
	const char *id, *version, *title, *deadline, *remind, *grades;
	int year, tasks, items, weight_total;
	bool deadline_inferred;
};

struct ky_campaign {
	struct ini ini;    /* owns every text below but those of words and split */
	struct ini *words; /* the built-in template, where lists were borrowed from it; or NULL */
	struct campaign_head head;
	ky_day deadline;
	struct ky_phase *phases;
	struct ky_task *tasks;
	struct ky_item *items;
	struct ky_grade *grades;
	struct ky_outline *outline;
	char **sections; /* names of the parts that people write, one a mark of the outline */
	struct ky_column *progress;
	struct ky_recipient *recipients;
	struct campaign_target *targets;
	struct campaign_group *groups;
	struct choice_list *lists;
	int *remind;
	size_t phase_count, task_count, item_count, grade_count, outline_count, progress_count, target_count,
		group_count, list_count, remind_count, recipient_count, section_count;
	char *split;  /* words that had to be cut out of values */
	char *titles; /* of the progress table, cut likewise */
};

struct loading {
	const char *file;
	struct ky_campaign *campaign;
	struct ky_error *err;
};

enum value_type {
	VALUE_TEXT,   /* not empty */
	VALUE_ANY,    /* may be empty */
	VALUE_INT,    /* 0 or more */
	VALUE_DAY,    /* MM-DD in the campaign's year */
	VALUE_ORIGIN, /* to bool: true is inferred */
	VALUE_PHASE,  /* a phase of the template, or 0 */
	VALUE_GROUP,  /* a group of the template */
	VALUE_KINDS,  /* school kinds, comma separated */
	VALUE_NAMES,  /* names of documents, comma separated: which there are, core/report knows */
};

#define LISTS_MAX 64         /* that the program knows */
#define NOWHERE ((size_t)-1) /* a key that is checked and not kept */

struct key_rule {
	const char *key;
	enum value_type type;
	size_t at; /* offset in the object */
	bool optional;
};

/* "FILE: [section] key: problem; expected expected". */
enum ky_code bad_key(const struct loading *loading, const char *section, const char *key, const char *problem,
		     const char *expected);

/* Fills object from the section: every key must have a rule, and every rule a key. */
enum ky_code read_keys(const struct loading *loading, const struct ini_section *section,
		       const struct key_rule *rules, size_t count, void *object);

/* A whole number of 0 to a million, nothing else around it. */
bool read_int(const char *text, int *number);

/* Checks [choice.NAME] against the keys that the program stores. */
enum ky_code read_choices(const struct loading *loading, const struct ini_section *section, const char *name);
/* The built-in template, read once where something is borrowed from it. */
enum ky_code builtin_words(const struct loading *loading, const struct ini **words);
enum ky_code check_choices(const struct loading *loading);

/* Reads every section of campaign->ini. */
enum ky_code read_sections(const struct loading *loading);

/* What people write is marked 【人写】, or {写:NAME} where the heading above is not its name. */
#define SECTION_BARE "【人写】"
#define SECTION_NAMED "{写:"

/* The next mark in text and its length, NULL where there is none. */
const char *section_mark(const char *text, size_t *len);
/* Fills sections from the outline. */
void sections_find(struct ky_campaign *campaign);

#endif
