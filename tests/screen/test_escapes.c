/* Tests that no escape from a workbook reaches the terminal. Every text, number, name and path of the workbook is
 * full of them; every command of the program's own list and every screen of screens.h runs over it, and the bytes
 * that a terminal would get are checked. */
#define _XOPEN_SOURCE 700

#include "screen/place.h"

#include <sqlite3.h>

/* A title for the window, a C1 control, a bidi control, a character that is not seen. */
#define HOSTILE "\033]666;x\007\302\233\342\200\256\342\200\213"
#define MILD "\342\200\256\342\200\213" /* what a template lets through */

struct bytes {
	char *text;
	size_t len, room;
};

static void take(void *data, const char *bytes, size_t len)
{
	struct bytes *all = data;
	if (all->len + len + 1 > all->room) {
		all->room = (all->len + len) * 2 + 65536;
		all->text = realloc(all->text, all->room);
		assert_non_null(all->text);
	}
	memcpy(all->text + all->len, bytes, len);
	all->len += len;
	all->text[all->len] = '\0';
}

/* UTF-8 of what must not reach a terminal, apart from C0. */
static bool is_hidden(const unsigned char *at)
{
	return (at[0] == 0xC2 && at[1] >= 0x80 && at[1] < 0xA0) ||
	       (at[0] == 0xE2 && at[1] == 0x80 &&
		((at[2] >= 0x8B && at[2] <= 0x8F) || (at[2] >= 0xAA && at[2] <= 0xAE))) ||
	       (at[0] == 0xE2 && at[1] == 0x81 && at[2] >= 0xA0 && at[2] <= 0xAF);
}

/* screen: a terminal's own sequences are among the bytes. */
static void expect_safe(const struct bytes *all, const char *what, bool screen)
{
	for (size_t i = 0; i < all->len; i++) {
		const unsigned char *at = (const unsigned char *)all->text + i;
		bool control =
			(at[0] < 0x20 && at[0] != '\n' && !(at[0] == '\r' && at[1] == '\n')) || at[0] == 0x7F;
		if (screen)
			control = at[0] == 0x1B && at[1] == ']';
		if (control || is_hidden(at)) {
			size_t from = i > 60 ? i - 60 : 0;
			for (size_t k = from; k < i + 20 && k < all->len; k++)
				print_error(all->text[k] < ' ' && all->text[k] >= 0 ? "<%02x>" : "%c",
					    all->text[k]);
			fail_msg("%s: byte %02x %02x at %zu of %zu", what, at[0], at[1], i, all->len);
		}
	}
}

static void execute(sqlite3 *db, const char *sql)
{
	char *why = NULL;
	if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK)
		fail_msg("%s: %s", sql, why);
}

/* Every text that people wrote, and every printed number, of one table. */
static void poison_table(sqlite3 *db, const char *table)
{
	char sql[512];
	sqlite3_stmt *columns = NULL;
	snprintf(sql, sizeof(sql), "SELECT name FROM pragma_table_info('%s') WHERE type = 'TEXT' AND name <> 'id'",
		 table);
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &columns, NULL), SQLITE_OK);
	while (sqlite3_step(columns) == SQLITE_ROW) {
		const char *name = (const char *)sqlite3_column_text(columns, 0);
		/* Han and printed numbers; days, states and links have neither. */
		snprintf(sql, sizeof(sql),
			 "UPDATE \"%s\" SET \"%s\" = \"%s\" || '" HOSTILE
			 "' WHERE \"%s\" GLOB '*[^ -~]*' OR '%s' = 'number'",
			 table, name, name, name, name);
		execute(db, sql);
	}
	sqlite3_finalize(columns);
}

