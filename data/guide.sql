-- The guided walk and the truth check, one query each, in the order they are shown.
-- ?1 is today as YYYY-MM-DD, ?2 the id of the current phase, ?3 the target named below, ?4 the
-- longest reminder in days.
-- Every query gives: kind, id, number, title, due, detail, ref (task or checklist item of the
-- template, whose basis is shown). {number} {title} {due} {detail} in a text stand for these.
--   basis  where the source asks for it, for what has no task or item of its own
--   rank   of a finding: 1 figures that contradict each other, 2 what lacks its proof, 3 what is late
--          or missing. No finding is a verdict: each opens its record, and people decide.
--   scan   instead of a query: what SQL cannot see (core/figure/scan.h)

-- guide: overdue
-- as: step
-- urgency: overdue
-- text: It was due on {due} and is not done.
-- value:
SELECT kind, id, number, title, due, NULL, ref FROM deadline
 WHERE due < ?1 AND NOT met ORDER BY due, kind DESC, number

-- guide: due_soon
-- as: step
-- urgency: due
-- text: It is due on {due}: {detail} days left.
-- value:
SELECT kind, id, number, title, due, CAST(julianday(due) - julianday(?1) AS INTEGER), ref FROM deadline
 WHERE due BETWEEN ?1 AND date(?1, '+' || ?4 || ' days') AND NOT met ORDER BY due, kind DESC, number

-- guide: open_task
-- as: step
-- urgency: open
-- text: It belongs to the current phase and is not done.
-- value:
SELECT 'task', id, number, title, "to", NULL, task_id FROM task
 WHERE status IS NOT 'done' AND dropped IS NULL AND ("to" IS NULL OR "to" > date(?1, '+' || ?4 || ' days'))
 AND (phase = ?2 OR (phase = '0' AND ("from" IS NULL OR "from" <= ?1)))
ORDER BY "to" IS NULL, "to", ord, seq

-- guide: no_box
-- as: step
-- urgency: open
-- text: There is no opinion page or opinion box on the school's page yet.
-- basis: 四(一)3(4) / L65
-- value:
SELECT 'school', id, number, name, NULL, NULL, NULL FROM school
 WHERE box IS NULL ORDER BY ord, seq

-- guide: no_column
-- as: step
-- urgency: open
-- text: The school has a website, and its study column is not on the school's page yet.
-- basis: 四(一)3(2) / L61
-- value:
SELECT 'school', id, number, name, NULL, NULL, NULL FROM school
 WHERE "column" IS NULL AND website = 'yes' ORDER BY ord, seq

-- guide: old_column
-- as: step
-- urgency: open
-- text: The study column has had no new text since {due}.
-- basis: 四(一)3(2) / L61
-- value:
SELECT 'school', id, number, name, column_updated, NULL, NULL FROM school
 WHERE column_updated < date(?1, '-31 days') ORDER BY ord, seq

-- guide: unrated_item
-- as: step
-- urgency: open
-- text: The checklist item is not rated yet; without a rating it counts 0.
-- value:
SELECT 'rating', id, number, title, NULL, NULL, item FROM rating WHERE self IS NULL AND dropped IS NULL AND ?2 >= '2' ORDER BY ord, seq

-- guide: unsorted_opinion
-- as: step
-- urgency: open
-- text: The opinion is not sorted yet: it needs its category, or the one it is merged into.
-- basis: 四(二)1 / L69
-- value:
SELECT 'opinion', id, number, raw, NULL, NULL, NULL FROM opinion
 WHERE category IS NULL AND merged_into IS NULL AND ?2 >= '2' ORDER BY ord, seq

-- guide: unowned_opinion
-- as: step
-- urgency: open
-- text: Nobody has taken the opinion up within three days.
-- basis: 三(三)2 / L35
-- value:
SELECT 'opinion', id, number, raw, NULL, NULL, NULL FROM opinion
 WHERE owner IS NULL AND replied IS NULL AND date <= date(?1, '-3 days') AND merged_into IS NULL ORDER BY ord, seq

