/* Tests that one program at a time has a workbook, by whatever name, and that links and pipes are refused. */
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>

#include "unit/place.h"

static const char *in(const struct place *place, const char *name)
{
	static char paths[4][160];
	static int at;
	at = (at + 1) % 4;
	snprintf(paths[at], sizeof(paths[at]), "%s/%s", place->dir, name);
	return paths[at];
}

static enum ky_code open_path(struct place *place, const char *path, enum ky_mode mode, struct ky_error *err)
{
	ky_workbook_close(place->wb);
	place->wb = NULL;
	return ky_workbook_open(path, mode, ky_day_from_ymd(2012, 6, 15), &place->wb, err);
}

/* Has another process hold the workbook at path; *hold is for letting it go. */
static pid_t hold_elsewhere(struct place *place, const char *path, int *hold)
{
	int ready[2], go[2];
	char byte = 'x';
	struct ky_error err;
	ky_workbook_close(place->wb);
	place->wb = NULL;
	assert_int_equal(pipe(ready) | pipe(go), 0);
	pid_t pid = fork();
	if (pid == 0) {
		close(go[1]);
		enum ky_code code = open_path(place, path, KY_WRITE, &err);
		if (code || write(ready[1], &byte, 1) != 1 || read(go[0], &byte, 1) < 0)
			_exit(1);
		ky_workbook_close(place->wb);
		_exit(0);
	}
	close(ready[1]);
	close(go[0]);
	assert_int_equal(read(ready[0], &byte, 1), 1);
	close(ready[0]);
	*hold = go[1];
	return pid;
}

static void let_go(pid_t pid, int hold)
{
	int status = 1;
	close(hold);
	waitpid(pid, &status, 0);
	assert_int_equal(status, 0);
}

/* What waits gets the workbook when it is let go; what does not wait long enough is told who has it. */
static void a_lock_is_waited_for(void **state)
{
	struct place *place = *state;
	struct ky_error err = { .code = KY_OK };
	const ky_day today = ky_day_from_ymd(2012, 6, 15);
	struct timespec start, end;
	int hold;
	pid_t pid = hold_elsewhere(place, place->path, &hold);
	clock_gettime(CLOCK_MONOTONIC, &start);
	assert_int_equal(ky_workbook_open_wait(place->path, KY_WRITE, today, 1, &place->wb, &err), KY_SYSTEM);
	clock_gettime(CLOCK_MONOTONIC, &end);
	assert_non_null(strstr(err.text, "open in another window"));
	assert_true((end.tv_sec - start.tv_sec) * 1000 + (end.tv_nsec - start.tv_nsec) / 1000000 >= 1000);
	pid_t waiter = fork();
	if (waiter == 0) {
		close(hold);
		_exit(ky_workbook_open_wait(place->path, KY_WRITE, today, 60, &place->wb, &err));
	}
	/* It is told at once, so the other one has tried by now or tries later: both have to end well. */
	assert_int_equal(ky_workbook_open(place->path, KY_WRITE, today, &place->wb, &err), KY_SYSTEM);
	let_go(pid, hold);
	int status = 1;
	assert_int_equal(waitpid(waiter, &status, 0), waiter);
	assert_int_equal(status, 0);
}

static void every_name_of_a_workbook_is_locked_together(void **state)
{
	static const char *const names[] = { "w.kuayue", "symbolic", "hard", "chain" };
	struct place *place = *state;
	struct ky_error err = { .code = KY_OK };
	char pid_text[32];
	int hold;
	assert_int_equal(symlink("w.kuayue", in(place, "symbolic")), 0);
	assert_int_equal(symlink("symbolic", in(place, "chain")), 0);
	assert_int_equal(link(place->path, in(place, "hard")), 0);
	for (size_t i = 0; i < 4; i++) {
		pid_t pid = hold_elsewhere(place, in(place, names[i]), &hold);
		snprintf(pid_text, sizeof(pid_text), "pid %ld", (long)pid);
		for (size_t j = 0; j < 4; j++) {
			if (open_path(place, in(place, names[j]), KY_WRITE, &err) != KY_SYSTEM ||
			    !strstr(err.text, pid_text))
				fail_msg("%s is held, and %s: %s", names[i], names[j], err.text);
			assert_int_equal(open_path(place, in(place, names[j]), KY_READ, &err), KY_OK);
		}
		let_go(pid, hold);
		assert_int_equal(open_path(place, in(place, names[3 - i]), KY_WRITE, &err), KY_OK);
	}
	/* The note lies beside the file that it is of, and goes with the lock. */
	assert_int_equal(open_path(place, in(place, "symbolic"), KY_WRITE, &err), KY_OK);
	assert_int_equal(access(in(place, "w.kuayue.lock"), F_OK), 0);
	assert_int_not_equal(access(in(place, "symbolic.lock"), F_OK), 0);
	ky_workbook_close(place->wb);
	place->wb = NULL;
	assert_int_not_equal(access(in(place, "w.kuayue.lock"), F_OK), 0);
}

static void who_is_killed_holds_nothing(void **state)
{
	struct place *place = *state;
	struct ky_error err = { .code = KY_OK };
	int hold, status;
	pid_t pid = hold_elsewhere(place, place->path, &hold);
	kill(pid, SIGKILL);
	waitpid(pid, &status, 0);
	close(hold);
	assert_int_equal(access(in(place, "w.kuayue.lock"), F_OK), 0);
	assert_int_equal(open_path(place, place->path, KY_WRITE, &err), KY_OK);
}

