/* Every record kind's declaration, one file each beside this header, and what the kinds share.
 * A new kind is a new file, a line here, and a line in kind.c. */
#ifndef CORE_RECORD_KINDS_KINDS_H
#define CORE_RECORD_KINDS_KINDS_H

#include "base/i18n.h"
#include "kuayue/chain.h"
#include "record/rules.h"

#define FIELDS(list) .fields = (list), .field_count = sizeof(list) / sizeof((list)[0])

/* A field that has to be answered (neither 未填 nor 不适用) where a choice has been made. Saving asks for it, and
 * the view "lacking" (record/views.h) has what older files lack. */
struct kind_demand {
	const char *when, *is; /* the field and its choice that ask for it */
	const char *field, *why;
	const char *unless, *unless_is; /* a field and its choice that go without it, or NULL */
};

#define DEMANDS(list) .demands = (list), .demand_count = sizeof(list) / sizeof((list)[0])

struct kind_decl {
	struct ky_kind kind;
	rule_fn *rule; /* what holds beyond the declaration, or NULL */
	/* A sentence (untranslated) that the campaign adds to why a field is asked for; NULL: none, or no function
	 */
	const char *(*why)(struct ky_workbook *wb, const struct ky_record *record, const struct ky_field *field);
	const struct kind_demand *demands;
	size_t demand_count;
	bool merged_needs_none; /* what it needs is asked of the record that it was merged into */
	enum ky_chain_stage stage;
	const char *source; /* its key in lists of where a problem came from; NULL: its name */
};

/* The whole declaration of a kind. */
const struct kind_decl *kind_decl_of(const struct ky_kind *kind);

extern const struct kind_decl kind_school, kind_person, kind_task, kind_session, kind_note, kind_study,
	kind_document, kind_opinion, kind_card, kind_visit, kind_rating, kind_score, kind_satisfaction,
	kind_problem, kind_notice, kind_publication, kind_activity, kind_bulletin, kind_media, kind_spirit,
	kind_institution, kind_model, kind_body, kind_archive, kind_handover, kind_goal, kind_project,
	kind_suggestion, kind_reward, kind_handin, kind_section;

#endif
