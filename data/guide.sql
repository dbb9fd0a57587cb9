--- The guided walk and the truth check, one query each, in the order they are shown.
--- A line "-- key: value" is a directive, a line "--- text" a comment, all others are SQL; data/sql2c.awk
--- refuses what it does not know. ?1 is today as YYYY-MM-DD, ?2 the id of the current phase, ?3 the target
--- named below, ?4 the longest reminder in days.
--- The columns of a query, by name: kind, id, number (id '' opens a new record); title (of a step always), due,
--- detail; ref (task or checklist item of the template, whose basis is shown). {number} {title} {due} {detail}
--- in a text stand for them: what a text names, its query has to give.
---   as       step: one thing to do; finding: what does not agree, or is missing; both: a fault that can be mended
---   urgency  of a step: overdue, due, open
---   rank     of a finding: contradicts (figures that contradict each other), unproved (what lacks its proof),
---            late (or missing). No finding is a verdict: each opens its record, and people decide.
---   basis    where the source asks for it, for what has no task or item of its own
---   target   the campaign's target of that name, bound as ?3; where it states none the rule is left out
---   none     instead of a query: nothing of a kind is so; then there is one row. each: a query with the columns key
---            and text, of which each row that has none is one
---   asks     with none: the figure, or records as a task's when= writes them, that the campaign has to ask the
---            school for and that is not there as its item asks. The rule speaks from the day after the task's last
---            day or the item's phase; by: after that phase instead, or from the reminders before the deadline. ?5: it
---   scan     instead of a query: what SQL cannot see (core/guide/scan.h)

-- guide: overdue
-- as: step
-- urgency: overdue
-- text: It was due on {due} and is not done.
-- value:
SELECT kind, id, number, title, due, ref FROM deadline
 WHERE due < ?1 AND NOT met ORDER BY due, kind DESC, number

-- guide: due_soon
-- as: step
-- urgency: due
-- text: It is due on {due}: {detail} days left.
-- value:
SELECT kind, id, number, title, due, CAST(julianday(due) - julianday(?1) AS INTEGER) AS detail, ref FROM deadline
 WHERE due BETWEEN ?1 AND date(?1, '+' || ?4 || ' days') AND NOT met ORDER BY due, kind DESC, number

-- guide: open_task
-- as: step
-- urgency: open
-- text: It belongs to the current phase and is not done.
-- value:
SELECT 'task' AS kind, id, number, title, "to" AS due, task_id AS ref FROM task_now
 WHERE state IS NOT 'done' AND ("to" IS NULL OR "to" > date(?1, '+' || ?4 || ' days'))
 AND (phase = ?2 OR (phase = '0' AND ("from" IS NULL OR "from" <= ?1)))
ORDER BY "to" IS NULL, "to", ord, seq

-- guide: no_box
-- as: step
-- urgency: open
-- text: There is no opinion page or opinion box on the school's page yet.
-- basis: 四(一)3(4) / L65
-- value:
SELECT 'school' AS kind, id, number, name AS title FROM school
 WHERE box IS NULL ORDER BY ord, seq

-- guide: no_column
-- as: step
-- urgency: open
-- text: The school has a website, and its study column is not on the school's page yet.
-- basis: 四(一)3(2) / L61
-- value:
SELECT 'school' AS kind, id, number, name AS title FROM school
 WHERE "column" IS NULL AND website = 'yes' ORDER BY ord, seq

-- guide: old_column
-- as: both
-- urgency: open
-- rank: late
-- text: The study column has had no new text since {due}.
-- basis: 四(一)3(2) / L61
-- value:
SELECT 'school' AS kind, id, number, name AS title, column_updated AS due FROM school
 WHERE column_updated < date(?1, '-31 days') ORDER BY ord, seq

-- guide: unrated_item
-- as: step
-- urgency: open
-- text: The checklist item is not rated yet; without a rating it counts 0.
-- value:
SELECT 'rating' AS kind, id, number, title, item AS ref FROM rating WHERE self IS NULL AND dropped IS NULL AND ?2 >= '2' ORDER BY ord, seq

-- guide: unsorted_opinion
-- as: step
-- urgency: open
-- text: The opinion is not sorted yet: it needs its category, or the one it is merged into.
-- basis: 四(二)1 / L69
-- value:
SELECT 'opinion' AS kind, id, number, raw AS title FROM standing_opinion
 WHERE category IS NULL AND ?2 >= '2' ORDER BY ord, seq

-- guide: unowned_opinion
-- as: step
-- urgency: open
-- text: Nobody has taken the opinion up within three days.
-- basis: 三(三)2 / L35
-- value:
SELECT 'opinion' AS kind, id, number, raw AS title FROM standing_opinion
 WHERE owner IS NULL AND replied IS NULL AND date <= date(?1, '-3 days') ORDER BY ord, seq

