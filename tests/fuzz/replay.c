/* replay PATH...: gives the target each file, or each file of each folder. Exit 0: it stood all of them. */
#include <dirent.h>
#include <sys/stat.h>

#include "fuzz/fuzz.h"

static size_t given;

static void give_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	MUST(file && fseek(file, 0, SEEK_END) == 0);
	long size = ftell(file);
	uint8_t *bytes = malloc((size_t)size + 1);
	MUST(size >= 0 && bytes);
	rewind(file);
	MUST(fread(bytes, 1, (size_t)size, file) == (size_t)size);
	fclose(file);
	LLVMFuzzerTestOneInput(bytes, (size_t)size);
	free(bytes);
	given++;
}

static void give(const char *path)
{
	struct stat st;
	MUST(stat(path, &st) == 0);
	if (!S_ISDIR(st.st_mode)) {
		give_file(path);
		return;
	}
	DIR *folder = opendir(path);
	MUST(folder);
	for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
		char name[1024];
		if (entry->d_name[0] == '.')
			continue;
		snprintf(name, sizeof(name), "%.700s/%.300s", path, entry->d_name);
		give_file(name);
	}
	closedir(folder);
}

int main(int argc, char **argv)
{
	LLVMFuzzerTestOneInput((const uint8_t *)"", 0);
	for (int i = 1; i < argc; i++)
		give(argv[i]);
	printf("fuzz: %s, %zu inputs\n", argc > 1 ? argv[1] : "", given);
	return given ? 0 : 1;
}
