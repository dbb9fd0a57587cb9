-- Views that are written by hand, beside those that derive from the declarations of kinds (core/record/views.c).
-- They live in memory for as long as a workbook is open; what two queries share has its place here.

-- The study sessions that count: of two rows of one day and topic, which are one session that was entered
-- twice, the one with more people. Discussions, lectures and films are sessions of another form.
CREATE TEMP VIEW counted_session AS
SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY date, topic ORDER BY present DESC, seq) AS copy
  FROM session WHERE form = 'collective') WHERE copy = 1;

-- 件件有着落、事事有回音 (III, 3, 2): opinions (part 1) and notices (part 2), and whether each is settled and
-- answered. An opinion that was merged is settled and answered with the one that it was merged into.
CREATE TEMP VIEW matter AS
WITH RECURSIVE up(id, top) AS (SELECT id, id FROM opinion WHERE merged_into IS NULL
  UNION ALL SELECT o.id, up.top FROM opinion o JOIN up ON o.merged_into = up.id)
SELECT 1 AS part, o.id AS id, o.number AS number, o.ord AS ord, o.seq AS seq,
  (o.owner IS NOT NULL OR t.owner IS NOT NULL) AND (o.result IS NOT NULL OR t.result IS NOT NULL) AS settled,
  o.replied IS NOT NULL OR t.replied IS NOT NULL AS answered
  FROM opinion o LEFT JOIN up ON up.id = o.id LEFT JOIN opinion t ON t.id = up.top
UNION ALL SELECT 2, id, number, ord, seq, replier IS NOT NULL AND result IS NOT NULL, replied IS NOT NULL FROM notice;