-- guide: unanswered_opinion
-- as: step
-- urgency: open
-- text: Whoever gave the opinion has no answer yet.
-- basis: 三(三)2 / L35
-- value:
SELECT 'opinion' AS kind, id, number, raw AS title FROM standing_opinion
 WHERE owner IS NOT NULL AND replied IS NULL ORDER BY ord, seq

-- guide: unanswered_notice
-- as: both
-- urgency: open
-- rank: late
-- text: The notice has no answer yet, and no day for it.
-- basis: 三(三)2 / L35
-- value:
SELECT 'notice' AS kind, id, number, finding AS title FROM notice
 WHERE replied IS NULL AND reply_due IS NULL ORDER BY ord, seq

-- guide: no_cause
-- as: step
-- urgency: open
-- text: The problem has no cause yet.
-- basis: 四(二)1 / L69
-- value:
SELECT 'problem' AS kind, id, number, text AS title, due FROM standing_problem
 WHERE status IS NOT 'closed' AND cause IS NULL ORDER BY ord, seq

-- guide: no_measure
-- as: step
-- urgency: open
-- text: The problem has no measure yet.
-- basis: 四(三)1 / L77
-- value:
SELECT 'problem' AS kind, id, number, text AS title, due FROM standing_problem
 WHERE status IS NOT 'closed' AND measure IS NULL ORDER BY ord, seq

-- guide: no_owner
-- as: step
-- urgency: open
-- text: Nobody is responsible for the problem yet.
-- basis: 四(三)1 / L77
-- value:
SELECT 'problem' AS kind, id, number, text AS title, due FROM standing_problem
 WHERE status IS NOT 'closed' AND owner IS NULL ORDER BY ord, seq

-- guide: no_due
-- as: step
-- urgency: open
-- text: The problem has no deadline yet.
-- basis: 四(三)1 / L77
-- value:
SELECT 'problem' AS kind, id, number, text AS title, due FROM standing_problem
 WHERE status IS NOT 'closed' AND due IS NULL AND type IS NOT 'longterm' ORDER BY ord, seq

-- guide: no_category
-- as: both
-- urgency: open
-- rank: late
-- text: The problem has none of the five categories yet.
-- basis: 一 / L13
-- value:
SELECT 'problem' AS kind, id, number, text AS title, due FROM standing_problem
 WHERE category IS NULL AND ?2 >= '2' ORDER BY ord, seq

-- guide: to_verify
-- as: step
-- urgency: open
-- text: It is reported as done; someone other than its owner has to verify it.
-- basis: 四(三)1 / L77
-- value:
SELECT 'problem' AS kind, id, number, text AS title, due FROM standing_problem
 WHERE status = 'review' ORDER BY ord, seq

-- guide: to_publish
-- as: step
-- urgency: open
-- text: It is closed; the people do not know yet.
-- basis: 四(三)1 / L77
-- value:
SELECT 'problem' AS kind, id, number, text AS title FROM standing_problem
 WHERE status = 'closed' AND published IS NULL ORDER BY ord, seq

-- guide: to_tell
-- as: step
-- urgency: open
-- text: The problem that it led to is closed; whoever raised it has no answer yet.
-- basis: 三(三)2 / L35
-- value:
SELECT 'opinion' AS kind, o.id AS id, o.number AS number, o.raw AS title, p.number AS detail FROM opinion o JOIN problem p ON p.id = o.problem_id
 WHERE p.status = 'closed' AND o.replied IS NULL AND o.owner IS NULL ORDER BY o.ord, o.seq

-- guide: unstudied
-- as: both
-- urgency: open
-- rank: late
-- text: The document has been listed for a month and is not studied yet.
-- basis: 三(三)1 / L33
-- value:
SELECT 'document' AS kind, id, number, title FROM document
 WHERE studied IS NULL AND entered <= date(?1, '-30 days') ORDER BY ord, seq

-- guide: unmeasured
-- as: both
-- urgency: open
-- rank: late
-- text: The document is studied and has led to no measure yet.
-- basis: 三(三)1 / L33
-- value:
SELECT 'document' AS kind, id, number, title FROM document
 WHERE studied IS NOT NULL AND measure IS NULL ORDER BY ord, seq

-- guide: unwritten
-- as: step
-- urgency: open
-- text: This part of the report is written by people, and is empty.
-- basis: 四(三)5 / L85
-- value:
SELECT 'section' AS kind, id, number, title FROM section WHERE text IS NULL AND dropped IS NULL
 AND ?2 = (SELECT max(key) FROM choice WHERE list = 'phase') ORDER BY ord, seq

-- guide: no_bulletin
-- as: step
-- urgency: open
-- text: There has been no bulletin for 30 days.
-- value:
SELECT 'bulletin' AS kind, '' AS id, '' AS number, t.title AS title, t.task_id AS ref FROM task_now t WHERE t.figure = 'bulletins' AND t."from" <= ?1
 AND t.state IS NOT 'done' AND NOT EXISTS (SELECT 1 FROM bulletin WHERE date >= date(?1, '-30 days'))

