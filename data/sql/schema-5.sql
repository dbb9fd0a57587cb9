-- From version 4 to 5: what is known of others' keys and packages.

-- The day on which somebody compared the fingerprint; NULL: the key was seen, and nobody has. Fingerprints of
-- version 5 cover both halves of a key (core/key/public.c); older rows get theirs anew.
ALTER TABLE known_key ADD COLUMN confirmed TEXT;

-- Packages of others that `verify` has seen: no records, never in the history or a package.
CREATE TABLE IF NOT EXISTS seen (
  n INTEGER PRIMARY KEY,
  seal TEXT NOT NULL UNIQUE,  -- SHA-512 of the file without its seal
  export TEXT NOT NULL,       -- '': of an older program, which named none
  site TEXT NOT NULL,         -- the school's code
  signer TEXT NOT NULL,       -- the fingerprint; '': nobody signed
  sealed INTEGER NOT NULL,
  date TEXT NOT NULL,         -- that it bears
  day TEXT NOT NULL           -- worked as when it was first seen
);
CREATE INDEX IF NOT EXISTS seen_site ON seen (site);

-- The exports that it knew or replaces.
CREATE TABLE IF NOT EXISTS seen_knows (seen INTEGER, export TEXT, PRIMARY KEY (seen, export)) WITHOUT ROWID;
