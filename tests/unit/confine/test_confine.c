/* What a process that reads a stranger's file can do, and what becomes of one that does harm. Each function that
 * runs confined is a reader as a hostile file would like to have it. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/memory.h"
#include "confine/confine.h"
#include "confine/rights.h"

#define MEMORY (64 << 20)

static struct confine job(enum ky_code (*read_it)(void *, struct wire *), void *data)
{
	return (struct confine){
		.shown = "stranger.zip", .memory = MEMORY, .seconds = 1, .read = read_it, .data = data
	};
}

/* The code that comes back where the reader was asked for one number. */
static enum ky_code run(const struct confine *how, int64_t *number, struct ky_error *err)
{
	struct confined *confined = NULL;
	*err = (struct ky_error){ 0 };
	assert_int_equal(confine_begin(how, &confined, err), KY_OK);
	*number = wire_take_number(confine_wire(confined), 0, 1000);
	return confine_end(confined, err);
}

static void is_refused(enum ky_code (*read_it)(void *, struct wire *), const char *words)
{
	struct ky_error err;
	int64_t number;
	const struct confine how = job(read_it, NULL);
	assert_int_equal(run(&how, &number, &err), KY_INPUT);
	assert_int_equal(number, 0);
	assert_non_null(strstr(err.text, "stranger.zip"));
	assert_non_null(strstr(err.text, "nothing was changed"));
	assert_non_null(strstr(err.text, words));
}

static enum ky_code answer(void *data, struct wire *wire)
{
	static const unsigned char bytes[70000] = { [0] = 1, [69999] = 2 };
	wire_put_number(wire, *(const int *)data);
	wire_put_text(wire, "榕溪");
	wire_put_text(wire, NULL);
	wire_put_text(wire, "");
	wire_put_bytes(wire, bytes, sizeof(bytes));
	return KY_OK;
}

static void test_answer(void **state)
{
	(void)state;
	int sent = 7;
	unsigned char bytes[70000];
	struct ky_error err;
	struct confined *confined = NULL;
	const struct confine how = job(answer, &sent);
	assert_int_equal(confine_begin(&how, &confined, &err), KY_OK);
	struct wire *wire = confine_wire(confined);
	assert_int_equal(wire_take_number(wire, 0, 7), 7);
	char *text = wire_take_text(wire, 6), *none = wire_take_text(wire, 6), *empty = wire_take_text(wire, 0);
	assert_string_equal(text, "榕溪");
	assert_null(none);
	assert_string_equal(empty, "");
	wire_take_bytes(wire, bytes, sizeof(bytes));
	assert_int_equal(bytes[0], 1);
	assert_int_equal(bytes[69999], 2);
	assert_true(wire_is_well(wire));
	free(text);
	free(empty);
	assert_int_equal(confine_end(confined, &err), KY_OK);
}

/* It asks back: the wire goes both ways. */
static enum ky_code echo(void *data, struct wire *wire)
{
	(void)data;
	while (wire_is_well(wire)) {
		wire_put_number(wire, wire_take_number(wire, 0, 100) + 1);
		wire_flush(wire);
	}
	return KY_OK;
}

static void test_asked_again(void **state)
{
	(void)state;
	struct ky_error err;
	struct confined *confined = NULL;
	const struct confine how = job(echo, NULL);
	assert_int_equal(confine_begin(&how, &confined, &err), KY_OK);
	struct wire *wire = confine_wire(confined);
	for (int i = 0; i < 50; i++) {
		wire_put_number(wire, i);
		wire_flush(wire);
		assert_int_equal(wire_take_number(wire, 0, 100), i + 1);
	}
	assert_int_equal(confine_end(confined, &err), KY_OK);
}

static enum ky_code die_wrong(void *data, struct wire *wire)
{
	(void)data;
	(void)wire;
	errno = 0;
	abort();
}

static enum ky_code die_by_signal(void *data, struct wire *wire)
{
	(void)data;
	(void)wire;
	signal(SIGSEGV, SIG_DFL);
	raise(SIGSEGV);
	return KY_OK;
}

static enum ky_code end_early(void *data, struct wire *wire)
{
	(void)data;
	(void)wire;
	_exit(0);
}

static void test_dies(void **state)
{
	(void)state;
	is_refused(die_wrong, "reading it failed");
	is_refused(die_by_signal, "reading it failed");
	is_refused(end_early, "reading it failed");
}

/* A key in the terminal is for all that run there; the program alone says what it means. */
static enum ky_code go_on(void *data, struct wire *wire)
{
	static const int stops[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM };
	(void)data;
	for (size_t i = 0; i < sizeof(stops) / sizeof(stops[0]); i++)
		raise(stops[i]);
	wire_put_number(wire, 7);
	return KY_OK;
}

static void test_stopped_by_the_program_alone(void **state)
{
	(void)state;
	struct ky_error err;
	int64_t number;
	const struct confine how = job(go_on, NULL);
	assert_int_equal(run(&how, &number, &err), KY_OK);
	assert_int_equal(number, 7);
}

