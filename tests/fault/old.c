/* Makes the workbook that a dump of SQL tells of: old NAME.kuayue <NAME.sql */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#define MOST (4 << 20)

int main(int argc, char **argv)
{
	static char sql[MOST + 1];
	sqlite3 *db = NULL;
	size_t len = fread(sql, 1, MOST, stdin);
	int rc = argc == 2 && len < MOST ? sqlite3_open(argv[1], &db) : SQLITE_MISUSE;
	if (rc == SQLITE_OK)
		rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
	if (rc != SQLITE_OK)
		fprintf(stderr, "old: %s\n", sqlite3_errstr(rc));
	sqlite3_close(db);
	return rc == SQLITE_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}