static void poison(const char *path)
{
	sqlite3 *db = NULL;
	sqlite3_stmt *tables = NULL;
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	execute(db, "PRAGMA foreign_keys = 0; PRAGMA ignore_check_constraints = 1");
	assert_int_equal(
		sqlite3_prepare_v2(
			db,
			"SELECT name FROM sqlite_schema AS s WHERE type = 'table' AND EXISTS (SELECT 1 FROM "
			"pragma_table_info(s.name) WHERE name = 'number')",
			-1, &tables, NULL),
		SQLITE_OK);
	while (sqlite3_step(tables) == SQLITE_ROW)
		poison_table(db, (const char *)sqlite3_column_text(tables, 0));
	sqlite3_finalize(tables);
	execute(db, "UPDATE known_key SET name = name || '" HOSTILE "'");
	execute(db, "DELETE FROM cache");
	sqlite3_close(db);
}

/* A school of the demo county, its texts and its path; and a workbook of a template with hostile titles. */
static int set_up_hostile(void **state)
{
	if (set_up(state))
		return -1;
	struct place *place = *state;
	run("cd %s && mkdir '" HOSTILE "' && HOME=. %s --today 2012-10-31 demo demo >/dev/null", place->dir,
	    place->program);
	run("cd %s && mv demo/C02_*.kuayue '" HOSTILE "/w.kuayue'", place->dir);
	run("LC_ALL=C sed 's/^title=\\(.*\\)/title=\\1" MILD "/' data/campaign/taolun-2012.ini >%s/t.ini",
	    place->dir);
	run("cd %s && %s --today 2012-06-15 new --code G01 --name '校" HOSTILE
	    "名' --kind gaozhong --campaign t.ini t.kuayue >/dev/null",
	    place->dir, place->program);
	snprintf(place->path, sizeof(place->path), "%s/" HOSTILE "/w.kuayue", place->dir);
	poison(place->path);
	return 0;
}

/* In the place's folder; $w is the hostile workbook, $t the one of the hostile template, $e the escapes. */
static void run_command(struct place *place, const char *lang, const char *arguments)
{
	char command[2048], buffer[65536];
	struct bytes all = { 0 };
	snprintf(command, sizeof(command),
		 "cd %s && exec 2>&1 && HOME=. && export HOME && e='" HOSTILE
		 "' && w=\"$e/w.kuayue\" && t=t.kuayue && "
		 "p='%s --today 2012-10-31 --lang %s' && %s",
		 place->dir, place->program, lang, arguments);
	FILE *out = popen(command, "r");
	assert_non_null(out);
	for (size_t got; (got = fread(buffer, 1, sizeof(buffer), out)) > 0;)
		take(&all, buffer, got);
	pclose(out);
	/* The mark at the head of CSV is the program's own. */
	if (all.len >= 3 && memcmp(all.text, "\xEF\xBB\xBF", 3) == 0)
		memmove(all.text, all.text + 3, all.len -= 3);
	expect_safe(&all, arguments, false);
	free(all.text);
}

