/* Makes a workbook for each screen test, and starts the program on a terminal with it. */
#ifndef TESTS_SCREEN_PLACE_H
#define TESTS_SCREEN_PLACE_H

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "screen/terminal.h"

#define SOON 15000 /* ms: also under sanitizers on a busy machine */

struct place {
	char dir[64], path[96], program[1024];
	struct terminal *t;
};

__attribute__((unused)) static const char *const chinese[] = { "LANGUAGE=zh_CN", NULL };
__attribute__((unused)) static const char *const english[] = { NULL };

static inline void run(const char *fmt, ...)
{
	char command[4096];
	va_list args;
	va_start(args, fmt);
	vsnprintf(command, sizeof(command), fmt, args);
	va_end(args);
	int status = system(command);
	if (status != 0)
		print_error("%s: %d\n", command, status);
	assert_int_equal(status, 0);
}

static inline int set_up(void **state)
{
	struct place *place = calloc(1, sizeof(*place));
	const char *program = getenv("KUAYUE");
	snprintf(place->dir, sizeof(place->dir), "/tmp/kuayue-screen-XXXXXX");
	char *real = realpath(program ? program : "build/kuayue", NULL);
	if (!mkdtemp(place->dir) || !real)
		return -1;
	snprintf(place->program, sizeof(place->program), "%s", real);
	free(real);
	snprintf(place->path, sizeof(place->path), "%s/w.kuayue", place->dir);
	setenv("XDG_STATE_HOME", place->dir, 1);
	*state = place;
	return 0;
}

static inline int tear_down(void **state)
{
	struct place *place = *state;
	char command[128];
	/* What a test does not look at may have ended the program: by itself it ends only when it is asked to. */
	int ended = place->t ? terminal_wait_exit(place->t, 0) : 0;
	if (ended > 0 && ended < 128)
		print_error("the program has ended with %d\n", ended);
	if (place->t)
		terminal_free(place->t);
	snprintf(command, sizeof(command), "rm -rf %s", place->dir);
	int status = system(command);
	free(place);
	return ended > 0 && ended < 128 ? ended : status;
}

static inline void new_workbook(struct place *place)
{
	run("%s --today 2012-06-15 new --code G01 --name 榕溪县第一中学 --kind gaozhong %s >/dev/null",
	    place->program, place->path);
}

static inline void start(struct place *place, int rows, int cols, const char *const env[])
{
	char *argv[] = { place->program, "--today", "2012-06-15", place->path, NULL };
	if (place->t)
		terminal_free(place->t);
	place->t = terminal_start(rows, cols, argv, env);
}

static inline void see(struct place *place, const char *text)
{
	if (terminal_wait_text(place->t, text, SOON))
		return;
	char *screen = terminal_screen(place->t);
	print_error("not on the screen: %s\n%s\n", text, screen);
	free(screen);
	fail();
}

/* A row of the screen has the one, and the row below it the other. */
static inline bool stands_under(struct place *place, int rows, const char *upper, const char *lower)
{
	bool above = false, is = false;
	for (int i = 0; !is && i < rows; i++) {
		char *row = terminal_row(place->t, i);
		is = above && strstr(row, lower);
		above = strstr(row, upper) != NULL;
		free(row);
	}
	return is;
}

static inline void see_under(struct place *place, int rows, const char *upper, const char *lower)
{
	see(place, upper);
	see(place, lower);
	terminal_settle(place->t, 100);
	if (stands_under(place, rows, upper, lower))
		return;
	char *screen = terminal_screen(place->t);
	print_error("not under %s: %s\n%s\n", upper, lower, screen);
	free(screen);
	fail();
}

static inline bool is_screen(struct place *place, const char *text)
{
	char *now = terminal_screen(place->t);
	bool is = strcmp(now, text) == 0;
	free(now);
	return is;
}

static inline void enter_until(struct place *place, const char *text)
{
	for (int i = 0; i < 40 && !terminal_has(place->t, text); i++) {
		/* One Enter too many would open what was saved: what it does is waited for. */
		char *before = terminal_screen(place->t);
		terminal_keys(place->t, "\r");
		terminal_wait_read(place->t);
		for (int k = 0; k < 20 && !terminal_has(place->t, text) && is_screen(place, before); k++)
			terminal_settle(place->t, 100);
		terminal_settle(place->t, 150);
		free(before);
	}
	see(place, text);
}

/* Keys, and what they lead to is on the screen. */
static inline void press(struct place *place, const char *keys)
{
	terminal_keys(place->t, keys);
	terminal_wait_read(place->t);
	terminal_settle(place->t, 100);
}

/* So many records of the kind are in the file. */
static inline void expect_count(struct place *place, const char *kind, int count)
{
	run("test $(%s --file %s list %s --json | grep -c '\"number\"') = %d", place->program, place->path, kind,
	    count);
}

static inline void quit(struct place *place)
{
	terminal_keys(place->t, "\003");
	assert_int_equal(terminal_wait_exit(place->t, SOON), 0);
	terminal_free(place->t);
	place->t = NULL;
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

/* The last four digits of the fingerprint in a key file, as they are read to somebody on the telephone; and Enter.
 */
static inline void type_last_digits(struct place *place, const char *file)
{
	char command[1400], digits[8] = "";
	snprintf(command, sizeof(command),
		 "%s key show %s/%s 2>/dev/null | sed -n 's/.* \\([0-9]\\{4\\}\\)$/\\1/p'", place->program,
		 place->dir, file);
	FILE *pipe = popen(command, "r");
	assert_non_null(pipe);
	assert_non_null(fgets(digits, sizeof(digits), pipe));
	pclose(pipe);
	digits[4] = '\0';
	terminal_keys(place->t, digits);
	terminal_keys(place->t, "\r");
}

#endif
