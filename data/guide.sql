-- The guided walk and the checks, one query each, in the order they are shown.
-- ?1 is today as YYYY-MM-DD, ?2 the id of the current phase, ?3 the target named below.
-- Every query gives: kind, id, number, title, due, detail, ref (task or checklist item of the
-- template, whose basis is shown). {number} {title} {due} {detail} in a text stand for these.

-- guide: overdue
-- as: step
-- urgency: overdue
-- text: It was due on {due} and is not done.
-- value:
SELECT 'task' AS kind, id, number, title, "to" AS due, NULL, task_id FROM task
 WHERE "to" < ?1 AND status IS NOT 'done'
UNION ALL SELECT 'problem', id, number, text, due, NULL, NULL FROM problem
 WHERE due < ?1 AND status IS NOT 'closed'
ORDER BY due, kind DESC, number

-- guide: due_soon
-- as: step
-- urgency: due
-- text: It is due on {due}, within a week.
-- value:
SELECT 'task' AS kind, id, number, title, "to" AS due, NULL, task_id FROM task
 WHERE "to" BETWEEN ?1 AND date(?1, '+7 days') AND status IS NOT 'done'
UNION ALL SELECT 'problem', id, number, text, due, NULL, NULL FROM problem
 WHERE due BETWEEN ?1 AND date(?1, '+7 days') AND status IS NOT 'closed'
ORDER BY due, kind DESC, number

-- guide: open_task
-- as: step
-- urgency: open
-- text: It belongs to the current phase and is not done.
-- value:
SELECT 'task', id, number, title, "to", NULL, task_id FROM task
 WHERE status IS NOT 'done' AND ("to" IS NULL OR "to" > date(?1, '+7 days'))
 AND (phase = ?2 OR (phase = '0' AND ("from" IS NULL OR "from" <= ?1)))
ORDER BY "to" IS NULL, "to", ord, seq

-- guide: unrated_item
-- as: step
-- urgency: open
-- text: The checklist item is not rated yet; without a rating it counts 0.
-- value:
SELECT 'rating', id, number, title, NULL, NULL, item FROM rating WHERE self IS NULL AND ?2 >= '2' ORDER BY ord, seq

-- guide: no_cause
-- as: step
-- urgency: open
-- text: The problem has no cause yet.
-- value:
SELECT 'problem', id, number, text, due, NULL, NULL FROM problem
 WHERE status IS NOT 'closed' AND cause IS NULL ORDER BY ord, seq

-- guide: no_measure
-- as: step
-- urgency: open
-- text: The problem has no measure yet.
-- value:
SELECT 'problem', id, number, text, due, NULL, NULL FROM problem
 WHERE status IS NOT 'closed' AND measure IS NULL ORDER BY ord, seq

-- guide: no_owner
-- as: step
-- urgency: open
-- text: Nobody is responsible for the problem yet.
-- value:
SELECT 'problem', id, number, text, due, NULL, NULL FROM problem
 WHERE status IS NOT 'closed' AND owner IS NULL ORDER BY ord, seq

-- guide: no_due
-- as: step
-- urgency: open
-- text: The problem has no deadline yet.
-- value:
SELECT 'problem', id, number, text, due, NULL, NULL FROM problem
 WHERE status IS NOT 'closed' AND due IS NULL AND type IS NOT 'longterm' ORDER BY ord, seq

-- guide: to_verify
-- as: step
-- urgency: open
-- text: It is reported as done; someone other than its owner has to verify it.
-- value:
SELECT 'problem', id, number, text, due, NULL, NULL FROM problem WHERE status = 'review' ORDER BY ord, seq

-- guide: school_staff
-- as: finding
-- text: The number of staff is not filled in on the school's page; the figures about notes need it.
-- value:
SELECT 'school', id, number, name, NULL, NULL, NULL FROM school WHERE staff IS NULL

-- guide: school_party
-- as: finding
-- text: The number of Party members is not filled in on the school's page; write 0 if there are none.
-- value:
SELECT 'school', id, number, name, NULL, NULL, NULL FROM school WHERE party IS NULL

