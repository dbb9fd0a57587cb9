/* Tests the export dialog with sticks. They are plugged in and pulled by writing the tables of sources.c; a
 * udisksctl of the test's own takes them out of service. */
#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

#include <cmocka.h>

#include "append.h"
#include "screen/terminal.h"

#define SOON 15000 /* ms: also under sanitizers on a busy machine */

static char program[1024], beside[1024]; /* with the test's tables, and the real one */

struct place {
	char dir[64];
	struct terminal *t;
};

/* In the place's folder. */
static void run(struct place *place, const char *fmt, ...)
{
	char command[4096];
	va_list args;
	int used = snprintf(command, sizeof(command),
			    "cd %s && KUAYUE_TODAY=2012-06-15 && export KUAYUE_TODAY && ", place->dir);
	va_start(args, fmt);
	vsnprintf(command + used, sizeof(command) - (size_t)used, fmt, args);
	va_end(args);
	int status = system(command);
	if (status != 0)
		print_error("%s: %d\n", command, status);
	assert_int_equal(status, 0);
}

static void plug_in(struct place *place)
{
	run(place, "ln -s ../../devices/usb1/block/sdb/sdb1 tables/block/sdb1 && "
		   "ln -sf ../../sdb1 'tables/by-label/校办\\x1b[31mU盘' && "
		   "echo \"29 26 8:17 / $PWD/stick rw shared:1 - vfat /dev/sdb1 rw\" >tables/mountinfo");
}

static void pull(struct place *place)
{
	run(place, "rm tables/block/sdb1 && : >tables/mountinfo");
}

/* udisksctl that answers with a line and a status, and unmounts if that is 0. */
static void give_udisks(struct place *place, int status, const char *says)
{
	run(place,
	    "printf '#!/bin/sh\\necho \"$@\" >>calls\\necho \"%s\" >&2\\n[ $1 = unmount ] && [ %d = 0 ] && : "
	    ">tables/mountinfo\\nexit %d\\n' >bin/udisksctl && chmod +x bin/udisksctl",
	    says, status, status);
}

static int set_up(void **state)
{
	struct place *place = calloc(1, sizeof(*place));
	snprintf(place->dir, sizeof(place->dir), "/tmp/kuayue-stick-XXXXXX");
	if (!mkdtemp(place->dir))
		return -1;
	*state = place;
	run(place, "mkdir -p tables/block tables/by-label devices/usb1/block/sdb/sdb1 bin stick && : "
		   ">tables/mountinfo && "
		   "cd devices/usb1/block/sdb && echo 8:16 >dev && echo 2048 >size && echo 8:17 >sdb1/dev && "
		   "echo 2048 >sdb1/size && echo 1 >sdb1/partition");
	run(place, "%s new --code G01 --name 榕溪县第一中学 --kind gaozhong w.kuayue >/dev/null", beside);
	return 0;
}

static int tear_down(void **state)
{
	struct place *place = *state;
	char command[240];
	if (place->t)
		terminal_free(place->t);
	snprintf(command, sizeof(command), "umount %s/stick 2>/dev/null; rm -rf %s", place->dir, place->dir);
	int status = system(command);
	free(place);
	return status;
}

static void see(struct place *place, const char *text)
{
	if (terminal_wait_text(place->t, text, SOON))
		return;
	char *screen = terminal_screen(place->t);
	print_error("not on the screen: %s\n%s\n", text, screen);
	free(screen);
	fail();
}

static void open_dialog(struct place *place, int rows, int cols)
{
	char command[2400], path[128], home[128];
	snprintf(command, sizeof(command), "cd %s && exec %s --today 2012-06-15 w.kuayue", place->dir, program);
	snprintf(path, sizeof(path), "PATH=%s/bin", place->dir);
	snprintf(home, sizeof(home), "HOME=%s", place->dir);
	const char *const env[] = { path, home, NULL };
	char *argv[] = { "/bin/sh", "-c", command, NULL };
	place->t = terminal_start(rows, cols, argv, env);
	see(place, "Phase 3");
	terminal_keys(place->t, "x");
	see(place, "Where to");
}

