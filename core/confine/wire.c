/* Puts values on a wire and takes them off within bounds (confine/wire.h). */
#include "confine/wire.h"

#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/memory.h"

#define NO_TEXT (-1)

void wire_begin(struct wire *wire, int fd, int patience)
{
	assert(fd >= 0);
	wire->fd = fd;
	wire->patience = patience;
	wire->ended = wire->late = wire->odd = false;
	wire->at = wire->len = wire->waits = 0;
}

bool wire_is_well(const struct wire *wire)
{
	return !wire->ended && !wire->odd && !wire->no_memory;
}

/* The other side may be gone: that is no signal, but the end. */
void wire_flush(struct wire *wire)
{
	const unsigned char *at = wire->out;
	while (wire->waits && !wire->ended) {
		ssize_t put = send(wire->fd, at, wire->waits, MSG_NOSIGNAL);
		if (put < 0 && errno == EINTR)
			continue;
		wire->ended = put <= 0;
		at += put > 0 ? put : 0;
		wire->waits -= put > 0 ? (size_t)put : 0;
	}
	wire->waits = 0;
}

void wire_put_bytes(struct wire *wire, const void *bytes, size_t len)
{
	const unsigned char *from = bytes;
	while (len) {
		size_t room = sizeof(wire->out) - wire->waits, part = len < room ? len : room;
		memcpy(wire->out + wire->waits, from, part);
		wire->waits += part;
		from += part;
		len -= part;
		if (wire->waits == sizeof(wire->out))
			wire_flush(wire);
	}
}

void wire_put_number(struct wire *wire, int64_t number)
{
	wire_put_bytes(wire, &number, sizeof(number));
}

void wire_put_text(struct wire *wire, const char *text)
{
	wire_put_number(wire, text ? (int64_t)strlen(text) : NO_TEXT);
	if (text)
		wire_put_bytes(wire, text, strlen(text));
}

/* Waits for more. One side alone has patience: the other waits for as long as there is somebody. */
static bool fill(struct wire *wire)
{
	struct pollfd waits = { .fd = wire->fd, .events = POLLIN };
	while (wire_is_well(wire)) {
		int ready = wire->patience < 0 ? 1 : poll(&waits, 1, wire->patience);
		if (ready == 0)
			wire->late = wire->ended = true;
		ssize_t got = ready > 0 ? read(wire->fd, wire->in, sizeof(wire->in)) : -1;
		if (got > 0) {
			wire->at = 0;
			wire->len = (size_t)got;
			return true;
		}
		wire->ended = wire->ended || got == 0 || errno != EINTR;
	}
	return false;
}

void wire_take_bytes(struct wire *wire, void *bytes, size_t len)
{
	unsigned char *to = bytes;
	size_t left = len;
	while (left && wire_is_well(wire)) {
		if (wire->at == wire->len && !fill(wire))
			break;
		size_t here = wire->len - wire->at, part = left < here ? left : here;
		memcpy(to, wire->in + wire->at, part);
		wire->at += part;
		to += part;
		left -= part;
	}
	if (!wire_is_well(wire) && len)
		memset(bytes, 0, len);
}

int64_t wire_take_number(struct wire *wire, int64_t least, int64_t most)
{
	int64_t number = 0;
	assert(least <= most);
	wire_take_bytes(wire, &number, sizeof(number));
	if (!wire_is_well(wire))
		return least;
	wire->odd = number < least || number > most;
	return wire->odd ? least : number;
}

char *wire_take_text(struct wire *wire, size_t most)
{
	int64_t len = wire_take_number(wire, NO_TEXT, (int64_t)most);
	if (!wire_is_well(wire) || len == NO_TEXT)
		return NULL;
	char *text = memory_new((size_t)len + 1);
	if (!text) {
		wire->no_memory = true;
		return NULL;
	}
	wire_take_bytes(wire, text, (size_t)len);
	wire->odd = wire->odd || strlen(text) != (size_t)len;
	if (wire_is_well(wire))
		return text;
	free(text);
	return NULL;
}

void wire_take_line(struct wire *wire, char *line, size_t size)
{
	assert(size > 0);
	char *text = wire_take_text(wire, size - 1);
	memset(line, 0, size);
	if (text)
		memcpy(line, text, strlen(text));
	free(text);
}
