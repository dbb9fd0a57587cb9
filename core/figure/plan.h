/*
 * The plan as the records have it. A task that the campaign measures (figure= or when=) is 已完成 when its target
 * is reached, 推进中 when there is a record for it, and 未启动 otherwise; its day and its evidence are of the
 * records that reached it. Nothing of this is written: it is worked out when it is asked for and kept until
 * something changes. Tasks with one measure that goes in steps share it in the order of their last days: the
 * second 集中学习 is reached by the second session.
 */
#ifndef CORE_FIGURE_PLAN_H
#define CORE_FIGURE_PLAN_H

#include "kuayue/workbook.h"

/* Has the tasks of the workbook shown as the records say, from now on until it is closed. */
enum ky_code plan_promise(struct ky_workbook *wb, struct ky_error *err);

#endif