-- guide: unanswered_opinion
-- as: step
-- urgency: open
-- text: Whoever gave the opinion has no answer yet.
-- basis: 三(三)2 / L35
-- value:
SELECT 'opinion', id, number, raw, NULL, NULL, NULL FROM opinion
 WHERE owner IS NOT NULL AND replied IS NULL AND merged_into IS NULL ORDER BY ord, seq

-- guide: unanswered_notice
-- as: step
-- urgency: open
-- text: The notice has no answer yet, and no day for it.
-- basis: 三(三)2 / L35
-- value:
SELECT 'notice', id, number, finding, NULL, NULL, NULL FROM notice
 WHERE replied IS NULL AND reply_due IS NULL ORDER BY ord, seq

-- guide: no_cause
-- as: step
-- urgency: open
-- text: The problem has no cause yet.
-- basis: 四(二)1 / L69
-- value:
SELECT 'problem', id, number, text, due, NULL, NULL FROM problem
 WHERE status IS NOT 'closed' AND merged_into IS NULL AND cause IS NULL ORDER BY ord, seq

-- guide: no_measure
-- as: step
-- urgency: open
-- text: The problem has no measure yet.
-- basis: 四(三)1 / L77
-- value:
SELECT 'problem', id, number, text, due, NULL, NULL FROM problem
 WHERE status IS NOT 'closed' AND merged_into IS NULL AND measure IS NULL ORDER BY ord, seq

-- guide: no_owner
-- as: step
-- urgency: open
-- text: Nobody is responsible for the problem yet.
-- basis: 四(三)1 / L77
-- value:
SELECT 'problem', id, number, text, due, NULL, NULL FROM problem
 WHERE status IS NOT 'closed' AND merged_into IS NULL AND owner IS NULL ORDER BY ord, seq

-- guide: no_due
-- as: step
-- urgency: open
-- text: The problem has no deadline yet.
-- basis: 四(三)1 / L77
-- value:
SELECT 'problem', id, number, text, due, NULL, NULL FROM problem
 WHERE status IS NOT 'closed' AND merged_into IS NULL AND due IS NULL AND type IS NOT 'longterm' ORDER BY ord, seq

-- guide: no_category
-- as: step
-- urgency: open
-- text: The problem has none of the five categories yet.
-- basis: 一 / L13
-- value:
SELECT 'problem', id, number, text, due, NULL, NULL FROM problem
 WHERE category IS NULL AND merged_into IS NULL AND ?2 >= '2' ORDER BY ord, seq

-- guide: to_verify
-- as: step
-- urgency: open
-- text: It is reported as done; someone other than its owner has to verify it.
-- basis: 四(三)1 / L77
-- value:
SELECT 'problem', id, number, text, due, NULL, NULL FROM problem
 WHERE status = 'review' AND merged_into IS NULL ORDER BY ord, seq

-- guide: to_publish
-- as: step
-- urgency: open
-- text: It is closed; the people do not know yet.
-- basis: 四(三)1 / L77
-- value:
SELECT 'problem', id, number, text, NULL, NULL, NULL FROM problem
 WHERE status = 'closed' AND published IS NULL AND merged_into IS NULL ORDER BY ord, seq

-- guide: to_tell
-- as: step
-- urgency: open
-- text: The problem that it led to is closed; whoever raised it has no answer yet.
-- basis: 三(三)2 / L35
-- value:
SELECT 'opinion', o.id, o.number, o.raw, NULL, p.number, NULL FROM opinion o JOIN problem p ON p.id = o.problem_id
 WHERE p.status = 'closed' AND o.replied IS NULL AND o.owner IS NULL ORDER BY o.ord, o.seq

-- guide: unstudied
-- as: step
-- urgency: open
-- text: The document has been listed for a month and is not studied yet.
-- basis: 三(三)1 / L33
-- value:
SELECT 'document', id, number, title, NULL, NULL, NULL FROM document
 WHERE studied IS NULL AND entered <= date(?1, '-30 days') ORDER BY ord, seq

