/* 人员名册: who studies, attends, owns and verifies. */
#include "record/kinds/kinds.h"

static const struct ky_field fields[] = {
	{ .name = "name", .label = "Name", .zh = "姓名", .type = KY_TEXT, .required = true, .list_columns = 16,
	  .why = N_("Attendance and notes point to the roster, so that a name is typed once.") },
	{ .name = "role", .label = "Role", .zh = "身份", .type = KY_CHOICE, .choices = "person_role", .list_columns = 12,
	  .why = N_("One first responsible person and exactly one deputy in charge are asked for (V, 1).") },
	{ .name = "party", .label = "Party member", .zh = "党员", .type = KY_CHOICE, .choices = "yesno",
	  .list_columns = 6, .why = N_("Party members and cadres study first (IV, 1, 3).") },
	{ .name = "post", .label = "Post", .zh = "职务", .type = KY_TEXT, .list_columns = 14,
	  .why = N_("The report names posts rather than people.") },
	{ .name = "group", .label = "Group", .zh = "教研组(年级)", .type = KY_TEXT, .list_columns = 14,
	  .why = N_("To tick attendance group by group.") },
	{ .name = "leave", .label = "Left on", .zh = "离校日期", .type = KY_DATE, .list_columns = 10,
	  .why = N_("Who has left is not expected at later sessions; the earlier ones stay as they were.") },
};

const struct kind_decl kind_person = {
	.kind = { .name = "person", .label = "Roster", .zh = "人员名册", .prefix = "R", .title = "name",
		  FIELDS(fields) },
};