/* What each command is run with. A command that is not here fails the test. */
static const struct {
	const char *name;
	const char *arguments[12];
} calls[] = {
	{ "new",
	  { "$p new --code \"$e\" --name \"$e\" --kind \"$e\" \"$e.kuayue\"",
	    "$p new --code A1 --name \"$e\" --kind gaozhong \"$e/n.kuayue\"",
	    "$p new --code A1 --name x --kind gaozhong --campaign \"$e.ini\" x.kuayue" } },
	{ "add",
	  { "$p --file \"$w\" add problem text=\"$e\" \"$e=$e\"", "$p --file \"$w\" add \"$e\"",
	    "$p --file \"$w\" add problem text=\"$e\" source=\"$e\" due=\"$e\"",
	    "$p --file \"$w\" add problem text=\"$e\"", "$p --file \"$t\" add problem text=\"$e\" item=\"$e\"" } },
	{ "set", { "$p --file \"$w\" set \"$e\" text=x", "$p --file \"$t\" set G01 \"$e=x\" students=\"$e\"" } },
	{ "list",
	  { "for k in $($p list x 2>&1 | tr -cs 'a-z' ' '); do $p --file \"$w\" list $k; done",
	    "for k in problem opinion person task rating section note handin school; do for f in --json --csv; do "
	    "$p "
	    "--file \"$w\" list $k $f; done; done",
	    "$p --file \"$t\" list task; $p --file \"$t\" list rating --json", "$p --file \"$w\" list \"$e\"",
	    "$p --file \"$w\" list --behind problems; $p --file \"$w\" list --behind problems --json",
	    "$p --file \"$w\" list --behind \"$e\"" } },
	{ "delete",
	  { "$p --file \"$t\" delete \"$e\"", "$p --file \"$w\" delete \"C02-001$e\"",
	    "$p --file \"$w\" delete \"C02-002$e\" --json" } },
	{ "restore", { "$p --file \"$w\" restore \"C02-001$e\"", "$p --file \"$w\" restore \"$e\" --json" } },
	{ "undo", { "$p --file \"$w\" undo", "$p --file \"$w\" undo --json" } },
	{ "redo", { "$p --file \"$w\" redo", "$p --file \"$w\" redo --json" } },
	{ "author", { "$p --file \"$w\" author \"$e\"", "$p --file \"$w\" author" } },
	{ "campaign",
	  { "$p --file \"$t\" campaign", "$p --file \"$t\" campaign --own", "$p --file \"$t\" campaign --json",
	    "$p campaign --print" } },
	{ "status", { "$p --file \"$w\" status", "$p --file \"$w\" status --json", "$p --file \"$t\" status" } },
	{ "next", { "$p --file \"$w\" next", "$p --file \"$w\" next --json", "$p --file \"$t\" next" } },
	{ "check", { "$p --file \"$w\" check", "$p --file \"$w\" check --json", "$p --file \"$t\" check" } },
	{ "chain",
	  { "$p --file \"$w\" chain \"C02-001$e\"", "$p --file \"$w\" chain \"C02-001$e\" --json",
	    "$p --file \"$w\" chain \"C02-O001$e\"" } },
	{ "join",
	  { "$p --file \"$w\" join \"C02-001$e\" \"C02-O001$e\"", "$p --file \"$w\" join \"$e\" \"$e\"" } },
	{ "calendar",
	  { "$p --file \"$w\" calendar", "$p --file \"$w\" calendar --json", "$p --file \"$w\" calendar --ics",
	    "$p --file \"$t\" calendar", "$p --file \"$t\" calendar --ics" } },
	{ "since", { "$p --file \"$w\" since", "$p --file \"$w\" since --json" } },
	{ "import",
	  { "printf 'text,%s\\n%s,%s\\n' \"$e\" \"$e\" \"$e\" >\"$e.csv\"; $p --file \"$w\" import --dry-run "
	    "--kind "
	    "problem \"$e.csv\"",
	    "$p --file \"$w\" import --dry-run --kind problem --map \"$e=$e\" \"$e.csv\"",
	    "$p --file \"$w\" import \"$e\"",
	    "printf '[campaign]\\n%s=%s\\n' \"$e\" \"$e\" >\"$e.ini\"; $p --file "
	    "\"$w\" import \"$e.ini\"",
	    "sed 's/^version=.*/version=99/' t.ini >t99.ini; $p --file \"$t\" import --dry-run t99.ini" } },
	{ "exchange",
	  { "mkdir -p h; $p --file \"$w\" exchange --for pc --to h", "$p --file \"$w\" exchange --for \"$e\"",
	    "$p --file \"$w\" exchange --for pc --to \"$e\" --json" } },
	{ "clone", { "$p --file \"$w\" clone \"$e/b.kuayue\"", "$p --file \"$w\" clone \"$e/c.kuayue\" --json" } },
	{ "conflicts",
	  { "$p --file \"$e/b.kuayue\" set C02-003 text=\"1$e\"; $p --file \"$w\" set C02-003 text=\"2$e\"; mkdir "
	    "-p "
	    "g; $p --file \"$e/b.kuayue\" exchange --for pc --to g; $p --file \"$w\" import --dry-run g/*.zip; $p "
	    "--file \"$w\" import --yes g/*.zip; $p --file \"$w\" conflicts",
	    "$p --file \"$w\" conflicts --json" } },
	{ "resolve",
	  { "$p --file \"$w\" resolve \"$e\" text --take 1", "$p --file \"$w\" resolve C02-003 \"$e\" \"$e\"",
	    "$p --file \"$w\" resolve C02-003 text --take \"$e\"" } },
	{ "unimport",
	  { "$p --file \"$w\" unimport", "$p --file \"$w\" unimport \"$e\"",
	    "$p --file \"$w\" unimport --json" } },
	{ "file", { "$p --file \"$w\" file \"C02-A001$e\" \"$e/out\"", "$p --file \"$w\" file \"$e\" x" } },
	{ "handover", { "$p --file \"$w\" handover", "$p --file \"$w\" handover --json" } },
	{ "export",
	  { "mkdir -p out; $p --file \"$w\" export --to out --recipient \"$e\"",
	    "$p --file \"$w\" export --to \"$e\" --set \"$e\"",
	    "$p --file \"$w\" export --to \"$e\" --what \"$e\"", "$p --file \"$w\" export --to \"$e\" --progress",
	    "$p --file \"$w\" export --to out --attach \"$e\"", "$p --file \"$w\" export --to out --set public",
	    "$p --file \"$w\" export --to out --seal \"$e\"", "$p --file \"$t\" export --to out" } },
	{ "verify",
	  { "for z in out/*.zip \"$e\"/*.zip; do $p --file \"$w\" verify \"$z\"; done", "$p verify \"$e\"" } },
	{ "open", { "$p open \"$e\" --key \"$e\"" } },
	{ "key",
	  { "echo long-enough-words-here >pass; $p key new --name \"$e\" --passphrase-file pass \"$e/o.key\"",
	    "$p --file \"$w\" key list", "$p --file \"$w\" key show", "$p key show \"$e/o.key\"",
	    "$p --file \"$w\" key import \"$e/o.public.txt\" --yes", "$p --file \"$w\" key list",
	    "$p --file \"$w\" key export \"$e/mine.txt\"", "$p --file \"$w\" key remove \"$e\" --yes",
	    "$p --file \"$w\" key \"$e\"", "$p --file \"$w\" export --to out" } },
	{ "recover", { "$p recover \"$w\" \"$e/r.kuayue\"", "$p recover \"$e\" \"$e\"" } },
	{ "demo", { "$p demo \"$e\"" } },
};