-- guide: unmeasured
-- as: step
-- urgency: open
-- text: The document is studied and has led to no measure yet.
-- basis: 三(三)1 / L33
-- value:
SELECT 'document', id, number, title, NULL, NULL, NULL FROM document
 WHERE studied IS NOT NULL AND measure IS NULL ORDER BY ord, seq

-- guide: unwritten
-- as: step
-- urgency: open
-- text: This part of the report is written by people, and is empty.
-- basis: 四(三)5 / L85
-- value:
SELECT 'section', id, number, title, NULL, NULL, NULL FROM section WHERE text IS NULL AND dropped IS NULL
 AND ?2 = (SELECT max(key) FROM choice WHERE list = 'phase') ORDER BY ord, seq

-- guide: no_bulletin
-- as: step
-- urgency: open
-- text: There has been no bulletin for 30 days.
-- value:
SELECT 'bulletin', '', '', t.title, NULL, NULL, t.task_id FROM task t WHERE t.figure = 'bulletins' AND t."from" <= ?1
 AND t.status IS NOT 'done' AND t.dropped IS NULL AND NOT EXISTS (SELECT 1 FROM bulletin WHERE date >= date(?1, '-30 days'))

-- guide: topic_missing
-- as: step
-- urgency: open
-- text: No study session has taken this main topic up yet; phase 1 was for it.
-- basis: 三(一) / L21
-- value:
SELECT 'session', '', '', c.text, NULL, NULL, NULL FROM choice c WHERE c.list = 'topic_kind' AND c.key <> 'other' AND ?2 >= '2'
 AND EXISTS (SELECT 1 FROM session WHERE topic_kind IS NOT NULL)
 AND NOT EXISTS (SELECT 1 FROM session WHERE topic_kind = c.key) ORDER BY c.pos

-- guide: no_media
-- as: step
-- urgency: open
-- text: Nothing has been reported in any medium since {due}.
-- basis: 五(二) / L91
-- value:
SELECT 'media', '', '', ifnull(max(title), ''), max(date), NULL, NULL FROM media
 WHERE date IS NOT NULL HAVING max(date) < date(?1, '-30 days')

-- guide: open_criticism
-- as: step
-- urgency: open
-- text: The criticism is not put right yet.
-- basis: 三(三)2 / L35
-- value:
SELECT 'reward', id, number, title, NULL, NULL, NULL FROM reward
 WHERE kind IS NOT 'honour' AND rectified IS NULL ORDER BY ord, seq

-- guide: session_present_over_should
-- as: finding
-- rank: 1
-- text: {number} has more people present than should be there: {detail}.
-- value:
SELECT 'session', id, number, topic, NULL, present || ' > ' || should, NULL FROM session
 WHERE typeof(present) = 'integer' AND typeof(should) = 'integer' AND present > should ORDER BY ord, seq

-- guide: activity_present_over_should
-- as: finding
-- rank: 1
-- text: {number} has more people present than should be there: {detail}.
-- value:
SELECT 'activity', id, number, title, NULL, present || ' > ' || should, NULL FROM activity
 WHERE typeof(present) = 'integer' AND typeof(should) = 'integer' AND present > should ORDER BY ord, seq

-- guide: card_returned_over_sent
-- as: finding
-- rank: 1
-- text: {number} has more cards returned than handed out: {detail}.
-- value:
SELECT 'card', id, number, batch, NULL, returned || ' > ' || sent, NULL FROM card
 WHERE typeof(returned) = 'integer' AND typeof(sent) = 'integer' AND returned > sent ORDER BY ord, seq

-- guide: card_valid_over_returned
-- as: finding
-- rank: 1
-- text: {number} has more valid cards than were returned: {detail}.
-- value:
SELECT 'card', id, number, batch, NULL, valid || ' > ' || returned, NULL FROM card
 WHERE typeof(valid) = 'integer' AND typeof(returned) = 'integer' AND valid > returned ORDER BY ord, seq

