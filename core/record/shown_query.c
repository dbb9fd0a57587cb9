/* The functions of queries that ask for what is worked out from other records (record/shown.h). */
#include <string.h>

#include "record/shown.h"

/* shown_state(id, state, by, list): the state of the record, which is stored where somebody set it by hand. */
void shown_state(struct db_call *call)
{
	struct ky_workbook *wb = db_call_workbook(call);
	const char *first = shown_first_choice(wb, db_call_text(call, 3)), *state = NULL;
	const char *stored = db_call_text(call, 1);
	if (stored[0] && (!db_call_is_null(call, 2) || strcmp(stored, first) != 0)) {
		db_call_return_text(call, stored);
		return;
	}
	struct ky_error err = { 0 };
	struct shown_source *source = shown_source_of(wb);
	enum ky_code code = source ? source->state(wb, db_call_text(call, 0), &state, &err) : KY_OK;
	if (code)
		db_call_failed(call, code, &err);
	else
		db_call_return_text(call, state ? state : first);
}

/* records_state(id): the state that the records say, whoever set another by hand; NULL: they do not say. */
void shown_records_state(struct db_call *call)
{
	struct ky_workbook *wb = db_call_workbook(call);
	struct ky_error err = { 0 };
	struct shown_source *source = shown_source_of(wb);
	const char *state = NULL;
	enum ky_code code = source ? source->state(wb, db_call_text(call, 0), &state, &err) : KY_OK;
	if (code)
		db_call_failed(call, code, &err);
	else if (state)
		db_call_return_text(call, state);
}

/* done_on(id, done): the day on which the record came to its last state, which is stored where somebody typed it;
 * NULL: nobody did, and the records do not say. */
void shown_done_on(struct db_call *call)
{
	struct ky_workbook *wb = db_call_workbook(call);
	struct ky_error err = { 0 };
	struct shown_source *source = shown_source_of(wb);
	const char *stored = db_call_text(call, 1), *day = NULL;
	enum ky_code code = !stored[0] && source ? source->day(wb, db_call_text(call, 0), &day, &err) : KY_OK;
	if (code)
		db_call_failed(call, code, &err);
	else if (stored[0] || (day && *day))
		db_call_return_text(call, stored[0] ? stored : day);
}