-- guide: topic_missing
-- as: both
-- urgency: open
-- rank: late
-- text: No study session has taken this main topic up yet; phase 1 was for it.
-- basis: 三(一) / L21
-- value:
SELECT 'session' AS kind, '' AS id, '' AS number, c.text AS title FROM choice c WHERE c.list = 'topic_kind' AND c.key <> 'other' AND ?2 >= '2'
 AND EXISTS (SELECT 1 FROM past_session WHERE topic_kind IS NOT NULL)
 AND NOT EXISTS (SELECT 1 FROM past_session WHERE topic_kind = c.key) ORDER BY c.pos

-- guide: no_media
-- as: both
-- urgency: open
-- rank: late
-- text: Nothing has been reported in any medium since {due}.
-- basis: 五(二) / L91
-- value:
SELECT 'media' AS kind, '' AS id, '' AS number, ifnull(max(title), '') AS title, max(date) AS due FROM past_media
 WHERE date IS NOT NULL HAVING max(date) < date(?1, '-30 days')

--- After the last phase the campaign goes on to its last day: what is open is its work.
-- guide: closing_problem
-- as: step
-- urgency: open
-- text: The campaign's phases are over; it is still open, and due on {due}.
-- basis: 四(三)1 / L77
-- value:
SELECT 'problem' AS kind, id, number, text AS title, due FROM standing_problem
 WHERE status IS NOT 'closed' AND due > date(?1, '+' || ?4 || ' days')
  AND ?1 > (SELECT max(campaign_phase_end(key)) FROM choice WHERE list = 'phase') ORDER BY due, ord, seq

-- guide: closing_receipt
-- as: step
-- urgency: open
-- text: The report was handed in on {due}, and its receipt is not on record yet.
-- basis: 四(三)5 / L85
-- value:
SELECT 'school' AS kind, id, number, name AS title, reported AS due FROM school
 WHERE answered(reported) AND NOT answered(receipt)
  AND ?1 > (SELECT max(campaign_phase_end(key)) FROM choice WHERE list = 'phase') ORDER BY ord, seq

-- guide: open_criticism
-- as: both
-- urgency: open
-- rank: late
-- text: The criticism is not put right yet.
-- basis: 三(三)2 / L35
-- value:
SELECT 'reward' AS kind, id, number, title FROM reward
 WHERE kind IS NOT 'honour' AND rectified IS NULL ORDER BY ord, seq

--- Pairs of numbers of which a kind's declaration says that one is at most the other (kuayue/kind.h).
-- guide: over
-- as: finding
-- rank: contradicts
-- text: {number} has {detail}: the first cannot be the larger one.
-- scan: over

-- guide: undecided
-- as: finding
-- rank: contradicts
-- text: {number}: two copies of the workbook differ in {detail}, and nobody has decided.
-- scan: undecided

-- guide: poll_sum
-- as: finding
-- rank: contradicts
-- text: {number}: satisfied, fairly and not satisfied do not add up to the valid sheets: {detail}.
-- value:
SELECT 'satisfaction' AS kind, id, number, date AS title, a || ' + ' || b || ' + ' || c || ' <> ' || valid AS detail FROM satisfaction
 WHERE a + b + c <> valid ORDER BY ord, seq

-- guide: zero_void
-- as: finding
-- rank: contradicts
-- text: {title} was confirmed as empty on {due}, and has records by now; the confirmation no longer counts.
-- value:
SELECT 'zero' AS kind, id, number, name AS title, day AS due FROM confirmed WHERE void ORDER BY pos

-- guide: session_twice
-- as: finding
-- rank: contradicts
-- text: {number} and {detail} are the same session of {due}, entered twice; it counts once.
-- value:
SELECT 'session' AS kind, b.id AS id, b.number AS number, b.topic AS title, b.date AS due, a.number AS detail FROM session b JOIN session a
 ON a.date = b.date AND a.topic = b.topic AND a.form IS b.form AND a.seq < b.seq ORDER BY b.ord, b.seq

--- As present_by says it (core/record/attendance.c), which two copies that became one may not agree with any more.
-- guide: present_typed
-- as: finding
-- rank: contradicts
-- text: {number}: the number present is not that of the sign-in sheet, {detail}.
-- basis: 四(一)3(1) / L59
-- value:
SELECT * FROM (SELECT 'session' AS kind, id, number, topic AS title, CASE WHEN answered(present_by) THEN '手工' ELSE '' END || '（签到 ' || link_count(attendance) || '，填 ' || ifnull(present, '—') || '）' AS detail
  FROM session WHERE attendance IS NOT NULL AND present IS NOT link_count(attendance) ORDER BY ord, seq)
UNION ALL SELECT * FROM (SELECT 'activity', id, number, title, CASE WHEN answered(present_by) THEN '手工' ELSE '' END || '（签到 ' || link_count(attendance) || '，填 ' || ifnull(present, '—') || '）'
  FROM activity WHERE attendance IS NOT NULL AND present IS NOT link_count(attendance) ORDER BY ord, seq)