static const char *const *calls_of(const char *name)
{
	for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++)
		if (strcmp(calls[i].name, name) == 0)
			return calls[i].arguments;
	fail_msg("the command \"%s\" is run over no escapes: add it to this test", name);
	return NULL;
}

/* The program's own list: "  kuayue NAME ...". */
static void every_command_prints_what_a_terminal_may_have(void **state)
{
	struct place *place = *state;
	char command[1200], line[4096];
	int count = 0;
	snprintf(command, sizeof(command), "%s --lang en --help", place->program);
	FILE *help = popen(command, "r");
	assert_non_null(help);
	while (fgets(line, sizeof(line), help)) {
		char name[32];
		if (sscanf(line, "  kuayue %31[a-z]", name) != 1)
			continue;
		const char *const *arguments = calls_of(name);
		for (int i = 0; i < 12 && arguments[i]; i++) {
			run_command(place, "en", arguments[i]);
			run_command(place, "zh", arguments[i]);
		}
		count++;
	}
	pclose(help);
	assert_true(count >= 20);
	run_command(place, "en",
		    "$p \"$e\"; $p --\"$e\"; $p --file \"$e\" status; $p --today \"$e\" status; $p --lang \"$e\"");
}

/* The keys that lead to each screen of screens.h from the first page. */
static const struct {
	const char *name, *keys;
} places[] = {
	{ "overview", "1" },
	{ "list", "6" },
	{ "more", "8" },
	{ "check", "t" },
	{ "calendar", "m" },
	{ "import", "i" },
	{ "handover", "8G\r" },
	{ "inbox", "I" },
	{ "merged", "8Gkkkkk\r" },
	{ "sites", "8Gkkkk\r" },
	{ "clone", "8Gkkk\r" },
	{ "keys", "K" },
	{ "since", "8Gk\r" },
	{ "papers", "8Gkkkkkkk\r" },
	{ "preview_of", "8Gkkkkkkk\r\r" },
	{ "help", "?" },
	{ "export", "x" },
	{ "figures", "7" },
	{ "settings", "9" },
	{ "walk", "w" },
	{ "list_of", "8\r" },
	{ "chain", "6c" },
	{ "form", "6\r" },
	{ "form_at", "7v\t\r" },
	{ "form_like", "6y" },
	{ "form_from", "6p" },
	{ "hand_on", "6p\r" },
	{ "join", "6l" },
	{ "first_run", NULL },
	{ "preview", "7v" },
	{ "history", "6h" },
	{ "records", "7\r" },
	{ "search", "1/" HOSTILE },
	{ "search_for", "6f" HOSTILE "\t" },
	{ "pick", "6\r\t\t\t\t\t\t\t\t\t\r" },
	{ "form_state", "6z" },
	{ "ask", "6d" },
	{ "files", "i\t\t" },
	{ "undo", "6u\033\r" },
	{ "redo", "6\031\r" },
	{ "palette", ":C02" },
};

