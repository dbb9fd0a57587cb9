-- From version 2 to 3: keys. They are no records: never in the history, a list or a package, and undo
-- does not reach them.

-- The school's own. It stands in the file because people move a workbook by copying it: the copy on the
-- next PC, the backup and the recovered file sign as the same school.
CREATE TABLE IF NOT EXISTS own_key (n INTEGER PRIMARY KEY CHECK (n = 1), seed BLOB NOT NULL, since TEXT NOT NULL);

-- Public keys of others. A school's key is remembered from its first signed package; until: the day on
-- which another took its place.
CREATE TABLE IF NOT EXISTS known_key (
  n INTEGER PRIMARY KEY,
  role TEXT NOT NULL,         -- group, school
  fingerprint TEXT NOT NULL,
  name TEXT NOT NULL,
  code TEXT NOT NULL,         -- of a school
  sign BLOB NOT NULL,         -- Ed25519
  seal BLOB NOT NULL,         -- X25519; all zero where only signatures were seen
  since TEXT NOT NULL,
  until TEXT,
  UNIQUE (role, fingerprint, code)
);
