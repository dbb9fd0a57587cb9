/* backup WORKBOOK: changes the workbook and makes the day's backup, as the interface does while nobody types. Exit
 * status as the program's. */
#include <stdio.h>

#include "kuayue/record.h"
#include "kuayue/workbook.h"

static enum ky_code change(struct ky_workbook *wb, struct ky_error *err)
{
	struct ky_record *record = ky_record_new(ky_kind_find("problem"));
	if (!record)
		return KY_SYSTEM;
	enum ky_code code = ky_record_put(wb, record, ky_field_find(ky_record_kind(record), "text"), "新的", err);
	if (!code)
		code = ky_record_save(wb, record, NULL, err);
	ky_record_free(record);
	return code;
}

int main(int argc, char **argv)
{
	struct ky_error err = { 0 };
	struct ky_workbook *wb = NULL;
	bool done = false;
	if (argc != 2)
		return KY_USAGE;
	enum ky_code code = ky_workbook_open(argv[1], KY_WRITE, ky_day_from_ymd(2012, 6, 15), &wb, &err);
	if (!code)
		code = change(wb, &err);
	while (!code && !done)
		code = ky_backup_step(wb, &done, &err);
	ky_workbook_close(wb);
	if (code)
		fprintf(stderr, "%s\n", err.text);
	return (int)code;
}
