-- Views that are written by hand, beside those that derive from the declarations of kinds (core/record/views.c).
-- They live in memory for as long as a workbook is open; what two queries share has its place here.

-- Which of several rows speaks never depends on the order in which they were entered: first the one of which more is
-- known, then the one with more people, and only of two that say the same the first.

-- Study sessions and discussions, each once: of two rows of one day, topic and form, which are one that was entered
-- twice, the one of which more is known. What is not counted of it, such as who led it, may stand in either.
CREATE TEMP VIEW IF NOT EXISTS session_once AS
SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY date, topic, form
  ORDER BY stated(present) IS NULL, stated(should) IS NULL, stated(present) DESC, stated(should) DESC, seq) AS copy
  FROM past_session) WHERE copy = 1;

-- Collective study that counts. Discussions, lectures and films are sessions of another form.
CREATE TEMP VIEW IF NOT EXISTS counted_session AS
SELECT * FROM session_once WHERE form = 'collective';

-- Discussions with their themes, from the study log and from the activities.
CREATE TEMP VIEW IF NOT EXISTS theme_held AS
SELECT id, number, ord, seq, date, theme FROM past_session WHERE form = 'discussion'
UNION ALL SELECT id, number, ord, seq, date, theme FROM past_activity WHERE kind = 'discussion';

-- What the first responsible person chaired, or is ticked as present at.
CREATE TEMP VIEW IF NOT EXISTS head_seen AS
SELECT id, number, ord, date FROM (SELECT id, number, ord, date, host, attendance FROM past_session
  UNION ALL SELECT id, number, ord, date, host, attendance FROM past_activity) m
 WHERE EXISTS (SELECT 1 FROM person p WHERE p.role = 'head' AND (has_link(m.attendance, p.id) OR same_person(m.host, p.name)));

-- The tasks of the plan that the campaign still asks for, with the state that is shown of them.
CREATE TEMP VIEW IF NOT EXISTS task_now AS
SELECT *, shown_state(id, status, "by", 'task_status') AS state FROM task WHERE dropped IS NULL;

-- The mobilisation meeting: where two are on record, the first; of one day, the one of which more is known.
CREATE TEMP VIEW IF NOT EXISTS mobilisation AS
SELECT * FROM past_activity WHERE kind = 'mobilise' AND date IS NOT NULL
 ORDER BY date, stated(should) IS NULL OR stated(present) IS NULL, stated(present) DESC, stated(should) DESC, seq LIMIT 1;

-- Discussions, from the study log (part 1) and from the activities (part 2). What was entered in both is one: of the
-- activities of a day, as many as the study log has sessions of that day are those sessions, of the same title first.
CREATE TEMP VIEW IF NOT EXISTS discussion AS
WITH log AS (SELECT * FROM session_once WHERE form = 'discussion')
SELECT 1 AS part, id, number, ord, seq FROM log
UNION ALL SELECT 2, id, number, ord, seq FROM (SELECT *, row_number() OVER (PARTITION BY date ORDER BY NOT EXISTS
   (SELECT 1 FROM log WHERE log.date = a.date AND log.topic = a.title), title, seq) AS nth
  FROM past_activity a WHERE kind = 'discussion') day
 WHERE date IS NULL OR nth > (SELECT count(*) FROM log WHERE log.date = day.date);

-- Rules of the school: what is about a plan is no rule.
CREATE TEMP VIEW IF NOT EXISTS rule_made AS
SELECT * FROM past_institution WHERE about IS NULL OR about NOT IN ('plan', 'study', 'publicity', 'rectify', 'schedule');