static enum ky_code lie(void *data, struct wire *wire)
{
	(void)data;
	wire_put_number(wire, 1001);
	return KY_OK;
}

static void test_lies(void **state)
{
	(void)state;
	is_refused(lie, "reading it failed");
}

/* A text longer than it may be, one with a NUL in it, and one whose end never comes. */
static enum ky_code lie_in_text(void *data, struct wire *wire)
{
	int64_t len = *(const int *)data;
	wire_put_number(wire, len);
	wire_put_bytes(wire, "ab\0de", 5);
	return KY_OK;
}

static void test_lies_in_text(void **state)
{
	(void)state;
	for (int len = 5; len < 9; len++) {
		struct ky_error err = { 0 };
		struct confined *confined = NULL;
		const struct confine how = job(lie_in_text, &len);
		assert_int_equal(confine_begin(&how, &confined, &err), KY_OK);
		assert_null(wire_take_text(confine_wire(confined), 7));
		assert_int_equal(wire_take_number(confine_wire(confined), 3, 4), 3);
		assert_int_equal(confine_end(confined, &err), KY_INPUT);
	}
}

static enum ky_code run_on(void *data, struct wire *wire)
{
	(void)data;
	for (volatile bool on = true; on;)
		wire->late = false;
	return KY_OK;
}

static void test_too_long(void **state)
{
	(void)state;
	is_refused(run_on, "more time or memory");
}

static enum ky_code wait_on(void *data, struct wire *wire)
{
	(void)data;
	wire_take_number(wire, 0, 1);
	return KY_OK;
}

static void test_silent(void **state)
{
	(void)state;
	struct ky_error err;
	int64_t number;
	struct confine how = job(wait_on, NULL);
	how.patience = 50;
	assert_int_equal(run(&how, &number, &err), KY_INPUT);
	assert_non_null(strstr(err.text, "more time or memory"));
}

static enum ky_code take_all(void *data, struct wire *wire)
{
	(void)data;
	for (int i = 0; i < 1000; i++) {
		void *block = malloc(1 << 20);
		if (!block)
			abort(); /* as a library may do */
		memset(block, 1, 1 << 20);
	}
	wire_put_number(wire, 1);
	return KY_OK;
}

/* As a library does that is told no: it gives up. */
static enum ky_code take_all_quietly(void *data, struct wire *wire)
{
	(void)data;
	for (int i = 0; i < 1000; i++) {
		void *block = malloc(1 << 20);
		if (!block)
			return KY_SYSTEM;
		memset(block, 1, 1 << 20);
	}
	wire_put_number(wire, 1);
	return KY_OK;
}

static void test_too_much(void **state)
{
	(void)state;
	if (rights_are_watched())
		skip();
	is_refused(take_all, "more time or memory");
	is_refused(take_all_quietly, "more time or memory");
}

/* The machine has none left, though little was taken: that says nothing of the file. */
static enum ky_code find_none(void *data, struct wire *wire)
{
	(void)data;
	(void)wire;
	errno = ENOMEM;
	abort();
}

static void test_no_memory(void **state)
{
	(void)state;
	struct ky_error err;
	int64_t number;
	const struct confine how = job(find_none, NULL);
	assert_int_equal(run(&how, &number, &err), KY_SYSTEM);
}

struct tries {
	char path[64];
	int own, foreign; /* descriptors: kept, and left open by the program */
};

static int64_t opens(const struct tries *tries)
{
	int64_t done = open(tries->path, O_RDONLY) >= 0;
	done += fopen("/etc/passwd", "r") != NULL;
	done += open("/tmp", O_TMPFILE | O_RDWR, 0600) >= 0;
	done += openat(AT_FDCWD, tries->path, O_WRONLY | O_TRUNC) >= 0;
	done += creat("/tmp/kuayue-should-not-be", 0600) >= 0;
	done += dup(tries->own) >= 0;
	done += pipe((int[2]){ 0 }) == 0;
	done += socket(AF_INET, SOCK_STREAM, 0) >= 0;
	done += socket(AF_UNIX, SOCK_STREAM, 0) >= 0;
	return done;
}

static int64_t starts_and_reaches(const struct tries *tries)
{
	int64_t done = kill(getppid(), 0) == 0;
	done += unlink(tries->path) == 0;
	done += rename(tries->path, "/tmp/kuayue-should-not-be") == 0;
	done += mkdir("/tmp/kuayue-should-not-be", 0700) == 0;
	done += chmod(tries->path, 0777) == 0;
	done += symlink(tries->path, "/tmp/kuayue-should-not-be") == 0;
	done += truncate(tries->path, 0) == 0;
	done += mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
	done += setrlimit(RLIMIT_CPU, &(struct rlimit){ 100, 100 }) == 0;
	pid_t pid = fork();
	if (pid == 0)
		_exit(0);
	done += pid > 0;
	execl("/bin/true", "true", (char *)NULL);
	return done;
}

