/*
 * oldkernel COMMAND...: runs it as a kernel of 4.4 would, the oldest that UOS 20 and Kylin V10 are met with: a
 * filter answers ENOSYS to each system call that came later (statx, close_range, openat2, faccessat2, clone3).
 * What the command starts inherits the filter.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* mlock2 is the last call of 4.4, copy_file_range the first of 4.5. */
#define FIRST_NEW (SYS_mlock2 + 1)

#if defined(__x86_64__)
#define MACHINE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define MACHINE AUDIT_ARCH_AARCH64
#else
#error "no filter for this machine yet"
#endif

static int refuse_new_calls(void)
{
	struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, MACHINE, 1, 0),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, FIRST_NEW, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog filter = { .len = sizeof(code) / sizeof(code[0]), .filter = code };
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return -1;
	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter);
}

/* A filter that filters nothing would prove nothing. */
static int is_old(void)
{
	static const long newer[] = { SYS_copy_file_range, SYS_statx,      SYS_close_range,
				      SYS_openat2,         SYS_faccessat2, SYS_clone3 };
	for (size_t i = 0; i < sizeof(newer) / sizeof(newer[0]); i++)
		if (syscall(newer[i], -1, 0, 0, 0, 0, 0) != -1 || errno != ENOSYS)
			return 0;
	return 1;
}

int main(int argc, char **argv)
{
	if (argc < 2) {
		fprintf(stderr, "oldkernel COMMAND...\n");
		return 2;
	}
	if (refuse_new_calls() != 0) {
		perror("oldkernel: seccomp");
		return 77;
	}
	if (!is_old()) {
		fprintf(stderr, "oldkernel: the filter lets a newer call pass\n");
		return 2;
	}
	execvp(argv[1], argv + 1);
	perror(argv[1]);
	return 2;
}