-- What names crises or their answers: notes (part 1), sessions, activities and problems.
CREATE TEMP VIEW IF NOT EXISTS crisis_said AS
SELECT 1 AS part, id, number, ord, seq, crisis, answers FROM past_note WHERE crisis IS NOT NULL OR answers IS NOT NULL
UNION ALL SELECT 2, id, number, ord, seq, crisis, answers FROM past_session WHERE crisis IS NOT NULL OR answers IS NOT NULL
UNION ALL SELECT 3, id, number, ord, seq, crisis, answers FROM past_activity WHERE crisis IS NOT NULL OR answers IS NOT NULL
UNION ALL SELECT 4, id, number, ord, seq, crisis, answers FROM standing_problem WHERE crisis IS NOT NULL OR answers IS NOT NULL;

-- Who takes the lead in what: sessions (part 1), activities and comparisons.
CREATE TEMP VIEW IF NOT EXISTS lead_taken AS
SELECT 1 AS part, id, number, ord, seq, leads FROM past_session WHERE leads IS NOT NULL
UNION ALL SELECT 2, id, number, ord, seq, leads FROM past_activity WHERE leads IS NOT NULL
UNION ALL SELECT 3, id, number, ord, seq, leads FROM past_compare WHERE leads IS NOT NULL;

-- The levels of documents that something was compared with: comparisons (part 1) and problems.
CREATE TEMP VIEW IF NOT EXISTS compared_with AS
SELECT 1 AS part, id, number, ord, seq, against_level AS level FROM past_compare WHERE against_level IS NOT NULL
UNION ALL SELECT 2, id, number, ord, seq, against_level FROM standing_problem WHERE against_level IS NOT NULL;

-- Of each pupils' policy, the newest visit that counted both numbers; of one day, the one with more pupils.
CREATE TEMP VIEW IF NOT EXISTS policy_count AS
SELECT * FROM (SELECT id, number, ord, seq, policy, stated(entitled) AS entitled, stated(served) AS served, row_number() OVER
  (PARTITION BY policy ORDER BY date DESC, stated(entitled) DESC, stated(served) DESC, seq) AS nth FROM past_visit
  WHERE policy IN ('migrant', 'leftbehind', 'aid') AND stated(entitled) IS NOT NULL AND stated(served) IS NOT NULL)
 WHERE nth = 1;

-- What came from a supervision group, and what the school's own checks found.
CREATE TEMP VIEW IF NOT EXISTS received_notice AS SELECT * FROM within_notice WHERE origin IS NOT 'school';
CREATE TEMP VIEW IF NOT EXISTS own_finding AS SELECT * FROM within_notice WHERE origin = 'school';

-- Experience of our own, and borrowed.
CREATE TEMP VIEW IF NOT EXISTS own_model AS SELECT * FROM past_model WHERE origin IS NULL OR origin NOT IN ('inside', 'outside', 'abroad');
CREATE TEMP VIEW IF NOT EXISTS borrowed_model AS SELECT * FROM past_model WHERE origin IN ('inside', 'outside', 'abroad');

-- Cards, and questionnaires.
CREATE TEMP VIEW IF NOT EXISTS opinion_card AS SELECT * FROM past_card WHERE form IS NOT 'survey';
CREATE TEMP VIEW IF NOT EXISTS questionnaire AS SELECT * FROM past_card WHERE form = 'survey';

-- The newest spot check of notes on paper; of one day, the one of which more is known.
CREATE TEMP VIEW IF NOT EXISTS newest_check AS
SELECT id, number, ord, seq, date, stated(notes) AS notes, stated(should) AS should, stated(pieces) AS pieces,
 stated(impressions) AS impressions, stated(insights) AS insights FROM past_study
 ORDER BY date DESC, stated(notes) IS NULL, stated(should) IS NULL, stated(pieces) IS NULL, stated(notes) DESC,
  stated(should) DESC, stated(pieces) DESC, seq LIMIT 1;

