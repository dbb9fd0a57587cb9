/*
 * Temporary views of what kinds have in common, made from their declarations. They are made when a statement first
 * needs them, and live in memory while the workbook is open. Figures and the guided walk read them.
 *
 *   dated     kind, id, number, title, day, entered, days, late, ord, seq: what took place, when it was
 *             entered, how many days later, and whether that is late (补录)
 *   both_tally, late_tally
 *             both, late: how many records of dated have both days, and are late; the rows add up
 *   deadline  kind, id, number, title, due, met, ref, ord, seq: what has to be done by a day; met 1: it is
 *             done. ref is the campaign's own name of the task, or NULL
 *   lacking   kind, id, number, title, ref, is_now, field, ord, seq: a field that is not answered and that
 *             the record's choice is_now needs (struct kind_demand)
 *
 *   dangling  kind, id, number, title, ord, seq: a record with a link, by any field, to one that is gone
 *   pointing  kind, id, number, field, ids, ord, seq: a field that links to others, and the ids in it
 *   confirmed id, number, name, day, ledger, void, pos, ord, seq: what was confirmed as empty (kuayue/zero.h), in
 *             the order of kinds; void 1: it has a record by now
 *   to_come   kind, id, number, title, day, ord, seq: a record that says of something that it took place on a
 *             day to come
 *   outside   kind, id, number, title, day, ord, seq: a record that says that something happened on a day on
 *             which the campaign was not on (.happened); it does not count
 *   past_KIND, of each kind with a field of the role KY_ROLE_HAPPENED: its rows that are of no day to come, and
 *             of no day outside of the campaign; within_KIND: those of days to come as well
 *   standing_KIND, of each kind that has a field of the role KY_ROLE_MERGED: its rows that count, which are
 *             those not merged into another, and those whose other is gone, of the campaign's days
 *
 * Those of data/sql/views.sql, which say themselves what they give, stand beside them.
 */
#ifndef CORE_RECORD_VIEWS_H
#define CORE_RECORD_VIEWS_H

#include "kuayue/workbook.h"

/* The functions of core that queries call (functions.c): added once to each workbook that is opened. */
enum ky_code functions_add(struct ky_workbook *wb, struct ky_error *err);
/* Has the views made when a statement first names one (db_on_missing). */
void views_promise(struct ky_workbook *wb);

#endif