-- guide: two_meetings
-- as: finding
-- rank: contradicts
-- text: On {due} the same people are at {number} and at another meeting: {detail}.
-- basis: 五(三) / L93
-- value:
WITH meeting AS (SELECT 'session' AS kind, id, number, topic AS title, date, attendance,
  clock_minutes(start) AS at, minutes
  FROM session WHERE attendance IS NOT NULL
 UNION ALL SELECT 'activity', id, number, title, date, attendance,
  clock_minutes(start), minutes
  FROM activity WHERE attendance IS NOT NULL)
SELECT b.kind AS kind, b.id AS id, b.number AS number, b.title AS title, b.date AS due, a.number || ', ' || p.name || CASE count(*) WHEN 1 THEN '' ELSE ' +' || (count(*) - 1) END AS detail
 FROM meeting a JOIN meeting b ON a.date = b.date AND a.number < b.number AND a.title <> b.title
 JOIN person p ON has_link(a.attendance, p.id) AND has_link(b.attendance, p.id)
 WHERE NOT ifnull(a.at + ifnull(a.minutes, 1) <= b.at OR b.at + ifnull(b.minutes, 1) <= a.at, 0) GROUP BY a.id, b.id ORDER BY b.date, b.number

-- guide: self_verified
-- as: finding
-- rank: contradicts
-- text: {number} was verified by its own owner, {detail}; someone else has to do it.
-- value:
SELECT 'problem' AS kind, id, number, text AS title, due, verifier AS detail FROM problem
 WHERE same_person(verifier, owner) ORDER BY ord, seq

-- guide: bulletin_twice
-- as: finding
-- rank: contradicts
-- text: {number} has the issue number of another bulletin: {detail}.
-- value:
SELECT 'bulletin' AS kind, id, number, title, date AS due, issue AS detail FROM
 (SELECT *, min(seq) OVER (PARTITION BY issue) AS first FROM bulletin WHERE issue IS NOT NULL) WHERE seq > first ORDER BY ord, seq

-- guide: archive_twice
-- as: finding
-- rank: contradicts
-- text: {number} has the archive number of another material: {detail}.
-- value:
SELECT 'archive' AS kind, id, number, title, box AS detail FROM
 (SELECT *, min(seq) OVER (PARTITION BY box) AS first FROM archive WHERE box IS NOT NULL) WHERE seq > first ORDER BY ord, seq

-- guide: deputies
-- as: finding
-- rank: contradicts
-- text: There has to be exactly one deputy in charge; the roster has {detail}.
-- basis: 五(一) / L89
-- value:
SELECT 'person' AS kind, ifnull(max(id), '') AS id, ifnull(max(number), '') AS number, ifnull(max(name), '') AS title, count(*) AS detail FROM person
 WHERE role = 'deputy' HAVING count(*) > 1

-- guide: deputy_names
-- as: finding
-- rank: contradicts
-- text: {number} names more than one deputy in charge: {detail}.
-- basis: 五(一) / L89
-- value:
SELECT 'body' AS kind, id, number, name AS title, deputy AS detail FROM body
 WHERE deputy GLOB '*[、,，;；/]*' ORDER BY ord, seq

-- guide: to_come
-- as: finding
-- rank: contradicts
-- text: {number} says {due}, a day that is still to come; until then it does not count as done.
-- value:
SELECT kind, id, number, title, day AS due FROM to_come ORDER BY day, number

-- guide: outside
-- as: finding
-- rank: contradicts
-- text: {number} says {due}, a day outside of the campaign ({detail}); it does not count.
-- value:
SELECT kind, id, number, title, day AS due, campaign_from() || '—' || campaign_to() AS detail FROM outside ORDER BY day, number

-- guide: answer_first
-- as: finding
-- rank: contradicts
-- text: {number} was answered on {detail}, before it came in on {due}.
-- value:
SELECT 'opinion' AS kind, id, number, raw AS title, date AS due, replied AS detail FROM opinion WHERE replied < date
UNION ALL SELECT 'notice', id, number, finding, coalesce(issued, date), replied FROM notice WHERE replied < coalesce(issued, date)
ORDER BY kind, number

-- guide: gone
-- as: finding
-- rank: contradicts
-- text: {number} refers to a record that was deleted.
-- value:
SELECT kind, id, number, title FROM dangling ORDER BY kind, number

-- guide: alike
-- as: finding
-- rank: unproved
-- text: {number} is the same text as {detail} but for a few words (雷同).
-- basis: 五(三) / L93
-- scan: alike

-- guide: numbers
-- as: finding
-- rank: unproved
-- text: {number} holds personal data: {detail}. It should not leave the school by oversight.
-- scan: numbers

-- guide: closed_unexplained
-- as: finding
-- rank: unproved
-- text: {number} is closed, but does not say how it was handled.
-- value:
SELECT 'problem' AS kind, id, number, text AS title, due FROM problem
 WHERE status = 'closed' AND NOT answered(handled) AND NOT answered(progress) ORDER BY ord, seq