-- guide: school_leaders
-- as: finding
-- text: The number of school leaders is not filled in on the school's page.
-- value:
SELECT 'school', id, number, name, NULL, NULL, NULL FROM school WHERE leaders IS NULL

-- guide: school_students
-- as: finding
-- text: The number of students is not filled in on the school's page.
-- value:
SELECT 'school', id, number, name, NULL, NULL, NULL FROM school WHERE students IS NULL

-- guide: school_classes
-- as: finding
-- text: The number of classes is not filled in on the school's page.
-- value:
SELECT 'school', id, number, name, NULL, NULL, NULL FROM school WHERE classes IS NULL

-- guide: school_website
-- as: finding
-- text: The school's page does not say whether there is a website.
-- value:
SELECT 'school', id, number, name, NULL, NULL, NULL FROM school WHERE website IS NULL

-- guide: overdue_task
-- as: finding
-- text: {number} is overdue since {due}: {title}
-- value:
SELECT 'task', id, number, title, "to", NULL, task_id FROM task
 WHERE "to" < ?1 AND status IS NOT 'done' ORDER BY "to", ord, seq

-- guide: overdue_problem
-- as: finding
-- text: {number} is overdue since {due}: {title}
-- value:
SELECT 'problem', id, number, text, due, NULL, NULL FROM problem
 WHERE due < ?1 AND status IS NOT 'closed' ORDER BY due, ord, seq

-- guide: closed_unexplained
-- as: finding
-- text: {number} is closed, but does not say how it was handled.
-- value:
SELECT 'problem', id, number, text, due, NULL, NULL FROM problem
 WHERE status = 'closed' AND handled IS NULL ORDER BY ord, seq

-- guide: closed_unproved
-- as: finding
-- text: {number} is closed without evidence.
-- value:
SELECT 'problem', id, number, text, due, NULL, NULL FROM problem
 WHERE status = 'closed' AND evidence IS NULL ORDER BY ord, seq

-- guide: self_verified
-- as: finding
-- text: {number} was verified by its own owner, {detail}; someone else has to do it.
-- value:
SELECT 'problem', id, number, text, due, verifier, NULL FROM problem
 WHERE trim(verifier) = trim(owner) AND verifier IS NOT '不适用' ORDER BY ord, seq

-- guide: rated_unproved
-- as: finding
-- text: {number} is rated 3 without evidence: {title}
-- value:
SELECT 'rating', id, number, title, NULL, NULL, item FROM rating
 WHERE self = '3' AND evidence IS NULL ORDER BY ord, seq

-- guide: unrated
-- as: finding
-- text: {number} is not rated and counts 0: {title}
-- value:
SELECT 'rating', id, number, title, NULL, NULL, item FROM rating WHERE self IS NULL ORDER BY ord, seq

-- guide: few_sessions
-- as: finding
-- target: sessions
-- text: There are fewer collective study sessions than asked for: {detail}.
-- value:
SELECT 'session', '', '', '', NULL, n || '/' || ?3, NULL FROM (SELECT count(*) AS n FROM
 (SELECT DISTINCT date, topic FROM session WHERE form = 'collective')) WHERE n < ?3

-- guide: too_many_present
-- as: finding
-- text: {number} has more people present than should be there: {detail}.
-- value:
SELECT 'session', id, number, topic, date, present || ' > ' || should, NULL FROM session
 WHERE typeof(present) = 'integer' AND typeof(should) = 'integer' AND present > should ORDER BY ord, seq

-- guide: late_session
-- as: finding
-- text: {number} of {due} was entered {detail} days later (补录).
-- value:
SELECT 'session', id, number, topic, date, CAST(julianday(entered) - julianday(date) AS INTEGER), NULL FROM session
 WHERE julianday(entered) - julianday(date) > 7 ORDER BY ord, seq

-- guide: late_note
-- as: finding
-- text: {number} of {due} was entered {detail} days later (补录).
-- value:
SELECT 'note', id, number, title, date, CAST(julianday(entered) - julianday(date) AS INTEGER), NULL FROM note
 WHERE julianday(entered) - julianday(date) > 7 ORDER BY ord, seq