/* Wherever it comes: writing through what was left open, reading what was opened for it. */
static int64_t keeps_to_its_own(const struct tries *tries)
{
	char read_here[4] = "";
	int64_t done = write(tries->foreign, "x", 1) == 1;
	done += pread(tries->own, read_here, 4, 0) != 4 || memcmp(read_here, "kept", 4) != 0;
	return done;
}

static enum ky_code try_limits(void *data, struct wire *wire)
{
	wire_put_number(wire, opens(data) + keeps_to_its_own(data));
	return KY_OK;
}

static enum ky_code try_all(void *data, struct wire *wire)
{
	wire_put_number(wire, opens(data) + keeps_to_its_own(data) + starts_and_reaches(data));
	return KY_OK;
}

/* How many of the forbidden things a reader could do. */
static int64_t could_do(enum ky_code (*read_it)(void *, struct wire *))
{
	struct tries tries = { .path = "/tmp/kuayue-confine-XXXXXX" };
	struct ky_error err;
	int64_t number = -1;
	tries.own = mkstemp(tries.path);
	assert_int_equal(write(tries.own, "kept", 4), 4);
	tries.foreign = open(tries.path, O_WRONLY | O_APPEND);
	struct confine how = job(read_it, &tries);
	how.keep[how.keep_count++] = tries.own;
	assert_int_equal(run(&how, &number, &err), KY_OK);
	struct stat st;
	assert_int_equal(stat(tries.path, &st), 0);
	assert_int_equal(st.st_size, 4);
	unlink(tries.path);
	close(tries.own);
	close(tries.foreign);
	return number;
}

static void test_opens_nothing(void **state)
{
	(void)state;
	if (rights_are_watched())
		skip();
	assert_int_equal(could_do(try_all), 0);
	assert_int_equal(access("/tmp/kuayue-should-not-be", F_OK), -1);
}

/* A container that forbids filters, on a kernel without Landlock. */
static bool forbid_filters(void)
{
	struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 444, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_prctl, 0, 3),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, PR_SET_SECCOMP, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog filter = { .len = sizeof(code) / sizeof(code[0]), .filter = code };
	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
	       prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0;
}

/* The limits remain, and they alone keep it from opening anything. */
static void test_without_filters(void **state)
{
	(void)state;
	if (rights_are_watched())
		skip();
	pid_t pid = fork();
	if (pid == 0) {
		if (!forbid_filters())
			_exit(77);
		_exit(could_do(try_limits) == 0 ? 0 : 1);
	}
	int status = 0;
	assert_int_equal(waitpid(pid, &status, 0), pid);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 77)
		skip();
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

static enum ky_code write_much(void *data, struct wire *wire)
{
	static const char block[4096];
	for (int i = 0; i < 100; i++)
		if (write(*(int *)data, block, sizeof(block)) < 0)
			break;
	wire_put_number(wire, 1);
	return KY_OK;
}

static void test_file_too_large(void **state)
{
	(void)state;
	if (rights_are_watched())
		skip();
	char path[] = "/tmp/kuayue-confine-XXXXXX";
	struct ky_error err;
	int64_t number;
	int fd = mkstemp(path);
	unlink(path);
	struct confine how = job(write_much, &fd);
	how.keep[how.keep_count++] = fd;
	how.largest = 5000;
	assert_int_equal(run(&how, &number, &err), KY_INPUT);
	assert_int_equal(lseek(fd, 0, SEEK_END), 5000);
	how.largest = 500000;
	assert_int_equal(run(&how, &number, &err), KY_OK);
	close(fd);
}

static enum ky_code answer_code(void *data, struct wire *wire)
{
	struct ky_error err = { 0 };
	confine_put_code(wire, ky_fail(&err, (enum ky_code) * (const int *)data, "a sentence"), &err);
	return KY_OK;
}

static void test_code(void **state)
{
	(void)state;
	for (int code = KY_NO; code <= KY_SYSTEM; code++) {
		struct ky_error err = { 0 };
		struct confined *confined = NULL;
		const struct confine how = job(answer_code, &code);
		assert_int_equal(confine_begin(&how, &confined, &err), KY_OK);
		assert_int_equal(confine_take_code(confine_wire(confined), &err), code);
		assert_string_equal(err.text, "a sentence");
		assert_int_equal(confine_end(confined, &err), KY_OK);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_answer),         cmocka_unit_test(test_asked_again),
		cmocka_unit_test(test_dies),           cmocka_unit_test(test_stopped_by_the_program_alone),
		cmocka_unit_test(test_lies),           cmocka_unit_test(test_lies_in_text),
		cmocka_unit_test(test_too_long),       cmocka_unit_test(test_silent),
		cmocka_unit_test(test_too_much),       cmocka_unit_test(test_no_memory),
		cmocka_unit_test(test_opens_nothing),  cmocka_unit_test(test_without_filters),
		cmocka_unit_test(test_file_too_large), cmocka_unit_test(test_code),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
