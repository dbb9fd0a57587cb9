/*
 * Prepares every statement of the program on an empty workbook: figures and rules with the columns by which they
 * are read, the statements made from each kind's declaration, and the constants of the sources, one a line on
 * standard input (tests/tree/test_sql.sh takes them out of the objects).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "figure/decl.h"
#include "guide/decl.h"
#include "record/internal.h"
#include "workbook/internal.h"

static int failures, prepared, slips;
static bool quiet; /* a complaint is what is expected */

static void complain(const char *what, const char *name, const char *why)
{
	if (!quiet)
		printf("FAIL: %s %s: %s\n", what, name, why);
	failures++;
}

/* NULL where it is not valid. All statements of a text, of which the last is given back. */
static sqlite3_stmt *prepare(sqlite3 *db, const char *what, const char *name, const char *sql)
{
	sqlite3_stmt *stmt = NULL;
	do {
		sqlite3_finalize(stmt);
		if (sqlite3_prepare_v2(db, sql, -1, &stmt, &sql) != SQLITE_OK) {
			complain(what, name, sqlite3_errmsg(db));
			return NULL;
		}
		prepared++;
		sql += strspn(sql, " ;\n");
	} while (*sql);
	return stmt;
}

static int column_at(sqlite3_stmt *stmt, const char *name)
{
	int at = sqlite3_column_count(stmt) - 1;
	while (at >= 0 && strcmp(sqlite3_column_name(stmt, at), name) != 0)
		at--;
	return at;
}

static void expect_column(sqlite3_stmt *stmt, const char *what, const char *name, const char *column)
{
	char why[100];
	snprintf(why, sizeof(why), "it gives no column \"%s\"", column);
	if (column_at(stmt, column) < 0)
		complain(what, name, why);
}

/* Every column has one of the names that are read, and none has it twice. */
static void expect_no_other(sqlite3_stmt *stmt, const char *what, const char *name, const char *const *columns,
			    size_t count)
{
	for (int i = 0; i < sqlite3_column_count(stmt); i++) {
		const char *column = sqlite3_column_name(stmt, i);
		char why[300];
		size_t j = 0;
		while (j < count && strcmp(columns[j], column) != 0)
			j++;
		snprintf(why, sizeof(why), "nobody reads its column \"%.200s\"", column);
		if (j == count || column_at(stmt, column) != i)
			complain(what, name, why);
	}
}

static void check_figure(sqlite3 *db, const struct figure_decl *decl)
{
	const char *id = decl->figure.id;
	if (decl->value) {
		sqlite3_stmt *stmt = prepare(db, "the value of the figure", id, decl->value);
		expect_column(stmt, "the value of the figure", id, "value");
		expect_no_other(stmt, "the value of the figure", id, figure_columns,
				sizeof(figure_columns) / sizeof(figure_columns[0]));
		sqlite3_finalize(stmt);
	}
	sqlite3_stmt *stmt = prepare(db, "the records of the figure", id, decl->records);
	for (int i = 0; i < 2; i++)
		expect_column(stmt, "the records of the figure", id, figure_record_columns[i]);
	expect_no_other(stmt, "the records of the figure", id, figure_record_columns, 2);
	sqlite3_finalize(stmt);
	if (!decl->reached)
		return;
	stmt = prepare(db, "what reached the figure", id, decl->reached);
	for (int i = 0; i < REACHED_COLUMNS; i++)
		expect_column(stmt, "what reached the figure", id, figure_reached_columns[i]);
	expect_no_other(stmt, "what reached the figure", id, figure_reached_columns, REACHED_COLUMNS);
	sqlite3_finalize(stmt);
}

static void check_rule(sqlite3 *db, const struct guide_rule *rule)
{
	if (!rule->query)
		return;
	sqlite3_stmt *stmt = prepare(db, "the rule", rule->name, rule->query);
	for (int i = 0; i < GUIDE_COLUMNS; i++) {
		char slot[20];
		snprintf(slot, sizeof(slot), "{%s}", guide_columns[i]);
		bool title = i == GUIDE_TITLE && rule->as == GUIDE_STEP;
		bool ref = i == GUIDE_REF && rule->as == GUIDE_STEP && !rule->basis;
		if (i <= GUIDE_NUMBER || title || ref || strstr(rule->text, slot))
			expect_column(stmt, "the rule", rule->name, guide_columns[i]);
	}
	expect_no_other(stmt, "the rule", rule->name, guide_columns, GUIDE_COLUMNS);
	sqlite3_finalize(stmt);
}

