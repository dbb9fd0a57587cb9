/*
 * short LAYER PROGRAM DIR: memory runs out while somebody types a record on the screen. The program keeps what was
 * typed, gives the terminal back and says why it ends; opened again it has the text. DIR has a workbook w.kuayue.
 * LAYER is scarce.so. Exit 0: so it was.
 */
#define _XOPEN_SOURCE 700
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen/terminal.h"

#define SOON 30000 /* ms */
#define TYPED "打到一半的问题"

struct seen {
	char tail[4096]; /* the last of what the program wrote */
	size_t len;
};

static void keep(void *data, const char *bytes, size_t len)
{
	struct seen *seen = data;
	for (size_t i = 0; i < len; i++) {
		if (seen->len + 1 == sizeof(seen->tail)) {
			memmove(seen->tail, seen->tail + 2048, seen->len - 2048);
			seen->len -= 2048;
		}
		seen->tail[seen->len++] = bytes[i] ? bytes[i] : ' ';
		seen->tail[seen->len] = '\0';
	}
}

static void fail(struct terminal *t, const char *what)
{
	char *screen = terminal_screen(t);
	fprintf(stderr, "%s\n%s\n", what, screen);
	free(screen);
	exit(1);
}

static void see(struct terminal *t, const char *text)
{
	if (!terminal_wait_text(t, text, SOON))
		fail(t, text);
}

static void open_form(struct terminal *t)
{
	see(t, "阶段");
	terminal_keys(t, "6");
	see(t, "台账");
	terminal_keys(t, "n");
	see(t, "问题");
}

int main(int argc, char **argv)
{
	if (argc != 4)
		return 2;
	char layer[1200], when[600], path[600], file[600];
	snprintf(layer, sizeof(layer), "LD_PRELOAD=%.1000s", argv[1]);
	snprintf(file, sizeof(file), "%.500s/memory-is-out", argv[3]);
	snprintf(when, sizeof(when), "SCARCE_WHEN=%.550s", file);
	snprintf(path, sizeof(path), "%.500s/w.kuayue", argv[3]);
	char *const program[] = { argv[2], "--lang", "zh", "--today", "2012-06-15", path, NULL };
	const char *const scarce[] = { layer, when, NULL }, *const plenty[] = { "LD_PRELOAD", NULL };
	struct seen seen = { .len = 0 };
	struct terminal *t = terminal_start(30, 90, program, scarce);
	terminal_watch(t, keep, &seen);
	open_form(t);
	terminal_keys(t, "\t\t" TYPED);
	see(t, TYPED);
	FILE *sign = fopen(file, "w");
	if (!sign || fclose(sign) != 0)
		return 2;
	/* Enough for any room that was left over. */
	for (int i = 0; i < 40 && terminal_wait_exit(t, 50) < 0; i++)
		terminal_paste(t, "还有很多很多字还有很多很多字还有很多很多字还有很多很多字还有很多很多字");
	if (terminal_wait_exit(t, SOON) != 4)
		fail(t, "it does not end with 4");
	if (!strstr(seen.tail, "\033[?2004l") || !strstr(seen.tail, "内存不足"))
		fail(t, "the terminal is not given back with a sentence");
	terminal_free(t);
	remove(file);
	t = terminal_start(30, 90, program, plenty);
	open_form(t);
	see(t, TYPED);
	terminal_keys(t, "\003");
	terminal_free(t);
	return 0;
}
