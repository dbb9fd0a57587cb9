/*
 * What all kinds have in common, as views that derive from their declarations. They live in
 * memory, for as long as the workbook is open; figures and the guided walk read them.
 *
 *   dated     kind, id, number, title, day, entered, ord, seq: what took place, and when it was entered
 *   deadline  kind, id, number, title, due, met, ref: what has to be done by a day; met 1: it is done.
 *             ref is the campaign's own name of the task, or NULL
 */
#ifndef CORE_RECORD_VIEWS_H
#define CORE_RECORD_VIEWS_H

#include "kuayue/workbook.h"

/* Has them made when they are first asked for. */
void views_promise(struct ky_workbook *wb);

#endif