-- guide: closed_unproved
-- as: finding
-- rank: unproved
-- text: {number} is closed without evidence.
-- value:
SELECT kind, id, number, title FROM lacking
 WHERE kind = 'problem' AND is_now = 'closed' AND field = 'evidence' ORDER BY ord, seq

-- guide: rated_unproved
-- as: finding
-- rank: unproved
-- text: {number} is rated 3 without evidence: {title}
-- value:
SELECT kind, id, number, title, ref FROM lacking
 WHERE kind = 'rating' AND is_now = '3' AND field = 'evidence' ORDER BY ord, seq

--- Claims are held against the records: what full= of the item says, and the target of a task (V, 3).
-- guide: denied
-- as: finding
-- rank: unproved
-- text: {number} is rated 3, and the records do not say so ({detail}): {title}
-- basis: 五(三) / L93
-- scan: denied

-- guide: applies
-- as: finding
-- rank: unproved
-- text: {number} is said not to apply, and it does: {title}
-- basis: 五(三) / L93
-- scan: applies

-- guide: task_denied
-- as: finding
-- rank: unproved
-- text: {number} is said to be done, and the records do not reach its target: {title}
-- value:
SELECT 'task' AS kind, id, number, title, "to" AS due, task_id AS ref FROM task_now
 WHERE state = 'done' AND records_state(id) IS NOT NULL AND records_state(id) <> 'done' ORDER BY ord, seq

-- guide: one_evidence
-- as: finding
-- rank: unproved
-- text: {detail} items are rated with one and the same evidence: {title}
-- basis: 五(三) / L93
-- value:
SELECT 'rating' AS kind, id, number, evidence AS title, count(*) AS detail FROM rating
 WHERE dropped IS NULL AND self IS NOT NULL AND answered(evidence) GROUP BY evidence HAVING count(*) >= 3 ORDER BY min(seq)

-- guide: one_text
-- as: finding
-- rank: unproved
-- text: {detail} items have one and the same explanation: {title}
-- basis: 五(三) / L93
-- value:
SELECT 'rating' AS kind, id, number, note AS title, count(*) AS detail FROM rating
 WHERE dropped IS NULL AND self IS NOT NULL AND self <> 'N' AND answered(note) GROUP BY note HAVING count(*) >= 5 ORDER BY min(seq)

-- guide: one_day
-- as: finding
-- rank: unproved
-- text: All {detail} items were rated on one day, {due}.
-- basis: 五(三) / L93
-- value:
SELECT 'rating' AS kind, '' AS id, '' AS number, '' AS title, max(date) AS due, count(*) AS detail FROM rating
 WHERE dropped IS NULL AND self IS NOT NULL HAVING count(*) >= 10 AND count(DISTINCT date) = 1 AND count(date) = count(*)

-- guide: all_at_the_top
-- as: finding
-- rank: unproved
-- text: All {detail} items are rated 3.
-- basis: 五(三) / L93
-- value:
SELECT 'rating' AS kind, '' AS id, '' AS number, '' AS title, count(*) AS detail FROM rating
 WHERE dropped IS NULL AND self IS NOT NULL AND self <> 'N' HAVING count(*) >= 10 AND min(self) = '3'

-- guide: dropped_item
-- as: finding
-- rank: unproved
-- text: {number} answers an item that the campaign has dropped; it no longer counts: {title}
-- value:
SELECT 'rating' AS kind, id, number, title, item AS ref FROM rating
 WHERE dropped IS NOT NULL AND self IS NOT NULL ORDER BY ord, seq

-- guide: spot_duplicates
-- as: finding
-- rank: unproved
-- text: {number}: the spot check found {detail} texts much alike; say how it was put right.
-- basis: 五(三) / L93
-- value:
SELECT 'study' AS kind, id, number, checker AS title, duplicates AS detail FROM study
 WHERE duplicates > 0 AND note IS NULL ORDER BY ord, seq

-- guide: all_on_one_day
-- as: finding
-- rank: unproved
-- text: {detail} were entered on one day, {due}.
-- basis: 五(三) / L93
-- value:
SELECT 'session' AS kind, '' AS id, '' AS number, '' AS title, entered AS due, max(n) || '/' || sum(n) AS detail FROM
 (SELECT entered, count(*) AS n FROM dated WHERE entered IS NOT NULL AND late GROUP BY entered)
 HAVING sum(n) >= 5 AND max(n) * 2 > (SELECT count(*) FROM dated WHERE entered IS NOT NULL)

-- guide: refused_unexplained
-- as: finding
-- rank: unproved
-- text: {number} is not adopted, and no reason is given.
-- value:
SELECT kind, id, number, title FROM lacking
 WHERE kind = 'opinion' AND is_now = 'refuse' AND field = 'reason' ORDER BY ord, seq

