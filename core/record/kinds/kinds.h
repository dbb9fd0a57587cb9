/* The list of all record kinds, and what a declaration has beyond struct ky_kind. Each kind is a file of this
 * folder; a new kind is a new file and a line in the list. */
#ifndef CORE_RECORD_KINDS_KINDS_H
#define CORE_RECORD_KINDS_KINDS_H

#include "base/i18n.h"
#include "kuayue/chain.h"
#include "record/rules.h"

/* Fields that many kinds end with, and what a kind says of them besides. */
#define EVIDENCE_FIELD(...)                                                                                       \
	{                                                                                                         \
		.name = "evidence", .role = KY_ROLE_EVIDENCE, .label = "Evidence", .zh = "凭据编号",              \
		.type = KY_TEXT, .why = N_("Where the proof is kept: box and page, or a file name."), __VA_ARGS__ \
	}
#define NOTE_FIELD(...)                                                                                           \
	{                                                                                                         \
		.name = "note", .label = "Remarks", .zh = "备注", .type = KY_TEXT, .why = N_("Anything else."),   \
		__VA_ARGS__                                                                                       \
	}

/* What a record reflects on: the six crises (III, 1), and how they are answered. */
#define CRISIS_FIELDS                                                                                             \
	{ .name = "crisis",                                                                                       \
	  .label = "Crises reflected on",                                                                         \
	  .zh = "对照的危机",                                                                                     \
	  .type = KY_CHOICE,                                                                                      \
	  .choices = "crisis",                                                                                    \
	  .several = true,                                                                                        \
	  .lent = true,                                                                                           \
	  .beside = true,                                                                                         \
	  .why = N_("Six crises to reflect on: ability, view, duty, confidence, courage, thought (III, 1).") },   \
	{                                                                                                         \
		.name = "answers", .label = "Answers to them", .zh = "应对", .type = KY_CHOICE,                   \
		.choices = "crisis_answer", .several = true, .lent = true, .beside = true,                        \
		.why = N_("What overcomes each of the six (III, 1)."),                                            \
	}

/* The meetings and instructions of III, 1 that it is about. */
#define MEETING_FIELD(...)                                                                                        \
	{                                                                                                         \
		.name = "meeting", .label = "Meetings and instructions", .zh = "会议和批示", .type = KY_CHOICE,   \
		.choices = "meeting_kind", .several = true, .lent = true, .beside = true, __VA_ARGS__             \
	}

/* 四个带头 (IV, 2, 2). */
#define LEADS_FIELD                                                                                               \
	{                                                                                                         \
		.name = "leads", .label = "Takes the lead in", .zh = "四个带头", .type = KY_CHOICE,               \
		.choices = "four_leads", .several = true, .lent = true, .beside = true,                           \
		.why = N_("Party cadres take the lead in thought, style, policies and spirit (IV, 2, 2)."),       \
	}

/* The document with which the school is compared, and both kinds of causes (IV, 2, 2). */
#define AGAINST_FIELDS                                                                                            \
	{ .name = "against",                                                                                      \
	  .label = "Compared with",                                                                               \
	  .zh = "对照文件",                                                                                       \
	  .type = KY_LINK,                                                                                        \
	  .link = "document",                                                                                     \
	  .beside = true,                                                                                         \
	  .why = N_("The document of the list of policies; its level is then filled in (IV, 2, 2).") },           \
	{                                                                                                         \
		.name = "against_level", .label = "Level of that document", .zh = "对照文件级别",                 \
		.type = KY_CHOICE, .choices = "doc_level", .beside = true,                                        \
		.why = N_("National, regional and city documents are compared with (IV, 2, 2)."),                 \
	}
#define CAUSE_FIELDS                                                                                              \
	{ .name = "cause_own",                                                                                    \
	  .label = "Cause in ourselves",                                                                          \
	  .zh = "主观原因",                                                                                       \
	  .type = KY_LONG,                                                                                        \
	  .beside = true,                                                                                         \
	  .why = N_("What we ourselves did or left undone.") },                                                   \
	{                                                                                                         \
		.name = "cause_other", .label = "Cause outside", .zh = "客观原因", .type = KY_LONG,               \
		.beside = true, .why = N_("What the conditions were."),                                           \
	}