/* As Kuayue 0.1.0 locked: the note, and not the workbook. */
static void an_older_program_is_heeded(void **state)
{
	struct place *place = *state;
	struct ky_error err = { .code = KY_OK };
	int ready[2], go[2];
	char byte = 'x';
	ky_workbook_close(place->wb);
	place->wb = NULL;
	assert_int_equal(pipe(ready) | pipe(go), 0);
	pid_t pid = fork();
	if (pid == 0) {
		struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
		close(go[1]);
		int fd = open(in(place, "w.kuayue.lock"), O_RDWR | O_CREAT, 0644);
		_exit(fcntl(fd, F_SETLK, &whole) != 0 || write(fd, "pid 4711\n", 9) != 9 ||
		      write(ready[1], &byte, 1) != 1 || read(go[0], &byte, 1) < 0);
	}
	close(go[0]);
	assert_int_equal(read(ready[0], &byte, 1), 1);
	assert_int_equal(open_path(place, place->path, KY_WRITE, &err), KY_SYSTEM);
	assert_non_null(strstr(err.text, "pid 4711"));
	let_go(pid, go[1]);
	close(ready[0]), close(ready[1]);
	assert_int_equal(open_path(place, place->path, KY_WRITE, &err), KY_OK);
}

static void the_note_harms_nothing_that_has_its_name(void **state)
{
	struct place *place = *state;
	struct ky_error err = { .code = KY_OK };
	struct stat st;
	const char *note = "w.kuayue.lock";
	for (int kind = 0; kind < 4; kind++) {
		ky_workbook_close(place->wb);
		place->wb = NULL;
		int fd = open(in(place, "mine"), O_WRONLY | O_CREAT | O_TRUNC, 0600);
		assert_int_equal(write(fd, "mine", 4), 4);
		close(fd);
		assert_int_equal(kind == 0   ? symlink(in(place, "mine"), in(place, note))
				 : kind == 1 ? link(in(place, "mine"), in(place, note))
				 : kind == 2 ? mkfifo(in(place, note), 0600)
					     : mkdir(in(place, note), 0700),
				 0);
		if (open_path(place, place->path, KY_WRITE, &err))
			fail_msg("%s", err.text);
		ky_workbook_close(place->wb);
		place->wb = NULL;
		assert_int_equal(lstat(in(place, note), &st), 0);
		assert_int_equal(stat(in(place, "mine"), &st), 0);
		assert_int_equal(st.st_size, 4);
		/* The workbook is locked all the same. */
		int hold;
		pid_t pid = hold_elsewhere(place, place->path, &hold);
		assert_int_equal(open_path(place, place->path, KY_WRITE, &err), KY_SYSTEM);
		assert_non_null(strstr(err.text, "pid "));
		let_go(pid, hold);
		assert_int_equal(remove(in(place, note)), 0);
	}
}

/* Each of them opens the workbook again and again, and makes sure that it is alone with it. */
static void nobody_is_ever_alone_with_somebody_else(void **state)
{
	enum { PROCESSES = 4, OPENS = 150 };
	const struct timespec moment = { .tv_nsec = 500000 };
	struct place *place = *state;
	pid_t pids[PROCESSES];
	ky_workbook_close(place->wb);
	place->wb = NULL;
	for (int i = 0; i < PROCESSES; i++) {
		pids[i] = fork();
		if (pids[i] != 0)
			continue;
		int got = 0, alone = 1;
		for (int tries = 0; got < OPENS && tries < 100000; tries++) {
			struct ky_error err;
			if (open_path(place, place->path, KY_WRITE, &err)) {
				nanosleep(&moment, NULL);
				continue;
			}
			got++;
			int fd = open(in(place, "alone"), O_CREAT | O_EXCL | O_WRONLY, 0600);
			alone = alone && fd >= 0;
			nanosleep(&moment, NULL);
			close(fd);
			alone = unlink(in(place, "alone")) == 0 && alone;
			ky_workbook_close(place->wb);
			place->wb = NULL;
			nanosleep(&moment, NULL);
		}
		_exit(alone ? got != OPENS : 2);
	}
	for (int i = 0; i < PROCESSES; i++) {
		int status = 1;
		waitpid(pids[i], &status, 0);
		assert_int_equal(status, 0);
	}
}

static void what_is_no_file_is_neither_opened_nor_waited_for(void **state)
{
	struct place *place = *state;
	struct ky_error err = { .code = KY_OK };
	assert_int_equal(mkfifo(in(place, "pipe"), 0600), 0);
	assert_int_equal(symlink("pipe", in(place, "to-pipe")), 0);
	assert_int_equal(symlink("nowhere", in(place, "to-nowhere")), 0);
	alarm(20);
	for (enum ky_mode mode = KY_READ; mode <= KY_WRITE; mode++) {
		assert_int_equal(open_path(place, in(place, "pipe"), mode, &err), KY_INPUT);
		assert_non_null(strstr(err.text, "no file"));
		assert_int_equal(open_path(place, in(place, "to-pipe"), mode, &err), KY_INPUT);
		assert_int_equal(open_path(place, place->dir, mode, &err), KY_INPUT);
		assert_int_equal(open_path(place, "/dev/zero", mode, &err), KY_INPUT);
		assert_int_equal(open_path(place, in(place, "to-nowhere"), mode, &err), KY_INPUT);
		assert_non_null(strstr(err.text, "no such workbook"));
	}
	alarm(0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_name_of_a_workbook_is_locked_together),
		TEST(a_lock_is_waited_for),
		TEST(who_is_killed_holds_nothing),
		TEST(an_older_program_is_heeded),
		TEST(the_note_harms_nothing_that_has_its_name),
		TEST(nobody_is_ever_alone_with_somebody_else),
		TEST(what_is_no_file_is_neither_opened_nor_waited_for),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