-- guide: card_substantive_over_valid
-- as: finding
-- rank: 1
-- text: {number} has more cards with an opinion than valid ones: {detail}.
-- value:
SELECT 'card', id, number, batch, NULL, substantive || ' > ' || valid, NULL FROM card
 WHERE typeof(substantive) = 'integer' AND typeof(valid) = 'integer' AND substantive > valid ORDER BY ord, seq

-- guide: study_notes_over_should
-- as: finding
-- rank: 1
-- text: {number} has more people with notes than there should be: {detail}.
-- value:
SELECT 'study', id, number, checker, NULL, notes || ' > ' || should, NULL FROM study
 WHERE typeof(notes) = 'integer' AND typeof(should) = 'integer' AND notes > should ORDER BY ord, seq

-- guide: study_impressions_over_should
-- as: finding
-- rank: 1
-- text: {number} has more people with impressions than there should be: {detail}.
-- value:
SELECT 'study', id, number, checker, NULL, impressions || ' > ' || should, NULL FROM study
 WHERE typeof(impressions) = 'integer' AND typeof(should) = 'integer' AND impressions > should ORDER BY ord, seq

-- guide: study_insights_over_should
-- as: finding
-- rank: 1
-- text: {number} has more people with insights than there should be: {detail}.
-- value:
SELECT 'study', id, number, checker, NULL, insights || ' > ' || should, NULL FROM study
 WHERE typeof(insights) = 'integer' AND typeof(should) = 'integer' AND insights > should ORDER BY ord, seq

-- guide: satisfaction_returned_over_sent
-- as: finding
-- rank: 1
-- text: {number} has more sheets returned than handed out: {detail}.
-- value:
SELECT 'satisfaction', id, number, date, NULL, returned || ' > ' || sent, NULL FROM satisfaction
 WHERE typeof(returned) = 'integer' AND typeof(sent) = 'integer' AND returned > sent ORDER BY ord, seq

-- guide: satisfaction_valid_over_returned
-- as: finding
-- rank: 1
-- text: {number} has more valid sheets than were returned: {detail}.
-- value:
SELECT 'satisfaction', id, number, date, NULL, valid || ' > ' || returned, NULL FROM satisfaction
 WHERE typeof(valid) = 'integer' AND typeof(returned) = 'integer' AND valid > returned ORDER BY ord, seq

-- guide: score_self_over_full
-- as: finding
-- rank: 1
-- text: {number} has an own score above the full score: {detail}.
-- value:
SELECT 'score', id, number, item, NULL, self || ' > ' || "full", NULL FROM score
 WHERE typeof(self) = 'integer' AND typeof("full") = 'integer' AND self > "full" ORDER BY ord, seq

-- guide: score_score_over_full
-- as: finding
-- rank: 1
-- text: {number} has a score above the full score: {detail}.
-- value:
SELECT 'score', id, number, item, NULL, score || ' > ' || "full", NULL FROM score
 WHERE typeof(score) = 'integer' AND typeof("full") = 'integer' AND score > "full" ORDER BY ord, seq

-- guide: project_used_over_received
-- as: finding
-- rank: 1
-- text: {number} has more money used than received: {detail}.
-- value:
SELECT 'project', id, number, title, NULL, used || ' > ' || received, NULL FROM project
 WHERE typeof(used) = 'integer' AND typeof(received) = 'integer' AND used > received ORDER BY ord, seq

-- guide: poll_sum
-- as: finding
-- rank: 1
-- text: {number}: satisfied, fairly and not satisfied do not add up to the valid sheets: {detail}.
-- value:
SELECT 'satisfaction', id, number, date, NULL, a || ' + ' || b || ' + ' || c || ' <> ' || valid, NULL FROM satisfaction
 WHERE a + b + c <> valid ORDER BY ord, seq

