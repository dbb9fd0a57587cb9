/*
 * powercut BEFORE DIR LOG LEAST: the power is cut at each of the calls in LOG (record.c), which a program made in
 * DIR; BEFORE is a copy of that folder as it was. What was not synced by then may be there or not, in any
 * combination: all of them up to ten pending calls; of more, each one missing, each one alone and five hundred
 * others. Of each combination the last write may also be there only in part, up to a multiple of 512 or of 4096
 * bytes.
 *
 * The workbook w.kuayue is opened on what is left. Its problems are at least LEAST, its file is sound, and once
 * the program had ended there is one more. Prints how many states there were. Without PROOF in the environment a
 * few of them are taken, by a fixed seed.
 */
#include <dirent.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "fault/powercut.h"
#include "kuayue/record.h"

#define ALL_OF 10    /* pending calls whose combinations are all tried */
#define OTHERS 500   /* of more */
#define PENDING 4096 /* calls in a log */
#define FILES 64
#define SHORT_FORM 120 /* states */

struct file {
	ino_t ino;
	char *bytes;
	size_t len;
};

struct name {
	char path[RECORDED_PATH]; /* below DIR */
	ino_t ino;                /* 0: a folder */
};

struct disk {
	struct file files[FILES];
	struct name names[FILES];
	size_t file_count, name_count;
};

static struct {
	struct recorded calls[PENDING];
	char *bytes[PENDING];
	size_t count;
	struct disk before;
	const char *dir;
	char place[64]; /* where states are laid out */
	int64_t least;
	bool all;
	uint64_t dice, seen[1 << 18];
	size_t states, skipped, failures;
	uint64_t every; /* one of so many states is taken */
} run;

static void die(const char *why)
{
	fprintf(stderr, "powercut: %s\n", why);
	exit(2);
}

static uint64_t dice(void)
{
	run.dice ^= run.dice << 13;
	run.dice ^= run.dice >> 7;
	run.dice ^= run.dice << 17;
	return run.dice;
}

static struct file *file_of(struct disk *disk, ino_t ino)
{
	for (size_t i = 0; i < disk->file_count; i++)
		if (disk->files[i].ino == ino)
			return &disk->files[i];
	if (disk->file_count == FILES)
		die("too many files");
	disk->files[disk->file_count] = (struct file){ .ino = ino };
	return &disk->files[disk->file_count++];
}

static struct name *name_of(struct disk *disk, const char *path)
{
	for (size_t i = 0; i < disk->name_count; i++)
		if (strcmp(disk->names[i].path, path) == 0)
			return &disk->names[i];
	return NULL;
}

static void set_name(struct disk *disk, const char *path, ino_t ino)
{
	struct name *name = name_of(disk, path);
	if (!name && disk->name_count == FILES)
		die("too many names");
	if (!name)
		name = &disk->names[disk->name_count++];
	snprintf(name->path, sizeof(name->path), "%s", path);
	name->ino = ino;
}

static void drop_name(struct disk *disk, const char *path)
{
	struct name *name = name_of(disk, path);
	if (name)
		*name = disk->names[--disk->name_count];
}

static void resize(struct file *file, size_t len)
{
	char *bytes = realloc(file->bytes, len + 1);
	if (!bytes)
		die("no memory");
	if (len > file->len)
		memset(bytes + file->len, 0, len - file->len);
	file->bytes = bytes;
	file->len = len;
}

static void put_bytes(struct file *file, off_t at, const char *bytes, size_t len)
{
	if ((size_t)at + len > file->len)
		resize(file, (size_t)at + len);
	memcpy(file->bytes + at, bytes, len);
}

