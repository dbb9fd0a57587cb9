/* Works out the states of the plan's tasks (figure/plan.h), and gives them to whoever shows a record. */
#include "figure/plan.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "figure/measure.h"
#include "kuayue/claim.h"
#include "kuayue/record.h"
#include "record/internal.h"
#include "record/shown.h"
#include "texts.h"

#define EVIDENCE_MOST 8 /* numbers of records that stand as a task's evidence */

static const char *const states[] = { "open", "working", "done" };
enum state { OPEN, WORKING, DONE };

struct task {
	char id[RECORD_ID_SIZE];
	struct measure measure;
	int64_t before, target; /* of what is measured: what the tasks before it take, and its own */
	enum state state;
	bool detailed; /* the two below were asked for */
	char day[KY_DAY_TEXT];
	char *evidence;
};

struct plan {
	struct shown_source source; /* first: it is kept as one */
	bool known;
	bool working; /* a figure that measures a task may ask for tasks: those are as they are stored */
	struct db_mark mark;
	struct task *tasks;
	size_t count;
	bool no_memory;
};

static void forget(struct plan *plan)
{
	for (size_t i = 0; i < plan->count; i++)
		free(plan->tasks[i].evidence);
	free(plan->tasks);
	plan->tasks = NULL;
	plan->count = 0;
	plan->known = false;
}

static void free_plan(struct db_companion *companion)
{
	forget((struct plan *)companion);
	free(companion);
}

static bool same_measure(const struct measure *a, const struct measure *b)
{
	bool choice = a->choice && b->choice ? strcmp(a->choice, b->choice) == 0 : a->choice == b->choice;
	return a->figure == b->figure && a->kind == b->kind && a->field == b->field && a->all == b->all && choice;
}

struct reading {
	struct plan *plan;
	const struct ky_campaign *campaign;
};

/* A task that asks for nothing, or says not for how much, is reached by one. */
static int take_task(void *data, const struct db_row *row)
{
	struct reading *reading = data;
	struct plan *plan = reading->plan;
	const struct ky_task *of = ky_campaign_task(reading->campaign, db_text(row, 1));
	struct task task = { .target = db_int(row, 3) > 0 ? db_int(row, 3) : 1 };
	const char *figure = db_is_null(row, 2) && of ? of->figure : db_text(row, 2);
	if (!measure_find(reading->campaign, figure, of ? of->when : NULL, &task.measure))
		return 0;
	if (!memory_grow(&plan->tasks, plan->count, sizeof(*plan->tasks)))
		return DB_NO_MEMORY;
	snprintf(task.id, sizeof(task.id), "%s", db_text(row, 0));
	for (size_t i = 0; i < plan->count && measure_is_in_steps(&task.measure); i++)
		if (same_measure(&plan->tasks[i].measure, &task.measure))
			task.before += plan->tasks[i].target;
	plan->tasks[plan->count++] = task;
	return 0;
}

static enum ky_code measure_task(struct ky_workbook *wb, struct task *task, struct ky_error *err)
{
	struct measured is;
	enum ky_code code = measure_value(wb, &task->measure, task->before + task->target, &is, err);
	bool begun = task->before ? is.value > task->before : is.any;
	task->state = is.value >= task->before + task->target ? DONE : begun ? WORKING : OPEN;
	return code;
}

static enum ky_code work_out(struct ky_workbook *wb, struct plan *plan, struct ky_error *err)
{
	struct reading reading = { plan, ky_workbook_campaign(wb) };
	forget(plan);
	enum ky_code code = db_run(wb,
				   "SELECT id, task_id, figure, target FROM task WHERE task_id IS NOT NULL"
				   " AND dropped IS NULL ORDER BY \"to\" IS NULL, \"to\", task_id, seq",
				   NULL, 0, take_task, &reading, err);
	ky_figures_keep(wb); /* several tasks have one figure, and rates share what they divide */
	for (size_t i = 0; !code && i < plan->count; i++)
		code = measure_task(wb, &plan->tasks[i], err);
	ky_figures_forget(wb);
	return code;
}

/* The plan as it is now. */
static enum ky_code refresh(struct ky_workbook *wb, struct plan *plan, struct ky_error *err)
{
	struct db_mark mark;
	enum ky_code code = plan->working ? KY_OK : db_mark(wb, &mark, err);
	if (code || plan->working || (plan->known && db_mark_same(&mark, &plan->mark)))
		return code;
	plan->working = true;
	code = work_out(wb, plan, err);
	plan->working = false;
	plan->known = code == KY_OK;
	plan->mark = mark;
	if (code)
		forget(plan);
	return code;
}

static struct task *find(const struct plan *plan, const char *id)
{
	for (size_t i = 0; i < plan->count; i++)
		if (strcmp(plan->tasks[i].id, id) == 0)
			return &plan->tasks[i];
	return NULL;
}

