/*
 * First paint: from the program's start to the last byte of its first screen, the overview of a workbook of 100,
 * 10,000 and 1,000,000 records, against less with the first screen of a text of 1,000,000 lines. All are started
 * in turn, so that what else the machine does meets them alike; medians. What is worked out once and kept, and the
 * backup of the day, come before.
 */
#include <stdio.h>

#include "bench/measure.h"
#include "screen/terminal.h"

#define ROUNDS 15
#define PROGRAMS 4 /* less, and the three sizes */

static double first_paint(char *const argv[])
{
	double start = measure_ms();
	struct terminal *t = measure_launch(argv);
	terminal_settle(t, 500);
	terminal_settle(t, 120);
	double took = (double)terminal_last_byte_us(t) / 1000 - start;
	terminal_free(t);
	return took;
}

static void warm_up(char *const argv[])
{
	struct terminal *t = measure_launch(argv);
	terminal_settle(t, 6000);
	terminal_keys(t, "q");
	terminal_wait_exit(t, 60000);
	terminal_free(t);
}

void measure_paint(char *program, const char *dir)
{
	static char day_option[] = "--today", day[] = "2012-10-31", less[] = "less";
	static const char *const files[PROGRAMS] = { "lines.txt", "100.kuayue", "10000.kuayue", "1000000.kuayue" };
	char paths[PROGRAMS][1024];
	char *const argv[PROGRAMS][5] = { { less, paths[0] },
					  { program, day_option, day, paths[1] },
					  { program, day_option, day, paths[2] },
					  { program, day_option, day, paths[3] } };
	double took[PROGRAMS][ROUNDS], paint[PROGRAMS];
	for (int i = 0; i < PROGRAMS; i++) {
		snprintf(paths[i], sizeof(paths[i]), "%s/%s", dir, files[i]);
		warm_up(argv[i]);
	}
	for (int round = 0; round < ROUNDS; round++)
		for (int i = 0; i < PROGRAMS; i++)
			took[i][round] = first_paint(argv[i]);
	for (int i = 0; i < PROGRAMS; i++)
		paint[i] = measure_median(took[i], ROUNDS);
	measure_report("first paint, 100", paint[1], paint[0], "less", 2.5);
	measure_report("first paint, 10000", paint[2], paint[0], "less", 2.5);
	measure_report("first paint, 1000000", paint[3], paint[0], "less", 2.5);
	measure_report("first paint, 1000000 against 100", paint[3], paint[1], "itself", 1.5);
}
