/*
 * Reads a stranger's file in a process of its own that has no rights: it may read what was opened for it, write
 * its one target, take memory and answer, and do nothing else (confine/rights.h). Where this reader dies, hangs or
 * takes too much, the caller gets an error and nothing else is harmed.
 *
 * The reader is a fork, so it has all that was loaded, and it must not use a connection to a database. Every other
 * descriptor is closed in it first.
 */
#ifndef CORE_CONFINE_CONFINE_H
#define CORE_CONFINE_CONFINE_H

#include <stdint.h>

#include "confine/wire.h"
#include "kuayue/error.h"

#define CONFINE_KEEP 8

struct confine {
	const char *shown; /* the file, for sentences */
	int64_t memory;    /* bytes that reading it may take */
	int64_t largest;   /* bytes of what is written of it, 0: nothing */
	int seconds;       /* of the processor */
	int patience;      /* milliseconds for which it may say nothing; 0: what fits to the seconds */
	int keep[CONFINE_KEEP];
	size_t keep_count; /* descriptors that the reader has */
	/* What needs to open something else, before the file is looked at; or NULL. */
	void (*prepare)(void *data);
	/* In the process without rights: reads, and answers through wire. Where it fails for lack of memory it
	 * returns KY_SYSTEM; what else it finds out it puts into its answer. */
	enum ky_code (*read)(void *data, struct wire *wire);
	void *data;
};

/* A reader at work. */
struct confined;

/* KY_SYSTEM where no process can be started. The caller ends *out. */
enum ky_code confine_begin(const struct confine *how, struct confined **out, struct ky_error *err);
/* What is asked and answered. */
struct wire *confine_wire(struct confined *confined);
/* Ends the reader. KY_OK if it answered well so far; else the sentence for what happened to it: KY_INPUT, or
 * KY_SYSTEM where the machine had no memory left. NULL is fine. */
enum ky_code confine_end(struct confined *confined, struct ky_error *err);

/* The same where the reader said how it went: code, and why. What became of the reader itself goes before that. */
enum ky_code confine_settle(struct confined *confined, enum ky_code code, const struct ky_error *said,
			    struct ky_error *err);

/* An answer that begins with how it went: put in the reader, taken by whom it answers. */
void confine_put_code(struct wire *wire, enum ky_code code, const struct ky_error *err);
enum ky_code confine_take_code(struct wire *wire, struct ky_error *err);

#endif