static void quit(struct place *place)
{
	terminal_keys(place->t, "\003");
	assert_int_equal(terminal_wait_exit(place->t, SOON), 0);
	terminal_free(place->t);
	place->t = NULL;
}

static void a_stick_is_written_taken_out_of_service_and_may_then_be_pulled(void **state)
{
	struct place *place = *state;
	plug_in(place);
	give_udisks(place, 0, "Unmounted.");
	open_dialog(place, 24, 80);
	see(place, "(*) 校办␛[31mU盘");
	see(place, "vfat");
	see(place, "B free");
	assert_false(terminal_has(place->t, "pulled out"));
	terminal_keys(place->t, "\r");
	see(place, "Written, read back and compared");
	see(place, "Now the stick can be pulled out.");
	terminal_keys(place->t, "\r");
	see(place, "Phase 3");
	quit(place);
	run(place,
	    "printf '%%s\\n' 'unmount --no-user-interaction -b /dev/sdb1' 'power-off --no-user-interaction -b "
	    "/dev/sdb1' | cmp - calls");
	run(place, "%s verify stick/G01_*_v1.zip >/dev/null", beside);
	run(place, "%s --file w.kuayue list handin --json | grep -q '\"version\": 1'", beside);
}

/* In three keys: what was brought last stands first, whatever else lies on the stick. */
static void a_package_on_a_stick_is_taken_in_with_three_keys(void **state)
{
	struct place *place = *state;
	run(place,
	    "%s --file w.kuayue clone b.kuayue >/dev/null 2>&1 && %s --file b.kuayue add problem text=会议多 "
	    ">/dev/null && "
	    "%s --file w.kuayue exchange --for pc --to stick >/dev/null && touch -d 2012-01-01 stick/*.zip && "
	    "mkdir stick/旧 && : >stick/a.csv && %s --file b.kuayue exchange --for pc --to stick >/dev/null",
	    beside, beside, beside, beside);
	plug_in(place);
	open_dialog(place, 24, 80);
	terminal_keys(place->t, "\033");
	see(place, "Phase 3");
	terminal_keys(place->t, "i");
	see(place, "交换包_pc_20120615_n1");
	terminal_keys(place->t, "\r");
	see(place, "1 new records");
	terminal_keys(place->t, "\r");
	see(place, "Taken in.");
	quit(place);
	run(place, "%s --file w.kuayue list problem | grep -q 会议多", beside);
}

static void a_stick_comes_and_goes_while_the_dialog_is_open(void **state)
{
	struct place *place = *state;
	open_dialog(place, 24, 80);
	see(place, "(*) another folder");
	plug_in(place);
	see(place, "A stick was plugged in.");
	see(place, "(*) 校办");
	pull(place);
	see(place, "The sticks have changed.");
	see(place, "(*) another folder");
	assert_false(terminal_has(place->t, "校办"));
	terminal_keys(place->t, "\025/nowhere"); /* a folder that was typed stays chosen */
	see(place, "/nowhere");
	plug_in(place);
	see(place, "( ) 校办");
	see(place, "(*) another folder");
	terminal_keys(place->t, "\r");
	see(place, "There is no folder /nowhere yet");
	terminal_keys(place->t, "\033");
	see(place, "Where to");
	quit(place);
}

static void a_folder_that_is_not_there_is_made_after_a_question(void **state)
{
	struct place *place = *state;
	char keys[200];
	open_dialog(place, 24, 80);
	see(place, "(*) another folder");
	snprintf(keys, sizeof(keys), "\025%s/reports/June\r", place->dir);
	terminal_keys(place->t, keys);
	see(place, "There is no folder");
	terminal_keys(place->t, "\033"); /* Esc makes nothing */
	see(place, "Where to");
	run(place, "test ! -e reports");
	terminal_keys(place->t, "\r");
	see(place, "There is no folder");
	terminal_keys(place->t, "\r");
	see(place, "Written");
	run(place, "ls reports/June/G01_*_v1.zip >/dev/null");
	terminal_keys(place->t, "\033");
	see(place, "Phase 3");
	/* A file in its place makes no folder. */
	run(place, "touch taken");
	terminal_keys(place->t, "x");
	see(place, "(*) another folder");
	snprintf(keys, sizeof(keys), "\025%s/taken/x\r", place->dir);
	terminal_keys(place->t, keys);
	see(place, "There is no folder");
	terminal_keys(place->t, "\r");
	see(place, "cannot be made");
	quit(place);
}

