/*
 * A campaign as data: phases, tasks, checklist, choice lists, targets, report outline.
 *
 * A template is an INI file that a clerk can edit in Notepad (data/campaign/). It is
 * read once, when a workbook is made, and its text then travels inside the workbook.
 * No word of any campaign is compiled in.
 */
#ifndef KUAYUE_CAMPAIGN_H
#define KUAYUE_CAMPAIGN_H

#include <stdbool.h>
#include <stddef.h>

#include "kuayue/api.h"
#include "kuayue/date.h"
#include "kuayue/error.h"

#ifdef __cplusplus
extern "C" {
#endif

struct ky_campaign; /* opaque, immutable once loaded */

struct ky_phase {
	const char *id; /* "1", "2", ...; "0" is the whole campaign and always exists */
	const char *title;
	ky_day from, to;
};

struct ky_task {
	const char *id; /* "P01" */
	const char *title;
	const char *phase;
	ky_day from, to;
	const char *figure;   /* the figure that measures it, or NULL */
	const char *when;     /* "[all ]KIND[.FIELD[=CHOICE]]": the records that measure it, or NULL */
	bool window_inferred; /* 推定: the school may change it; false: 方案, stated in the source */
	int target;
	const char *targets; /* other ones for kinds of school, "jiaoxuedian:1,youeryuan:3", or NULL */
	const char *unit;
	bool target_inferred;
	const char *role, *evidence, *receiver, *basis, *sources; /* sources: "S39,S74" */
	const char *skip; /* school kinds it is not given to, comma separated */
};

struct ky_item {
	const char *id; /* "A1" */
	const char *group, *group_title;
	const char *title, *ask, *basis, *quote, *evidence, *full_mark, *phase, *sources;
	int weight;
	const char *na;   /* school kinds that may answer "not applicable" */
	const char *full; /* what full marks rest on: conditions over figures and days (campaign/condition.h), or
			     NULL */
	const char *na_when; /* when any kind of school may answer "not applicable", in the same words, or NULL */
};

/* One word of a choice list. Records store the id; people, JSON and CSV have the text. */
struct ky_choice {
	const char *id;   /* ASCII, "closed" */
	const char *text; /* "已销号" */
};

struct ky_grade {
	int from; /* lowest score of the grade */
	const char *title;
};

/* What a line of the outline is. A template writes title, number, to, 1, 2, text, attach, sign, note, + or one of
 * the last three. */
enum ky_level {
	KY_LEVEL_TITLE,
	KY_LEVEL_NUMBER, /* 文号 */
	KY_LEVEL_TO,     /* 主送 */
	KY_LEVEL_1,
	KY_LEVEL_2,
	KY_LEVEL_TEXT,
	KY_LEVEL_ATTACH,
	KY_LEVEL_SIGN, /* 落款 */
	KY_LEVEL_NOTE,
	KY_LEVEL_MORE,   /* +: goes on with the paragraph above */
	KY_LEVEL_HEAD,   /* head: 发文机关标志 */
	KY_LEVEL_COPIES, /* copies: 抄送 */
	KY_LEVEL_ISSUED, /* issued: 印发机关　印发日期 */
	/* Of a document alone. */
	KY_LEVEL_COVER,  /* cover: large and centred, as on the front of a folder */
	KY_LEVEL_SPINE,  /* spine: upright, as on its back; those that follow one another stand in one row */
	KY_LEVEL_TABLE,  /* table: the records whose table stands there */
	KY_LEVEL_COLUMN, /* column: one of the columns of the table above */
	KY_LEVEL_NONE,   /* none: what stands there instead where the table or list above has no row */
	KY_LEVEL_LIST,   /* list: a paragraph for each record */
	KY_LEVELS
};

/* One line of the report's outline. In its text {figure_id} stands for a figure, 【人写】 and {写:NAME} for what
 * people have to write, and a figure chooses between the wordings in [figure_id|WORDING|0：WORDING]. */
struct ky_outline {
	enum ky_level level;
	const char *text;
	size_t section; /* index in ky_campaign_sections of the first text that people write in it; of a document,
			 * in ky_campaign_document_sections */
	int key;        /* its number in the template's text, for messages about it */
};

/* A document of its own beside the report, [document.NAME]: its lines are as those of the outline, with tables and
 * lists of records among them. */
struct ky_template_document {
	const char *id; /* "rectify"; its file is rectify.docx */
	const char *title;
	const char *sets;  /* whose packages it is in besides the group's, which has all: names of recipients with
			    * commas between them; NULL: nobody's; "": in none, unless it is chosen by name */
	const char *each;  /* it is printed once for each of these records; NULL: once */
	const char *due;   /* days by which it is handed in, MM-DD with commas between them; NULL: it has none */
	bool due_inferred; /* 推定 */
	size_t first, line_count; /* its lines, see ky_campaign_document_lines */
};

/* One column of the progress table. In its text {figure_id} stands for a figure. */
struct ky_column {
	const char *title, *text;
};

/* One column of a table that goes with the report. In its text {field} stands for a field of the record, {row} for
 * 1, 2, 3 and {number} for the printed number; a field chooses between wordings as a figure does in the outline.
 */
struct ky_annex_column {
	const char *annex; /* the kind whose ledger it is */
	const char *title; /* "": the text stands below the table, and has figures in it */
	const char *text;
	bool sum; /* the last row has their sum */
};

#define KY_LEDGER_PROGRESS "progress" /* the ledger that is no kind's */

/* What a template says of the ledger of a kind, or of the progress table. What it does not say is
 * NULL. */
struct ky_ledger_form {
	const char *kind;
	const char *title;   /* how it is headed; NULL: as the kind declares it */
	const char *order;   /* the field that it is sorted by; NULL: the kind's own */
	const char *columns; /* fields, separated by commas: those of a paper form stand before them, all others
			      * behind, because a ledger loses none; NULL: as they are declared */
	const char *sets;    /* whose packages it is in besides the group's: names of recipients, separated by
			      * commas; NULL: nobody's */
};

/* Somebody who is handed a package, and the documents that it has for him. */
struct ky_recipient {
	const char *id; /* "office" */
	const char *title;
	const char *documents; /* names of documents (kuayue/export.h), separated by commas; "all": every one */
};
/* True for [recipient.public], the public: a package for it has no records.jsonl, and an export stops where
 * personal data is found. */
KY_API bool ky_recipient_is_public(const struct ky_recipient *recipient);

/* Reads a template. On KY_INPUT err names the file, section, key and what was expected.
 * The caller frees *out with ky_campaign_free. */
KY_API enum ky_code ky_campaign_load(const char *path, struct ky_campaign **out, struct ky_error *err);

/* Reads a template from memory: a workbook's own copy, or the built-in one. Messages call it name. */
KY_API enum ky_code ky_campaign_parse(const char *name, const char *ini, size_t len, struct ky_campaign **out,
				      struct ky_error *err);
KY_API void ky_campaign_free(struct ky_campaign *campaign);

/* The built-in template's text (static, ended by NUL) and its length. */
KY_API const char *ky_campaign_builtin(size_t *len);

KY_API const char *ky_campaign_id(const struct ky_campaign *campaign);
KY_API const char *ky_campaign_version(const struct ky_campaign *campaign);
KY_API const char *ky_campaign_title(const struct ky_campaign *campaign);
KY_API int ky_campaign_year(const struct ky_campaign *campaign);
/* Its first and last day: of [campaign], or of its year. What happened on another day does not count. */
KY_API ky_day ky_campaign_from(const struct ky_campaign *campaign);
KY_API ky_day ky_campaign_to(const struct ky_campaign *campaign);
/* True also of KY_NO_DAY. */
KY_API bool ky_campaign_has_day(const struct ky_campaign *campaign, ky_day day);
KY_API ky_day ky_campaign_deadline(const struct ky_campaign *campaign);
KY_API bool ky_campaign_deadline_inferred(const struct ky_campaign *campaign);

/* True for a day behind the last phase and within the campaign: what is still open is its work. out is like a
 * phase, with its days, and is inferred (收尾（推定）). */
KY_API bool ky_campaign_closing(const struct ky_campaign *campaign, ky_day day, struct ky_phase *out);

/* Arrays owned by the campaign, in template order. */
KY_API const struct ky_phase *ky_campaign_phases(const struct ky_campaign *campaign, size_t *count);
KY_API const struct ky_task *ky_campaign_tasks(const struct ky_campaign *campaign, size_t *count);
KY_API const struct ky_item *ky_campaign_items(const struct ky_campaign *campaign, size_t *count);
/* The task or checklist item of that id, or NULL. */
KY_API const struct ky_task *ky_campaign_task(const struct ky_campaign *campaign, const char *id);
KY_API const struct ky_item *ky_campaign_item(const struct ky_campaign *campaign, const char *id);
KY_API const struct ky_grade *ky_campaign_grades(const struct ky_campaign *campaign, size_t *count);
KY_API const struct ky_outline *ky_campaign_outline(const struct ky_campaign *campaign, size_t *count);
/* The names of the texts that people write, one for each mark of the outline, in its order. A mark {写:NAME} is
 * called NAME, a bare 【人写】 like the heading above it without its number. Two marks of one name show the same
 * text. */
KY_API const char *const *ky_campaign_sections(const struct ky_campaign *campaign, size_t *count);
/* The documents that the template declares; *count is 0 where it declares none. */
KY_API const struct ky_template_document *ky_campaign_documents(const struct ky_campaign *campaign, size_t *count);
KY_API const struct ky_outline *ky_campaign_document_lines(const struct ky_campaign *campaign,
							   const struct ky_template_document *document);
/* The names of the texts that people write in them: 整改方案：总体要求. In a document that is printed for each of
 * some records, the name is followed by KY_SECTION_OF and the record's number. */
#define KY_SECTION_OF "·"
KY_API const char *const *ky_campaign_document_sections(const struct ky_campaign *campaign, size_t *count);
/* Whether a text of that name is asked for, in the outline or in a document. */
KY_API bool ky_campaign_has_section(const struct ky_campaign *campaign, const char *name);
/* The index-th day by which a document is due; false behind the last. */
KY_API bool ky_campaign_document_due(const struct ky_campaign *campaign,
				     const struct ky_template_document *document, size_t index, ky_day *day);
#define KY_TEMPLATE_DOCUMENTS_MAX 48 /* that a template may declare */
KY_API const struct ky_column *ky_campaign_progress(const struct ky_campaign *campaign, size_t *count);
/* The columns of a kind's table, one behind the other; *count is 0 where neither the template nor the built-in one
 * declares any. */
KY_API const struct ky_annex_column *ky_campaign_annex(const struct ky_campaign *campaign, const char *kind,
						       size_t *count);
/* What the template, or the built-in one in its place, says of a kind's ledger; NULL: nothing. */
KY_API const struct ky_ledger_form *ky_campaign_ledger(const struct ky_campaign *campaign, const char *kind);
KY_API const struct ky_ledger_form *ky_campaign_ledgers(const struct ky_campaign *campaign, size_t *count);
/* The recipients that the template declares; *count is 0 where it declares none. */
KY_API const struct ky_recipient *ky_campaign_recipients(const struct ky_campaign *campaign, size_t *count);
/* The target of a task for a kind of school. */
KY_API int ky_task_target(const struct ky_task *task, const char *school_kind);
#define KY_LATE_DAYS 7 /* where a template says nothing */
/* What is entered more than so many days after it took place is 补录: of records of the kind. */
KY_API int ky_campaign_late_days(const struct ky_campaign *campaign, const char *kind);
KY_API const int *ky_campaign_remind_days(const struct ky_campaign *campaign, size_t *count);

/* The choice list called name ("problem_status"), or NULL and *count 0. */
KY_API const struct ky_choice *ky_campaign_choices(const struct ky_campaign *campaign, const char *name,
						   size_t *count);

/* The kind of school (a key of the list "school_kind") that a school's name speaks for by its last word of the
 * list "school_word"; *word is that word. NULL: it speaks for none. */
KY_API const char *ky_campaign_kind_of_name(const struct ky_campaign *campaign, const char *name,
					    const char **word);

/* Finds a target by its name ("sessions"). Returns false where the template has none of that name. */
KY_API bool ky_campaign_target(const struct ky_campaign *campaign, const char *name, int *value, bool *inferred);

/* The name of each target; NULL past the end. */
KY_API const char *ky_campaign_target_name(const struct ky_campaign *campaign, size_t index);

/* True if the comma-separated list holds word. */
KY_API bool ky_list_has(const char *list, const char *word);

#ifdef __cplusplus
}
#endif

#endif
