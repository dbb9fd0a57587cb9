/* Reads the changes of a hand-over package in a process without rights, line by line. */
#ifndef CORE_MERGE_BRING_H
#define CORE_MERGE_BRING_H

#include "merge/moved.h"

/* Calls each for every line of data/ops.jsonl of the package in file, whose bag names the school by code. Memory
 * of one line. shown: the package for sentences. */
enum ky_code bring_lines(FILE *file, const char *code, const char *shown,
			 enum ky_code (*each)(void *data, const struct moved_line *line, struct ky_error *err),
			 void *data, struct ky_error *err);

#endif
