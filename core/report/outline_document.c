/* Turns a document of the template into blocks: a copy for each record that it is about, with tables and lists of
 * records among its lines. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "kuayue/record.h"
#include "report/outline.h"
#include "report/punctuate.h"
#include "report/reader.h"
#include "texts.h"

#define NAMES_MOST 10 /* titles in one sentence */

/* What the copies of a document are about. */
struct subjects {
	struct ky_report *report;
	const struct pick *pick;
	const char *which; /* the only one, or NULL */
	struct kept ids, groups;
	const char *last; /* group */
};

static int take_subject(void *data, const struct ky_record *record)
{
	struct subjects *subjects = data;
	bool grouped = subjects->pick->is == PICK_BY_GROUP;
	char *group = grouped ? pick_group(subjects->pick, record) : memory_text("");
	const char *is = grouped ? group : ky_record_id(record);
	bool wanted = !subjects->which || (is && strcmp(subjects->which, is) == 0);
	if (group && (!wanted || (grouped && subjects->last && strcmp(subjects->last, group) == 0))) {
		free(group);
		return 0;
	}
	subjects->last = group;
	if (!kept_add(&subjects->groups, group) || !kept_add(&subjects->ids, memory_text(ky_record_id(record)))) {
		outline_no_memory(subjects->report);
		return 1;
	}
	return 0;
}

/* Whether all lines of a document are spines, of which several are cut from one page. */
static bool is_spine(const struct ky_report *report)
{
	for (size_t i = 0; i < report->line_count; i++)
		if (report->lines[i].level != KY_LEVEL_SPINE)
			return false;
	return true;
}

static void add_copy(struct ky_report *report, const char *id, const char *group)
{
	struct ky_record *record = NULL;
	enum ky_code code = ky_record_load(report->wb, id, &record, report->err);
	if (code) {
		report->code = code;
		return;
	}
	const struct cell_row subject = { .wb = report->wb, .record = record, .row = 1, .whole = true };
	if (report->block_count && !is_spine(report))
		outline_block(report, KY_BLOCK_PAGE);
	report->subject = report->slots.subject = &subject;
	report->subject_id = outline_keep(report, memory_text(id));
	report->slots.group = group[0] ? outline_keep(report, memory_text(group)) : NULL;
	report->year[0] = '\0';
	outline_lines(report);
	report->subject = report->slots.subject = NULL;
	report->slots.group = NULL;
	ky_record_free(record);
}

/* A document about records of which there is none says so under its title. */
static void add_nothing(struct ky_report *report)
{
	outline_block(report, KY_BLOCK_TITLE);
	outline_run(report, report->document->title);
	outline_block(report, KY_BLOCK_TEXT);
	outline_run(report, ZH_NOTHING_HERE);
}

/* which: the id of the one record, or the group that is printed; NULL: all. typed: how it was asked for. */
static void add_copies(struct ky_report *report, const struct pick *pick, const char *which, const char *typed)
{
	struct subjects subjects = { .report = report, .pick = pick, .which = which };
	enum ky_code code = pick_each(report->wb, pick, take_subject, &subjects, report->err);
	if (code && !report->code)
		report->code = code;
	if (which && !subjects.ids.count && !report->code)
		report->code = ky_fail(report->err, KY_INPUT, _("%s is about no record %.60s."),
				       report->document->title, typed);
	for (size_t i = 0; i < subjects.ids.count && !report->code; i++)
		add_copy(report, subjects.ids.texts[i], subjects.groups.texts[i]);
	if (!subjects.ids.count && !report->code)
		add_nothing(report);
	kept_free(&subjects.ids);
	kept_free(&subjects.groups);
}

void outline_document(struct ky_report *report, const char *typed)
{
	const char *which = typed;
	const char *each = report->document->each;
	struct pick pick;
	if (!each) {
		outline_lines(report);
		return;
	}
	if (!pick_parse(ky_workbook_campaign(report->wb), each, strlen(each), &pick)) {
		report->code = ky_fail(report->err, KY_INPUT,
				       _("The template's [document.%s] each: there are no such records: %s."),
				       report->document->id, each);
		return;
	}
	struct ky_record *record = NULL;
	if (which && pick.is != PICK_BY_GROUP && !report->code)
		report->code = ky_record_load(report->wb, which, &record, report->err);
	if (record)
		which = outline_keep(report, memory_text(ky_record_id(record)));
	ky_record_free(record);
	if (!report->code)
		add_copies(report, &pick, which, typed);
}

