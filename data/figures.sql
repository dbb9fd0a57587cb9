-- The figures of the campaign, each declared once: dashboard, report and JSON read this file.
-- ?1 is always today as YYYY-MM-DD. NULL is 未填, 0 is 零报告, 不适用 is not applicable.
--   value    one row, one column
--   records  id and number of the records behind it, in their ledger's order
--   target   the campaign's target of that name, if it states one
-- A figure that a school enters has "origin: school"; all others are computed from records.

-- figure: staff
-- label: Staff
-- zh: 教职工
-- unit: 人
-- origin: school
-- value:
SELECT staff FROM school
-- records:
SELECT id, number FROM school

-- figure: party
-- label: Party members
-- zh: 党员
-- unit: 人
-- origin: school
-- value:
SELECT party FROM school
-- records:
SELECT id, number FROM school

-- figure: leaders
-- label: School leaders
-- zh: 班子成员
-- unit: 人
-- origin: school
-- value:
SELECT leaders FROM school
-- records:
SELECT id, number FROM school

-- figure: students
-- label: Students
-- zh: 学生
-- unit: 人
-- origin: school
-- value:
SELECT students FROM school
-- records:
SELECT id, number FROM school

-- figure: classes
-- label: Classes
-- zh: 教学班
-- unit: 个
-- origin: school
-- value:
SELECT classes FROM school
-- records:
SELECT id, number FROM school

-- figure: website
-- label: Has a website
-- zh: 有无网站
-- unit:
-- origin: school
-- value:
SELECT coalesce((SELECT text FROM choice WHERE list = 'yesno' AND key = website), website) FROM school
-- records:
SELECT id, number FROM school

-- Two rows of one day and topic are one session that was entered twice.
-- figure: sessions
-- label: Study sessions
-- zh: 集中学习次数
-- unit: 次
-- target: sessions
-- value:
SELECT count(*) FROM (SELECT DISTINCT date, topic FROM session WHERE form = 'collective')
-- records:
SELECT id, number FROM session WHERE form = 'collective' ORDER BY ord, seq

-- figure: attend
-- label: Attendances at study sessions
-- zh: 参学人次
-- unit: 人次
-- value:
SELECT sum(present) FROM (SELECT max(present) AS present FROM session
 WHERE form = 'collective' AND typeof(present) = 'integer' GROUP BY date, topic)
-- records:
SELECT id, number FROM session WHERE form = 'collective' AND present IS NOT NULL ORDER BY ord, seq

-- figure: attend_rate
-- label: Attendance rate
-- zh: 平均参学率
-- unit: %
-- value:
SELECT (200 * sum(present) + sum(should)) / (2 * sum(should)) FROM
 (SELECT max(present) AS present, max(should) AS should FROM session
  WHERE form = 'collective' AND typeof(present) = 'integer' AND typeof(should) = 'integer' GROUP BY date, topic)
-- records:
SELECT id, number FROM session
 WHERE form = 'collective' AND present IS NOT NULL AND should IS NOT NULL ORDER BY ord, seq

-- figure: notes_should
-- label: People who should keep notes
-- zh: 应有笔记人数
-- unit: 人
-- value:
SELECT staff FROM school
-- records:
SELECT id, number FROM school

-- figure: notes_have
-- label: People who keep notes
-- zh: 有笔记人数
-- unit: 人
-- value:
SELECT count(DISTINCT person) FROM note WHERE kind = 'note'
-- records:
SELECT id, number FROM note WHERE kind = 'note' ORDER BY ord, seq

-- figure: essays
-- label: Impressions and insights written
-- zh: 体会心得篇数
-- unit: 篇
-- value:
SELECT count(*) FROM note WHERE kind IN ('impression', 'insight')
-- records:
SELECT id, number FROM note WHERE kind IN ('impression', 'insight') ORDER BY ord, seq

-- figure: problems
-- label: Problems found
-- zh: 查摆问题
-- unit: 个
-- value:
SELECT count(*) FROM problem
-- records:
SELECT id, number FROM problem ORDER BY ord, seq

-- figure: st_未启动
-- label: Problems not started
-- zh: 未启动
-- unit: 个
-- value:
SELECT count(*) FROM problem WHERE status = 'open'
-- records:
SELECT id, number FROM problem WHERE status = 'open' ORDER BY ord, seq

-- figure: st_整改中
-- label: Problems being worked on
-- zh: 整改中
-- unit: 个
-- value:
SELECT count(*) FROM problem WHERE status = 'working'
-- records:
SELECT id, number FROM problem WHERE status = 'working' ORDER BY ord, seq

