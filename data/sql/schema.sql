-- The fixed tables of a workbook. The table of each record kind is made from its
-- declaration (core/record/table.c). user_version counts the steps.

CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;

-- The campaign's words, so that a query can be read and a file outlives its template.
CREATE TABLE choice (list TEXT, key TEXT, text TEXT, pos INTEGER, PRIMARY KEY (list, key)) WITHOUT ROWID;

-- One row a kind: how many live records, and the last printed number (never reused).
CREATE TABLE tally (kind TEXT PRIMARY KEY, live INTEGER NOT NULL, last INTEGER NOT NULL) WITHOUT ROWID;

-- Where a copy of this file may have been changed: each copy is a device of its own.
CREATE TABLE device (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);

-- One step of undo: who, when, and by which clock.
CREATE TABLE change (
  n INTEGER PRIMARY KEY,
  device INTEGER NOT NULL,
  seq INTEGER NOT NULL,       -- counts this device's changes
  clock INTEGER NOT NULL,     -- logical: larger than every change it has seen
  wall INTEGER NOT NULL,      -- the machine's clock, unix seconds
  doubtful INTEGER NOT NULL,  -- 1: that clock was wrong
  day TEXT NOT NULL,          -- the day worked as
  author TEXT,
  what TEXT,
  undoes INTEGER              -- the change it takes back
);

CREATE INDEX change_undoes ON change (undoes) WHERE undoes IS NOT NULL;

-- Append-only. field NULL: the record was made (value) or deleted (old), as JSON.
CREATE TABLE op (
  n INTEGER PRIMARY KEY,
  change INTEGER NOT NULL,
  kind TEXT NOT NULL,
  record TEXT NOT NULL,
  field TEXT,
  old,
  value,
  base INTEGER                -- the op that this one was based on
);
CREATE INDEX op_record ON op (record);
CREATE INDEX op_change ON op (change);

-- Text being typed, kept every few seconds.
CREATE TABLE draft (key TEXT PRIMARY KEY, day TEXT, text TEXT NOT NULL) WITHOUT ROWID;

-- Texts worked out from everything above, with the state they belong to.
CREATE TABLE cache (key TEXT PRIMARY KEY, change INTEGER NOT NULL, day TEXT NOT NULL, text TEXT NOT NULL) WITHOUT ROWID;