-- The newest poll: of its day, one row for each group that was asked by itself, else the one for all; of two for the
-- same, the one of which more is known, then the one that more people answered.
CREATE TEMP VIEW IF NOT EXISTS newest_poll AS
SELECT id, number, ord, seq, content, whole FROM
 (SELECT *, row_number() OVER (PARTITION BY "group" ORDER BY content IS NULL OR whole IS NULL, whole DESC, content, seq) AS nth,
   max("group" IS NOT NULL) OVER () AS by_group
  FROM (SELECT *, stated(a) + stated(b) AS content, stated(valid) AS whole FROM past_satisfaction
   WHERE date = (SELECT max(date) FROM past_satisfaction)))
 WHERE nth = 1 AND ("group" IS NOT NULL) = by_group;

-- The notes of those of the roster who are still here.
CREATE TEMP VIEW IF NOT EXISTS roster_note AS
SELECT * FROM past_note WHERE kind = 'note' AND person IN (SELECT id FROM person WHERE leave IS NULL OR leave > today());

-- Where the figure of who keeps notes comes from, one row: 'roster', or 'check', the newest spot check. It is what the
-- school's page says, else whichever has more; only where there are both are the notes counted to find out.
CREATE TEMP VIEW IF NOT EXISTS note_source AS
SELECT coalesce((SELECT notes_by FROM school), CASE WHEN EXISTS (SELECT 1 FROM newest_check) AND
  (NOT EXISTS (SELECT 1 FROM roster_note) OR (SELECT notes FROM newest_check) > (SELECT count(DISTINCT person) FROM roster_note))
  THEN 'check' ELSE 'roster' END) AS source;

-- Impressions and insights.
CREATE TEMP VIEW IF NOT EXISTS essay AS
SELECT * FROM past_note WHERE kind IN ('impression', 'insight');

-- The same of how many essays there are: without a word of the school, the check where none is on record.
CREATE TEMP VIEW IF NOT EXISTS essay_source AS
SELECT coalesce((SELECT notes_by FROM school), CASE WHEN EXISTS (SELECT 1 FROM newest_check) AND
  NOT EXISTS (SELECT 1 FROM essay) THEN 'check' ELSE 'roster' END) AS source;

-- The records behind who keeps notes: each person's newest note, or the check. A window over all notes would sort every column of
-- them; the newest day of each person sorts two. The + keeps the look-up by day away, which reads a day once a person.
CREATE TEMP VIEW IF NOT EXISTS note_behind AS
SELECT id, number, ord, max(seq) AS seq FROM roster_note
 WHERE (person, +ord) IN (SELECT person, max(ord) FROM roster_note GROUP BY person)
  AND (SELECT source FROM note_source) = 'roster' GROUP BY person
UNION ALL SELECT id, number, ord, seq FROM newest_check WHERE (SELECT source FROM note_source) = 'check';

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
  ifnull(o.replied <= today(), 0) OR ifnull(t.replied <= today(), 0) AS answered
  FROM within_opinion o LEFT JOIN opinion_top up ON up.id = o.id LEFT JOIN opinion t ON t.id = up.top
UNION ALL SELECT 2, id, number, ord, seq, answered(replier) AND answered(result), ifnull(replied <= today(), 0) FROM within_notice;

