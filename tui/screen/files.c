/* Chooses a file from a list of what is in a folder (screen/files.h). Sticks that are plugged in stand above. */
#include "screen/files.h"

#include <assert.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/utf8.h"
#include "kuayue/drive.h"
#include "kuayue/text.h"
#include "terminal/memory.h"
#include "widget/edit_keys.h"
#include "widget/scroll.h"
#include "widget/wrapped.h"

#define AT_ONCE_MOST 5
#define ENTRIES_MOST 5000 /* that are looked at: more are found by typing */

struct entry {
	char *path, *shown;
	bool folder;
};

struct files {
	struct screen screen;
	struct screen_ops ops;
	struct choosing choosing;
	char *intro;
	struct edit *path;
	unsigned listed; /* the text's revision when the entries were */
	struct entry *entries;
	size_t count;
	struct scroll scroll;
	bool moved; /* the cursor, since something was typed */
};

static void drop(struct files *self)
{
	for (size_t i = 0; i < self->count; i++) {
		free(self->entries[i].path);
		free(self->entries[i].shown);
	}
	self->count = 0;
}

/* Takes path and shown over. */
static void add(struct files *self, char *path, char *shown, bool folder)
{
	self->entries = xrealloc(self->entries, (self->count + 1) * sizeof(*self->entries));
	self->entries[self->count++] = (struct entry){ path, shown, folder };
}

static void consider(struct files *self, const char *folder, const char *name, const char *typed)
{
	struct stat st;
	bool dots = strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
	if (dots || (name[0] == '.' && typed[0] != '.') || strncasecmp(name, typed, strlen(typed)) != 0)
		return;
	char *path = xprintf("%s%s", folder, name);
	bool there = stat(path, &st) == 0, is_folder = there && S_ISDIR(st.st_mode);
	if (is_folder || (there && S_ISREG(st.st_mode) && file_ends(name, self->choosing.endings)))
		add(self, path, xprintf("%s%s", name, is_folder ? "/" : ""), is_folder);
	else
		free(path);
}

/* Folders first. */
static int compare(const void *a, const void *b)
{
	const struct entry *left = a, *right = b;
	return left->folder != right->folder ? right->folder - left->folder : strcmp(left->shown, right->shown);
}

struct found {
	char *path, *shown;
	time_t when;
};

static int compare_found(const void *a, const void *b)
{
	const struct found *left = a, *right = b;
	return left->when != right->when ? (left->when < right->when) - (left->when > right->when)
					 : strcmp(right->shown, left->shown);
}

/* What lies on a stick beside no folder, if the page wants files of that kind at once. */
static void look_on(struct files *self, const struct ky_drive *drive, struct found **all, size_t *count)
{
	DIR *dir = opendir(drive->mount);
	struct dirent *entry;
	for (int looked = 0; dir && looked < ENTRIES_MOST && (entry = readdir(dir)) != NULL; looked++) {
		struct stat st;
		if (entry->d_name[0] == '.' || !file_ends(entry->d_name, self->choosing.at_once))
			continue;
		char *path = xprintf("%s/%s", drive->mount, entry->d_name);
		if (stat(path, &st) != 0 || !S_ISREG(st.st_mode)) {
			free(path);
			continue;
		}
		*all = xrealloc(*all, (*count + 1) * sizeof(**all));
		(*all)[(*count)++] =
			(struct found){ path, xprintf("%s  %s", drive->label, entry->d_name), st.st_mtime };
	}
	if (dir)
		closedir(dir);
}

/* The newest first, so that the file that somebody just brought takes one key. */
static void add_at_once(struct files *self, const struct ky_drives *drives)
{
	struct found *all = NULL;
	size_t count = 0;
	for (size_t i = 0; self->choosing.at_once && i < drives->count; i++)
		if (drives->list[i].mount)
			look_on(self, &drives->list[i], &all, &count);
	if (count)
		qsort(all, count, sizeof(*all), compare_found);
	for (size_t i = 0; i < count; i++) {
		if (i < AT_ONCE_MOST) {
			add(self, all[i].path, all[i].shown, false);
			continue;
		}
		free(all[i].path);
		free(all[i].shown);
	}
	free(all);
}

static void add_drives(struct files *self)
{
	struct ky_drives drives = { 0 };
	struct ky_error ignored;
	if (ky_drive_list(&ky_drive_sources, &drives, &ignored) == KY_OK) {
		add_at_once(self, &drives);
		for (size_t i = 0; i < drives.count; i++)
			if (drives.list[i].mount)
				add(self, xstrdup(drives.list[i].mount),
				    xprintf(_("stick %s  %s"), drives.list[i].label, drives.list[i].mount), true);
	}
	ky_drives_free(&drives);
}

static void list(struct files *self)
{
	const char *text = edit_text(self->path), *typed = file_name(text);
	char *folder = xprintf("%.*s", (int)(typed - text), text);
	drop(self);
	if (!typed[0])
		add_drives(self);
	size_t first = self->count;
	DIR *dir = opendir(folder[0] ? folder : ".");
	struct dirent *entry;
	for (int looked = 0; dir && looked < ENTRIES_MOST && (entry = readdir(dir)) != NULL; looked++)
		consider(self, folder, entry->d_name, typed);
	if (dir)
		closedir(dir);
	free(folder);
	if (self->count > first)
		qsort(self->entries + first, self->count - first, sizeof(*self->entries), compare);
	self->listed = edit_revision(self->path);
	self->moved = false;
	scroll_set_count(&self->scroll, (int)self->count);
	scroll_to(&self->scroll, 0);
}

