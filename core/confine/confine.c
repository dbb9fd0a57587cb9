/* Runs the reader of a stranger's file in a process without rights, and judges how it ended
 * (confine/confine.h). */
#include "confine/confine.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "confine/rights.h"

#define MOMENTS 1000 /* of 2 ms, until a reader that was told to end is ended */
#define PATIENCE 5   /* times as long as its time on the processor: what it reads may lie on a slow stick */

/* How the reader ends, beside with 0. */
enum { NO_MEMORY = 3, TOO_MUCH = 4 };

struct confined {
	pid_t pid;
	char *shown;
	struct wire wire;
};

/* For the handler, in the reader. */
static struct rights own;

/* Core ends itself where there is no memory, and where it is wrong about itself. */
static void on_abort(int number)
{
	if (errno == ENOMEM)
		_exit(rights_memory_is_used_up(&own) ? TOO_MUCH : NO_MEMORY);
	signal(number, SIG_DFL);
	raise(number);
}

/* The handlers of the program that was forked would give back a terminal that is not ours. What a person stops
 * with a key is the program: it decides what that means, and this goes with it. */
static void forget_signals(const sigset_t *before)
{
	static const int stops[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM };
	struct sigaction plain = { .sa_handler = SIG_DFL }, abortion = { .sa_handler = on_abort },
			 deaf = { .sa_handler = SIG_IGN };
	for (int i = 1; i < 32; i++)
		sigaction(i, &plain, NULL);
	for (size_t i = 0; i < sizeof(stops) / sizeof(stops[0]); i++)
		sigaction(stops[i], &deaf, NULL);
	sigaction(SIGABRT, &abortion, NULL);
	sigprocmask(SIG_SETMASK, before, NULL);
}

/* In the reader; it does not come back from here. */
static void be_reader(const struct confine *how, int fd, pid_t parent, const sigset_t *before)
{
	int keep[CONFINE_KEEP + 1] = { fd };
	forget_signals(before);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(0);
	memcpy(keep + 1, how->keep, how->keep_count * sizeof(keep[0]));
	rights_close_others(keep, how->keep_count + 1);
	own = (struct rights){ .memory = how->memory, .seconds = how->seconds, .largest = how->largest };
	if (how->prepare)
		how->prepare(how->data);
	struct wire *wire = memory_new(sizeof(*wire));
	if (!wire) {
		rights_end(NO_MEMORY);
		_exit(NO_MEMORY); /* for checkers: it has not come back */
	}
	wire_begin(wire, fd, -1);
	rights_drop(&own);
	enum ky_code code = how->read(how->data, wire);
	bool over = code == KY_SYSTEM && rights_memory_is_used_up(&own);
	if (!over)
		wire_flush(wire);
	rights_end(over ? TOO_MUCH : 0);
}

static enum ky_code cannot_start(const char *shown, struct ky_error *err)
{
	return ky_fail(err, KY_SYSTEM,
		       _("%.300s cannot be read: the process that reads it could not be started (%s); close other "
			 "programs and try again."),
		       shown, ky_reason(errno));
}

enum ky_code confine_begin(const struct confine *how, struct confined **out, struct ky_error *err)
{
	assert(how->shown && how->read && how->seconds > 0 && how->keep_count <= CONFINE_KEEP &&
	       how->patience >= 0);
	int ends[2];
	sigset_t all, before;
	pid_t parent = getpid();
	*out = NULL;
	struct confined *confined = memory_new(sizeof(*confined));
	char *shown = memory_text(how->shown);
	if (!confined || !shown || socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) {
		enum ky_code code = confined && shown ? cannot_start(how->shown, err) : memory_out(err);
		free(confined);
		free(shown);
		return code;
	}
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, &before);
	pid_t pid = fork();
	if (pid == 0)
		be_reader(how, ends[1], parent, &before);
	int why = errno;
	sigprocmask(SIG_SETMASK, &before, NULL);
	close(ends[1]);
	errno = why;
	if (pid < 0) {
		close(ends[0]);
		free(confined);
		free(shown);
		return cannot_start(how->shown, err);
	}
	confined->pid = pid;
	confined->shown = shown;
	wire_begin(&confined->wire, ends[0], how->patience ? how->patience : how->seconds * PATIENCE * 1000);
	*out = confined;
	return KY_OK;
}

struct wire *confine_wire(struct confined *confined)
{
	return &confined->wire;
}

static enum ky_code ran_over(const struct confined *confined, struct ky_error *err)
{
	return ky_fail(
		err, KY_INPUT,
		_("%.300s: reading it took more time or memory than such a file may take, and was given up; "
		  "nothing was changed. Take another copy of it."),
		confined->shown);
}

/* What became of a reader whose answer is not whole. */
static enum ky_code judge(const struct confined *confined, int status, struct ky_error *err)
{
	int by = WIFSIGNALED(status) ? WTERMSIG(status) : 0, said = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
	if (said == NO_MEMORY || confined->wire.no_memory)
		return memory_out(err);
	if (confined->wire.late || said == TOO_MUCH || by == SIGXCPU || by == SIGXFSZ ||
	    (by == SIGKILL && !confined->wire.odd))
		return ran_over(confined, err);
	return ky_fail(err, KY_INPUT,
		       _("%.300s: reading it failed, as only a damaged file or one made to do harm lets it fail; "
			 "nothing was changed. Take another copy of it."),
		       confined->shown);
}

/* It ends by itself when its wire does. One that waits for something else, or works on, is ended. */
static int reap(pid_t pid, bool at_once)
{
	const struct timespec moment = { .tv_nsec = 2 * 1000 * 1000 };
	int status = 0;
	pid_t got = 0;
	for (int i = 0; !at_once && i < MOMENTS; i++) {
		got = waitpid(pid, &status, WNOHANG);
		if (got != 0 && (got > 0 || errno != EINTR))
			return got > 0 ? status : 0;
		nanosleep(&moment, NULL);
	}
	kill(pid, SIGKILL);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return status;
}

enum ky_code confine_end(struct confined *confined, struct ky_error *err)
{
	if (!confined)
		return KY_OK;
	bool well = wire_is_well(&confined->wire);
	close(confined->wire.fd);
	int status = reap(confined->pid, confined->wire.late);
	enum ky_code code = well ? KY_OK : judge(confined, status, err);
	free(confined->shown);
	free(confined);
	return code;
}

enum ky_code confine_settle(struct confined *confined, enum ky_code code, const struct ky_error *said,
			    struct ky_error *err)
{
	struct ky_error ended;
	enum ky_code how = confine_end(confined, &ended);
	if (err && (how || code))
		*err = how ? ended : *said;
	return how ? how : code;
}

void confine_put_code(struct wire *wire, enum ky_code code, const struct ky_error *err)
{
	wire_put_number(wire, code);
	wire_put_text(wire, code && err ? err->text : "");
}

enum ky_code confine_take_code(struct wire *wire, struct ky_error *err)
{
	enum ky_code code = (enum ky_code)wire_take_number(wire, KY_OK, KY_SYSTEM);
	char *text = wire_take_text(wire, sizeof(err->text) - 1);
	if (code && text)
		ky_fail(err, code, "%s", text);
	free(text);
	return code;
}
