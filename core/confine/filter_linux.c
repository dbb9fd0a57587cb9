/* The filter is a program of the kernel's packet filter (seccomp), written down call by call. Words and numbers of
 * linux/filter.h, linux/seccomp.h and linux/audit.h stand here by themselves: musl comes without those headers. */
#include "confine/filter.h"

#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#define ANY (-1)       /* no argument matters */
#define OWN 0xFFFFFFFF /* as a value: this process's number */
#define ALL 0xFFFFFFFF /* as a mask */

struct call {
	long number;
	int argument;         /* that has to be value where mask has ones, or ANY */
	uint32_t mask, value; /* of its lower half: all of these are ints or null pointers */
};

#if defined(__x86_64__)
#define MACHINE 0xC000003EU
#elif defined(__aarch64__)
#define MACHINE 0xC00000B7U
#endif

#ifdef MACHINE
/* fstat is one of the last two: it names no path. Of those that send signals musl has the second. */
static const struct call calls[] = {
	{ SYS_read, ANY, 0, 0 },
	{ SYS_write, ANY, 0, 0 },
	{ SYS_pread64, ANY, 0, 0 },
	{ SYS_pwrite64, ANY, 0, 0 },
	{ SYS_readv, ANY, 0, 0 },
	{ SYS_writev, ANY, 0, 0 },
	{ SYS_sendto, 4, ALL, 0 }, /* to whom it is connected */
	{ SYS_lseek, ANY, 0, 0 },
	{ SYS_ftruncate, ANY, 0, 0 },
	{ SYS_fsync, ANY, 0, 0 },
	{ SYS_fdatasync, ANY, 0, 0 },
	{ SYS_fcntl, 1, ALL, 3 }, /* F_GETFL */
	{ SYS_close, ANY, 0, 0 },
	{ SYS_brk, ANY, 0, 0 },
	{ SYS_mmap, 2, PROT_EXEC, 0 },
	{ SYS_mprotect, 2, PROT_EXEC, 0 },
	{ SYS_mremap, ANY, 0, 0 },
	{ SYS_munmap, ANY, 0, 0 },
	{ SYS_madvise, ANY, 0, 0 },
	{ SYS_mlock, ANY, 0, 0 },
	{ SYS_munlock, ANY, 0, 0 },
	{ SYS_futex, ANY, 0, 0 },
	{ SYS_getrandom, ANY, 0, 0 },
	{ SYS_clock_gettime, ANY, 0, 0 },
	{ SYS_gettimeofday, ANY, 0, 0 },
	{ SYS_getrusage, ANY, 0, 0 },
	{ SYS_getpid, ANY, 0, 0 },
	{ SYS_gettid, ANY, 0, 0 },
	{ SYS_rt_sigprocmask, ANY, 0, 0 },
	{ SYS_rt_sigaction, ANY, 0, 0 },
	{ SYS_rt_sigreturn, ANY, 0, 0 },
	{ SYS_tgkill, 0, ALL, OWN },
	{ SYS_tkill, 0, ALL, OWN },
	{ SYS_exit, ANY, 0, 0 },
	{ SYS_exit_group, ANY, 0, 0 },
	{ SYS_fstat, ANY, 0, 0 },
	{ SYS_newfstatat, 3, 0x1000, 0x1000 }, /* AT_EMPTY_PATH */
};
#define CALLS (sizeof(calls) / sizeof(calls[0]))

struct step {
	uint16_t code;
	uint8_t yes, no; /* steps to leave out */
	uint32_t value;
};
struct program {
	unsigned short len;
	struct step *steps;
};

enum { LOAD = 0x20, IS = 0x15, AND = 0x54, ANSWER = 0x06 };
#define ALLOW 0x7FFF0000U
#define REFUSE (0x00050000U | 1U) /* with EPERM */
#define KILL 0x80000000U /* the calls of another machine: older kernels end the thread, which is all there is */

/* Where the kernel puts them. */
#define NUMBER_AT 0U
#define MACHINE_AT 4U
#define ARGUMENT_AT(n) (16U + 8U * (uint32_t)(n))

static size_t add_call(struct step *at, const struct call *call)
{
	if (call->argument == ANY) {
		at[0] = (struct step){ IS, 0, 1, (uint32_t)call->number };
		at[1] = (struct step){ ANSWER, 0, 0, ALLOW };
		return 2;
	}
	uint32_t value = call->value == OWN ? (uint32_t)getpid() : call->value;
	at[0] = (struct step){ IS, 0, 5, (uint32_t)call->number };
	at[1] = (struct step){ LOAD, 0, 0, ARGUMENT_AT(call->argument) };
	at[2] = (struct step){ AND, 0, 0, call->mask };
	at[3] = (struct step){ IS, 0, 1, value };
	at[4] = (struct step){ ANSWER, 0, 0, ALLOW };
	at[5] = (struct step){ ANSWER, 0, 0, REFUSE };
	return 6;
}

bool filter_calls(void)
{
	struct step steps[5 + 6 * CALLS] = {
		{ LOAD, 0, 0, MACHINE_AT },
		{ IS, 1, 0, MACHINE },
		{ ANSWER, 0, 0, KILL },
		{ LOAD, 0, 0, NUMBER_AT },
	};
	size_t count = 4;
	for (size_t i = 0; i < CALLS; i++)
		count += add_call(steps + count, &calls[i]);
	steps[count++] = (struct step){ ANSWER, 0, 0, REFUSE };
	assert(count <= sizeof(steps) / sizeof(steps[0]));
	struct program program = { (unsigned short)count, steps };
	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_SECCOMP, 2, &program) == 0;
}
#else
bool filter_calls(void)
{
	return false;
}
#endif
