/* What the files of the list share: its window, its rows, and the functions of each file. */
#ifndef TUI_SCREEN_LIST_H
#define TUI_SCREEN_LIST_H

#include "kuayue/record.h"
#include "screen/drafts.h"
#include "screen/screens.h"
#include "widget/edit_keys.h"

#define LIST_ROWS 200
/* What a record shows in the list, worked out once when it is fetched. */
struct shown {
	char *cells[KY_DECLARED_MAX]; /* NULL: not shown */
	bool overdue;
};

/* Rows read ahead while nobody types, so that a key finds them ready. */
struct ahead {
	struct ky_record *rows[LIST_ROWS];
	struct shown *shown[LIST_ROWS];
	int count;
	bool known; /* read since the window moved */
	bool more;  /* there may be rows behind these */
};

struct list_screen {
	struct screen screen;
	const struct ky_kind **kinds; /* the page's, ended by NULL */
	bool tabs;                    /* the page is its lists; else it is another screen that has them */
	int which;                    /* of the page's kinds */
	const struct ky_kind *kind;
	struct ky_list *list;
	struct ky_record *rows[LIST_ROWS];
	struct shown *shown[LIST_ROWS]; /* of rows[], NULL until painted */
	int64_t total;
	struct ahead below; /* behind the last row */
	struct ahead tail;  /* the list's last rows */
	bool outside; /* of the rows that are shown, one happened when the campaign was not on: it is marked */
	int count, cursor, height;
	bool more;     /* the filter has not looked everywhere yet */
	bool scrolled; /* up by one row since it was painted */
	bool filtering;
	struct drafts drafts;
	struct edit *filter; /* the text that all rows shown hold */
	char title[128];
};

/* list_window.c and list_move.c: the window onto the list. Rows are worked out when they are painted, but for
 * those that are read ahead while nobody types. */
/* Another of the page's kinds, from its start. */
void list_choose(struct app *app, struct list_screen *self, int which);
/* Fetches the window again around the row the cursor is on. */
void list_refetch(struct app *app, struct list_screen *self);
/* The window has another height. */
void list_resize(struct app *app, struct list_screen *self, int height);
/* The cursor goes to the record of that id, if it is one of the list's kind. */
void list_go_to(struct app *app, struct list_screen *self, const char *id);
void list_apply_filter(struct app *app, struct list_screen *self);
void list_move(struct app *app, struct list_screen *self, enum action action);
bool list_wants_ahead(const struct list_screen *self);
void list_read_ahead(struct app *app, struct list_screen *self);
/* The filter goes on where it stopped while nobody types. */
void list_search_on(struct app *app, struct list_screen *self);
void list_free(struct list_screen *self);

/* list_draw.c */
void list_draw(struct app *app, struct screen *screen, int top, int bottom);
/* What a record shows in the list: the caller frees it. */
struct shown *list_show_row(const struct app *app, const struct list_screen *self, const struct ky_record *record);

#endif