-- What the source asks for beside what tasks and items measure: by its number (s), the kind that answers it, in words,
-- the phase at whose end it should be there, and whether it is.
CREATE TEMP VIEW IF NOT EXISTS obligation AS
SELECT 'S3' AS s, 'problem' AS kind, '着力解决' AS title, '2' AS phase, EXISTS (SELECT 1 FROM standing_problem WHERE lens IS NOT NULL) AS there
 UNION ALL SELECT 'S4', 'session', text, '1', EXISTS (SELECT 1 FROM past_session WHERE has_link(meeting, c.key)) FROM choice c WHERE list = 'meeting_kind'
 UNION ALL SELECT 'S5', 'note', text, '2', EXISTS (SELECT 1 FROM crisis_said WHERE has_link(crisis, c.key)) FROM choice c WHERE list = 'crisis'
 UNION ALL SELECT 'S6', 'suggestion', text, '3', EXISTS (SELECT 1 FROM past_suggestion WHERE field = c.key) FROM choice c WHERE list = 'suggestion_field' AND key IN ('balance', 'senior', 'bridge')
 UNION ALL SELECT 'S7' AS s, 'institution' AS kind, '新建、修订制度' AS title, '3' AS phase, EXISTS (SELECT 1 FROM rule_made WHERE kind IN ('new', 'revised')) AS there
 UNION ALL SELECT 'S8' AS s, 'goal' AS kind, '年度目标' AS title, '3' AS phase, EXISTS (SELECT 1 FROM goal) AS there
 UNION ALL SELECT 'S10' AS s, 'card' AS kind, '抽样问卷' AS title, '1' AS phase, EXISTS (SELECT 1 FROM (SELECT 1 FROM questionnaire UNION ALL SELECT 1 FROM past_visit WHERE method = 'survey')) AS there
 UNION ALL SELECT 'S12' AS s, 'visit' AS kind, '群众期盼和农村教育重点难点' AS title, '1' AS phase, EXISTS (SELECT 1 FROM past_visit WHERE answered(issues)) AS there
 UNION ALL SELECT 'S15', 'activity', text, '3', EXISTS (SELECT 1 FROM past_activity WHERE kind = 'lecture' AND people > 0) FROM choice c WHERE list = 'activity_kind' AND key = 'lecture'
 UNION ALL SELECT 'S17' AS s, 'institution' AS kind, '学习制度' AS title, '3' AS phase, EXISTS (SELECT 1 FROM rule_made WHERE about = 'studyrule' AND kind IS NOT 'ended') AS there
 UNION ALL SELECT 'S18' AS s, 'document' AS kind, '政策文件' AS title, '1' AS phase, EXISTS (SELECT 1 FROM document) AS there
 UNION ALL SELECT 'S19' AS s, 'visit' AS kind, '外出考察或借鉴经验' AS title, '3' AS phase, EXISTS (SELECT 1 FROM (SELECT 1 FROM past_visit WHERE kind = 'tour' UNION ALL SELECT 1 FROM borrowed_model)) AS there
 UNION ALL SELECT 'S24', 'visit', text, '1', EXISTS (SELECT 1 FROM policy_count WHERE policy = c.key) FROM choice c WHERE list = 'policy_kind' AND key IN ('migrant', 'leftbehind', 'aid')
 UNION ALL SELECT 'S34', 'activity', text, '3', EXISTS (SELECT 1 FROM past_activity WHERE kind = c.key) FROM choice c WHERE list = 'activity_kind' AND key IN ('culture', 'theme', 'practice')
 UNION ALL SELECT 'S37' AS s, 'model' AS kind, '好经验好办法' AS title, '3' AS phase, EXISTS (SELECT 1 FROM own_model WHERE answered(summary)) AS there
 UNION ALL SELECT 'S41' AS s, 'institution' AS kind, '学习计划' AS title, '1' AS phase, EXISTS (SELECT 1 FROM past_institution WHERE about = 'study') AS there
 UNION ALL SELECT 'S48' AS s, 'visit' AS kind, '结合开学检查' AS title, '1' AS phase, EXISTS (SELECT 1 FROM past_visit WHERE method = 'opening') AS there
 UNION ALL SELECT 'S59' AS s, 'compare' AS kind, '对照检查' AS title, '2' AS phase, EXISTS (SELECT 1 FROM past_compare) AS there
 UNION ALL SELECT 'S60', 'compare', text, '2', EXISTS (SELECT 1 FROM lead_taken WHERE has_link(leads, c.key)) FROM choice c WHERE list = 'four_leads'
 UNION ALL SELECT 'S61' AS s, 'activity' AS kind, '整改研究' AS title, '3' AS phase, EXISTS (SELECT 1 FROM past_activity WHERE kind = 'study') AS there
 UNION ALL SELECT 'S66' AS s, 'activity' AS kind, '督查落实年' AS title, '3' AS phase, EXISTS (SELECT 1 FROM past_activity WHERE drive = 'supervise') AS there
 UNION ALL SELECT 'S69' AS s, 'model' AS kind, '典型和理论成果' AS title, '3' AS phase, EXISTS (SELECT 1 FROM own_model WHERE status IS NOT NULL) AS there
 UNION ALL SELECT 'S70' AS s, 'score' AS kind, '成效考评' AS title, '3' AS phase, EXISTS (SELECT 1 FROM (SELECT 1 FROM score WHERE self IS NOT NULL UNION ALL SELECT 1 FROM past_satisfaction)) AS there
 UNION ALL SELECT 'S77' AS s, 'session' AS kind, '领导带头领学' AS title, '3' AS phase, EXISTS (SELECT 1 FROM past_session WHERE answered(lead)) AS there
 UNION ALL SELECT 'S78' AS s, 'institution' AS kind, '宣传方案' AS title, '1' AS phase, EXISTS (SELECT 1 FROM past_institution WHERE about = 'publicity') AS there
 UNION ALL SELECT 'S81' AS s, 'model' AS kind, '推广典型' AS title, '3' AS phase, EXISTS (SELECT 1 FROM own_model WHERE status IN ('recommend', 'honour')) AS there
 UNION ALL SELECT 'S82' AS s, 'notice' AS kind, '本校检查提出的意见' AS title, '3' AS phase, EXISTS (SELECT 1 FROM own_finding) AS there
 UNION ALL SELECT 'S85', 'media', text, '3', EXISTS (SELECT 1 FROM past_media WHERE has_link(novelty, c.key)) FROM choice c WHERE list = 'novelty'
 UNION ALL SELECT 'S86', 'activity', text, '3', EXISTS (SELECT 1 FROM past_activity WHERE has_link(meeting, c.key)) FROM choice c WHERE list = 'meeting_kind'
 UNION ALL SELECT 'S86', 'note', text, '3', EXISTS (SELECT 1 FROM crisis_said WHERE has_link(answers, c.key)) FROM choice c WHERE list = 'crisis_answer'
 UNION ALL SELECT 'S87' AS s, 'document' AS kind, '各项教育政策落实情况' AS title, '3' AS phase, EXISTS (SELECT 1 FROM document WHERE landing IS NOT NULL) AS there
 UNION ALL SELECT 'S88', 'visit', text, '1', EXISTS (SELECT 1 FROM past_visit WHERE kind = c.key AND leaders IS NOT NULL) FROM choice c WHERE list = 'visit_kind' AND key IN ('class', 'research', 'life')
 UNION ALL SELECT 'S89', 'activity', text, '3', EXISTS (SELECT 1 FROM past_activity WHERE kind = 'lecture' AND has_link(message, c.key)) FROM choice c WHERE list = 'lecture_message'
 UNION ALL SELECT 'S90' AS s, 'model' AS kind, '借鉴的先进经验' AS title, '3' AS phase, EXISTS (SELECT 1 FROM borrowed_model WHERE answered(applied)) AS there
 UNION ALL SELECT 'S91', 'institution', text, '3', EXISTS (SELECT 1 FROM rule_made WHERE about = c.key AND kind IS NOT 'ended') FROM choice c WHERE list = 'institution_about' AND key IN ('assess', 'supervise')
 UNION ALL SELECT 'S92', 'activity', text, '3', EXISTS (SELECT 1 FROM past_activity WHERE has_link(spirit_content, c.key)) FROM choice c WHERE list = 'spirit_content'
 UNION ALL SELECT 'S93' AS s, 'spirit' AS kind, '办学优良传统' AS title, '3' AS phase, EXISTS (SELECT 1 FROM spirit WHERE answered(tradition)) AS there
 UNION ALL SELECT 'S96' AS s, 'model' AS kind, '带动的单位或个人' AS title, '3' AS phase, EXISTS (SELECT 1 FROM own_model WHERE answered(followers) OR stated(followed) > 0) AS there;