-- guide: poll_low
-- as: finding
-- rank: unproved
-- text: {number}: {detail} % are satisfied, less than 90 %; mend it and ask again.
-- basis: 四(三)4 / L83
-- value:
SELECT 'satisfaction' AS kind, id, number, date AS title, rate AS detail FROM satisfaction
 WHERE rate < 90 AND NOT EXISTS (SELECT 1 FROM satisfaction l WHERE l.date > satisfaction.date) ORDER BY ord, seq

-- guide: unarchived
-- as: finding
-- rank: late
-- text: {number} names evidence {detail}, which is not in the archive.
-- value:
SELECT kind, id, number, title, evidence AS detail FROM (
 SELECT 'session' AS kind, id, number, topic AS title, evidence FROM session UNION ALL SELECT 'task', id, number, title, evidence FROM task
 UNION ALL SELECT 'rating', id, number, title, evidence FROM rating UNION ALL SELECT 'problem', id, number, text, evidence FROM problem)
 WHERE evidence IS NOT NULL AND EXISTS (SELECT 1 FROM archive) AND evidence NOT IN (SELECT box FROM archive) ORDER BY kind, number

-- guide: school_staff
-- as: finding
-- rank: late
-- text: The number of staff is not filled in on the school's page; the figures about notes need it.
-- value:
SELECT 'school' AS kind, id, number, name AS title FROM school
 WHERE staff IS NULL ORDER BY ord, seq

-- guide: school_party
-- as: finding
-- rank: late
-- text: The number of Party members is not filled in on the school's page; write 0 if there are none.
-- value:
SELECT 'school' AS kind, id, number, name AS title FROM school
 WHERE party IS NULL ORDER BY ord, seq

-- guide: school_leaders
-- as: finding
-- rank: late
-- text: The number of school leaders is not filled in on the school's page.
-- value:
SELECT 'school' AS kind, id, number, name AS title FROM school
 WHERE leaders IS NULL ORDER BY ord, seq

-- guide: school_students
-- as: finding
-- rank: late
-- text: The number of students is not filled in on the school's page.
-- value:
SELECT 'school' AS kind, id, number, name AS title FROM school
 WHERE students IS NULL ORDER BY ord, seq

-- guide: school_classes
-- as: finding
-- rank: late
-- text: The number of classes is not filled in on the school's page.
-- value:
SELECT 'school' AS kind, id, number, name AS title FROM school
 WHERE classes IS NULL ORDER BY ord, seq

-- guide: school_website
-- as: finding
-- rank: late
-- text: The school's page does not say whether there is a website.
-- value:
SELECT 'school' AS kind, id, number, name AS title FROM school
 WHERE website IS NULL ORDER BY ord, seq

-- guide: no_organisation
-- as: finding
-- rank: late
-- text: The leading group has no first responsible person or no deputy in charge: {title}
-- basis: 五(一) / L89
-- value:
SELECT 'body' AS kind, id, number, name AS title FROM body
 WHERE kind = 'group' AND (head IS NULL OR deputy IS NULL) ORDER BY ord, seq

-- guide: overdue_anything
-- as: finding
-- rank: late
-- text: {number} is overdue since {due}: {title}
-- value:
SELECT kind, id, number, title, due, ref FROM deadline
 WHERE due < ?1 AND NOT met ORDER BY kind DESC, due, number

--- What is absent is found: nothing else says so, for there is no record that could.
-- guide: none_body
-- as: finding
-- rank: late
-- asks: body.kind=group
-- text: No leading group is on record; it was to be set up by {due}.
-- basis: 四(一)1 / L53
-- none:
past_body WHERE kind = 'group'

-- guide: none_meeting
-- as: finding
-- rank: late
-- asks: activity.kind=mobilise
-- text: No mobilisation meeting is on record; it was to be held by {due}.
-- basis: 四(一)2 / L55
-- none:
past_activity WHERE kind = 'mobilise'

-- guide: none_session
-- as: finding
-- rank: late
-- asks: sessions
-- text: No collective study session with a topic is on record; the first was asked for by {due}.
-- basis: 四(一)3(1) / L59
-- none:
past_session WHERE form = 'collective' AND answered(topic)

-- guide: none_visit
-- as: finding
-- rank: late
-- asks: leader_visits
-- text: No leader has gone to the front line; it was asked for by {due}.
-- basis: 三(二)1 / L25
-- none:
past_visit

-- guide: none_opinion
-- as: finding
-- rank: late
-- asks: opinions_raw
-- text: No opinion is on record; they were to be collected and sorted by {due}.
-- basis: 四(一)3(4) / L65
-- none:
standing_opinion

-- guide: none_problem
-- as: finding
-- rank: late
-- asks: problems
-- text: No problem is on record; they were to be found by {due}.
-- basis: 四(二)1 / L69
-- none:
standing_problem

-- guide: none_media
-- as: finding
-- rank: late
-- asks: media_kinds
-- text: Nothing has been reported in any medium; it was asked for by {due}.
-- basis: 五(二) / L91
-- none:
past_media

