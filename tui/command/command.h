/*
 * The command line. A command is a file of its own with its declaration, and a line in the list here; dispatch and
 * help follow from these. An error is one sentence on standard error; the exit status is the enum ky_code.
 */
#ifndef TUI_COMMAND_COMMAND_H
#define TUI_COMMAND_COMMAND_H

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

#include "kuayue/date.h"
#include "kuayue/figure.h"
#include "kuayue/record.h"
#include "kuayue/workbook.h"
#include "terminal/i18n.h"
#include "terminal/print_visible.h"

struct call {
	const char *file; /* the workbook */
	bool file_given;  /* it was named, and is not the default */
	ky_day today;     /* KY_NO_DAY for the clock */
	const char *site; /* whose records are read; NULL: the workbook's own */
	int wait;         /* seconds for which another program that has the workbook is waited for */
	int argc;
	char **argv; /* behind the command's name, without the global options */
};

struct command {
	const char *name;
	const char *usage; /* behind the name */
	const char *help;  /* English, one line */
	int (*run)(struct call *call);
	int (*explain)(struct call *call); /* what --help says where there are arguments; NULL: as without them */
};

/* Each command by its file's declaration, in the order of the help: the one list of commands. */
#define COMMAND_LIST(COMMAND)                                                                                     \
	COMMAND(new)                                                                                              \
	COMMAND(campaign)                                                                                         \
	COMMAND(add)                                                                                              \
	COMMAND(set)                                                                                              \
	COMMAND(delete)                                                                                           \
	COMMAND(restore)                                                                                          \
	COMMAND(undo)                                                                                             \
	COMMAND(redo)                                                                                             \
	COMMAND(list)                                                                                             \
	COMMAND(status)                                                                                           \
	COMMAND(next)                                                                                             \
	COMMAND(check)                                                                                            \
	COMMAND(chain)                                                                                            \
	COMMAND(join)                                                                                             \
	COMMAND(calendar)                                                                                         \
	COMMAND(since)                                                                                            \
	COMMAND(import)                                                                                           \
	COMMAND(exchange)                                                                                         \
	COMMAND(unimport)                                                                                         \
	COMMAND(conflicts)                                                                                        \
	COMMAND(resolve)                                                                                          \
	COMMAND(clone)                                                                                            \
	COMMAND(file)                                                                                             \
	COMMAND(handover)                                                                                         \
	COMMAND(export)                                                                                           \
	COMMAND(verify)                                                                                           \
	COMMAND(open)                                                                                             \
	COMMAND(key)                                                                                              \
	COMMAND(author)                                                                                           \
	COMMAND(recover)                                                                                          \
	COMMAND(demo)

#define COMMAND(name) extern const struct command command_##name;
COMMAND_LIST(COMMAND)
#undef COMMAND

extern const struct command *const commands[];
extern const size_t command_count;
const struct command *command_find(const char *name);
/* The command nearest to a mistyped name, or NULL. */
const struct command *command_nearest(const char *name);
struct place;
/* about: the name of a list that manual pages are filled with, such as "keys"; anything else for the commands.
 * places: all there are. */
void command_help(FILE *out, const char *about, const struct place *places);

/* Takes the option out of the call's arguments. False if it is not there. */
bool call_flag(struct call *call, const char *option);
/* The option's value, or NULL. KY_USAGE in *failed (with the sentence said) if it lacks one. */
const char *call_option(struct call *call, const char *option, int *failed);
/* Takes --site out of the call's arguments; call_open minds it. 0 or KY_USAGE. */
int call_site(struct call *call);
/* Refuses arguments that are left over or options nobody knows: KY_USAGE, else 0. */
int call_expect(const struct call *call, const struct command *command, int least, int most);

/* Opens the call's workbook; 0, or the exit status with the sentence said. Writing needs a file
 * that can be written. */
int call_open(const struct call *call, enum ky_mode mode, struct ky_workbook **out);

/* Says err on standard error and returns its exit status. */
int say_error(enum ky_code code, const struct ky_error *err);
/* One sentence for a wrong use: returns KY_USAGE. */
int say_usage(const char *fmt, ...) KY_PRINTF(1, 2);
void print_json(json_t *root); /* takes root over; ends the program where anything of it had no memory */
/* Once, before any JSON is made. */
void call_watch_json(void);
/* The end of a call that gives JSON or, root being NULL, has been printed for people: prints root unless there is
 * an error, which is said. Takes root over; returns the exit status. */
int say_result(json_t *root, enum ky_code code, const struct ky_error *err);

/* The records that a command wrote, which it prints once all of them are there. */
struct written {
	json_t *array;
	bool json;
	enum { WRITTEN_ID, WRITTEN_NUMBER, WRITTEN_NOTHING } print;
};
/* Takes --json and --print out of the call's arguments. quiet: prints nothing without them. 0 or KY_USAGE. */
int written_options(struct call *call, bool quiet, struct written *written);
/* Adds a record; it is an ky_batch_take callback. */
int written_add(void *written, const struct ky_record *record);
/* Prints them where code is KY_OK, else says err. Returns the exit status. */
int written_end(struct written *written, enum ky_code code, const struct ky_error *err);

/* FIELD=VALUE into the record; an empty value states that the field is 未填. Says what is wrong. */
int put_assignment(struct ky_workbook *wb, struct ky_record *record, char *assignment);
/* Says that the kind has no such field, and which is nearest. */
int unknown_field(const struct ky_kind *kind, const char *name);
/* KIND by name; says which is nearest. */
const struct ky_kind *kind_argument(const char *name);

/* A field's value as JSON: number, string, null (未填) or "不适用". */
json_t *value_json(struct ky_workbook *wb, const struct ky_record *record, int field);

#endif