/* Where a number that contradicts the ticks is kept on purpose (record/attendance.h). */
#define PRESENT_BY_FIELD                                                                                           \
	{                                                                                                          \
		.name = "present_by", .label = "Present, kept as typed", .zh = "实到按填写", .type = KY_TEXT,      \
		.apart = true,                                                                                     \
		.why = N_("Asked for where the number typed is not that of the ticks: 手工 keeps it, and check " \
			  "names it."),                                                                            \
	}

#define FIELDS(list) .fields = (list), .field_count = sizeof(list) / sizeof((list)[0])

/* Demands that a field is answered (neither 未填 nor 不适用) where another field has a certain choice. Saving
 * refuses a record that lacks it; the view "lacking" (record/views.h) lists those of older files. */
struct kind_demand {
	const char *when, *is; /* the field and its choice that ask for it */
	const char *field, *why;
	const char *unless, *unless_is; /* a field and its choice that go without it, or NULL */
};

#define DEMANDS(list) .demands = (list), .demand_count = sizeof(list) / sizeof((list)[0])

struct kind_decl {
	struct ky_kind kind;
	/* Fills the fields that are derived, or NULL: before a record is saved, and where two copies of it became
	 * one. */
	void (*derive)(struct ky_record *record);
	bool rule_derives; /* before a record is saved its rule does that, which may refuse what was typed */
	rule_fn *rule;     /* what holds beyond the declaration, or NULL */
	/* What others lose with a record that is deleted, in the same change; NULL: nothing */
	enum ky_code (*removed)(struct ky_workbook *wb, const struct ky_record *record, struct ky_error *err);
	/* A sentence (untranslated) that the campaign adds to why a field is asked for; NULL: none, or no
	 * function */
	const char *(*why)(struct ky_workbook *wb, const struct ky_record *record, const struct ky_field *field);
	const char *state_by; /* the field that says who set the state, where records say it of those that nobody
			       * set (record/shown.h); NULL: the state is what is stored */
	const struct kind_demand *demands;
	size_t demand_count;
	bool merged_needs_none; /* what it needs is asked of the record that it was merged into */
	enum ky_chain_stage stage;
	const char *source; /* its key in lists of where a problem came from; NULL: its name */
};

/* The whole declaration of a kind. */
const struct kind_decl *kind_decl_of(const struct ky_kind *kind);

/* In the order of the screens' pages: the one list of kinds. */
#define KIND_LIST(KIND)                                                                                           \
	KIND(school)                                                                                              \
	KIND(person)                                                                                              \
	KIND(task)                                                                                                \
	KIND(session)                                                                                             \
	KIND(note)                                                                                                \
	KIND(study)                                                                                               \
	KIND(document)                                                                                            \
	KIND(opinion)                                                                                             \
	KIND(card)                                                                                                \
	KIND(visit)                                                                                               \
	KIND(rating)                                                                                              \
	KIND(compare)                                                                                             \
	KIND(score)                                                                                               \
	KIND(satisfaction)                                                                                        \
	KIND(problem)                                                                                             \
	KIND(notice)                                                                                              \
	KIND(publication)                                                                                         \
	KIND(activity)                                                                                            \
	KIND(bulletin)                                                                                            \
	KIND(media)                                                                                               \
	KIND(spirit)                                                                                              \
	KIND(institution)                                                                                         \
	KIND(model)                                                                                               \
	KIND(body)                                                                                                \
	KIND(archive)                                                                                             \
	KIND(handover)                                                                                            \
	KIND(goal)                                                                                                \
	KIND(project)                                                                                             \
	KIND(suggestion)                                                                                          \
	KIND(reward)                                                                                              \
	KIND(handin)                                                                                              \
	KIND(section)                                                                                             \
	KIND(zero)

#define KIND(name) extern const struct kind_decl kind_##name;
KIND_LIST(KIND)
#undef KIND

#endif