/* The text with the name behind its first AS spelled with one letter more; NULL where there is none. */
static char *misspelt(const char *sql)
{
	const char *at = sql ? strstr(sql, "AS ") : NULL;
	while (at && (at[3] < 'a' || at[3] > 'z'))
		at = strstr(at + 3, "AS ");
	if (!at)
		return NULL;
	size_t before = (size_t)(at - sql) + 3 + strspn(at + 3, "abcdefghijklmnopqrstuvwxyz");
	char *text = malloc(strlen(sql) + 2);
	if (!text)
		abort();
	memcpy(text, sql, before);
	text[before] = 'x';
	memcpy(text + before + 1, sql + before, strlen(sql + before) + 1);
	return text;
}

/* Whether a slip in a rule or a figure would be found here: each is tried once with a misspelt column. */
static void check_slip(sqlite3 *db, const struct guide_rule *rule, const struct figure_decl *figure)
{
	int before = failures;
	char *slip = misspelt(rule ? rule->query : figure->value);
	if (!slip)
		return;
	struct guide_rule bad_rule = rule ? *rule : (struct guide_rule){ .name = "" };
	struct figure_decl bad_figure = figure ? *figure : (struct figure_decl){ .value = NULL };
	bad_rule.query = bad_figure.value = slip;
	quiet = true;
	if (rule)
		check_rule(db, &bad_rule);
	else
		check_figure(db, &bad_figure);
	quiet = false;
	bool found = failures > before;
	failures = before;
	slips++;
	if (!found)
		complain("a misspelt column passes:", rule ? rule->name : figure->figure.id, slip);
	free(slip);
}

static void check_kind(sqlite3 *db, const struct ky_kind *kind)
{
	const struct table_sql *sql = table_sql(kind);
	char *const *texts = (char *const *)(const void *)sql;
	for (size_t i = 0; i < sizeof(*sql) / sizeof(*texts); i++)
		if (texts[i])
			sqlite3_finalize(prepare(db, "the kind", kind->name, texts[i]));
}

static void check_constants(sqlite3 *db)
{
	static char line[8192];
	while (fgets(line, sizeof(line), stdin)) {
		line[strcspn(line, "\n")] = '\0';
		sqlite3_finalize(prepare(db, "the statement", line, line));
		/* Others name it; they stand behind it, for the lines are sorted. */
		if (strncmp(line, "CREATE TEMP TABLE ", 18) == 0 ||
		    strncmp(line, "CREATE VIRTUAL TABLE ", 21) == 0)
			sqlite3_exec(db, line, NULL, NULL, NULL);
	}
}

int main(void)
{
	char dir[] = "/tmp/kuayue-sql-XXXXXX", path[64];
	struct ky_workbook *wb = NULL;
	struct ky_error err = { 0 };
	const struct ky_kind *kind;
	size_t len = 0;
	const char *ini = ky_campaign_builtin(&len);
	if (!mkdtemp(dir))
		return 1;
	snprintf(path, sizeof(path), "%s/w.kuayue", dir);
	if (ky_workbook_create(&(struct ky_new_workbook){ .path = path,
							  .template_name = "builtin",
							  .ini = ini,
							  .ini_len = len,
							  .code = "G01",
							  .name = "样例学校",
							  .kind = "gaozhong",
							  .today = ky_day_from_ymd(2012, 6, 15) },
			       &wb, &err) ||
	    db_make_missing(wb, &err)) {
		printf("FAIL: %s\n", err.text);
		return 1;
	}
	/* The views are made when one is first read. */
	if (db_once(wb, "SELECT 1 FROM dated", NULL, 0, NULL, NULL, &err)) {
		printf("FAIL: %s\n", err.text);
		return 1;
	}
	for (size_t i = 0; i < figure_decls_count; i++)
		check_figure(wb->db, &figure_decls[i]);
	for (size_t i = 0; i < figure_decls_count; i++)
		check_slip(wb->db, NULL, &figure_decls[i]);
	for (size_t i = 0; i < guide_rules_count; i++)
		check_slip(wb->db, &guide_rules[i], NULL);
	for (size_t i = 0; i < guide_rules_count; i++)
		check_rule(wb->db, &guide_rules[i]);
	for (size_t i = 0; (kind = ky_kind_at(i)) != NULL; i++)
		check_kind(wb->db, kind);
	check_constants(wb->db);
	printf("statements: %d are prepared; %d misspelt columns are found\n", prepared, slips);
	if (slips < 100)
		complain("slips", "", "hardly any is tried");
	ky_workbook_close(wb);
	unlink(path);
	rmdir(dir);
	return failures > 0;
}