-- figure: st_待核验
-- label: Problems to be verified
-- zh: 待核验
-- unit: 个
-- value:
SELECT count(*) FROM problem WHERE status = 'review'
-- records:
SELECT id, number FROM problem WHERE status = 'review' ORDER BY ord, seq

-- figure: st_已销号
-- label: Problems closed
-- zh: 已销号
-- unit: 个
-- value:
SELECT count(*) FROM problem WHERE status = 'closed'
-- records:
SELECT id, number FROM problem WHERE status = 'closed' ORDER BY ord, seq

-- figure: of_which_overdue
-- label: Problems overdue
-- zh: 超期
-- unit: 个
-- value:
SELECT count(*) FROM problem WHERE due < ?1 AND status IS NOT 'closed'
-- records:
SELECT id, number FROM problem WHERE due < ?1 AND status IS NOT 'closed' ORDER BY ord, seq

-- figure: of_which_longterm
-- label: Long-term problems
-- zh: 长期坚持
-- unit: 个
-- value:
SELECT count(*) FROM problem WHERE type = 'longterm'
-- records:
SELECT id, number FROM problem WHERE type = 'longterm' ORDER BY ord, seq

-- Long-term problems have no end, so they do not count. No problem to close: no rate.
-- figure: closed_rate
-- label: Closing rate
-- zh: 完成率
-- unit: %
-- blank: —
-- value:
SELECT (200 * sum(status IS 'closed') + count(*)) / (2 * count(*)) FROM problem WHERE type IS NOT 'longterm'
-- records:
SELECT id, number FROM problem WHERE type IS NOT 'longterm' ORDER BY ord, seq

-- figure: immediate_should
-- label: To be put right at once
-- zh: 立行立改应完成
-- unit: 个
-- value:
SELECT count(*) FROM problem WHERE type = 'immediate'
-- records:
SELECT id, number FROM problem WHERE type = 'immediate' ORDER BY ord, seq

-- figure: immediate_done
-- label: Put right at once
-- zh: 立行立改已完成
-- unit: 个
-- value:
SELECT count(*) FROM problem WHERE type = 'immediate' AND status = 'closed'
-- records:
SELECT id, number FROM problem WHERE type = 'immediate' AND status = 'closed' ORDER BY ord, seq

-- figure: limited_should
-- label: To be put right in time
-- zh: 限期整改应完成
-- unit: 个
-- value:
SELECT count(*) FROM problem WHERE type = 'limited'
-- records:
SELECT id, number FROM problem WHERE type = 'limited' ORDER BY ord, seq

-- figure: limited_done
-- label: Put right in time
-- zh: 限期整改已完成
-- unit: 个
-- value:
SELECT count(*) FROM problem WHERE type = 'limited' AND status = 'closed'
-- records:
SELECT id, number FROM problem WHERE type = 'limited' AND status = 'closed' ORDER BY ord, seq

-- figure: rated
-- label: Items rated
-- zh: 已评项
-- unit: 项
-- value:
SELECT count(*) FROM rating WHERE self IS NOT NULL
-- records:
SELECT id, number FROM rating WHERE self IS NOT NULL ORDER BY ord, seq

-- figure: unrated
-- label: Items not rated
-- zh: 未评项
-- unit: 项
-- value:
SELECT count(*) FROM rating WHERE self IS NULL
-- records:
SELECT id, number FROM rating WHERE self IS NULL ORDER BY ord, seq

-- figure: na_items
-- label: Items not applicable
-- zh: 不适用项
-- unit: 项
-- value:
SELECT count(*) FROM rating WHERE self = 'N'
-- records:
SELECT id, number FROM rating WHERE self = 'N' ORDER BY ord, seq

-- 100 * sum(weight * self) / (3 * sum(applicable weight)), rounded half up: an item that is
-- not rated counts 0 and stays in the divisor; with nothing rated there is no score.
-- figure: score
-- label: Self-rating score
-- zh: 自查得分
-- unit: 分
-- value:
SELECT CASE WHEN count(self) > 0 THEN
 (200 * sum(CASE WHEN self IN ('1', '2', '3') THEN weight * CAST(self AS INTEGER) ELSE 0 END)
  + 3 * sum(CASE WHEN self IS NOT 'N' THEN weight ELSE 0 END))
 / (6 * sum(CASE WHEN self IS NOT 'N' THEN weight ELSE 0 END)) END FROM rating
-- records:
SELECT id, number FROM rating WHERE self IS NOT 'N' ORDER BY ord, seq

-- figure: reported
-- label: Reported on
-- zh: 报送日期
-- unit:
-- origin: school
-- value:
SELECT reported FROM school
-- records:
SELECT id, number FROM school