/* part: how much of a write arrived. */
static void apply(struct disk *disk, size_t i, size_t part)
{
	const struct recorded *call = &run.calls[i];
	const struct name *name = name_of(disk, call->path);
	switch (call->what) {
	case RECORD_MAKE:
	case RECORD_LINK:
		set_name(disk, call->path, call->ino);
		file_of(disk, call->ino);
		break;
	case RECORD_WRITE:
		put_bytes(file_of(disk, call->ino), call->at, run.bytes[i], part);
		break;
	case RECORD_TRUNCATE:
		resize(file_of(disk, call->ino), (size_t)call->at);
		break;
	case RECORD_RENAME:
		if (name) {
			ino_t ino = name->ino;
			drop_name(disk, call->path);
			set_name(disk, call->other, ino);
		}
		break;
	case RECORD_UNLINK:
	case RECORD_REMOVE_FOLDER:
		drop_name(disk, call->path);
		break;
	case RECORD_MAKE_FOLDER:
		set_name(disk, call->path, 0);
		break;
	case RECORD_SYNC:
	case RECORD_SYNC_FOLDER:
		break;
	}
}

static void copy_disk(struct disk *to, const struct disk *from)
{
	*to = *from;
	for (size_t i = 0; i < to->file_count; i++) {
		to->files[i].bytes = malloc(from->files[i].len + 1);
		if (!to->files[i].bytes)
			die("no memory");
		if (from->files[i].len)
			memcpy(to->files[i].bytes, from->files[i].bytes, from->files[i].len);
	}
}

static void free_disk(struct disk *disk)
{
	for (size_t i = 0; i < disk->file_count; i++)
		free(disk->files[i].bytes);
}

static bool is_in(const char *path, const char *folder)
{
	size_t len = strlen(folder);
	return strncmp(path, folder, len) == 0 && path[len] == '/' && !strchr(path + len + 1, '/');
}

/* Whether a call before cut is on the disk for certain. */
static bool is_settled(size_t i, size_t cut)
{
	const struct recorded *call = &run.calls[i];
	bool bytes = call->what == RECORD_WRITE || call->what == RECORD_TRUNCATE;
	if (call->what == RECORD_SYNC || call->what == RECORD_SYNC_FOLDER)
		return true;
	for (size_t j = i + 1; j < cut; j++) {
		const struct recorded *sync = &run.calls[j];
		if (sync->what == RECORD_SYNC && (bytes || call->what == RECORD_MAKE) && sync->ino == call->ino)
			return true;
		if (sync->what == RECORD_SYNC_FOLDER && !bytes &&
		    is_in(call->what == RECORD_RENAME ? call->other : call->path, sync->path))
			return true;
	}
	return false;
}

static void lay_out(const struct disk *disk)
{
	char command[128];
	snprintf(command, sizeof(command), "rm -rf %s/d", run.place);
	if (system(command) != 0)
		die("cannot clear");
	snprintf(command, sizeof(command), "%s/d", run.place);
	mkdir(command, 0700);
	for (int folders = 1; folders >= 0; folders--)
		for (size_t i = 0; i < disk->name_count; i++) {
			const struct name *name = &disk->names[i];
			char path[400];
			snprintf(path, sizeof(path), "%s/d%s", run.place, name->path + strlen(run.dir));
			if ((name->ino == 0) != folders)
				continue;
			if (folders) {
				mkdir(path, 0700);
				continue;
			}
			const struct file *file = NULL;
			for (size_t k = 0; k < disk->file_count; k++)
				file = disk->files[k].ino == name->ino ? &disk->files[k] : file;
			FILE *out = fopen(path, "wb"); /* below a folder that is not there it is lost */
			if (out && file && file->len)
				fwrite(file->bytes, 1, file->len, out);
			if (out)
				fclose(out);
		}
}

static int count_one(void *data, const struct ky_record *record)
{
	(void)record;
	++*(int64_t *)data;
	return 0;
}

/* What is wrong with the workbook there; NULL: nothing. */
static const char *look(bool ended, struct ky_error *err)
{
	char path[128];
	struct ky_workbook *wb = NULL;
	struct ky_list *list = NULL;
	int64_t count = 0;
	snprintf(path, sizeof(path), "%s/d/w.kuayue", run.place);
	if (ky_workbook_open(path, KY_WRITE, ky_day_from_ymd(2012, 6, 15), &wb, err))
		return "it cannot be opened";
	enum ky_code code = ky_workbook_check_file(wb, err);
	if (!code)
		code = ky_list_open(wb, ky_kind_find("problem"), &list, err);
	if (!code)
		code = ky_list_each(list, count_one, &count, err);
	ky_list_close(list);
	ky_workbook_close(wb);
	if (code)
		return "it is not sound";
	snprintf(err->text, sizeof(err->text), "%lld records of %lld", (long long)count, (long long)run.least);
	if (count < run.least)
		return "a record is lost";
	return ended && count != run.least + 1 ? "what was saved is not there" : NULL;
}