-- guide: session_twice
-- as: finding
-- rank: 1
-- text: {number} and {detail} are the same session of {due}, entered twice; it counts once.
-- value:
SELECT 'session', b.id, b.number, b.topic, b.date, a.number, NULL FROM session b JOIN session a
 ON a.date = b.date AND a.topic = b.topic AND a.form IS b.form AND a.seq < b.seq ORDER BY b.ord, b.seq

-- guide: two_meetings
-- as: finding
-- rank: 1
-- text: On {due} the same people are at {number} and at another meeting: {detail}.
-- basis: 五(三) / L93
-- value:
WITH meeting AS (SELECT 'session' AS kind, id, number, topic AS title, date, attendance,
  CAST(substr(start, 1, instr(start, ':') - 1) AS INTEGER) * 60 + CAST(substr(start, instr(start, ':') + 1) AS INTEGER) AS at, minutes
  FROM session WHERE attendance IS NOT NULL
 UNION ALL SELECT 'activity', id, number, title, date, attendance,
  CAST(substr(start, 1, instr(start, ':') - 1) AS INTEGER) * 60 + CAST(substr(start, instr(start, ':') + 1) AS INTEGER), minutes
  FROM activity WHERE attendance IS NOT NULL)
SELECT b.kind, b.id, b.number, b.title, b.date, a.number || ', ' || p.name || CASE count(*) WHEN 1 THEN '' ELSE ' +' || (count(*) - 1) END, NULL
 FROM meeting a JOIN meeting b ON a.date = b.date AND a.number < b.number AND a.title <> b.title
 JOIN person p ON instr(' ' || a.attendance || ' ', ' ' || p.id || ' ') AND instr(' ' || b.attendance || ' ', ' ' || p.id || ' ')
 WHERE NOT ifnull(a.at + ifnull(a.minutes, 1) <= b.at OR b.at + ifnull(b.minutes, 1) <= a.at, 0) GROUP BY a.id, b.id ORDER BY b.date, b.number

-- guide: self_verified
-- as: finding
-- rank: 1
-- text: {number} was verified by its own owner, {detail}; someone else has to do it.
-- value:
SELECT 'problem', id, number, text, due, verifier, NULL FROM problem
 WHERE replace(replace(verifier, ' ', ''), '　', '') = replace(replace(owner, ' ', ''), '　', '') AND verifier IS NOT '不适用' ORDER BY ord, seq

-- guide: bulletin_twice
-- as: finding
-- rank: 1
-- text: {number} has the issue number of another bulletin: {detail}.
-- value:
SELECT 'bulletin', id, number, title, date, issue, NULL FROM
 (SELECT *, min(seq) OVER (PARTITION BY issue) AS first FROM bulletin WHERE issue IS NOT NULL) WHERE seq > first ORDER BY ord, seq

-- guide: archive_twice
-- as: finding
-- rank: 1
-- text: {number} has the archive number of another material: {detail}.
-- value:
SELECT 'archive', id, number, title, NULL, box, NULL FROM
 (SELECT *, min(seq) OVER (PARTITION BY box) AS first FROM archive WHERE box IS NOT NULL) WHERE seq > first ORDER BY ord, seq

-- guide: deputies
-- as: finding
-- rank: 1
-- text: There has to be exactly one deputy in charge; the roster has {detail}.
-- basis: 五(一) / L89
-- value:
SELECT 'person', ifnull(max(id), ''), ifnull(max(number), ''), ifnull(max(name), ''), NULL, count(*), NULL FROM person
 WHERE role = 'deputy' HAVING count(*) > 1

-- guide: deputy_names
-- as: finding
-- rank: 1
-- text: {number} names more than one deputy in charge: {detail}.
-- basis: 五(一) / L89
-- value:
SELECT 'body', id, number, name, NULL, deputy, NULL FROM body
 WHERE deputy GLOB '*[、,，;；/]*' ORDER BY ord, seq

-- guide: to_come
-- as: finding
-- rank: 1
-- text: {number} is dated {due}, a day that is still to come.
-- value:
SELECT kind, id, number, title, day, NULL, NULL FROM dated WHERE day > ?1 ORDER BY day, number