static void where_it_cannot_be_unmounted_it_says_so(void **state)
{
	struct place *place = *state;
	plug_in(place);
	open_dialog(place, 24, 80);
	terminal_keys(place->t, "\r");
	see(place, "cannot be unmounted from here: use the desktop's eject");
	terminal_keys(place->t, "\r");
	see(place, "Phase 3");
	give_udisks(place, 1, "target is busy");
	terminal_keys(place->t, "x");
	see(place, "Where to");
	terminal_keys(place->t, "\r");
	see(place, "(target is busy): use the desktop's eject");
	assert_false(terminal_has(place->t, "Now the stick"));
	quit(place);
	run(place, "test $(ls stick | wc -l) = 2");
}

static void whom_it_is_for_ticks_the_documents(void **state)
{
	struct place *place = *state;
	plug_in(place);
	open_dialog(place, 24, 80);
	terminal_keys(place->t,
		      "\t\t\033OD"); /* past the folder, which is not chosen by that; left: the last set */
	see(place, "[ ] records.jsonl");
	see(place, "[ ] report.html");
	see(place, "[x] report.docx");
	see(place, "(*) 校办");
	terminal_keys(place->t, "\t\t\t\t\t\t\t ");
	see(place, "[x] figures.json");
	terminal_keys(place->t, "\r");
	see(place, "Written, read back and compared");
	quit(place);
	run(place,
	    "%s --file w.kuayue list handin --json >list && grep -q '\"recipient\": \"公示\"' list && "
	    "grep -q '\"documents\": \"report.docx,figures.json\"' list",
	    beside);
	run(place,
	    "%s verify stick/*.zip >verified && grep -q figures.json verified && ! grep -q ledger_ verified",
	    beside);
}

static void a_wrong_day_or_nothing_ticked_is_refused_before_anything_runs(void **state)
{
	struct place *place = *state;
	plug_in(place);
	open_dialog(place, 24, 80);
	terminal_keys(place->t, "\033OA2012-02-30\r");
	see(place, "2012-02-30");
	see(place, "has 29 days");
	terminal_keys(place->t, "\025\t\t\t\t\t ");
	see(place, "[ ] report.docx");
	terminal_keys(place->t, "\t \t \t \t \t \t \t \r");
	see(place, "No document is ticked");
	quit(place);
	run(place, "test $(ls -A stick | wc -l) = 0");
}

/* The process that writes the package, as soon as there is one. */
static pid_t writer(struct place *place)
{
	char path[64];
	long child = 0, self = (long)terminal_pid(place->t);
	snprintf(path, sizeof(path), "/proc/%ld/task/%ld/children", self, self);
	for (int i = 0; i < SOON && !child; i++) {
		FILE *file = fopen(path, "r");
		if (!file || fscanf(file, "%ld", &child) != 1)
			child = 0;
		if (file)
			fclose(file);
		if (!child)
			usleep(1000);
	}
	assert_int_not_equal(child, 0);
	return (pid_t)child;
}

static void fill(struct place *place)
{
	run(place,
	    "printf '姓名\\n某某\\n' >p.csv && %s --file w.kuayue import p.csv --kind person >/dev/null && "
	    "{ printf 'person,kind,date,title\\n'; seq 1 16000 | sed "
	    "'s/.*/G01-R001,笔记,2012-05-05,学习笔记第&篇/'; } "
	    ">n.csv && %s --file w.kuayue import n.csv --kind note >/dev/null",
	    beside, beside);
}

static int percent(struct place *place)
{
	char *screen = terminal_screen(place->t), *sign = strstr(screen, "] ");
	int shown = sign ? int_of(sign + 2) : -1;
	free(screen);
	return shown;
}

