/* Tests two PCs of a school on the screens: adding one, handing over, taking in, deciding, and taking back. */
#define _XOPEN_SOURCE 700

#include "screen/place.h"

/* Two PCs that wrote different things: a date, a text, and a record that one deleted. */
static void two_pcs(struct place *place)
{
	new_workbook(place);
	run("p='%s --today 2012-06-15'; cd %s && mkdir -p stick && exec >/dev/null && "
	    "$p --file w.kuayue add problem text=会议多 due=2012-07-01 && $p --file w.kuayue add problem "
	    "text=文件多 && "
	    "$p --file w.kuayue clone b.kuayue && "
	    "$p --file w.kuayue set G01-001 due=2012-06-30 measure=少开会 && $p --file w.kuayue set G01-002 "
	    "owner=谢春娟 && "
	    "$p --file b.kuayue add visit date=2012-06-01 place=村 && "
	    "$p --file b.kuayue set G01-001 due=2012-07-15 "
	    "measure=每月只开一次全体会，别的事在周一早上说，并贴在公开栏里 && "
	    "$p --file b.kuayue delete G01-002 && $p --file b.kuayue exchange --for pc --to stick",
	    place->program, place->dir);
}

static void press_for(struct place *place, const char *keys, const char *text)
{
	terminal_keys(place->t, keys);
	see(place, text);
}

static void import_it(struct place *place)
{
	char keys[160];
	press_for(place, "i", "or a hand-over package");
	snprintf(keys, sizeof(keys), "\025%s/stick/", place->dir);
	press_for(place, keys, "交换包");
	press_for(place, "\r", "behind a backup");
	see(place, "3 undecided");
	press_for(place, "\r", "Taken in; I shows the 3");
}

static void what_differs_is_decided_entry_by_entry(void **state)
{
	struct place *place = *state;
	two_pcs(place);
	start(place, 24, 80, english);
	see(place, "To be done");
	import_it(place);
	see(place, "3 undecided (I)");
	press_for(place, "I", "3 undecided: two people");
	/* The deleted record first; the two sides below, under each other where one is long. */
	see(place, "whole record");
	press_for(place, "\033OB", "> other: this PC");
	see_under(place, 24, "< shown now: G01_", "每月只开一次全体会");
	press_for(place, ">", "decided; u asks again");
	see(place, "2 undecided: two people");
	/* Undo asks again, and the next is there at once. */
	press_for(place, "u", "3 undecided: two people");
	press_for(place, "g<", "2 undecided: two people");
	press_for(place, "<", "1 undecided: two people");
	press_for(place, ">", "Nothing waits for a decision.");
	terminal_keys(place->t, "\033");
	press_for(place, "1", "To be done");
	terminal_settle(place->t, 200);
	char *screen = terminal_screen(place->t);
	assert_null(strstr(screen, "undecided"));
	free(screen);
	press_for(place, "6\r", "G01-001");
	see(place, "2012-0");
}

static void a_third_text_is_written_in_the_form(void **state)
{
	struct place *place = *state;
	two_pcs(place);
	start(place, 24, 80, english);
	see(place, "To be done");
	import_it(place);
	press_for(place, "I", "3 undecided: two people");
	press_for(place, "G", "2012-07-15");
	press_for(place, "\033OQ", "Due on");
	press_for(place, "\0252012-07-08\023", "2 undecided: two people");
	run("cd %s && %s --file w.kuayue list problem 2>/dev/null | grep -q 2012-07-08", place->dir,
	    place->program);
}

static void a_package_is_taken_back_until_something_stands_on_it(void **state)
{
	struct place *place = *state;
	two_pcs(place);
	start(place, 24, 80, english);
	see(place, "To be done");
	import_it(place);
	press_for(place, "8G", "Packages taken in, and taking one back");
	press_for(place, "kkkkk\r", "unless what it brought was worked on since");
	see(place, "G01_榕溪县第一中学_交换包");
	press_for(place, "\r", "goes out of the workbook again");
	press_for(place, "x", "Nothing was done.");
	press_for(place, "\r", "goes out of the workbook again");
	press_for(place, "\r", "Taken back.");
	see(place, "taken back 2012-06-15");
	/* A report is told for what it is. */
	run("cd %s && rm stick/* && %s --today 2012-06-15 --file b.kuayue export --to stick >/dev/null 2>&1",
	    place->dir, place->program);
	terminal_keys(place->t, "\033");
	press_for(place, "i", "or a hand-over package");
	press_for(place, "\r", "for the leadership group");
}

static void another_pc_gets_a_workbook_and_a_package(void **state)
{
	struct place *place = *state;
	char keys[160];
	new_workbook(place);
	run("mkdir %s/stick", place->dir);
	start(place, 24, 80, english);
	see(place, "To be done");
	press_for(place, "8G", "Add a PC");
	press_for(place, "kkk\r", "Two people fill in at once");
	snprintf(keys, sizeof(keys), "\025%s/stick/b.kuayue\r", place->dir);
	press_for(place, keys, "Copy it to the disk of");
	/* From now on somebody may get a hand-over package. */
	press_for(place, "x", "another PC of this school");
	press_for(place, "\t\033OC", "writes a hand-over package");
	snprintf(keys, sizeof(keys), "\033[Z\025%s/stick", place->dir);
	terminal_keys(place->t, keys);
	press_for(place, "\r", "Written:");
	run("cd %s && ls stick/*_交换包_pc_20120615_n1.zip >/dev/null", place->dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_differs_is_decided_entry_by_entry, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_third_text_is_written_in_the_form, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_package_is_taken_back_until_something_stands_on_it, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(another_pc_gets_a_workbook_and_a_package, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
