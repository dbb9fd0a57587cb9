/* 个人学习: what one person wrote: 笔记, 体会 or 心得. The program never writes one itself. */
#include "kuayue/record.h"
#include "kuayue/text.h"
#include "record/kinds/kinds.h"
#include "record/rule_help.h"

static const struct ky_field fields[] = {
	{ .name = "person",
	  .label = "Person",
	  .zh = "姓名",
	  .type = KY_LINK,
	  .link = "person",
	  .goes_on = true,
	  .required = true,
	  .list = { KY_LIST_ALWAYS, 12 },
	  .why = N_("Everyone should have notes, impressions and insights (IV, 1, 3).") },
	{ .name = "kind",
	  .label = "Kind",
	  .zh = "类别",
	  .type = KY_CHOICE,
	  .choices = "note_kind",
	  .needs = "note,impression,insight",
	  .required = true,
	  .list = { KY_LIST_ALWAYS, 6 },
	  .why = N_("Notes are counted by person, impressions and insights by piece.") },
	{ .name = "date",
	  .label = "Date",
	  .zh = "日期",
	  .type = KY_DATE,
	  .required = true,
	  .role = KY_ROLE_HAPPENED,
	  .happened = true,
	  .list = { KY_LIST_ALWAYS, 10 },
	  .why = N_("The day it was written; the day it is entered is kept beside it.") },
	{ .name = "title",
	  .label = "Title",
	  .zh = "题目",
	  .type = KY_TEXT,
	  .required = true,
	  .list = { KY_LIST_ALWAYS, 30 },
	  .why = N_("What it is about.") },
	{ .name = "text",
	  .label = "Text",
	  .zh = "正文",
	  .type = KY_LONG,
	  .why = N_("The person's own words, as given. If it is kept on paper, leave this empty.") },
	CRISIS_FIELDS,
	{ .name = "words",
	  .label = "Characters",
	  .zh = "字数",
	  .type = KY_NUMBER,
	  .derived = true,
	  .computed = true,
	  .list = { KY_LIST_ALWAYS, 6 },
	  .why = N_("Counted by the program.") },
	{ .name = "entered",
	  .label = "Entered on",
	  .zh = "登记日期",
	  .type = KY_DATE,
	  .computed = true,
	  .role = KY_ROLE_STAMP,
	  .list = { KY_LIST_ALWAYS, 10 },
	  .why = N_("Filled in by the program; a late entry shows as 补录.") },
};

static int64_t characters(const char *text)
{
	int64_t count = 0;
	for (struct ky_char at = ky_text_char(text); at.bytes; text += at.bytes, at = ky_text_char(text))
		count += *text != ' ' && *text != '\n' && *text != '\t';
	return count;
}

static void derive(struct ky_record *record)
{
	if (rule_is_set(record, "text"))
		rule_put_number(record, "words", characters(rule_text(record, "text")));
	else
		rule_clear(record, "words");
}

static enum ky_code rule(struct ky_workbook *wb, const struct ky_record *before, struct ky_record *after,
			 int *field, struct ky_error *err)
{
	(void)before;
	return rule_check_past(wb, after, "date", field, err);
}

const struct kind_decl kind_note = {
	.kind = { .name = "note",
		  .label = "Notes and essays",
		  .zh = "个人学习",
		  .prefix = "N",
		  .ledger = NULL,
		  .order = "date",
		  .title = "title",
		  .personal = true,
		  FIELDS(fields) },
	.derive = derive,
	.rule = rule,
};