static void the_bar_moves_and_escape_stops_it_without_a_trace(void **state)
{
	struct place *place = *state;
	int seen[200] = { 0 }, kinds = 0;
	plug_in(place);
	fill(place);
	open_dialog(place, 24, 80);
	terminal_keys(place->t, "\r");
	pid_t child = writer(place);
	kill(child, SIGSTOP);
	for (int i = 0; i < 60 && kinds < 3; i++) {
		terminal_settle(place->t, 150);
		int now = percent(place);
		if (now >= 100)
			break;
		kinds += now >= 0 && !seen[now]++;
		kill(child, SIGCONT);
		usleep(8000);
		kill(child, SIGSTOP);
	}
	assert_true(kinds >= 2);
	terminal_keys(place->t, "\033");
	see(place, "Stopping");
	kill(child, SIGCONT);
	see(place, "The export was stopped; nothing was written.");
	see(place, "Where to");
	run(place, "test $(ls -A stick | wc -l) = 0");
	quit(place);
}

static void when_the_writer_or_the_interface_is_killed_no_name_is_left(void **state)
{
	struct place *place = *state;
	plug_in(place);
	fill(place);
	open_dialog(place, 24, 80);
	terminal_keys(place->t, "\r");
	kill(writer(place), SIGKILL);
	see(place, "The export ended before it was done");
	run(place, "test $(ls stick | wc -l) = 0");
	terminal_keys(place->t, "\r");
	pid_t child = writer(place);
	kill(child, SIGSTOP);
	kill(terminal_pid(place->t), SIGKILL);
	terminal_wait_exit(place->t, SOON);
	kill(child, SIGCONT);
	for (int i = 0; i < SOON && kill(child, 0) == 0; i++)
		usleep(1000);
	run(place, "test $(ls -A stick | wc -l) = 0");
}

static void quitting_in_the_middle_stops_it_too(void **state)
{
	struct place *place = *state;
	plug_in(place);
	fill(place);
	open_dialog(place, 24, 80);
	terminal_keys(place->t, "\r");
	writer(place);
	quit(place);
	run(place, "test $(ls -A stick | grep -c '^[.]') = 0");
	run(place, "for i in stick/*.zip; do [ ! -e $i ] || %s verify $i >/dev/null; done", beside);
}

static void a_stick_without_room_is_refused_before_anything_is_written(void **state)
{
	struct place *place = *state;
	char dir[96];
	snprintf(dir, sizeof(dir), "%s/stick", place->dir);
	if (geteuid() != 0 || mount("tmpfs", dir, "tmpfs", 0, "size=16k") != 0) {
		print_message("skipped: a size-limited file system needs root\n");
		skip();
	}
	plug_in(place);
	open_dialog(place, 24, 80);
	see(place, "16.0 KB free");
	terminal_keys(place->t, "\r");
	see(place, "KiB left");
	run(place, "test $(ls -A stick | wc -l) = 0");
	quit(place);
}

/* The program that was linked with sources.c lies beside this one, the real one above it. */
static void find_programs(const char *self)
{
	char name[1024];
	snprintf(name, sizeof(name), "%.900s", self);
	char *slash = strrchr(name, '/');
	snprintf(slash ? slash + 1 : name, 10, "kuayue");
	char *real = realpath(name, NULL);
	if (!real)
		exit(1);
	snprintf(program, sizeof(program), "%s", real);
	free(real);
	snprintf(beside, sizeof(beside), "%s", program);
	*strrchr(beside, '/') = '\0';
	strrchr(beside, '/')[1] = '\0';
	append(beside, sizeof(beside), "kuayue");
}

int main(int argc, char **argv)
{
#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(a_stick_is_written_taken_out_of_service_and_may_then_be_pulled),
		TEST(a_stick_comes_and_goes_while_the_dialog_is_open),
		TEST(a_package_on_a_stick_is_taken_in_with_three_keys),
		TEST(a_folder_that_is_not_there_is_made_after_a_question),
		TEST(where_it_cannot_be_unmounted_it_says_so),
		TEST(whom_it_is_for_ticks_the_documents),
		TEST(a_wrong_day_or_nothing_ticked_is_refused_before_anything_runs),
		TEST(the_bar_moves_and_escape_stops_it_without_a_trace),
		TEST(when_the_writer_or_the_interface_is_killed_no_name_is_left),
		TEST(quitting_in_the_middle_stops_it_too),
		TEST(a_stick_without_room_is_refused_before_anything_is_written),
	};
	(void)argc;
	find_programs(argv[0]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
