/* Measures exporting against copying the finished package. */
#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE
#include <fcntl.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench/measure.h"

#define EXPORTS 7

/* One export of all documents; *mib is the most memory it took. */
static double export_once(const char *program, const char *workbook, const char *to, double *mib)
{
	struct rusage usage;
	int status = 0;
	double start = measure_ms();
	pid_t child = fork();
	if (child == 0) {
		int nowhere = open("/dev/null", O_WRONLY);
		dup2(nowhere, 1);
		dup2(nowhere, 2);
		execl(program, program, "--today", "2012-10-31", "--file", workbook, "export", "--to", to,
		      (char *)NULL);
		_exit(127);
	}
	if (child < 0 || wait4(child, &status, 0, &usage) != child || status != 0) {
		fprintf(stderr, "export: status %d\n", status);
		exit(1);
	}
	*mib = (double)usage.ru_maxrss / 1024;
	return measure_ms() - start;
}

/* What the finished package would take that is there already: read, write, fsync. */
static double copy_once(const char *from, const char *to)
{
	static char buffer[65536];
	double start = measure_ms();
	int in = open(from, O_RDONLY), out = open(to, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	ssize_t got = 0;
	while (in >= 0 && out >= 0 && (got = read(in, buffer, sizeof(buffer))) > 0)
		if (write(out, buffer, (size_t)got) != got)
			exit(1);
	if (got < 0 || out < 0 || fsync(out) != 0)
		exit(1);
	close(in);
	close(out);
	double took = measure_ms() - start;
	unlink(to);
	return took;
}

void measure_export(const char *program, const char *dir)
{
	double ours[EXPORTS], copies[EXPORTS], most = 0, mib = 0;
	char workbook[1024], to[1024], pattern[1100], copy[1100];
	snprintf(workbook, sizeof(workbook), "%s/school.kuayue", dir);
	snprintf(to, sizeof(to), "%s/stick-XXXXXX", dir);
	if (!mkdtemp(to))
		exit(1);
	snprintf(pattern, sizeof(pattern), "%s/*.zip", to);
	snprintf(copy, sizeof(copy), "%s/copy", to);
	for (int i = 0; i < EXPORTS; i++) {
		glob_t found = { 0 };
		ours[i] = export_once(program, workbook, to, &mib);
		most = mib > most ? mib : most;
		if (glob(pattern, 0, NULL, &found) != 0)
			exit(1);
		copies[i] = copy_once(found.gl_pathv[0], copy);
		unlink(found.gl_pathv[0]);
		globfree(&found);
	}
	rmdir(to);
	measure_report("export, 10000 records", measure_median(ours, EXPORTS),
		       5 * measure_median(copies, EXPORTS) + 1500, "5 copies + 1.5 s", 1);
	measure_report("memory of an export", most, 64, "64 MiB", 1);
}
