-- Views that are written by hand, beside those that derive from the declarations of kinds (core/record/views.c).
-- They live in memory for as long as a workbook is open; what two queries share has its place here.

-- The study sessions that count: of two rows of one day and topic, which are one session that was entered
-- twice, the one with more people. Discussions, lectures and films are sessions of another form.
CREATE TEMP VIEW IF NOT EXISTS counted_session AS
SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY date, topic ORDER BY present DESC, seq) AS copy
  FROM session WHERE form = 'collective') WHERE copy = 1;

-- The mobilisation meeting: where two are on record, the first.
CREATE TEMP VIEW IF NOT EXISTS mobilisation AS
SELECT * FROM activity WHERE kind = 'mobilise' AND date IS NOT NULL ORDER BY date, number LIMIT 1;

-- Discussions, from the study log (part 1) and from the activities (part 2); one of a day that has one in the study
-- log is that one, entered in both.
CREATE TEMP VIEW IF NOT EXISTS discussion AS
SELECT 1 AS part, id, number, ord, seq FROM session WHERE form = 'discussion'
UNION ALL SELECT 2, id, number, ord, seq FROM activity a WHERE kind = 'discussion'
  AND NOT EXISTS (SELECT 1 FROM session s WHERE s.form = 'discussion' AND s.date = a.date);

-- Rules of the school: what is about a plan is no rule.
CREATE TEMP VIEW IF NOT EXISTS rule_made AS
SELECT * FROM institution WHERE about IS NULL OR about NOT IN ('plan', 'study', 'publicity', 'rectify');

-- Who keeps notes, one row: those of the roster who are still here, or the newest spot check, whichever has more;
-- study: its id.
CREATE TEMP VIEW IF NOT EXISTS note_source AS
WITH roster(have) AS (SELECT count(DISTINCT person) FROM note WHERE kind = 'note' AND person IN (SELECT id FROM person WHERE leave IS NULL)),
 spot(id, have, should) AS (SELECT id, stated(notes), stated(should) FROM study ORDER BY date DESC, number DESC LIMIT 1)
SELECT coalesce(spot.have, roster.have) AS have, spot.should AS should, spot.id AS study FROM roster, spot
 WHERE spot.have > roster.have OR roster.have = 0
UNION ALL SELECT roster.have, (SELECT staff FROM school), NULL FROM roster
 WHERE NOT EXISTS (SELECT 1 FROM spot WHERE spot.have > roster.have OR roster.have = 0);

-- The records behind it: each person's newest note, or the check.
CREATE TEMP VIEW IF NOT EXISTS note_behind AS
SELECT id, number, ord, seq FROM (SELECT *, row_number() OVER (PARTITION BY person ORDER BY ord DESC, number DESC) AS copy
  FROM note WHERE kind = 'note' AND person IN (SELECT id FROM person WHERE leave IS NULL)) WHERE copy = 1
  AND (SELECT study FROM note_source) IS NULL
UNION ALL SELECT id, number, ord, seq FROM study WHERE id = (SELECT study FROM note_source);

-- Each opinion and the one that it was merged into in the end, itself where it was not.
CREATE TEMP VIEW IF NOT EXISTS opinion_top AS
WITH RECURSIVE up(id, top) AS (SELECT id, id FROM standing_opinion
  UNION ALL SELECT o.id, up.top FROM opinion o JOIN up ON o.merged_into = up.id)
SELECT id, top FROM up;

-- 件件有着落、事事有回音 (III, 3, 2): opinions (part 1) and notices (part 2), and whether each is settled and
-- answered. An opinion that was merged is settled and answered with the one that it was merged into.
CREATE TEMP VIEW IF NOT EXISTS matter AS
SELECT 1 AS part, o.id AS id, o.number AS number, o.ord AS ord, o.seq AS seq,
  (answered(o.owner) OR answered(t.owner)) AND (answered(o.result) OR answered(t.result)) AS settled,
  o.replied IS NOT NULL OR t.replied IS NOT NULL AS answered
  FROM opinion o LEFT JOIN opinion_top up ON up.id = o.id LEFT JOIN opinion t ON t.id = up.top
UNION ALL SELECT 2, id, number, ord, seq, answered(replier) AND answered(result), replied IS NOT NULL FROM notice;
