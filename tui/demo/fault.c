/* Looks up what is bad on purpose in the demo: lines of school, item or task, reason in data/demo/faults.tsv. */
#include "demo/demo.h"

#include <string.h>

extern const unsigned char data_demo_faults[];
extern const unsigned long data_demo_faults_len;

bool demo_fault(const struct filling *f, const char *what)
{
	const char *line = (const char *)data_demo_faults, *end = line + data_demo_faults_len;
	char wanted[64];
	int size = snprintf(wanted, sizeof(wanted), "%s\t%s\t", demo_text(f->school, "code"), what);
	while (line && line < end) {
		if (end - line > size && strncmp(line, wanted, (size_t)size) == 0)
			return true;
		line = memchr(line, '\n', (size_t)(end - line));
		line = line ? line + 1 : NULL;
	}
	return false;
}
