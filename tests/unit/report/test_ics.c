/* Tests calendar.ics byte by byte, and as libical reads it. */
#include "unit/place.h"

#include <libical/ical.h>

#include "kuayue/calendar.h"
#include "kuayue/export.h"
#include "kuayue/text.h"

static char *written(struct place *place)
{
	struct ky_error err = { 0 };
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);
	if (ky_document_write(place->wb, ky_document_find("calendar.ics"), NULL, out, &err))
		fail_msg("%s", err.text);
	fclose(out);
	assert_int_equal(strlen(text), size);
	return text;
}

static void every_line_ends_in_crlf_and_is_folded_between_characters(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	const char *title = "督查发现的问题很长，要写很多字，还有分号;逗号,反斜线\\和\n换行，看它在哪里断开，"
			    "一个字也不能从中间断开𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀";
	assert_int_equal(add(place, "notice", V("finding", title, "reply_due", "2012-07-01"), NULL, &err), KY_OK);
	char *text = written(place), *at = text;
	while (*at) {
		char *end = strstr(at, "\r\n");
		assert_non_null(end);
		assert_true(end - at <= 75);
		assert_true(ky_text_valid(at, (size_t)(end - at)));
		assert_null(memchr(at, '\n', (size_t)(end - at)));
		at = end + 2;
	}
	free(text);
}

struct counting {
	struct place *place;
	icalcomponent *calendar;
	ky_day day;
	int days, remaining;
};

static icalcomponent *event_on(icalcomponent *calendar, ky_day day)
{
	icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
	for (; event; event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
		struct icaltimetype start = icalcomponent_get_dtstart(event);
		if (ky_day_from_ymd(start.year, start.month, start.day) == day)
			return event;
	}
	fail_msg("nothing on a day");
	return NULL;
}

/* Each date that remains is listed in the entry of its day. */
static int count_remaining(void *data, const struct ky_calendar_entry *date)
{
	struct counting *counting = data;
	if (date->day < ky_workbook_today(counting->place->wb) || date->met)
		return 0;
	counting->days += date->day != counting->day;
	counting->day = date->day;
	counting->remaining++;
	const char *all = icalcomponent_get_description(event_on(counting->calendar, date->day));
	if (!strstr(all, date->title))
		fail_msg("%s is not in its day: %s", date->title, all);
	return 0;
}

static icalcomponent *parsed(const char *text)
{
	icalcomponent *calendar = icalparser_parse_string(text);
	assert_non_null(calendar);
	assert_int_equal(icalcomponent_isa(calendar), ICAL_VCALENDAR_COMPONENT);
	assert_int_equal(icalcomponent_count_errors(calendar), 0);
	assert_true(icalrestriction_check(calendar));
	return calendar;
}

static icalcomponent *event_called(icalcomponent *calendar, const char *summary)
{
	icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
	while (event && !strstr(icalcomponent_get_summary(event), summary))
		event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT);
	if (!event)
		fail_msg("no event %s", summary);
	return event;
}

static void it_has_what_remains_as_whole_days_with_alarms(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	struct counting counting = { .place = place, .day = KY_NO_DAY };
	assert_int_equal(
		add(place, "notice", V("finding", "一;二,三\\四\n五", "reply_due", "2012-07-01"), NULL, &err),
		KY_OK);
	assert_int_equal(add(place, "notice", V("finding", "过去的", "reply_due", "2012-06-14"), NULL, &err),
			 KY_OK);
	assert_int_equal(add(place, "notice",
			     V("finding", "已回复的", "reply_due", "2012-07-02", "replied", "2012-06-15"), NULL,
			     &err),
			 KY_OK);
	char *text = written(place);
	icalcomponent *calendar = parsed(text);
	counting.calendar = calendar;
	assert_int_equal(ky_calendar(place->wb, count_remaining, &counting, &err), KY_OK);
	assert_int_equal(icalcomponent_count_components(calendar, ICAL_VEVENT_COMPONENT), counting.days);
	assert_true(counting.remaining > counting.days);
	assert_null(strstr(text, "过去的"));
	assert_null(strstr(text, "已回复的"));
	icalcomponent *event = event_called(calendar, "一;二,三\\四\n五");
	struct icaltimetype start = icalcomponent_get_dtstart(event), end = icalcomponent_get_dtend(event);
	assert_true(start.is_date && end.is_date);
	assert_int_equal(start.year * 10000 + start.month * 100 + start.day, 20120701);
	assert_int_equal(end.year * 10000 + end.month * 100 + end.day, 20120702);
	assert_int_equal(icalcomponent_count_components(event, ICAL_VALARM_COMPONENT), 3);
	static const int days[] = { 7, 3, 1 };
	icalcomponent *alarm = icalcomponent_get_first_component(event, ICAL_VALARM_COMPONENT);
	for (size_t i = 0; i < 3; i++) {
		icalproperty *trigger = icalcomponent_get_first_property(alarm, ICAL_TRIGGER_PROPERTY);
		struct icaldurationtype before = icalproperty_get_trigger(trigger).duration;
		assert_int_equal(icaldurationtype_as_int(before), -days[i] * 86400);
		alarm = icalcomponent_get_next_component(event, ICAL_VALARM_COMPONENT);
	}
	icalcomponent_free(calendar);
	free(text);
}

