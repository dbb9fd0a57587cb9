/* 报送记录: which package was handed in, when and where to. The program adds each; people add the receipt. */
#include "record/kinds/kinds.h"
#include "record/rule_help.h"

static const struct ky_field fields[] = {
	{ .name = "date",
	  .label = "Written on",
	  .zh = "导出日期",
	  .type = KY_DATE,
	  .computed = true,
	  .role = KY_ROLE_HAPPENED,
	  .list = { KY_LIST_ALWAYS, 10 } },
	{ .name = "version",
	  .label = "Version",
	  .zh = "版本",
	  .type = KY_NUMBER,
	  .computed = true,
	  .list = { KY_LIST_ALWAYS, 6 },
	  .why = N_("Counts up; an earlier package is never written over.") },
	{ .name = "file",
	  .label = "File",
	  .zh = "文件名",
	  .type = KY_TEXT,
	  .computed = true,
	  .list = { KY_LIST_ALWAYS, 30 } },
	{ .name = "folder",
	  .label = "Written to",
	  .zh = "存放位置",
	  .type = KY_TEXT,
	  .apart = true,
	  .computed = true,
	  .list = { KY_LIST_ROOM, 16 } },
	{ .name = "documents",
	  .label = "Documents",
	  .zh = "内含文件",
	  .type = KY_TEXT,
	  .computed = true,
	  .list = { KY_LIST_ROOM, 20 },
	  .why = N_("What was chosen for it; blank: all of them.") },
	{ .name = "recipient",
	  .label = "Handed to",
	  .zh = "报送单位",
	  .type = KY_TEXT,
	  .list = { KY_LIST_ALWAYS, 16 },
	  .why = N_("The office of the leadership group, or whoever was given it.") },
	{ .name = "channel",
	  .label = "How",
	  .zh = "报送方式",
	  .type = KY_TEXT,
	  .list = { KY_LIST_ROOM, 8 },
	  .why = N_("By stick, by mail, by hand.") },
	{ .name = "receipt",
	  .label = "Receipt on",
	  .zh = "回执日期",
	  .type = KY_DATE,
	  .list = { KY_LIST_ALWAYS, 10 },
	  .why = N_("The day its arrival was confirmed; until then it may not have arrived.") },
	{ .name = "reported",
	  .label = "Figures reported",
	  .zh = "上报数字",
	  .type = KY_LONG,
	  .computed = true,
	  .apart = true,
	  .why = N_("The progress table as it was reported: the next report says what changed.") },
	{ .name = "export",
	  .label = "Export",
	  .zh = "导出编号",
	  .type = KY_TEXT,
	  .computed = true,
	  .apart = true,
	  .why = N_(
		  "Stands inside the package: by it the office knows which of two is the newer, however they are "
		  "called.") },
	NOTE_FIELD(),
};

/* Only an export adds such a record, so people cannot make one. */
static enum ky_code rule(struct ky_workbook *wb, const struct ky_record *before, struct ky_record *after,
			 int *field, struct ky_error *err)
{
	(void)wb;
	(void)before;
	if (rule_is_set(after, "file"))
		return KY_OK;
	return rule_fail(after, "file", field, err, _("only an export adds to this list; export a package."));
}

const struct kind_decl kind_handin = {
	.kind = { .name = "handin",
		  .label = "Handed in",
		  .zh = "报送记录",
		  .prefix = "HI",
		  .ledger = "L29",
		  .paper = "报送记录",
		  .number_zh = "编号",
		  .order = "date",
		  .title = "file",
		  .local = true,
		  FIELDS(fields) },
	.rule = rule,
};
