/* The export dialog: export.c has its keys, export_drives.c the sticks, export_ask.c the questions before it
 * writes, export_seal.c for whom it is sealed, export_attach.c the attached files, export_draw.c paints. Its run
 * is export_run.c. */
#ifndef TUI_SCREEN_EXPORT_H
#define TUI_SCREEN_EXPORT_H

#include "kuayue/drive.h"
#include "kuayue/export.h"
#include "kuayue/key.h"
#include "kuayue/merge.h"
#include "screen/screens.h"
#include "terminal/job.h"
#include "widget/edit_keys.h"
#include "widget/scroll.h"

#define EXPORT_DOCUMENTS 32
#define EXPORT_LINES 512      /* of which attached files take what the others leave */
#define EXPORT_LOOK_EVERY 500 /* ms: at the mount table */

/* What a line of the dialog is. Those from LINE_DRIVE on can have the cursor. */
enum line_kind {
	LINE_TEXT,
	LINE_HEAD,
	LINE_DRIVE,
	LINE_FOLDER,
	LINE_TO,
	LINE_SET,
	LINE_RECIPIENT,
	LINE_SEAL,
	LINE_DOCUMENT,
	LINE_ATTACH,   /* none, all, or the ticked ones */
	LINE_ATTACHED, /* an attached file */
	LINE_FROM,
	LINE_UNTIL
};

struct export_line {
	enum line_kind kind;
	size_t index; /* of the drive, document or file */
};

enum export_attach { ATTACH_NONE, ATTACH_ALL, ATTACH_TICKED, ATTACH_CHOICES };

struct export_attached {
	char number[64], name[128], title[160];
	int64_t size;
	bool missing, ticked;
};

struct export_dialog {
	struct screen screen;
	char *intro; /* what is missing */
	struct ky_drives drives;
	struct ky_drive_watch *watch;
	int idles;                                /* since the drives were last looked at */
	bool allow_personal, allow_says, replace; /* what was answered, until it is written */
	bool touched;                             /* the user chose where to: a new stick does not change that */
	char device[80];                          /* of the drive chosen; "": the folder */
	struct job *mounting;
	struct ky_partner *partners;
	size_t partner_count, to; /* whom it is for: 0: the leadership group, else the index + 1 */
	const struct ky_recipient *sets;
	size_t set_count, set;       /* 0: none, else the index + 1 */
	struct ky_known_key *groups; /* that it can be sealed for, the newest first */
	size_t group_count, seal;    /* 0: nobody, else the index + 1 */
	bool ticked[EXPORT_DOCUMENTS];
	size_t document_count;
	struct export_attached *attached;
	size_t attached_count, attach; /* enum export_attach */
	struct edit *folder, *recipient, *from, *until;
	struct export_line focus;
	struct scroll scroll;
};

/* The line's text being typed, or NULL. */
struct edit *export_edit(struct export_dialog *self, enum line_kind kind);
/* export_drives.c */
const struct ky_drive *export_drive(const struct export_dialog *self); /* chosen; NULL: the folder */
/* Chooses where the cursor is, if that is somewhere to write to. */
void export_choose_here(struct export_dialog *self);
/* Looks at the drives again. A stick that came is chosen unless the user has chosen already. */
void export_look(struct app *app, struct export_dialog *self, bool first);
/* True where the chosen stick is not mounted: that is begun, or said to be impossible. */
bool export_needs_mounting(struct app *app, struct export_dialog *self);
/* Called when nobody types for EXPORT_LOOK_EVERY. */
void export_on_idle(struct app *app, struct export_dialog *self);

const char *export_target(const struct export_dialog *self); /* the folder that is written to */
void export_write(struct app *app, struct export_dialog *self);

/* export_to.c: whom it is for, where there is somebody with another copy of the records. */
void export_load_partners(struct app *app, struct export_dialog *self);
const char *export_partner(const struct export_dialog *self, size_t to); /* what the choice is called */
/* Writes a hand-over package for the one that was chosen. */
void export_hand_over(struct app *app, struct export_dialog *self);

/* export_ask.c: asks what is to be asked, then writes. */
void export_ask_and_write(struct app *app, struct export_dialog *self);

/* export_attach.c */
void export_attach_load(struct app *app, struct export_dialog *self);
bool export_attach_may_tick(const struct export_dialog *self, size_t index);
/* As `kuayue export --attach` takes it, "" for none: malloc'd. */
char *export_attach_chosen(const struct export_dialog *self);
/* How many of them say more than is seen, and what the first one says. */
int export_attach_says(struct app *app, const struct export_dialog *self, char *first, size_t size);
void export_attach_draw_choice(const struct export_dialog *self, int row, bool here);
void export_attach_draw(const struct export_dialog *self, size_t index, int row, bool here);

/* export_seal.c */
const struct ky_known_key *export_seal(const struct export_dialog *self); /* chosen; NULL: nobody */
/* The groups whose keys are there now. first: the choice is what an export does when nobody
 * is asked; else it stays with its group, and goes to the newest where that is gone or one came. */
void export_load_groups(struct app *app, struct export_dialog *self, bool first);
/* The lines below what is missing, in their order; at most size of them. */
size_t export_lines(const struct export_dialog *self, struct export_line *lines, size_t size);
void export_draw(struct export_dialog *self, int top, int bottom);
/* "3.2 GB" */
void export_size(int64_t bytes, char *out, size_t size);

/* All strings are copied. */
struct export_order {
	const char *dir, *what, *from, *until, *recipient; /* from, until: NULL for all */
	const char *set;                                   /* of the template; NULL: none */
	const char *attach;                                /* "": no attached file */
	bool allow_personal, replace;
	const struct ky_known_key *seal; /* for whom it is sealed; NULL: for nobody */
	const struct ky_drive *drive;    /* that dir is on; NULL: none that can be taken away */
};
/* What the summary still lacks, as text for the head of the dialog: malloc'd. */
char *export_missing(struct app *app);
void screen_export_run(struct app *app, const struct export_order *order);

#endif
