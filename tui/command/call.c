/* What the commands share: taking arguments, opening the workbook, and saying errors. */
#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "app/author.h"
#include "command/command.h"
#include "kuayue/site.h"
#include "kuayue/text.h"
#include "terminal/memory.h"

static void take_out(struct call *call, int at, int count)
{
	assert(at >= 0 && count > 0 && at + count <= call->argc);
	for (int i = at; i + count < call->argc; i++)
		call->argv[i] = call->argv[i + count];
	call->argc -= count;
}

bool call_flag(struct call *call, const char *option)
{
	for (int i = 0; i < call->argc; i++) {
		if (strcmp(call->argv[i], option) != 0)
			continue;
		take_out(call, i, 1);
		return true;
	}
	return false;
}

const char *call_option(struct call *call, const char *option, int *failed)
{
	size_t len = strlen(option);
	for (int i = 0; i < call->argc; i++) {
		char *argument = call->argv[i];
		if (strncmp(argument, option, len) == 0 && argument[len] == '=') {
			take_out(call, i, 1);
			return argument + len + 1;
		}
		if (strcmp(argument, option) != 0)
			continue;
		if (i + 1 >= call->argc) {
			*failed = say_usage(_("%s needs a value behind it."), option);
			return NULL;
		}
		const char *value = call->argv[i + 1];
		take_out(call, i, 2);
		return value;
	}
	return NULL;
}

int call_site(struct call *call)
{
	int failed = 0;
	call->site = call_option(call, "--site", &failed);
	return failed;
}

int call_expect(const struct call *call, const struct command *command, int least, int most)
{
	assert(least <= most);
	for (int i = 0; i < call->argc; i++)
		if (call->argv[i][0] == '-' && call->argv[i][1] == '-')
			return say_usage(_("%s has no option %s; use: kuayue %s %s"), command->name, call->argv[i],
					 command->name, command->usage);
	if (call->argc < least || call->argc > most)
		return say_usage(_("Use: kuayue %s %s"), command->name, command->usage);
	return 0;
}

int say_error(enum ky_code code, const struct ky_error *err)
{
	assert(code != KY_OK);
	print_visible(stderr, err->text);
	show(stderr, "\n");
	return (int)code;
}

int say_usage(const char *fmt, ...)
{
	struct ky_error err = { .code = KY_USAGE };
	va_list args;
	va_start(args, fmt);
	vsnprintf(err.text, sizeof(err.text), fmt, args);
	va_end(args);
	return say_error(KY_USAGE, &err);
}

/* A member that there was no memory for is not there, and nobody asks: all that is printed is thrown away then. */
static bool json_lost;

static void *json_memory(size_t size)
{
	void *memory = malloc(size);
	json_lost = json_lost || !memory;
	return memory;
}

void call_watch_json(void)
{
	json_set_alloc_funcs(json_memory, free);
}

void print_json(json_t *root)
{
	char *text = json_dumps(root, JSON_INDENT(2));
	if (!text || json_lost)
		out_of_memory();
	print_json_text(stdout, text);
	free(text);
	show(stdout, "\n");
	json_decref(root);
}

int say_result(json_t *root, enum ky_code code, const struct ky_error *err)
{
	if (root && !code)
		print_json(root);
	else
		json_decref(root);
	return code ? say_error(code, err) : 0;
}

int call_open(const struct call *call, enum ky_mode mode, struct ky_workbook **out)
{
	struct ky_error err = { 0 };
	enum ky_code code = ky_workbook_open_wait(call->file, mode, call->today, call->wait, out, &err);
	if (code)
		return say_error(code, &err);
	if (mode == KY_WRITE && ky_workbook_read_only(*out)) {
		code = ky_workbook_read_only_error(*out, &err);
		ky_workbook_close(*out);
		return say_error(code, &err);
	}
	if (mode == KY_WRITE)
		author_sign(*out);
	code = call->site ? ky_site_scope(*out, call->site, &err) : KY_OK;
	if (code) {
		ky_workbook_close(*out);
		return say_error(code, &err);
	}
	if (ky_workbook_clock_doubtful(*out)) {
		char clock[KY_DAY_TEXT], today[KY_DAY_TEXT];
		show(stderr,
		     _("The clock says %s, the workbook's newest entry %s: working as of %s; --today DATE sets "
		       "another day.\n"),
		     ky_day_format(ky_day_of_clock(), clock), ky_day_format(ky_workbook_today(*out), today),
		     today);
	}
	return 0;
}

const struct ky_kind *kind_argument(const char *name)
{
	const struct ky_kind *kind = ky_kind_find(name);
	struct ky_error err = { 0 };
	if (kind)
		return kind;
	const char *nearest = ky_kind_nearest(name);
	if (nearest) {
		ky_fail(&err, KY_INPUT, _("There is no kind \"%.60s\"; did you mean %s?"), name, nearest);
	} else {
		char all[512] = "";
		for (size_t i = 0; ky_kind_at(i); i++) {
			size_t len = strlen(all);
			snprintf(all + len, sizeof(all) - len, "%s%s", i ? ", " : "", ky_kind_at(i)->name);
		}
		ky_fail(&err, KY_INPUT, _("There is no kind \"%.60s\"; there are: %s."), name, all);
	}
	say_error(KY_INPUT, &err);
	return NULL;
}

int unknown_field(const struct ky_kind *kind, const char *name)
{
	struct ky_error err = { 0 };
	const char *nearest = ky_field_nearest(kind, name);
	if (nearest) {
		ky_fail(&err, KY_INPUT, _("%s has no field \"%.60s\"; did you mean %s?"), kind->name, name,
			nearest);
		return say_error(KY_INPUT, &err);
	}
	char all[900] = "";
	for (size_t i = 0; i < kind->field_count; i++) {
		size_t len = strlen(all);
		snprintf(all + len, sizeof(all) - len, "%s%s", i ? ", " : "", kind->fields[i].name);
	}
	ky_fail(&err, KY_INPUT, _("%s has no field \"%.60s\"; its fields are: %s."), kind->name, name, all);
	return say_error(KY_INPUT, &err);
}

int put_assignment(struct ky_workbook *wb, struct ky_record *record, char *assignment)
{
	const struct ky_kind *kind = ky_record_kind(record);
	struct ky_error err = { 0 };
	char *value = strchr(assignment, '=');
	if (!value)
		return say_usage(_("\"%.60s\" is no FIELD=VALUE."), assignment);
	*value++ = '\0';
	int field = ky_field_find(kind, assignment);
	if (field < 0)
		return unknown_field(kind, assignment);
	if (kind->fields[field].computed) {
		ky_fail(&err, KY_INPUT, _("%s is worked out by the program and cannot be set."), assignment);
		return say_error(KY_INPUT, &err);
	}
	enum ky_code code = ky_record_state(wb, record, field, value, &err);
	return code ? say_error(code, &err) : 0;
}