-- guide: none_box
-- as: finding
-- rank: late
-- asks: box
-- text: There is no opinion page or opinion box on the school's page; it was asked for by {due}.
-- basis: 四(一)3(4) / L65
-- none:
school WHERE answered(box)

-- guide: no_theme
-- as: finding
-- rank: late
-- asks: discussion_themes
-- text: The theme {title} was never discussed; it was asked for by {due}.
-- basis: 四(二)引言 / L67
-- each:
SELECT key, text FROM choice WHERE list = 'discussion_theme' ORDER BY pos
-- none:
past_activity WHERE kind = 'discussion' AND theme = each.key
 UNION ALL SELECT 1 FROM past_session WHERE form = 'discussion' AND theme = each.key

-- guide: no_channel
-- as: finding
-- rank: late
-- asks: spirit_channels
-- by: deadline
-- text: The spirit was not spread through {title}; all channels are asked for by {due}.
-- basis: 三(四)1 / L39
-- each:
SELECT key, text FROM choice WHERE list = 'spirit_channel' ORDER BY pos
-- none:
past_activity WHERE channel = each.key

-- guide: no_form
-- as: finding
-- rank: late
-- asks: gratitude_forms
-- by: deadline
-- text: Gratitude education has not used the form {title}; it is asked for by {due}.
-- basis: 三(四)2 / L41
-- each:
SELECT key, text FROM choice WHERE list = 'gratitude_form' ORDER BY pos
-- none:
past_activity WHERE kind = 'gratitude' AND form = each.key

-- guide: no_group
-- as: finding
-- rank: late
-- asks: seminar_groups
-- text: No seminar was held with {title}; it was asked for by {due}.
-- basis: 四(一)3(4) / L65
-- each:
SELECT key, text FROM choice WHERE list = 'opinion_group' AND key IN ('teacher', 'student', 'parent') ORDER BY pos
-- none:
past_visit WHERE method = 'seminar' AND "group" = each.key

-- guide: no_check
-- as: finding
-- rank: late
-- asks: check_phases
-- by: 1
-- text: The school has not checked the campaign itself in the phase {title}.
-- basis: 五(三) / L93
-- each:
SELECT key, text FROM choice WHERE list = 'phase' AND key <> '0' AND campaign_phase_end(key) < ?1 ORDER BY pos
-- none:
past_activity WHERE kind = 'check' AND campaign_phase(date) = each.key

-- guide: no_leader_visit
-- as: finding
-- rank: late
-- asks: leader_visits
-- text: {title} has not gone to the front line once; it was asked for by {due}.
-- basis: 三(二)1 / L25
-- each:
SELECT id AS key, name AS text FROM person WHERE role IN ('head', 'deputy', 'leader') AND (leave IS NULL OR leave > ?1)
  AND EXISTS (SELECT 1 FROM past_visit) ORDER BY ord, seq
-- none:
past_visit v WHERE has_link(v.leaders, each.key)

-- guide: no_report
-- as: finding
-- rank: late
-- asks: school.reported
-- text: The report was due on {due}, and the school's page does not say that it was handed in.
-- basis: 四(三)5 / L85
-- none:
school WHERE answered(reported)

-- guide: no_receipt
-- as: finding
-- rank: late
-- asks: school.reported
-- text: The report was due on {due}, and no receipt is on record.
-- basis: 四(三)5 / L85
-- none:
school WHERE answered(receipt) OR reported IS NULL

-- guide: few_notes
-- as: finding
-- rank: late
-- asks: notes_kept
-- by: deadline
-- text: Not everybody keeps notes: {detail}.
-- basis: 四(一)3(1) / L59
-- value:
SELECT 'note' AS kind, '' AS id, '' AS number, '' AS title, have || '/' || should AS detail FROM (SELECT
 CASE source WHEN 'check' THEN (SELECT notes FROM newest_check) ELSE (SELECT count(DISTINCT person) FROM roster_note) END AS have,
 CASE source WHEN 'check' THEN (SELECT should FROM newest_check) ELSE (SELECT staff FROM school) END AS should FROM note_source)
 WHERE have < should

-- guide: task_late
-- as: finding
-- rank: late
-- text: {number} was finished on {detail}, after {due}: {title}
-- value:
SELECT 'task' AS kind, id, number, title, "to" AS due, done_on(id, "done") AS detail, task_id AS ref FROM task_now
 WHERE state = 'done' AND done_on(id, "done") > "to" ORDER BY ord, seq

--- What the source asks beside what tasks and items measure, one row each, by the end of its phase: a school that has no
--- checks of its own to make, a teaching point, is asked for none of it.
-- guide: not_answered
-- as: finding
-- rank: late
-- text: {detail}: the campaign asks for it, and no record answers it: {title}
-- value:
SELECT kind, '' AS id, '' AS number, title, s AS detail FROM obligation
 WHERE NOT there AND campaign_phase_end(phase) < ?1 AND EXISTS (SELECT 1 FROM task_now WHERE figure = 'checks')

