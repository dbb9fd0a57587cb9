/* Walks the chain of a record: collects all records that its links reach, in the order of the stages. */
#include "kuayue/chain.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "record/internal.h"

struct chain {
	struct ky_workbook *wb;
	struct ky_record *records[KY_CHAIN_MAX];
	int count;
	enum ky_code code;
	struct ky_error *err;
};

static void add_id(struct chain *chain, const char *id)
{
	assert(chain->count >= 0 && chain->count <= KY_CHAIN_MAX);
	struct ky_record *record = NULL;
	for (int i = 0; i < chain->count; i++)
		if (strcmp(chain->records[i]->id, id) == 0)
			return;
	if (chain->code || chain->count == KY_CHAIN_MAX)
		return;
	chain->code = store_find(chain->wb, NULL, id, &record, chain->err);
	if (record)
		chain->records[chain->count++] = record;
}

static void add_ids(struct chain *chain, const char *ids)
{
	while (*ids) {
		char id[RECORD_ID_SIZE] = "";
		size_t len = strcspn(ids, " ");
		memcpy(id, ids, len < sizeof(id) ? len : sizeof(id) - 1);
		add_id(chain, id);
		ids += len + (ids[len] == ' ');
	}
}

static int take_id(void *data, const struct db_row *row)
{
	add_id(data, db_text(row, 0));
	return 0;
}

/* Adds the records whose links lead to this one. */
static void add_incoming(struct chain *chain, const struct ky_record *record)
{
	const struct ky_kind *kind;
	for (size_t i = 0; !chain->code && (kind = ky_kind_at(i)) != NULL; i++) {
		for (size_t j = 0; !chain->code && j < kind->field_count; j++) {
			const struct ky_field *field = &kind->fields[j];
			if (!field->chain || strcmp(field->link, record->kind->name) != 0)
				continue;
			char *sql = memory_print(
				field->type == KY_LINKS
					? "SELECT id FROM \"%s\" WHERE has_link(\"%s\", ?1) ORDER BY ord, seq"
					: "SELECT id FROM \"%s\" WHERE \"%s\" = ?1 ORDER BY ord, seq",
				kind->name, field->name);
			chain->code = !sql ? memory_out(chain->err)
					   : db_once(chain->wb, sql, (struct db_arg[]){ DB_T(record->id) }, 1,
						     take_id, chain, chain->err);
			free(sql);
		}
	}
}

static void add_outgoing(struct chain *chain, const struct ky_record *record)
{
	for (size_t i = 0; i < record->kind->field_count; i++)
		if (record->kind->fields[i].chain && record->cells[i].is == CELL_STR)
			add_ids(chain, record->cells[i].text);
}

static enum ky_chain_stage stage_of(const struct ky_record *record)
{
	return chain_stage(record->kind);
}

static void describe(const struct ky_record *record, struct ky_chain_link *link)
{
	const struct ky_kind *kind = record->kind;
	int merged = ky_field_of(kind, KY_ROLE_MERGED);
	link->merged_into = merged >= 0 && record->cells[merged].is != CELL_BLANK ? merged : -1;
	link->reached = link->stops_at = -1;
	for (size_t i = 0; i < kind->field_count; i++) {
		if (!kind->fields[i].step || link->stops_at >= 0)
			continue;
		if (record->cells[i].is == CELL_BLANK)
			link->stops_at = (int)i;
		else
			link->reached = (int)i;
	}
	if (link->merged_into >= 0)
		link->stops_at = -1;
}

static void give(const struct chain *chain, const char *here,
		 int (*each)(void *data, const struct ky_chain_link *link), void *data)
{
	bool stop = false;
	for (enum ky_chain_stage stage = KY_CHAIN_SOURCE; stage < KY_CHAIN_STAGES && !stop; stage++) {
		for (int i = 0; i < chain->count && !stop; i++) {
			struct ky_chain_link link = { .record = chain->records[i], .stage = stage };
			if (stage_of(link.record) != stage)
				continue;
			link.here = strcmp(link.record->id, here) == 0;
			describe(link.record, &link);
			stop = each(data, &link) != 0;
		}
	}
}

enum ky_code ky_chain(struct ky_workbook *wb, const char *key,
		      int (*each)(void *data, const struct ky_chain_link *link), void *data, struct ky_error *err)
{
	struct chain *chain = memory_new(sizeof(*chain));
	struct ky_record *record = NULL;
	if (!chain)
		return memory_out(err);
	chain->wb = wb;
	chain->err = err;
	enum ky_code code = ky_record_load(wb, key, &record, err);
	if (!code)
		add_id(chain, record->id);
	for (int i = 0; i < chain->count && !chain->code; i++) {
		/* The links of a publication are not followed: it is about many problems that have nothing else in
		 * common. */
		if (i == 0 || stage_of(chain->records[i]) != KY_CHAIN_TOLD)
			add_outgoing(chain, chain->records[i]);
		add_incoming(chain, chain->records[i]);
	}
	if (!code)
		code = chain->code;
	if (!code)
		give(chain, record->id, each, data);
	for (int i = 0; i < chain->count; i++)
		ky_record_free(chain->records[i]);
	free(chain);
	ky_record_free(record);
	return code;
}
