/* The parts of a loaded campaign, and the functions that read its sections. Only core/campaign/ includes this. */
#ifndef CORE_CAMPAIGN_INTERNAL_H
#define CORE_CAMPAIGN_INTERNAL_H

#include "campaign/ini.h"
#include "kuayue/campaign.h"
#include "texts.h"

struct choice_list {
	const char *name;
	struct ky_choice *items; /* owned by the campaign */
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
	const char *id, *version, *title, *deadline, *remind, *grades, *from, *to;
	int year, tasks, items, weight_total, late;
	bool deadline_inferred;
};

struct ky_campaign {
	struct ini ini; /* owns the texts below that are whole values or names */
	void **owned;   /* blocks that hold the others, and arrays below the arrays */
	size_t owned_count;
	bool no_memory; /* something of it could not be kept */
	struct campaign_head head;
	ky_day from, to, deadline;
	struct ky_phase *phases;
	struct ky_task *tasks;
	struct ky_item *items;
	struct ky_grade *grades;
	struct ky_outline *outline;
	const char **sections; /* names of the parts that people write, one a mark of the outline */
	struct ky_template_document *documents;
	struct ky_outline *document_lines; /* of all documents, one behind the other */
	const char **document_sections;
	struct ky_column *progress;
	struct ky_annex_column *annexes; /* those of one annex one behind the other */
	struct ky_ledger_form *ledgers;
	struct ky_recipient *recipients;
	struct campaign_target *targets;
	struct campaign_group *groups;
	struct choice_list *lists;
	struct ky_choice *choices; /* of all lists, one behind the other: in a campaign being packed or loaded */
	int *remind;
	size_t phase_count, task_count, item_count, grade_count, outline_count, progress_count, target_count,
		group_count, list_count, choice_count, remind_count, recipient_count, section_count, annex_count,
		ledger_count, document_count, document_line_count, document_section_count;
};

/* Hands a block to the campaign, which frees it with itself. Returns the block. */
void *campaign_own(struct ky_campaign *campaign, void *block);

struct loading {
	const char *file;
	struct ky_campaign *campaign;
	struct ky_error *err;
};

enum value_type {
	VALUE_TEXT,     /* not empty */
	VALUE_ANY,      /* may be empty */
	VALUE_INT,      /* 0 or more */
	VALUE_DAY,      /* MM-DD: the first such day of the campaign */
	VALUE_ORIGIN,   /* to bool: true is inferred */
	VALUE_PHASE,    /* a phase of the template, or 0 */
	VALUE_GROUP,    /* a group of the template */
	VALUE_KINDS,    /* school kinds, comma separated */
	VALUE_OF_KINDS, /* KIND:NUMBER of school kinds, comma separated */
	VALUE_WORDS,    /* names of fields, comma separated: which there are, core/record knows */
	VALUE_SETS,     /* names of recipients, comma separated */
	VALUE_FULL,     /* conditions over figures (campaign/condition.h): which there are, core/figure knows */
	VALUE_NAMES,    /* names of documents, comma separated: which there are, core/report knows */
};

#define NOWHERE ((size_t)-1) /* a key that is checked and not kept */

struct key_rule {
	const char *key; /* one that ends with a dot is for all that begin with it */
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

#define NUMBER_MAX 1000000 /* in a template */

/* A whole number of 0 to NUMBER_MAX, nothing else around it. */
bool read_int(const char *text, int *number);

/* Each reads a section of one form; id is what follows the form's name in the section's. */
enum ky_code read_head(const struct loading *loading, const struct ini_section *section, const char *id);
enum ky_code read_choices(const struct loading *loading, const struct ini_section *section, const char *id);
enum ky_code read_phase(const struct loading *loading, const struct ini_section *section, const char *id);
enum ky_code read_target(const struct loading *loading, const struct ini_section *section, const char *id);
enum ky_code read_group(const struct loading *loading, const struct ini_section *section, const char *id);
enum ky_code read_task(const struct loading *loading, const struct ini_section *section, const char *id);
enum ky_code read_item(const struct loading *loading, const struct ini_section *section, const char *id);
enum ky_code read_outline(const struct loading *loading, const struct ini_section *section, const char *id);
enum ky_code read_progress(const struct loading *loading, const struct ini_section *section, const char *id);
enum ky_code read_annex(const struct loading *loading, const struct ini_section *section, const char *id);
enum ky_code read_ledger(const struct loading *loading, const struct ini_section *section, const char *id);
enum ky_code read_document(const struct loading *loading, const struct ini_section *section, const char *id);
enum ky_code read_recipient(const struct loading *loading, const struct ini_section *section, const char *id);
/* Parts of the text that a figure chooses are whole, and say for what each wording is. */
enum ky_code check_clauses(const struct loading *loading, const struct ini_section *section,
			   const struct ini_entry *entry, const char *text);

/* The level that the first len bytes name, KY_LEVELS if none. */
enum ky_level level_of(const char *name, size_t len);
/* Reads every section of campaign->ini. */
enum ky_code read_sections(const struct loading *loading);
/* Reads the values of [campaign] that are lists themselves. */
enum ky_code read_grades(const struct loading *loading);
enum ky_code read_remind(const struct loading *loading);
/* Checks what must be true between the sections. */
enum ky_code check_totals(const struct loading *loading);
/* Checks what the rest of the program relies on. A template was checked while it was read; a packed campaign was
 * not. */
bool campaign_is_sound(const struct ky_campaign *campaign);

bool phase_exists(const struct ky_campaign *campaign, const char *id);
bool group_exists(const struct ky_campaign *campaign, const char *id);
/* A choice's key: ASCII letters, digits and '_'. */
bool choice_key_is_plain(const char *key);

/* A text that people write has the mark 【人写】, or {写:NAME} where it is not called like the heading above
 * it. */
#define SECTION_BARE ZH_HUMAN
#define SECTION_NAMED "{写:"

/* The next mark in text and its length, NULL where there is none. */
const char *section_mark(const char *text, size_t *len);
/* Fills the names of the parts that people write, from the outline and from the documents. */
void sections_find(struct ky_campaign *campaign);

#endif