static uint64_t mix(uint64_t hash, const void *bytes, size_t len)
{
	const unsigned char *at = bytes;
	for (size_t i = 0; i < len; i++)
		hash = (hash ^ at[i]) * 1099511628211U;
	return hash;
}

static bool is_new(const struct disk *disk)
{
	uint64_t hash = 14695981039346656037U;
	for (size_t i = 0; i < disk->name_count; i++) {
		hash = mix(hash, disk->names[i].path, strlen(disk->names[i].path) + 1);
		for (size_t k = 0; k < disk->file_count; k++)
			if (disk->files[k].ino == disk->names[i].ino)
				hash = mix(hash, disk->files[k].bytes, disk->files[k].len);
	}
	for (size_t at = hash % (1 << 18);; at = (at + 1) % (1 << 18)) {
		if (run.seen[at] == hash)
			return false;
		if (!run.seen[at]) {
			run.seen[at] = hash;
			return run.states < (1 << 17);
		}
	}
}

/* For whoever looks into a failure. */
static void keep_state(void)
{
	char command[400];
	snprintf(command, sizeof(command), "rm -rf '%.200s' && cp -r %s/d '%.100s'", getenv("POWERCUT_KEEP"),
		 run.place, getenv("POWERCUT_KEEP"));
	if (system(command) != 0)
		die("cannot keep");
}

static void try(const struct disk *settled, const size_t *pending, size_t count, const bool *there, size_t torn,
		size_t cut)
{
	size_t last = count;
	for (size_t i = 0; i < count; i++)
		if (there[i] && run.calls[pending[i]].what == RECORD_WRITE)
			last = i;
	if (torn && (last == count || run.calls[pending[last]].len <= torn))
		return;
	/* The short form takes some of them, and always what is left when all is over. */
	bool ended = cut == run.count && !torn;
	if (run.every > 1 && !ended && dice() % run.every) {
		run.skipped++;
		return;
	}
	struct disk disk;
	copy_disk(&disk, settled);
	for (size_t i = 0; i < count; i++) {
		size_t len = run.calls[pending[i]].len;
		if (there[i])
			apply(&disk, pending[i],
			      torn && i == last ? len / 2 / torn * torn + (len / 2 < torn ? torn : 0) : len);
	}
	if (is_new(&disk)) {
		struct ky_error err = { 0 };
		lay_out(&disk);
		/* Once the program has ended, what it said is saved was synced. */
		const char *wrong = look(cut == run.count, &err);
		run.states++;
		if (wrong && getenv("POWERCUT_KEEP")) {
			lay_out(&disk); /* as it was before it was opened */
			keep_state();
		}
		if (wrong && run.failures++ < 10)
			fprintf(stderr, "cut at call %zu of %zu, %zu pending, torn at %zu: %s (%s)\n", cut,
				run.count, count, torn, wrong, err.text);
	}
	free_disk(&disk);
}

static void try_all_tears(const struct disk *settled, const size_t *pending, size_t count, const bool *there,
			  size_t cut)
{
	try(settled, pending, count, there, 0, cut);
	try(settled, pending, count, there, 512, cut);
	try(settled, pending, count, there, 4096, cut);
}

