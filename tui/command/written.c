/* Prints the records that a command wrote: their ids or numbers, a line each, or all that names them as JSON. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "command/command.h"
#include "terminal/memory.h"

int written_options(struct call *call, bool quiet, struct written *written)
{
	int failed = 0;
	const char *print = call_option(call, "--print", &failed);
	*written = (struct written){ .json = call_flag(call, "--json"),
				     .print = quiet ? WRITTEN_NOTHING : WRITTEN_ID };
	if (failed)
		return failed;
	if (print && strcmp(print, "id") != 0 && strcmp(print, "number") != 0)
		return say_usage(_("--print is id or number, not \"%.20s\"."), print);
	if (print)
		written->print = print[0] == 'n' ? WRITTEN_NUMBER : WRITTEN_ID;
	return 0;
}

int written_add(void *data, const struct ky_record *record)
{
	struct written *written = data;
	if (!written->array)
		written->array = json_array();
	json_array_append_new(written->array,
			      json_pack("{s:s, s:s, s:s}", "kind", ky_record_kind(record)->name, "id",
					ky_record_id(record), "number", ky_record_number(record)));
	return 0;
}

int written_end(struct written *written, enum ky_code code, const struct ky_error *err)
{
	size_t i;
	json_t *record;
	if (written->json && !code)
		return say_result(written->array ? written->array : json_array(), code, err);
	json_array_foreach(written->array, i, record)
	{
		const char *key = written->print == WRITTEN_NUMBER ? "number" : "id";
		if (!code && written->print != WRITTEN_NOTHING)
			show(stdout, "%s\n", json_string_value(json_object_get(record, key)));
	}
	json_decref(written->array);
	return code ? say_error(code, err) : 0;
}