static enum ky_code give_state(struct ky_workbook *wb, const char *id, const char **out, struct ky_error *err)
{
	struct plan *plan = (struct plan *)*db_companion(wb);
	enum ky_code code = refresh(wb, plan, err);
	const struct task *task = code || plan->working ? NULL : find(plan, id);
	*out = task ? states[task->state] : NULL;
	return code;
}

struct detail {
	struct task *task;
	struct strbuf numbers;
	int64_t at; /* of the records so far */
	int64_t named;
	bool steps;
};

static int take_reached(void *data, const struct db_row *row)
{
	struct detail *detail = data;
	int column[REACHED_COLUMNS];
	db_find_columns(row, figure_reached_columns, REACHED_COLUMNS, column);
	if (detail->at++ < detail->task->before)
		return 0;
	if (detail->steps || !detail->named)
		snprintf(detail->task->day, sizeof(detail->task->day), "%s", db_text(row, column[REACHED_DAY]));
	if (detail->named++ < EVIDENCE_MOST)
		strbuf_addf(&detail->numbers, "%s%s", detail->numbers.len ? "、" : "",
			    db_text(row, column[REACHED_NUMBER]));
	return 0;
}

/* Its day and its evidence. Of a rate all records are behind it, of which the last ones are named. */
static enum ky_code add_detail(struct ky_workbook *wb, struct task *task, struct ky_error *err)
{
	struct detail detail = { .task = task, .steps = measure_is_in_steps(&task->measure) };
	if (task->detailed)
		return KY_OK;
	strbuf_init(&detail.numbers, STRBUF_TEXT);
	enum ky_code code =
		measure_reached(wb, &task->measure, detail.steps ? task->before + task->target : EVIDENCE_MOST + 1,
				take_reached, &detail, err);
	if (!code && !detail.named)
		code = measure_confirmed(wb, &task->measure, take_reached, &detail, err);
	if (detail.named > EVIDENCE_MOST)
		strbuf_add(&detail.numbers, ZH_AND_OTHERS);
	if (!code)
		code = strbuf_check(&detail.numbers, "evidence", err);
	if (!code)
		task->evidence = strbuf_take(&detail.numbers);
	strbuf_free(&detail.numbers);
	task->detailed = code == KY_OK;
	return code;
}

static enum ky_code give_day(struct ky_workbook *wb, const char *id, const char **out, struct ky_error *err)
{
	struct plan *plan = (struct plan *)*db_companion(wb);
	enum ky_code code = refresh(wb, plan, err);
	struct task *task = code || plan->working ? NULL : find(plan, id);
	*out = NULL;
	if (task && task->state == DONE) {
		code = add_detail(wb, task, err);
		*out = task->day;
	}
	return code;
}

static enum ky_code give_na(struct ky_workbook *wb, const struct ky_item *item, bool *allowed,
			    struct ky_error *err)
{
	char why[512];
	return ky_claim_na(wb, item, allowed, why, sizeof(why), err);
}

static bool put(struct ky_record *record, const char *name, const char *text)
{
	return shown_put(record, ky_field_find(record->kind, name), text);
}

/* What somebody wrote beside a state that the records say stays: it lies under nothing. */
static bool put_unless_stored(struct ky_record *record, const char *name, const char *text)
{
	return record->cells[ky_field_find(record->kind, name)].is != CELL_BLANK || put(record, name, text);
}

static enum ky_code fill(struct ky_workbook *wb, struct ky_record *record, struct ky_error *err)
{
	struct plan *plan = (struct plan *)*db_companion(wb);
	if (shown_by_hand(wb, record))
		return put(record, "by", ZH_BY_HAND) ? KY_OK : memory_out(err);
	enum ky_code code = refresh(wb, plan, err);
	struct task *task = code || plan->working ? NULL : find(plan, record->id);
	enum state state = task ? task->state : OPEN;
	if (!code && state == DONE)
		code = add_detail(wb, task, err);
	if (code)
		return code;
	bool whole = put(record, "status", states[state]) && put(record, "by", ZH_BY_RECORDS);
	if (whole && state == DONE)
		whole = put_unless_stored(record, "done", task->day) &&
			put_unless_stored(record, "evidence", task->evidence);
	return whole ? KY_OK : memory_out(err);
}

enum ky_code plan_promise(struct ky_workbook *wb, struct ky_error *err)
{
	struct plan *plan = memory_new(sizeof(*plan));
	if (!plan)
		return memory_out(err);
	assert(!*db_companion(wb));
	plan->source = (struct shown_source){
		.companion = { free_plan },
		.fill = fill,
		.state = give_state,
		.day = give_day,
		.na = give_na,
	};
	*db_companion(wb) = &plan->source.companion;
	return KY_OK;
}