struct giving {
	struct ky_workbook *wb;
	const struct pick *pick;
	int (*each)(void *data, const char *which, const char *number, const char *title);
	void *data;
	char *last; /* group */
	bool no_memory;
};

static int give_subject(void *data, const struct ky_record *record)
{
	struct giving *giving = data;
	bool grouped = giving->pick->is == PICK_BY_GROUP;
	char *title = grouped ? pick_group(giving->pick, record)
			      : ky_record_text(giving->wb, record, ky_title_field(giving->pick->kind));
	if (!title || (grouped && giving->last && strcmp(giving->last, title) == 0)) {
		giving->no_memory = giving->no_memory || !title;
		free(title);
		return giving->no_memory;
	}
	int stop = giving->each(giving->data, grouped ? title : ky_record_id(record),
				grouped ? title : ky_record_number(record), grouped ? "" : title);
	free(giving->last);
	giving->last = title;
	return stop;
}

enum ky_code ky_report_subjects(struct ky_workbook *wb, const struct ky_template_document *document,
				int (*each)(void *data, const char *which, const char *number, const char *title),
				void *data, struct ky_error *err)
{
	struct pick pick;
	struct giving giving = { .wb = wb, .pick = &pick, .each = each, .data = data };
	if (!document->each ||
	    !pick_parse(ky_workbook_campaign(wb), document->each, strlen(document->each), &pick))
		return KY_OK;
	enum ky_code code = pick_each(wb, &pick, give_subject, &giving, err);
	free(giving.last);
	return code ? code : giving.no_memory ? memory_out(err) : KY_OK;
}

/* The records that a line names, compared with what the copy is about. */
static bool parse(struct ky_report *report, const char *text, size_t len, struct pick *pick)
{
	bool fits = pick_parse(ky_workbook_campaign(report->wb), text, len, pick) && pick->is != PICK_BY_GROUP;
	if (!fits && !report->code)
		report->code = ky_fail(report->err, KY_INPUT, _("The template names no such records: %.*s."),
				       (int)(len < 60 ? len : 60), text);
	if (pick->is == PICK_ID)
		pick->of = report->subject_id;
	else if (pick->is == PICK_GROUP)
		pick->of = report->slots.group;
	return fits;
}

/* "title|text|合计" */
static void add_column(struct ky_report *report, struct ky_table *table, const char *line)
{
	size_t title = strcspn(line, "|"), len = strlen(line), end = strlen("|" ZH_TOTAL);
	bool sum = len > title + 1 + end && strcmp(line + len - end, "|" ZH_TOTAL) == 0;
	size_t to = sum ? len - end : len;
	assert(title < len);
	outline_column(table, outline_keep(report, memory_part(line, title)),
		       outline_keep(report, memory_part(line + title + 1, to - title - 1)), sum);
}

static int take_any(void *data, const struct ky_record *record)
{
	bool *any = data;
	(void)record;
	*any = true;
	return 1;
}

static void add_table(struct ky_report *report, const struct pick *pick, const struct ky_outline *columns,
		      size_t count)
{
	struct ky_table *table = outline_table(report, pick->kind);
	if (!table)
		return;
	table->pick = *pick;
	table->whole = true;
	for (size_t i = 0; i < count; i++)
		add_column(report, table, columns[i].text);
	outline_block(report, KY_BLOCK_TABLE)->table = table;
}

struct listing {
	struct ky_report *report;
	const char *text;
	long row;
};

static int take_item(void *data, const struct ky_record *record)
{
	struct listing *listing = data;
	struct ky_report *report = listing->report;
	const struct cell_row row = {
		.wb = report->wb, .record = record, .row = ++listing->row, .whole = true, .prose = true
	};
	char *text = NULL;
	enum ky_code code = cell_fill(&row, listing->text, &text, report->err);
	if (code) {
		report->code = code;
	} else if (text[0]) {
		struct block *block = outline_block(report, KY_BLOCK_TEXT);
		outline_run_in(report, block, punctuate(text));
	}
	free(text);
	return report->code != KY_OK;
}

