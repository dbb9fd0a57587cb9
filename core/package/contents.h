/* What the two halves of verifying share: verify.c reads the container, check.c compares its content with
 * manifests, label and signature. */
#ifndef CORE_PACKAGE_CONTENTS_H
#define CORE_PACKAGE_CONTENTS_H

#include <zip.h>

#include "kuayue/package.h"
#include "package/bag.h"

struct entry {
	char *path; /* inside the bag, "data/report.html" */
	char hex[BAG_HEX];
	bool listed;   /* in the manifest that should have it, or that one does not unpack */
	bool met;      /* a line of a manifest names it */
	bool damaged;  /* it does not unpack; this was said */
	bool declared; /* in the list of state.json */
	int64_t size;
};

struct contents {
	zip_t *zip;
	struct ky_package_report *report;
	char *top; /* the bag's folder with its '/' */
	struct entry *entries;
	size_t count;
	bool info_damaged; /* bag-info.txt does not unpack: what it should say is not known */
	bool no_memory;    /* something could not be read for lack of it: what was found says nothing */
	bool unreadable;   /* the disk or stick failed: the same */
};

/* One more problem for the report. */
void contents_complain(struct contents *contents, const char *fmt, ...) KY_PRINTF(2, 3);
/* By its path inside the bag; NULL if there is none. */
struct entry *contents_find(struct contents *contents, const char *path);
/* An entry of the container that is read, by its name; NULL where it is none, and where memory is out. */
zip_file_t *contents_open(struct contents *contents, const char *name);
/* Of zip_fread: notes where memory is out. */
zip_int64_t contents_read(struct contents *contents, zip_file_t *file, void *buffer, size_t size);
/* The text of a tag file, or NULL. The caller frees it. */
char *contents_tag(struct contents *contents, const char *path);
/* Names for people: without the folder "data/". */
const char *contents_shown(const char *path);

/* Complains of everything that does not fit, each time of the part to blame, and fills the report with whose
 * the package is, which one, who signed it and for whom it is sealed. KY_INPUT: a newer program wrote it. */
enum ky_code contents_check(struct contents *contents, struct ky_error *err);

#endif