static void cut_at(size_t cut)
{
	static size_t pending[PENDING];
	static bool there[PENDING];
	size_t count = 0;
	struct disk settled;
	copy_disk(&settled, &run.before);
	for (size_t i = 0; i < cut; i++)
		if (is_settled(i, cut))
			apply(&settled, i, run.calls[i].len);
		else
			pending[count++] = i;
	if (count <= ALL_OF) {
		for (size_t bits = 0; bits < (size_t)1 << count; bits++) {
			for (size_t i = 0; i < count; i++)
				there[i] = bits >> i & 1;
			try_all_tears(&settled, pending, count, there, cut);
		}
	} else {
		for (size_t one = 0; one < 2 * count; one++) {
			for (size_t i = 0; i < count; i++)
				there[i] = (i == one / 2) == (one % 2 == 0);
			try_all_tears(&settled, pending, count, there, cut);
		}
		for (int other = 0; other < OTHERS; other++) {
			for (size_t i = 0; i < count; i++)
				there[i] = dice() & 1;
			try_all_tears(&settled, pending, count, there, cut);
		}
	}
	free_disk(&settled);
}

/* A file that is made may have the number of one that has gone: from there on it is another. */
static void number_anew(size_t from)
{
	const ino_t was = run.calls[from].ino, now = (ino_t)-1 - from;
	for (size_t i = from; i < run.count; i++)
		if (run.calls[i].ino == was)
			run.calls[i].ino = now;
}

static void read_log(const char *path)
{
	FILE *file = fopen(path, "rb");
	if (!file)
		die("no log");
	while (run.count < PENDING && fread(&run.calls[run.count], sizeof(run.calls[0]), 1, file) == 1) {
		size_t len = run.calls[run.count].len;
		char *bytes = malloc(len + 1);
		if (!bytes || (len && fread(bytes, 1, len, file) != len))
			die("the log is cut short");
		run.bytes[run.count++] = bytes;
	}
	fclose(file);
	if (run.count == 0 || run.count == PENDING)
		die("no calls, or too many");
	for (size_t i = 0; i < run.count; i++)
		if (run.calls[i].what == RECORD_MAKE)
			number_anew(i);
}

/* The files of the copy, under the names and numbers that they have in DIR. */
static void read_before(const char *before)
{
	DIR *folder = opendir(before);
	if (!folder)
		die("no folder");
	for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
		char path[600], there[600];
		struct stat st;
		snprintf(path, sizeof(path), "%s/%s", before, entry->d_name);
		snprintf(there, sizeof(there), "%s/%s", run.dir, entry->d_name);
		if (stat(path, &st) != 0 || !S_ISREG(st.st_mode))
			continue;
		FILE *file = fopen(path, "rb");
		size_t len = (size_t)st.st_size;
		/* Its number is told by the first call on it; a file that no call is on needs none. */
		ino_t ino = st.st_ino;
		for (size_t i = 0; i < run.count; i++)
			if (strcmp(run.calls[i].path, there) == 0 && run.calls[i].ino) {
				ino = run.calls[i].what == RECORD_MAKE ? ino : run.calls[i].ino;
				break;
			}
		struct file *into = file_of(&run.before, ino);
		resize(into, len);
		if (!file || fread(into->bytes, 1, len, file) != len)
			die("cannot read");
		fclose(file);
		set_name(&run.before, there, ino);
	}
	closedir(folder);
}

int main(int argc, char **argv)
{
	char command[128];
	if (argc != 5)
		die("usage: powercut BEFORE DIR LOG LEAST");
	run.dir = argv[2];
	run.least = strtoll(argv[4], NULL, 10);
	run.dice = 88172645463325252U;
	snprintf(run.place, sizeof(run.place), "%s/kuayue-cut-XXXXXX",
		 access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
	if (!mkdtemp(run.place))
		die("no folder for the states");
	read_log(argv[3]);
	read_before(argv[1]);
	run.every = 1;
	time_t begin = time(NULL);
	if (!getenv("PROOF")) {
		/* Counted first: then as many are taken as there is time for. */
		run.every = UINT64_MAX;
		for (size_t cut = 1; cut < run.count; cut++)
			cut_at(cut);
		run.every = 1 + run.skipped / SHORT_FORM;
	}
	for (size_t cut = 0; cut <= run.count; cut++)
		cut_at(cut);
	snprintf(command, sizeof(command), "rm -rf %s", run.place);
	if (system(command) != 0)
		die("cannot clear");
	printf("power cut at %zu calls: %zu states, %zu failures, %lld s\n", run.count, run.states, run.failures,
	       (long long)(time(NULL) - begin));
	return run.failures ? 1 : 0;
}
