-- From version 5 to 6: changes may come from another copy of the workbook, and stand beside those that were made
-- here (core/merge/merge.h).

-- What an operation that came from elsewhere took the place of, beyond op.base; and so does one made here, on a
-- record of which something came from elsewhere. On all other records an operation took the place of whatever stood
-- there before it in the file, and nothing need say so.
CREATE TABLE IF NOT EXISTS over (
  op INTEGER,
  old INTEGER,                -- an operation on the same record
  how INTEGER,                -- 1: replaced, 2: seen (by a delete), 3: taken back (by undo)
  PRIMARY KEY (op, old)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS over_old ON over (old);

-- Each import of such changes, which change.received names. Only this file has it.
CREATE TABLE IF NOT EXISTS received (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL,           -- the export that it came with, RUN-SEQ
  site TEXT NOT NULL,         -- whose package it was: the code that its school was made with
  day TEXT NOT NULL,
  path TEXT NOT NULL,         -- the name of the package's file
  signer TEXT NOT NULL,       -- the fingerprint; '': nobody signed
  undone TEXT                 -- the day on which it was taken out again, NULL: it was not
);
CREATE INDEX IF NOT EXISTS change_received ON change (received) WHERE received IS NOT NULL;
