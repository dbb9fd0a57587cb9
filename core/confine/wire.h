/*
 * Carries values between a process that reads a stranger's file and the one that asked for it. The side that takes
 * a value does not trust the other: each value has bounds, and after the first one outside of them nothing more is
 * taken.
 */
#ifndef CORE_CONFINE_WIRE_H
#define CORE_CONFINE_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define WIRE_BYTES 65536

struct wire {
	int fd;
	int patience;   /* milliseconds for which nothing may come, -1: no end */
	bool ended;     /* nothing comes any more, or cannot be sent */
	bool late;      /* nothing came for that long */
	bool odd;       /* something came that cannot be */
	bool no_memory; /* for what came */
	size_t at, len, waits;
	unsigned char in[WIRE_BYTES], out[WIRE_BYTES];
};

void wire_begin(struct wire *wire, int fd, int patience);

void wire_put_number(struct wire *wire, int64_t number);
void wire_put_bytes(struct wire *wire, const void *bytes, size_t len);
void wire_put_text(struct wire *wire, const char *text); /* NULL is NULL on the other side */
void wire_flush(struct wire *wire);

/* False once anything went wrong; then numbers are their least, texts NULL and bytes zeros. */
bool wire_is_well(const struct wire *wire);
int64_t wire_take_number(struct wire *wire, int64_t least, int64_t most);
void wire_take_bytes(struct wire *wire, void *bytes, size_t len);
/* A text of at most most bytes, which the caller frees; it holds no NUL. */
char *wire_take_text(struct wire *wire, size_t most);
/* The same into size bytes; "" where there is none. */
void wire_take_line(struct wire *wire, char *line, size_t size);

#endif