-- guide: key_untracked
-- as: finding
-- rank: late
-- text: {number} is key work, and nobody has looked at it again or says when: {title}
-- basis: 三(三)2 / L35
-- value:
SELECT 'notice' AS kind, id, number, finding AS title FROM within_notice
 WHERE kind = 'key' AND result IS NOT 'closed' AND ((next IS NULL AND NOT answered(tracked)) OR next < ?1) ORDER BY ord, seq

-- guide: routine_unset
-- as: finding
-- rank: late
-- text: {number} is routine work, and does not say every how many days it is looked at: {title}
-- basis: 三(三)2 / L35
-- value:
SELECT 'notice' AS kind, id, number, finding AS title FROM within_notice
 WHERE kind = 'routine' AND result IS NOT 'closed' AND stated(interval) IS NULL ORDER BY ord, seq

-- guide: project_unsaid
-- as: finding
-- rank: late
-- text: {number} does not say its kind, what was received or what was used: {title}
-- basis: 三(二)3 / L29
-- value:
SELECT 'project' AS kind, id, number, title FROM project
 WHERE kind IS NULL OR stated(received) IS NULL OR stated(used) IS NULL ORDER BY ord, seq

-- guide: late_reply
-- as: finding
-- rank: late
-- text: {number} was answered on {detail}, after {due}.
-- value:
SELECT 'notice' AS kind, id, number, finding AS title, reply_due AS due, replied AS detail FROM notice
 WHERE replied > reply_due ORDER BY ord, seq

-- guide: unrated
-- as: finding
-- rank: late
-- text: {number} is not rated and counts 0: {title}
-- value:
SELECT 'rating' AS kind, id, number, title, item AS ref FROM rating
 WHERE self IS NULL AND dropped IS NULL ORDER BY ord, seq

-- guide: few_sessions
-- as: finding
-- rank: late
-- target: sessions
-- text: There are fewer collective study sessions than asked for: {detail}.
-- value:
SELECT 'session' AS kind, '' AS id, '' AS number, '' AS title, n || '/' || ?3 AS detail FROM
 (SELECT count(*) AS n FROM counted_session) WHERE n < ?3

-- guide: head_absent
-- as: finding
-- rank: late
-- text: The first responsible person was at neither {detail} nor {number}, one after the other.
-- basis: 五(一) / L89
-- value:
WITH seen AS (SELECT id, number, topic, date, ord, seq, EXISTS (SELECT 1 FROM person p WHERE p.role = 'head'
  AND has_link(s.attendance, p.id)) AS came FROM session s
  WHERE form = 'collective' AND attendance IS NOT NULL AND EXISTS (SELECT 1 FROM person WHERE role = 'head')),
 pair AS (SELECT *, lag(came) OVER (ORDER BY ord, seq) AS came_before, lag(number) OVER (ORDER BY ord, seq) AS before FROM seen)
SELECT 'session' AS kind, id, number, topic AS title, date AS due, before AS detail FROM pair WHERE came = 0 AND came_before = 0 ORDER BY ord, seq

-- guide: bulletin_gap
-- as: finding
-- rank: late
-- text: The bulletins go up to number {detail}, but some are missing.
-- basis: 四(一)3(3) / L63
-- value:
SELECT 'bulletin' AS kind, '' AS id, '' AS number, '' AS title, max(issue) AS detail FROM bulletin HAVING max(issue) > count(DISTINCT issue)

-- guide: unsettled
-- as: finding
-- rank: late
-- text: {number} has no owner, no result or no answer: {title}
-- basis: 三(三)2 / L35
-- value:
SELECT 'opinion' AS kind, id, number, raw AS title, date AS due FROM standing_opinion
 WHERE (owner IS NULL OR result IS NULL OR replied IS NULL) ORDER BY ord, seq

-- guide: unpublished
-- as: finding
-- rank: late
-- text: {number} is closed and was never made known: {title}
-- basis: 四(三)1 / L77
-- value:
SELECT 'problem' AS kind, id, number, text AS title FROM standing_problem
 WHERE status = 'closed' AND published IS NULL ORDER BY ord, seq

-- guide: unanalysed
-- as: finding
-- rank: late
-- text: {number} has no cause or no suggestion: {title}
-- basis: 四(二)1 / L69
-- value:
SELECT 'problem' AS kind, id, number, text AS title FROM standing_problem
 WHERE (cause IS NULL OR suggestion IS NULL) AND ?2 >= '3' ORDER BY ord, seq

--- What the outline leaves to people: sections, and the fields of records that it names.
-- guide: to_write
-- as: finding
-- rank: late
-- text: The report waits for people to write {title} (【人写】).
-- basis: 四(三)5 / L85
-- scan: unwritten

-- guide: late_entry
-- as: finding
-- rank: late
-- text: {number} of {due} was entered {detail} days later (补录).
-- basis: 五(三) / L93
-- value:
SELECT kind, id, number, title, day AS due, days || '（>' || late_days(kind) || '）' AS detail FROM dated
 WHERE late ORDER BY kind DESC, day, number
