/*
 * Opens the container of an .xlsx file and gives its parts to expat piece by piece, so that none is ever whole in
 * memory. How much they unpack to and how deep they are nested is bounded; a declaration of entities ends the
 * reading, and no name in a part leads out of the container.
 */
#ifndef CORE_SPREADSHEET_PARTS_H
#define CORE_SPREADSHEET_PARTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "kuayue/error.h"

#define PARTS_NAME 256 /* bytes of a part's name */

struct parts;

/* One part being read. What is called sets code to end it. */
struct part {
	void *data;
	enum ky_code code;
	struct ky_error *err;
	int depth; /* of the element that begins or ends; the outermost is 1 */
};

/* Names are without their prefix: x:row is row. attributes: names and values in turn, ended by NULL. */
struct part_reader {
	void (*start)(struct part *part, const char *name, const char *const *attributes);
	void (*end)(struct part *part, const char *name);           /* or NULL */
	void (*text)(struct part *part, const char *text, int len); /* or NULL */
};

/* Closes the file in the end, also where it fails. path is for sentences. */
enum ky_code parts_open(FILE *file, const char *path, struct parts **out, struct ky_error *err);
void parts_close(struct parts *parts);

bool parts_has(struct parts *parts, const char *name);
/* KY_INPUT where there is no such part, or where it cannot be read. */
enum ky_code parts_read(struct parts *parts, const char *name, const struct part_reader *reader, void *data,
			struct ky_error *err);

/* The value of an attribute, by its name without a prefix; NULL where it has none. */
const char *part_attribute(const char *const *attributes, const char *name);

#endif
