-- From version 1 to 2: files kept in the workbook, each once, by what is in them. The tables and
-- columns of record kinds that version 1 did not know come from their declarations.

CREATE TABLE IF NOT EXISTS attachment (sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, bytes BLOB NOT NULL);