static void a_day_that_is_inferred_says_so(void **state)
{
	char *text = written(*state);
	icalcomponent *calendar = parsed(text);
	assert_non_null(strstr(icalcomponent_get_description(event_called(calendar, "上报截止")), "推定"));
	icalcomponent_free(calendar);
	free(text);
}

/* One entry a day, with all that is due on it and what remains of the reminders. */
static void what_is_due_on_one_day_is_one_entry(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	/* Today is 2012-06-15: of 7, 3 and 1 days before, only the last is to come. */
	assert_int_equal(add(place, "notice", V("finding", "甲", "reply_due", "2012-06-18"), NULL, &err), KY_OK);
	assert_int_equal(add(place, "notice", V("finding", "乙", "reply_due", "2012-06-18"), NULL, &err), KY_OK);
	assert_int_equal(add(place, "notice", V("finding", "丙", "reply_due", "2012-06-16"), NULL, &err), KY_OK);
	char *text = written(place);
	icalcomponent *calendar = parsed(text), *event = event_on(calendar, ky_day_from_ymd(2012, 6, 18));
	assert_string_equal(icalcomponent_get_summary(event), "到期：甲等2项");
	assert_non_null(strstr(icalcomponent_get_description(event), " G01-D001）\n到期：乙（"));
	assert_int_equal(icalcomponent_count_components(event, ICAL_VALARM_COMPONENT), 1);
	icalproperty *trigger = icalcomponent_get_first_property(
		icalcomponent_get_first_component(event, ICAL_VALARM_COMPONENT), ICAL_TRIGGER_PROPERTY);
	assert_int_equal(icaldurationtype_as_int(icalproperty_get_trigger(trigger).duration), -86400);
	event = event_on(calendar, ky_day_from_ymd(2012, 6, 16));
	assert_string_equal(icalcomponent_get_summary(event), "到期：丙");
	assert_int_equal(icalcomponent_count_components(event, ICAL_VALARM_COMPONENT), 0);
	icalcomponent_free(calendar);
	free(text);
}

static void every_id_is_its_own_and_stays_from_export_to_export(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	char number[64], before[200];
	assert_int_equal(add(place, "notice", V("finding", "甲", "reply_due", "2012-07-01"), number, &err), KY_OK);
	char *text = written(place);
	icalcomponent *calendar = parsed(text), *event;
	snprintf(before, sizeof(before), "%s", icalcomponent_get_uid(event_called(calendar, "甲")));
	const char *uids[300];
	size_t count = 0;
	for (event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT); event;
	     event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
		uids[count] = icalcomponent_get_uid(event);
		for (size_t i = 0; i < count; i++)
			assert_string_not_equal(uids[i], uids[count]);
		count++;
	}
	assert_true(count > 5);
	icalcomponent_free(calendar);
	char *again = written(place);
	assert_string_equal(text, again);
	free(text);
	free(again);
	assert_int_equal(set(place, number, V("finding", "乙"), &err), KY_OK);
	text = written(place);
	calendar = parsed(text);
	assert_string_equal(icalcomponent_get_uid(event_called(calendar, "乙")), before);
	icalcomponent_free(calendar);
	free(text);
}

static void a_calendar_without_anything_left_is_still_one(void **state)
{
	struct place *place = *state;
	ky_workbook_set_today(place->wb, ky_day_from_ymd(2013, 5, 1));
	char *text = written(place);
	icalcomponent *calendar = parsed(text);
	assert_int_equal(icalcomponent_count_components(calendar, ICAL_VEVENT_COMPONENT), 1);
	event_called(calendar, "上报截止");
	icalcomponent_free(calendar);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_line_ends_in_crlf_and_is_folded_between_characters),
		TEST(it_has_what_remains_as_whole_days_with_alarms),
		TEST(a_day_that_is_inferred_says_so),
		TEST(what_is_due_on_one_day_is_one_entry),
		TEST(every_id_is_its_own_and_stays_from_export_to_export),
		TEST(a_calendar_without_anything_left_is_still_one),
	};
	return cmocka_run_group_tests_name("ics", tests, NULL, NULL);
}