-- guide: answer_first
-- as: finding
-- rank: 1
-- text: {number} was answered on {detail}, before it came in on {due}.
-- value:
SELECT 'opinion' AS kind, id, number, raw, date, replied, NULL FROM opinion WHERE replied < date
UNION ALL SELECT 'notice', id, number, finding, coalesce(issued, date), replied, NULL FROM notice WHERE replied < coalesce(issued, date)
ORDER BY kind, number

-- guide: gone
-- as: finding
-- rank: 1
-- text: {number} refers to a record that was deleted.
-- value:
SELECT 'opinion' AS kind, id, number, raw AS title, NULL, NULL, NULL FROM opinion
 WHERE (merged_into IS NOT NULL AND merged_into NOT IN (SELECT id FROM opinion))
 OR (problem_id IS NOT NULL AND problem_id NOT IN (SELECT id FROM problem))
UNION ALL SELECT 'problem', id, number, text, NULL, NULL, NULL FROM problem
 WHERE (merged_into IS NOT NULL AND merged_into NOT IN (SELECT id FROM problem))
 OR (item IS NOT NULL AND item NOT IN (SELECT id FROM rating))
UNION ALL SELECT 'notice', id, number, finding, NULL, NULL, NULL FROM notice
 WHERE problem_id IS NOT NULL AND problem_id NOT IN (SELECT id FROM problem)
UNION ALL SELECT 'visit', id, number, place, NULL, NULL, NULL FROM visit
 WHERE problem_id IS NOT NULL AND problem_id NOT IN (SELECT id FROM problem)
UNION ALL SELECT 'note', id, number, title, NULL, NULL, NULL FROM note WHERE person NOT IN (SELECT id FROM person)
ORDER BY kind, number

-- guide: alike
-- as: finding
-- rank: 2
-- text: {number} is the same text as {detail} but for a few words (雷同).
-- basis: 五(三) / L93
-- scan: alike

-- guide: numbers
-- as: finding
-- rank: 2
-- text: {number} holds an ID card or mobile number in {detail}; it should not leave the school.
-- scan: numbers

-- guide: closed_unexplained
-- as: finding
-- rank: 2
-- text: {number} is closed, but does not say how it was handled.
-- value:
SELECT 'problem', id, number, text, due, NULL, NULL FROM problem
 WHERE status = 'closed' AND ifnull(nullif(handled, '不适用'), nullif(progress, '不适用')) IS NULL ORDER BY ord, seq

-- guide: closed_unproved
-- as: finding
-- rank: 2
-- text: {number} is closed without evidence.
-- value:
SELECT 'problem', id, number, text, due, NULL, NULL FROM problem
 WHERE status = 'closed' AND nullif(evidence, '不适用') IS NULL ORDER BY ord, seq

-- guide: rated_unproved
-- as: finding
-- rank: 2
-- text: {number} is rated 3 without evidence: {title}
-- value:
SELECT 'rating', id, number, title, NULL, NULL, item FROM rating
 WHERE self = '3' AND nullif(evidence, '不适用') IS NULL ORDER BY ord, seq

-- guide: dropped_item
-- as: finding
-- rank: 2
-- text: {number} answers an item that the campaign has dropped; it no longer counts: {title}
-- value:
SELECT 'rating', id, number, title, NULL, NULL, item FROM rating
 WHERE dropped IS NOT NULL AND self IS NOT NULL ORDER BY ord, seq

-- guide: spot_duplicates
-- as: finding
-- rank: 2
-- text: {number}: the spot check found {detail} texts much alike; say how it was put right.
-- basis: 五(三) / L93
-- value:
SELECT 'study', id, number, checker, NULL, duplicates, NULL FROM study
 WHERE duplicates > 0 AND note IS NULL ORDER BY ord, seq

