-- From version 3 to 4: a change has a name that no other change of any workbook has, and keeps it for ever.
-- The name is its run and its seq. From here on a row of device is a run, and its id is 16 random bytes, in hex:
-- drawn for the first change after each opening of the file, and for the first of each day, so that a copy or a
-- backup put back over the file goes on under names of its own. Changes of earlier versions get their names from
-- what stands in them (core/workbook/names.c), records of the template their ids (core/setup/rename.c).

ALTER TABLE change ADD COLUMN template TEXT;    -- that was in force, as ID/VERSION; NULL: before version 4
ALTER TABLE change ADD COLUMN received INTEGER; -- by which import it came; NULL: made here

-- Each kind's table gets a column as well: site, the code that the record's school was made with; NULL: our own.

-- What was worked out may name records by ids that they had before.
DELETE FROM cache WHERE key NOT LIKE 'template/%';
