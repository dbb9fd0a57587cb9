/* Runs another program beside the interface, reads its lines, and stops it (terminal/job.h). */
#include "terminal/job.h"
#include "terminal/memory.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define PATIENCE 100 /* times 50 ms until it is ended by force */

extern char **environ;

/* What came through a pipe and is not read yet. */
struct pipe {
	int fd; /* -1: closed */
	char text[8192];
	size_t len;
};

struct job {
	pid_t pid;
	bool reaped;
	int status;
	struct pipe out, err;
	char said[1024];
};

static bool make_pipe(int ends[2])
{
	if (pipe(ends) != 0)
		return false;
	for (int i = 0; i < 2; i++)
		fcntl(ends[i], F_SETFD, FD_CLOEXEC);
	fcntl(ends[0], F_SETFL, O_NONBLOCK);
	return true;
}

static bool spawn(struct job *job, char *const argv[], const int out[2], const int err[2])
{
	posix_spawn_file_actions_t actions;
	if (posix_spawn_file_actions_init(&actions) != 0)
		return false;
	posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
	posix_spawn_file_actions_adddup2(&actions, err[1], STDERR_FILENO);
	bool started = posix_spawnp(&job->pid, argv[0], &actions, NULL, argv, environ) == 0;
	posix_spawn_file_actions_destroy(&actions);
	return started;
}

struct job *job_start(char *const argv[])
{
	assert(argv[0]);
	int out[2] = { -1, -1 }, err[2] = { -1, -1 };
	struct job *job = xalloc(sizeof(*job));
	bool started = make_pipe(out) && make_pipe(err) && spawn(job, argv, out, err);
	job->out.fd = out[0];
	job->err.fd = err[0];
	if (out[1] >= 0)
		close(out[1]);
	if (err[1] >= 0)
		close(err[1]);
	if (started)
		return job;
	job->reaped = true;
	job_free(job);
	return NULL;
}

static void fill(struct pipe *from)
{
	while (from->fd >= 0 && from->len < sizeof(from->text) - 1) {
		ssize_t got = read(from->fd, from->text + from->len, sizeof(from->text) - 1 - from->len);
		if (got > 0) {
			from->len += (size_t)got;
		} else if (got < 0 && errno == EINTR) {
			continue;
		} else if (got < 0 && errno == EAGAIN) {
			return;
		} else {
			close(from->fd);
			from->fd = -1;
		}
	}
}

/* A line; at the end also one without its end, and one too long for the buffer in pieces. */
static bool take_line(struct pipe *from, char *line, size_t size)
{
	fill(from);
	char *end = memchr(from->text, '\n', from->len);
	bool whole = end || from->fd < 0 || from->len == sizeof(from->text) - 1;
	if (!from->len || !whole)
		return false;
	size_t len = end ? (size_t)(end - from->text) : from->len, taken = end ? len + 1 : len;
	size_t kept = len < size ? len : size - 1;
	memcpy(line, from->text, kept);
	line[kept] = '\0';
	memmove(from->text, from->text + taken, from->len - taken);
	from->len -= taken;
	return true;
}

bool job_line(struct job *job, char *line, size_t size)
{
	assert(size > 0);
	char said[sizeof(job->said)];
	while (take_line(&job->err, said, sizeof(said)))
		if (said[0])
			memcpy(job->said, said, sizeof(said));
	return take_line(&job->out, line, size);
}

static void reap(struct job *job)
{
	int status = 0;
	pid_t got = job->reaped ? 0 : waitpid(job->pid, &status, WNOHANG);
	if (got == 0 || (got < 0 && errno == EINTR))
		return;
	job->reaped = true;
	job->status = got < 0 ? 127 : WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

bool job_ended(struct job *job, int *status)
{
	reap(job);
	if (!job->reaped)
		return false;
	fill(&job->out);
	*status = job->status;
	return job->out.len == 0;
}

const char *job_said(const struct job *job)
{
	return job->said;
}

void job_stop(struct job *job)
{
	if (!job->reaped)
		kill(job->pid, SIGTERM);
}

bool job_wait(struct job *job)
{
	const struct timespec moment = { .tv_nsec = 50 * 1000 * 1000 };
	reap(job);
	for (int i = 0; !job->reaped && i < PATIENCE; i++) {
		fill(&job->out); /* it may be waiting for a reader */
		nanosleep(&moment, NULL);
		reap(job);
	}
	return job->reaped;
}

void job_free(struct job *job)
{
	if (!job)
		return;
	job_stop(job);
	/* One that hangs on a dead stick cannot be waited for. */
	if (!job_wait(job))
		kill(job->pid, SIGKILL);
	reap(job);
	if (job->out.fd >= 0)
		close(job->out.fd);
	if (job->err.fd >= 0)
		close(job->err.fd);
	free(job);
}