-- guide: all_on_one_day
-- as: finding
-- rank: 2
-- text: {detail} were entered on one day, {due}.
-- basis: 五(三) / L93
-- value:
SELECT 'session', '', '', '', entered, max(n) || '/' || sum(n), NULL FROM
 (SELECT entered, count(*) AS n FROM dated WHERE entered IS NOT NULL AND julianday(entered) - julianday(day) > 7 GROUP BY entered)
 HAVING sum(n) >= 5 AND max(n) * 2 > (SELECT count(*) FROM dated WHERE entered IS NOT NULL)

-- guide: refused_unexplained
-- as: finding
-- rank: 2
-- text: {number} is not adopted, and no reason is given.
-- value:
SELECT 'opinion', id, number, raw, NULL, NULL, NULL FROM opinion
 WHERE decision = 'refuse' AND reason IS NULL ORDER BY ord, seq

-- guide: poll_low
-- as: finding
-- rank: 2
-- text: {number}: {detail} % are satisfied, less than 90 %; mend it and ask again.
-- basis: 四(三)4 / L83
-- value:
SELECT 'satisfaction', id, number, date, NULL, rate, NULL FROM satisfaction
 WHERE rate < 90 AND NOT EXISTS (SELECT 1 FROM satisfaction l WHERE l.date > satisfaction.date) ORDER BY ord, seq

-- guide: unarchived
-- as: finding
-- rank: 3
-- text: {number} names evidence {detail}, which is not in the archive.
-- value:
SELECT kind, id, number, title, NULL, evidence, NULL FROM (
 SELECT 'session' AS kind, id, number, topic AS title, evidence FROM session UNION ALL SELECT 'task', id, number, title, evidence FROM task
 UNION ALL SELECT 'rating', id, number, title, evidence FROM rating UNION ALL SELECT 'problem', id, number, text, evidence FROM problem)
 WHERE evidence IS NOT NULL AND EXISTS (SELECT 1 FROM archive) AND evidence NOT IN (SELECT box FROM archive) ORDER BY kind, number

-- guide: school_staff
-- as: finding
-- rank: 3
-- text: The number of staff is not filled in on the school's page; the figures about notes need it.
-- value:
SELECT 'school', id, number, name, NULL, NULL, NULL FROM school
 WHERE staff IS NULL ORDER BY ord, seq

-- guide: school_party
-- as: finding
-- rank: 3
-- text: The number of Party members is not filled in on the school's page; write 0 if there are none.
-- value:
SELECT 'school', id, number, name, NULL, NULL, NULL FROM school
 WHERE party IS NULL ORDER BY ord, seq

-- guide: school_leaders
-- as: finding
-- rank: 3
-- text: The number of school leaders is not filled in on the school's page.
-- value:
SELECT 'school', id, number, name, NULL, NULL, NULL FROM school
 WHERE leaders IS NULL ORDER BY ord, seq

-- guide: school_students
-- as: finding
-- rank: 3
-- text: The number of students is not filled in on the school's page.
-- value:
SELECT 'school', id, number, name, NULL, NULL, NULL FROM school
 WHERE students IS NULL ORDER BY ord, seq

-- guide: school_classes
-- as: finding
-- rank: 3
-- text: The number of classes is not filled in on the school's page.
-- value:
SELECT 'school', id, number, name, NULL, NULL, NULL FROM school
 WHERE classes IS NULL ORDER BY ord, seq

-- guide: school_website
-- as: finding
-- rank: 3
-- text: The school's page does not say whether there is a website.
-- value:
SELECT 'school', id, number, name, NULL, NULL, NULL FROM school
 WHERE website IS NULL ORDER BY ord, seq

-- guide: no_organisation
-- as: finding
-- rank: 3
-- text: The leading group has no first responsible person or no deputy in charge: {title}
-- basis: 五(一) / L89
-- value:
SELECT 'body', id, number, name, NULL, NULL, NULL FROM body
 WHERE kind = 'group' AND (head IS NULL OR deputy IS NULL) ORDER BY ord, seq

