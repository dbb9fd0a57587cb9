/*
 * type COMMAND...: runs it on a terminal of its own, enters a study session on the screen as a user would, saves
 * it, and quits. COMMAND opens a new workbook in Chinese. $TYPE_TERM is the TERM that it sees, xterm-256color
 * without. Exit 0: all was seen.
 */
#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen/terminal.h"

#define SOON 60000 /* ms: an emulated processor is slow */

static void see(struct terminal *t, const char *text)
{
	if (terminal_wait_text(t, text, SOON))
		return;
	char *screen = terminal_screen(t);
	fprintf(stderr, "not on the screen: %s\n%s\n", text, screen);
	free(screen);
	exit(1);
}

int main(int argc, char **argv)
{
	char term[64] = "TERM=xterm-256color";
	const char *const env[] = { term, NULL };
	if (argc < 2)
		return 2;
	if (getenv("TYPE_TERM"))
		snprintf(term, sizeof(term), "TERM=%.50s", getenv("TYPE_TERM"));
	struct terminal *t = terminal_start(24, 80, argv + 1, env);
	if (getenv("TYPE_WRAPS"))
		terminal_wraps_at_once(t);
	see(t, "阶段");
	terminal_keys(t, "3");
	see(t, "学习台账");
	terminal_keys(t, "n");
	see(t, "日期");
	terminal_keys(t, "二〇一二年五月九日\r");
	see(t, "2012-05-09");
	terminal_keys(t, "\t学习教育发展工程文件");
	see(t, "学习教育发展工程文件");
	terminal_keys(t, "\023");
	see(t, "已保存");
	terminal_settle(t, 100);
	terminal_keys(t, "\003");
	int status = terminal_wait_exit(t, SOON);
	if (status != 0)
		fprintf(stderr, "quit with %d\n", status);
	terminal_free(t);
	return status == 0 ? 0 : 1;
}