static const char *keys_of(const char *name)
{
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
		if (strcmp(places[i].name, name) == 0)
			return places[i].keys;
	fail_msg("the screen \"%s\" is opened over no escapes: add it to this test", name);
	return NULL;
}

static void look_at_screen(struct place *place, struct bytes *all, const char *keys)
{
	terminal_keys(place->t, keys);
	terminal_settle(place->t, 250);
	terminal_keys(place->t, "\t\033OB\033OB"); /* on, to what stands below */
	terminal_settle(place->t, 150);
	expect_safe(all, keys, true);
	for (int i = 0; i < 4; i++) {
		terminal_keys(place->t, "\033");
		terminal_settle(place->t, 120);
	}
	terminal_keys(place->t, "1");
	terminal_settle(place->t, 120);
}

/* Every screen that the header declares, in lines of that form. Returns how many there are. */
static int look_at_all(struct place *place, struct bytes *all, const char *header, const char *form)
{
	char line[512];
	int count = 0;
	FILE *file = fopen(header, "r");
	assert_non_null(file);
	while (fgets(line, sizeof(line), file)) {
		char name[32];
		const char *at = line + strspn(line, "\t ");
		if (sscanf(at, form, name) != 1)
			continue;
		const char *keys = keys_of(name);
		if (keys)
			look_at_screen(place, all, keys);
		count++;
	}
	fclose(file);
	return count;
}

static void every_screen_shows_what_a_terminal_may_have(void **state)
{
	struct place *place = *state;
	struct bytes all = { 0 };
	start(place, 30, 100, chinese);
	terminal_watch(place->t, take, &all);
	terminal_settle(place->t, 1500);
	assert_true(look_at_all(place, &all, "tui/places.h", "PLACE(%31[a-z_],") >= 17);
	assert_true(look_at_all(place, &all, "tui/screen/screens.h", "void screen_%31[a-z_](") >= 10);
	assert_true(look_at_all(place, &all, "tui/screen/files.h", "void screen_%31[a-z_](") == 1);
	/* The texts were there, without what makes them dangerous. */
	int shown = 0;
	for (const char *at = all.text; (at = strstr(at, "666;x")) != NULL; at++)
		shown++;
	assert_true(shown > 30);
	quit(place);
	free(all.text);
}

/* Where there is no workbook its path is asked for, and shown. */
static void the_first_page_shows_a_hostile_path(void **state)
{
	struct place *place = *state;
	struct bytes all = { 0 };
	snprintf(place->path, sizeof(place->path), "%s/" HOSTILE "none.kuayue", place->dir);
	start(place, 30, 100, chinese);
	terminal_watch(place->t, take, &all);
	terminal_settle(place->t, 700);
	terminal_keys(place->t, "G01\t" HOSTILE "\t\r");
	terminal_settle(place->t, 300);
	expect_safe(&all, "the first page", true);
	quit(place);
	free(all.text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_command_prints_what_a_terminal_may_have, set_up_hostile,
						tear_down),
		cmocka_unit_test_setup_teardown(every_screen_shows_what_a_terminal_may_have, set_up_hostile,
						tear_down),
		TEST(the_first_page_shows_a_hostile_path),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