static void add_list(struct ky_report *report, const struct pick *pick, const char *text)
{
	struct listing listing = { .report = report, .text = text };
	enum ky_code code = pick_each(report->wb, pick, take_item, &listing, report->err);
	if (code && !report->code)
		report->code = code;
}

size_t outline_records(struct ky_report *report, const struct ky_outline *lines, size_t count)
{
	assert(count > 0);
	struct pick pick;
	bool list = lines[0].level == KY_LEVEL_LIST, any = false;
	size_t used = 1, columns = 0;
	while (used < count && lines[used].level == KY_LEVEL_COLUMN)
		used++;
	columns = used - 1;
	const struct ky_outline *none = used < count && lines[used].level == KY_LEVEL_NONE ? &lines[used++] : NULL;
	const char *text = lines[0].text;
	size_t len = list ? strcspn(text, "|") : strlen(text);
	if (!parse(report, text, len, &pick))
		return used;
	enum ky_code code = none ? pick_each(report->wb, &pick, take_any, &any, report->err) : KY_OK;
	if (code && !report->code)
		report->code = code;
	if (none && !any) {
		outline_block(report, KY_BLOCK_TEXT);
		outline_text(report, none->text, none->section);
	} else if (list) {
		add_list(report, &pick, text + len + (text[len] == '|'));
	} else {
		add_table(report, &pick, lines + 1, columns);
	}
	return used;
}

struct naming {
	struct ky_report *report;
	struct strbuf names;
	size_t count;
	bool titles; /* of works: in 《》 */
};

static int take_name(void *data, const struct ky_record *record)
{
	struct naming *naming = data;
	int title = ky_title_field(ky_record_kind(record));
	char *name = ky_record_text(naming->report->wb, record, title);
	if (!name) {
		outline_no_memory(naming->report);
		return 1;
	}
	bool marked = !naming->titles || strncmp(name, "《", strlen("《")) == 0;
	if (name[0] && naming->count++ < NAMES_MOST)
		strbuf_addf(&naming->names, "%s%s%s%s", naming->count > 1 ? "、" : "", marked ? "" : "《", name,
			    marked ? "" : "》");
	free(name);
	return naming->count > NAMES_MOST;
}

/* Of the records behind a figure, so that they are as many as it says. */
static int take_behind(void *data, const char *id, const char *number)
{
	struct naming *naming = data;
	struct ky_record *record = NULL;
	(void)number;
	enum ky_code code = ky_record_load(naming->report->wb, id, &record, naming->report->err);
	if (code) {
		naming->report->code = code;
		return 1;
	}
	int stop = reader_may_see(naming->report->wb, ky_record_kind(record)) ? take_name(naming, record) : 0;
	ky_record_free(record);
	return stop;
}

static const struct ky_figure *figure_of(const char *name, size_t len)
{
	const struct ky_figure *figure;
	for (size_t i = 0; (figure = ky_figure_at(i)) != NULL; i++)
		if (strlen(figure->id) == len && memcmp(figure->id, name, len) == 0)
			return figure;
	return NULL;
}

bool outline_names(struct ky_report *report, const char *name, size_t len)
{
	static const char *const forms[] = { SLOT_NAMES, SLOT_TITLES };
	struct naming naming = { .report = report };
	size_t skip = 0;
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
		if (len > strlen(forms[i]) && strncmp(name, forms[i], strlen(forms[i])) == 0) {
			skip = strlen(forms[i]);
			naming.titles = i == 1;
		}
	struct pick pick;
	const struct ky_figure *figure = skip ? figure_of(name + skip, len - skip) : NULL;
	if (!skip || (!figure && !parse(report, name + skip, len - skip, &pick)))
		return skip > 0;
	strbuf_init(&naming.names, STRBUF_TEXT);
	enum ky_code code = figure ? ky_figure_records(report->wb, figure, take_behind, &naming, report->err)
				   : pick_each(report->wb, &pick, take_name, &naming, report->err);
	if (code && !report->code)
		report->code = code;
	if (naming.count > NAMES_MOST)
		strbuf_add(&naming.names, ZH_AND_OTHERS);
	if (naming.names.len)
		outline_run_in(report, outline_last(report), strbuf_take(&naming.names));
	strbuf_free(&naming.names);
	return true;
}
