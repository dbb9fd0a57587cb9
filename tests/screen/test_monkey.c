/*
 * Keys that nobody would press in that order, in windows of any size. Whatever they do, no assert may fail and the
 * program may not crash. The seed is fixed, so that a failure comes again; KUAYUE_MONKEY=N walks through N seeds,
 * PROOF=1 through 100.
 */
#define _XOPEN_SOURCE 700
#include <unistd.h>

#include "append.h"
#include "screen/place.h"

#define BURSTS 60
#define KEYS 12 /* in a burst */

static unsigned long long state_of_dice;

/* xorshift64: the same everywhere. */
static unsigned dice(unsigned sides)
{
	state_of_dice ^= state_of_dice << 13;
	state_of_dice ^= state_of_dice >> 7;
	state_of_dice ^= state_of_dice << 17;
	return (unsigned)(state_of_dice % sides);
}

static const char *any_key(void)
{
	static const char *const keys[] = {
		"\r",        "\r",     "\033",    "\t",
		"\033[Z",    "\033[A", "\033[B",  "\033[B",
		"\033[C",    "\033[D", "\033[5~", "\033[6~",
		"\033[H",    "\033[F", "\033[3~", "\177",
		" ",         "\016",   "\023",    "\007",
		"\030",      "\025",   "\031",    "\032",
		"\014",      "/",      "?",       "学校",
		"2012-10",   "3",      "x",       "\033[200~a\nb\033[201~",
		"G",         "g",      "y",       "\033[M #!",
		"\033[M %*",
	};
	static char one[2];
	if (dice(3) == 0)
		return keys[dice(sizeof(keys) / sizeof(keys[0]))];
	one[0] = (char)('0' + dice(75)); /* digits, letters, a few signs; quitting ends the walk too soon */
	one[0] = one[0] == 'q' ? 'j' : one[0];
	return one;
}

static void make_workbook(struct place *place)
{
	run("%s demo %s/demo >/dev/null && mv %s/demo/C02_*.kuayue %s", place->program, place->dir, place->dir,
	    place->path);
}

static void begin(struct place *place)
{
	char home[128];
	snprintf(home, sizeof(home), "HOME=%s", place->dir);
	const char *const env[] = { dice(2) ? "LANGUAGE=zh_CN" : "LANGUAGE=en", home, NULL };
	start(place, 1 + (int)dice(40), 1 + (int)dice(120), env);
}

static void press_any(struct place *place, unsigned long long seed, int burst)
{
	char sent[512] = "";
	for (int i = 0; i < KEYS; i++) {
		const char *key = any_key();
		append(sent, sizeof(sent), "%s", key);
		terminal_keys(place->t, key);
	}
	terminal_settle(place->t, 20);
	int status = terminal_wait_exit(place->t, 0);
	if (status == -1)
		return;
	if (status != 0) {
		char *screen = terminal_screen(place->t);
		fail_msg("seed %llu, burst %d ended it with %d:\n%s", seed, burst, status, screen);
	}
	begin(place); /* it was asked to quit */
}

static void walk(struct place *place, unsigned long long seed)
{
	state_of_dice = seed * 2654435761u + 88172645463325252u;
	begin(place);
	for (int burst = 0; burst < BURSTS; burst++) {
		press_any(place, seed, burst);
		if (dice(4) == 0)
			terminal_resize(place->t, 1 + (int)dice(dice(2) ? 8 : 60),
					1 + (int)dice(dice(2) ? 30 : 200));
	}
	terminal_free(place->t);
	place->t = NULL;
}

static void no_keys_in_any_window_make_it_fail(void **state)
{
	struct place *place = *state;
	const char *seeds = getenv("KUAYUE_MONKEY");
	make_workbook(place);
	assert_int_equal(chdir(place->dir), 0); /* where a file comes to lie whose name it happens to type */
	int last = seeds ? int_of(seeds) : getenv("PROOF") ? 100 : 2;
	for (int seed = 1; seed <= last; seed++)
		walk(place, (unsigned long long)seed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(no_keys_in_any_window_make_it_fail),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
