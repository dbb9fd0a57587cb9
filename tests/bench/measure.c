/* Clocks, repeated runs and bounds for the measurements (bench/measure.h). */
#include "bench/measure.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "screen/terminal.h"

int measure_broken;

double measure_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1000 + (double)now.tv_nsec / 1e6;
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return x < y ? -1 : x > y;
}

double measure_median(double *values, size_t count)
{
	qsort(values, count, sizeof(*values), compare);
	return values[count / 2];
}

void measure_report(const char *what, double ours, double peer, const char *peer_name, double bound)
{
	double ratio = peer > 0 ? ours / peer : 0;
	printf("%-34s %9.3f  %-22s %9.3f  ratio %6.2f  bound %5.2f  %s\n", what, ours, peer_name, peer, ratio,
	       bound, ratio <= bound ? "ok" : "BROKEN");
	measure_broken += ratio > bound;
}

struct terminal *measure_launch(char *const argv[])
{
	static const char *const environment[] = { "LANGUAGE=zh_CN", "LESSHISTFILE=-", NULL };
	return terminal_start(24, 80, argv, environment);
}
