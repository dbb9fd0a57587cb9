/* `kuayue key`: the words that its files have, and what they share. key.c has the table. */
#ifndef TUI_COMMAND_KEY_H
#define TUI_COMMAND_KEY_H

#include "command/command.h"
#include "kuayue/key.h"

#define KEY_LAST_GROUP 4 /* digits of a fingerprint: enough to type, not for a script to compare */

/* One function a word; usage is what stands behind "kuayue key". They return the exit status. */
int key_new(struct call *call, const char *usage);     /* key_make.c */
int key_export(struct call *call, const char *usage);  /* key_make.c */
int key_renew(struct call *call, const char *usage);   /* key_make.c */
int key_import(struct call *call, const char *usage);  /* key_import.c */
int key_confirm(struct call *call, const char *usage); /* key_import.c */
int key_sign(struct call *call, const char *usage);    /* key_sign.c */
int key_list(struct call *call, const char *usage);    /* key_list.c */
int key_show(struct call *call, const char *usage);    /* key_list.c */
int key_remove(struct call *call, const char *usage);  /* key_list.c */

/* Says how a word is used: KY_USAGE. */
int key_usage(const char *usage);
/* After the options were taken: at least least and at most most words are left, and none of them is an option. */
bool key_fits(const struct call *call, int least, int most);
void key_print(const struct ky_public_key *key);
/* The workbook's own key, printed or added to array where that is not NULL. 0, or the exit status, said. */
int key_print_own(struct ky_workbook *wb, json_t *array, struct ky_error *err);
/* A public key file, or the key that signed a whole package. */
enum ky_code key_read(const char *path, struct ky_public_key *key, struct ky_error *err);

#endif
