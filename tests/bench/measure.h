/* What the measurements share: clocks, repeated runs, and bounds. */
#ifndef TESTS_BENCH_MEASURE_H
#define TESTS_BENCH_MEASURE_H

#include <stddef.h>

struct terminal;

/* Bounds that did not hold so far. */
extern int measure_broken;

double measure_ms(void);
/* Sorts values. */
double measure_median(double *values, size_t count);
/* Prints a line; bound: how often the peer's figure ours may be. */
void measure_report(const char *what, double ours, double peer, const char *peer_name, double bound);

/* Starts a program on a terminal of 24 by 80, in Chinese. */
struct terminal *measure_launch(char *const argv[]);

/* dir: where the workbooks of the Makefile's bench targets are. */
void measure_paint(char *program, const char *dir);
void measure_alike(const char *dir);
void measure_export(const char *program, const char *dir);
void measure_growth(const char *program, const char *dir);
void measure_search(const char *dir);

#endif
