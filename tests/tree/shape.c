/*
 * Whether real JSON has the shape of an example: the same keys in the same order, values of the same types, and
 * nothing in the example that is nowhere real. shape [-n] EXAMPLE REAL... A file of REAL holds one value or
 * several, one behind the other; what stands in any of them counts. -n: whether a value is null is not compared,
 * for records, in which anything may be blank.
 */
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TYPES (JSON_NULL + 1)

static bool loose;
static const char *nullable = "-"; /* no path */
static int failures;

static void complain(const char *path, const char *what, const char *detail)
{
	printf("%s: %s%s\n", path[0] ? path : "/", what, detail);
	failures++;
}

/* true and false are one type, and all numbers are. */
static int type_of(const json_t *value)
{
	int type = (int)json_typeof(value);
	return type == JSON_FALSE ? JSON_TRUE : type == JSON_REAL ? JSON_INTEGER : type;
}

/* The keys in their order, with commas between them. */
static char *keys_of(json_t *object)
{
	const char *key;
	json_t *value;
	char *keys = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&keys, &size);
	if (!out)
		exit(2);
	json_object_foreach(object, key, value) fprintf(out, "%s,", key);
	fclose(out);
	return keys;
}

static bool has_keys(json_t *values, const char *keys)
{
	size_t i;
	json_t *value;
	bool found = false;
	json_array_foreach(values, i, value)
	{
		if (!json_is_object(value) || found)
			continue;
		char *own = keys_of(value);
		found = strcmp(own, keys) == 0;
		free(own);
	}
	return found;
}

/* Complains of the keys of each object among these that no object among those has. */
static void compare_keys(const char *path, json_t *these, json_t *those, const char *what)
{
	size_t i;
	json_t *value;
	json_array_foreach(these, i, value)
	{
		if (!json_is_object(value))
			continue;
		char *keys = keys_of(value);
		bool there = has_keys(those, keys);
		if (!there)
			complain(path, what, keys);
		free(keys);
		if (!there)
			return;
	}
}

static void compare_types(const char *path, json_t *example, json_t *real)
{
	static const char *const names[TYPES] = {
		[JSON_OBJECT] = "an object", [JSON_ARRAY] = "an array",     [JSON_STRING] = "a text",
		[JSON_INTEGER] = "a number", [JSON_TRUE] = "true or false", [JSON_NULL] = "null"
	};
	bool in_example[TYPES] = { false }, in_real[TYPES] = { false };
	size_t i;
	json_t *value;
	json_array_foreach(example, i, value) in_example[type_of(value)] = true;
	json_array_foreach(real, i, value) in_real[type_of(value)] = true;
	in_example[JSON_NULL] = in_example[JSON_NULL] || strcmp(path, nullable) == 0;
	for (int type = 0; type < TYPES; type++) {
		if (in_example[type] == in_real[type] || !names[type])
			continue;
		/* Where nothing but null is known of a place its type is not. */
		if (loose && (type == JSON_NULL || in_example[JSON_NULL] || in_real[JSON_NULL]))
			continue;
		complain(path, in_real[type] ? "is really also " : "is never really ", names[type]);
	}
}

static json_t *children(json_t *values, const char *key)
{
	json_t *all = json_array(), *value, *child;
	size_t i, j;
	json_array_foreach(values, i, value)
	{
		if (key && json_object_get(value, key))
			json_array_append(all, json_object_get(value, key));
		if (!key && json_is_array(value))
			json_array_foreach(value, j, child) json_array_append(all, child);
	}
	return all;
}

static void compare(const char *path, json_t *example, json_t *real);

/* Takes example and real over. */
static void compare_below(const char *path, const char *name, json_t *example, json_t *real)
{
	char below[512];
	snprintf(below, sizeof(below), "%s/%s", path, name);
	if (json_array_size(example) || json_array_size(real))
		compare(below, example, real);
	json_decref(example);
	json_decref(real);
}

static void compare(const char *path, json_t *example, json_t *real)
{
	size_t i;
	json_t *value, *child, *all = json_object();
	const char *key;
	compare_types(path, example, real);
	compare_keys(path, example, real, "no real object has the keys ");
	compare_keys(path, real, example, "no object of the example has the keys ");
	compare_below(path, "[]", children(example, NULL), children(real, NULL));
	json_array_foreach(example, i, value) json_object_foreach(value, key, child)
		json_object_set(all, key, child);
	json_object_foreach(all, key, child) compare_below(path, key, children(example, key), children(real, key));
	json_decref(all);
}

static void load(const char *name, json_t *values)
{
	json_error_t error;
	FILE *file = fopen(name, "r");
	json_t *value = NULL;
	if (!file) {
		perror(name);
		exit(2);
	}
	while ((value = json_loadf(file, JSON_DISABLE_EOF_CHECK, &error)) != NULL)
		json_array_append_new(values, value);
	if (!feof(file)) {
		fprintf(stderr, "%s:%d: %s\n", name, error.line, error.text);
		exit(2);
	}
	fclose(file);
}

int main(int argc, char **argv)
{
	json_t *example = json_array(), *real = json_array();
	int at = 1;
	loose = argc > 1 && strcmp(argv[1], "-n") == 0;
	at += loose;
	if (argc > 2 && strcmp(argv[1], "-z") == 0) {
		nullable = argv[2];
		at += 2;
	}
	if (argc - at < 2) {
		fputs("shape [-n | -z PATH] EXAMPLE REAL...\n", stderr);
		return 2;
	}
	load(argv[at], example);
	while (++at < argc)
		load(argv[at], real);
	if (!json_array_size(example) || !json_array_size(real))
		complain("", "there is nothing to compare", "");
	compare("", example, real);
	json_decref(example);
	json_decref(real);
	return failures ? 1 : 0;
}