static void draw_entry(void *data, int line, int row)
{
	const struct files *self = data;
	assert(line >= 0 && (size_t)line < self->count);
	term_put(row, 0, term_cols(), line == self->scroll.cursor ? LOOK_CURSOR : LOOK_PLAIN,
		 self->entries[line].shown);
}

static void draw(struct app *app, struct screen *screen, int top, int bottom)
{
	(void)app;
	struct files *self = (struct files *)screen;
	const char *label = _("File");
	int row = wrapped_put(top, bottom - 3, LOOK_DIM, self->intro), wide = ky_text_columns(label) + 2;
	if (row >= bottom)
		return;
	int line = row++;
	term_put(line, 0, wide, LOOK_BOLD, label);
	scroll_draw(&self->scroll, row, bottom, 0, draw_entry, self);
	if (!self->count && row < bottom)
		term_put(row, 0, term_cols(), LOOK_DIM, _("Nothing here begins like that."));
	edit_draw(self->path, line, wide, true);
}

static void set_path(struct files *self, const char *path, bool folder)
{
	size_t len = strlen(path);
	char *text = xprintf("%s%s", path, folder && len && path[len - 1] != '/' ? "/" : "");
	edit_set(self->path, text);
	free(text);
	list(self);
}

/* As far as all that begin like that agree; where they do not any more, the cursor goes to the next of them. */
static void complete(struct files *self)
{
	const char *text = edit_text(self->path);
	size_t from = (size_t)(file_name(text) - text), common = 0;
	if (self->count == 1) {
		set_path(self, self->entries[0].path, self->entries[0].folder);
		return;
	}
	for (size_t i = 0; text[from] && i < self->count; i++) {
		const char *one = self->entries[0].path, *other = self->entries[i].path;
		size_t same = 0;
		while (one[same] && one[same] == other[same])
			same++;
		common = i ? (same < common ? same : common) : strlen(one);
	}
	while (common && !utf8_begins(self->entries[0].path[common]))
		common--;
	if (common > strlen(text)) {
		char *longer = xprintf("%.*s", (int)common, self->entries[0].path);
		set_path(self, longer, false);
		free(longer);
	} else if (self->count) {
		scroll_to(&self->scroll, (self->scroll.cursor + 1) % (int)self->count);
		self->moved = true;
	}
}

static void keep_folder(struct app *app, const struct files *self, const char *path)
{
	struct ky_error ignored;
	const char *name = file_name(path);
	char *folder = xprintf("%.*s", (int)(name - path), path);
	ky_setting_save(app->wb, self->choosing.setting, folder, &ignored);
	free(folder);
}

/* What the cursor went to; else what is typed, where there is such a file or nothing that begins like it. */
static void choose(struct app *app, struct files *self)
{
	struct stat st;
	const char *text = edit_text(self->path);
	bool there = !self->moved && stat(text, &st) == 0, file = there && S_ISREG(st.st_mode);
	const struct entry *entry = self->count ? &self->entries[self->scroll.cursor] : NULL;
	if (there && S_ISDIR(st.st_mode) && file_name(text)[0]) {
		set_path(self, text, true);
	} else if (!file && entry && entry->folder) {
		char *path = xstrdup(entry->path);
		set_path(self, path, true);
		free(path);
	} else {
		char *path = xstrdup(file || !entry ? text : entry->path);
		keep_folder(app, self, path);
		self->choosing.done(app, path);
		free(path);
	}
}

static void handle(struct app *app, struct screen *screen, const struct event *event)
{
	struct files *self = (struct files *)screen;
	enum action action = event->type == EV_ACTION ? event->action : ACT_NONE;
	if (action == ACT_ENTER)
		choose(app, self);
	else if (action == ACT_TAB)
		complete(self);
	else if (action == ACT_ESCAPE)
		app_pop(app);
	else if (scroll_event(&self->scroll, event))
		self->moved = self->count > 0;
	else if (edit_handle(self->path, event) && self->listed != edit_revision(self->path))
		list(self);
}

static bool is_typing(const struct screen *screen)
{
	(void)screen;
	return true;
}

static void close_files(struct app *app, struct screen *screen)
{
	(void)app;
	struct files *self = (struct files *)screen;
	drop(self);
	free(self->entries);
	free(self->intro);
	edit_free(self->path);
	free(self);
}

static const enum action actions[] = { ACT_ENTER, ACT_TAB,  ACT_ESCAPE, ACT_UP,  ACT_DOWN,
				       ACT_CLEAR, ACT_HELP, ACT_QUIT,   ACT_NONE };
static const struct key_label labels[] = { { ACT_ENTER, N_("choose") },
					   { ACT_TAB, N_("complete the name") },
					   { ACT_NONE, NULL } };

void screen_files(struct app *app, const struct choosing *choosing)
{
	assert(choosing->done && choosing->endings);
	struct files *self = xalloc(sizeof(*self));
	char *kept = NULL;
	const char *home = getenv("HOME");
	struct stat st;
	self->ops = (struct screen_ops){ .actions = actions,
					 .labels = labels,
					 .help = choosing->help,
					 .draw = draw,
					 .handle = handle,
					 .typing = is_typing,
					 .close = close_files };
	self->screen = (struct screen){ .ops = &self->ops, .title = choosing->title };
	self->choosing = *choosing;
	self->intro = xstrdup(choosing->intro);
	if (ky_setting_load(app->wb, choosing->setting, &kept, NULL))
		kept = NULL;
	/* The stick may be gone. */
	bool there = kept && kept[0] && stat(kept, &st) == 0 && S_ISDIR(st.st_mode);
	self->path = edit_new(there ? kept : home ? home : ".", false);
	edit_finish(self->path);
	free(kept);
	app_push(app, &self->screen);
	char *folder = xstrdup(edit_text(self->path));
	set_path(self, folder, true);
	free(folder);
}
