/* Asks for a passphrase on the terminal without showing it, or reads it from a file. */
#include "command/passphrase.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/utf8.h"
#include "base/file.h"
#include "base/memory.h"
#include "command/command.h"
#include "kuayue/key.h"

static void say(int tty, const char *text)
{
	if (write(tty, text, strlen(text)) < 0)
		return; /* a prompt that cannot be shown does not keep anybody from typing */
}

/* Bytes up to Enter; Ctrl-C and Ctrl-D leave. The line editor is ours, so that no key ends the program
 * while the terminal does not show what is typed. */
static bool read_typed(int tty, char *out)
{
	size_t len = 0;
	for (char byte; read(tty, &byte, 1) == 1;) {
		if (byte == '\r' || byte == '\n')
			return true;
		if (byte == 3 || byte == 4)
			return false;
		if (byte == 127 || byte == 8) {
			len = len ? utf8_cut(out, len - 1) : 0;
		} else if (byte == 21) {
			len = 0;
		} else if (len + 1 < KY_PASSPHRASE_MOST) {
			out[len++] = byte;
		}
		out[len] = '\0';
	}
	return false;
}

static bool ask(int tty, const char *prompt, char *out)
{
	struct termios before, quiet;
	if (tcgetattr(tty, &before) != 0)
		return false;
	quiet = before;
	quiet.c_lflag &= ~(tcflag_t)(ECHO | ICANON | ISIG | IEXTEN);
	quiet.c_cc[VMIN] = 1;
	quiet.c_cc[VTIME] = 0;
	tcsetattr(tty, TCSAFLUSH, &quiet);
	say(tty, prompt);
	bool ok = read_typed(tty, out);
	say(tty, "\n");
	tcsetattr(tty, TCSAFLUSH, &before);
	return ok;
}

static int take_typed(char *out, bool twice)
{
	int tty = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
	if (tty < 0)
		return say_usage(
			_("There is no terminal to type the passphrase on; give --passphrase-file FILE."));
	char *again = ky_passphrase_new(), proposed[KY_FINGERPRINT];
	int failed = again ? 0 : KY_SYSTEM;
	if (!failed && twice) {
		ky_passphrase_propose(proposed);
		show(stderr, _("One that nobody guesses, drawn for you: %s\n"), proposed);
	}
	if (!failed &&
	    (!ask(tty, twice ? _("New passphrase (not shown): ") : _("Passphrase (not shown): "), out) ||
	     (twice && !ask(tty, _("Once more: "), again)))) {
		show(stderr, "%s\n", _("Stopped; nothing was changed."));
		failed = KY_NO;
	}
	if (!failed && twice && strcmp(out, again) != 0)
		failed = say_usage(_("The two are not alike; nothing was made. Try again."));
	ky_passphrase_free(again);
	close(tty);
	return failed;
}

static int take_line(const char *path, char *out)
{
	size_t len = 0;
	ssize_t got = 0;
	struct ky_error err = { 0 };
	FILE *file = NULL;
	if (file_open(path, &file, &err))
		return say_error(KY_INPUT, &err);
	/* Read without stdio, because nothing wipes its buffer. */
	while (len + 1 < KY_PASSPHRASE_MOST &&
	       (got = read(fileno(file), out + len, KY_PASSPHRASE_MOST - 1 - len)) > 0)
		len += (size_t)got;
	fclose(file);
	if (got < 0)
		return say_error(file_unreadable(path, &err), &err);
	size_t line = strcspn(out, "\r\n");
	memset(out + line, 0, KY_PASSPHRASE_MOST - line);
	return 0;
}

char *passphrase_take(const char *file, bool twice, int *failed)
{
	assert(failed);
	char *text = ky_passphrase_new();
	struct ky_error err = { .code = KY_OK };
	if (!text)
		*failed = say_error(memory_out(&err), &err);
	else
		*failed = file ? take_line(file, text) : take_typed(text, twice);
	if (!*failed)
		return text;
	ky_passphrase_free(text);
	return NULL;
}

bool confirm(const char *what, const char *number)
{
	char answer[64] = "";
	if (!isatty(STDIN_FILENO))
		return false;
	show(stderr, "%s\n", what);
	show(stderr, _("Type %s (nothing: stop): "), number);
	if (!fgets(answer, sizeof(answer), stdin))
		return false;
	answer[strcspn(answer, "\r\n")] = '\0';
	return strcmp(answer, number) == 0;
}

bool confirm_key(const struct ky_public_key *key)
{
	char answer[64] = "";
	if (!isatty(STDIN_FILENO))
		return false;
	show(stderr, "%s",
	     _("Call them, have them read the fingerprint to you, and type its last four digits (nothing: "
	       "stop): "));
	if (!fgets(answer, sizeof(answer), stdin))
		return false;
	answer[strcspn(answer, "\r\n")] = '\0';
	if (ky_key_compared(key, answer))
		return true;
	if (answer[0])
		show(stderr, "%s\n", _("These are not its digits: this is NOT the key that you were told of."));
	return false;
}
