/* 人员名册: who studies, attends, owns and verifies. */
#include "record/kinds/kinds.h"
#include "record/rule_help.h"

static const struct ky_field fields[] = {
	{ .name = "name",
	  .label = "Name",
	  .zh = "姓名",
	  .type = KY_TEXT,
	  .required = true,
	  .list = { KY_LIST_ALWAYS, 16 },
	  .also = "教师姓名,教职工姓名,教工姓名,职工姓名,老师姓名,名字",
	  .why = N_("Attendance and notes point to the roster, so that a name is typed once.") },
	{ .name = "role",
	  .label = "Role",
	  .zh = "身份",
	  .type = KY_CHOICE,
	  .choices = "person_role",
	  .needs = "head,deputy,leader",
	  .list = { KY_LIST_ALWAYS, 12 },
	  .why = N_("One first responsible person and exactly one deputy in charge are asked for (V, 1).") },
	{ .name = "party",
	  .label = "Party member",
	  .zh = "党员",
	  .type = KY_CHOICE,
	  .choices = "yesno",
	  .list = { KY_LIST_ALWAYS, 6 },
	  .also = "是否党员,中共党员,党员否,政治面貌",
	  .words = "yes=党员,中共党员,预备党员,中共预备党员;no=群众,团员,共青团员,无党派,无党派人士,民主党派",
	  .why = N_("Party members and cadres study first (IV, 1, 3).") },
	{ .name = "post",
	  .label = "Post",
	  .zh = "职务",
	  .type = KY_TEXT,
	  .list = { KY_LIST_ALWAYS, 14 },
	  .also = "行政职务,现任职务,担任职务,岗位",
	  .why = N_("The report names posts rather than people.") },
	{ .name = "group",
	  .label = "Group",
	  .zh = "教研组(年级)",
	  .type = KY_TEXT,
	  .role = KY_ROLE_GROUP,
	  .list = { KY_LIST_ALWAYS, 14 },
	  .also = "教研组,年级组,组别,所在组,所在教研组,任教学科:组,任教科目:组,学科:组,科目:组,任课:组",
	  .why = N_("To tick attendance group by group.") },
	{ .name = "joined",
	  .label = "Joined on",
	  .zh = "到校日期",
	  .type = KY_DATE,
	  .role = KY_ROLE_JOINED,
	  .ahead = true,
	  .list = { KY_LIST_ROOM, 10 },
	  .also = "到校时间,入职日期,入职时间,来校日期,来校时间,调入日期",
	  .why = N_("Who joined later was not expected at earlier sessions. Empty: since before the campaign.") },
	{ .name = "leave",
	  .label = "Left on",
	  .zh = "离校日期",
	  .type = KY_DATE,
	  .role = KY_ROLE_LEFT,
	  .ahead = true,
	  .list = { KY_LIST_ALWAYS, 10 },
	  .also = "离岗日期,离校时间,离职日期,调离日期",
	  .why = N_("Who has left is not expected at later sessions; the earlier ones stay as they were.") },
};

static enum ky_code rule(struct ky_workbook *wb, const struct ky_record *before, struct ky_record *after,
			 int *field, struct ky_error *err)
{
	(void)wb;
	(void)before;
	if (rule_is_answered(after, "joined") && rule_is_answered(after, "leave") &&
	    rule_date(after, "leave") <= rule_date(after, "joined"))
		return rule_fail(after, "leave", field, err,
				 _("nobody leaves before they joined; correct one of the two days."));
	return KY_OK;
}

const struct kind_decl kind_person = {
	.kind = { .name = "person",
		  .label = "Roster",
		  .zh = "人员名册",
		  .prefix = "R",
		  .ledger = "L28",
		  .paper = "人员名册",
		  .number_zh = "编号",
		  .title = "name",
		  .known_by = "name,group,post,party",
		  .personal = true,
		  FIELDS(fields) },
	.rule = rule,
};