-- guide: overdue_anything
-- as: finding
-- rank: 3
-- text: {number} is overdue since {due}: {title}
-- value:
SELECT kind, id, number, title, due, NULL, ref FROM deadline
 WHERE due < ?1 AND NOT met ORDER BY kind DESC, due, number

-- guide: late_reply
-- as: finding
-- rank: 3
-- text: {number} was answered on {detail}, after {due}.
-- value:
SELECT 'notice', id, number, finding, reply_due, replied, NULL FROM notice
 WHERE replied > reply_due ORDER BY ord, seq

-- guide: unrated
-- as: finding
-- rank: 3
-- text: {number} is not rated and counts 0: {title}
-- value:
SELECT 'rating', id, number, title, NULL, NULL, item FROM rating
 WHERE self IS NULL AND dropped IS NULL ORDER BY ord, seq

-- guide: few_sessions
-- as: finding
-- rank: 3
-- target: sessions
-- text: There are fewer collective study sessions than asked for: {detail}.
-- value:
SELECT 'session', '', '', '', NULL, n || '/' || ?3, NULL FROM (SELECT count(*) AS n FROM
 (SELECT DISTINCT date, topic FROM session WHERE form = 'collective')) WHERE n < ?3

-- guide: head_absent
-- as: finding
-- rank: 3
-- text: The first responsible person was at neither {detail} nor {number}, one after the other.
-- basis: 五(一) / L89
-- value:
WITH seen AS (SELECT id, number, topic, date, ord, seq, EXISTS (SELECT 1 FROM person p WHERE p.role = 'head'
  AND instr(' ' || s.attendance || ' ', ' ' || p.id || ' ')) AS came FROM session s
  WHERE form = 'collective' AND attendance IS NOT NULL AND EXISTS (SELECT 1 FROM person WHERE role = 'head')),
 pair AS (SELECT *, lag(came) OVER (ORDER BY ord, seq) AS came_before, lag(number) OVER (ORDER BY ord, seq) AS before FROM seen)
SELECT 'session', id, number, topic, date, before, NULL FROM pair WHERE came = 0 AND came_before = 0 ORDER BY ord, seq

-- guide: bulletin_gap
-- as: finding
-- rank: 3
-- text: The bulletins go up to number {detail}, but some are missing.
-- basis: 四(一)3(3) / L63
-- value:
SELECT 'bulletin', '', '', '', NULL, max(issue), NULL FROM bulletin HAVING max(issue) > count(DISTINCT issue)

-- guide: unsettled
-- as: finding
-- rank: 3
-- text: {number} has no owner, no result or no answer: {title}
-- basis: 三(三)2 / L35
-- value:
SELECT 'opinion' AS kind, id, number, raw AS title, date, NULL, NULL FROM opinion
 WHERE merged_into IS NULL AND (owner IS NULL OR result IS NULL OR replied IS NULL) ORDER BY ord, seq

-- guide: unpublished
-- as: finding
-- rank: 3
-- text: {number} is closed and was never made known: {title}
-- basis: 四(三)1 / L77
-- value:
SELECT 'problem', id, number, text, NULL, NULL, NULL FROM problem
 WHERE status = 'closed' AND published IS NULL AND merged_into IS NULL ORDER BY ord, seq

-- guide: unanalysed
-- as: finding
-- rank: 3
-- text: {number} has no cause or no suggestion: {title}
-- basis: 四(二)1 / L69
-- value:
SELECT 'problem', id, number, text, NULL, NULL, NULL FROM problem
 WHERE (cause IS NULL OR suggestion IS NULL) AND merged_into IS NULL AND ?2 >= '3' ORDER BY ord, seq

-- guide: late_entry
-- as: finding
-- rank: 3
-- text: {number} of {due} was entered {detail} days later (补录).
-- basis: 五(三) / L93
-- value:
SELECT kind, id, number, title, day, CAST(julianday(entered) - julianday(day) AS INTEGER), NULL FROM dated
 WHERE julianday(entered) - julianday(day) > 7 ORDER BY kind DESC, day, number
