--- The figures of the campaign, each declared once: dashboard, report and JSON read this file.
--- A line "-- key: value" is a directive, a line "--- text" a comment, all others are SQL; data/sql2c.awk
--- refuses what it does not know. ?1 is always today as YYYY-MM-DD. NULL is 未填, 不适用 is not applicable. A 0
--- is 已填 where its ledgers have a record; where they have none it is 零报告 once each was confirmed as empty, and
--- 未填 before (kuayue/zero.h). Results are read by the names of their columns.
---   from     the records it counts, which are also those behind it, in their ledger's order
---   of       what is worked out from them, where it is not their number
---   value    one row with the column "value", and "shown" where people read it in other words
---   records  the columns "id" and "number" of the records behind it, in their ledger's order
---   day      the day of a record behind it, where it is not the one that its kind declares
---   reached  of a "value": the columns "id", "number" and "day" of the ?2 records by which it came as far as it is,
---            the first where they are counted, otherwise the last
---   target   the campaign's target of that name, if it states one; else the sum of the targets of the
---            tasks whose "figure" it is, as the school has them
---   parts    instead: the figures that stand in one column of the progress table, as "12/10"
---   ledgers  the ledgers that a 0 is about, where "from" is not one of them; none: it needs no word of anybody
---   counts   yes: what it counts are the records behind it, one by one (so it is with a "from" without an "of")
---   alias    a second id, for programs: the progress table's name of the same column
---   programs yes: only for programs, as an alias is
---   overview always: one of the few that the overview shows; room: only where there is room for more
---   blank    how 未填 is shown, where it is not in that word
--- A figure that a school enters has "origin: school", and its 0 is 零报告; all others are computed from records. A
--- count or a sum of no records is 0, a sum of records none of which says a number is 未填, and so is a day that
--- nothing states. A rate is in whole percent, rounded half up; without anything to divide by it is —.

-- figure: code
-- label: School code
-- zh: 学校代码
-- unit:
-- origin: school
-- of:
code
-- from:
school

-- figure: name
-- label: School
-- zh: 学校
-- unit:
-- origin: school
-- of:
name
-- from:
school

-- figure: type
-- label: School kind
-- zh: 学校类型
-- unit:
-- origin: school
-- value:
SELECT kind AS value, (SELECT text FROM choice WHERE list = 'school_kind' AND key = kind) AS shown FROM school
-- records:
SELECT id, number FROM school

-- figure: staff
-- label: Staff
-- zh: 教职工
-- unit: 人
-- origin: school
-- of:
staff
-- from:
school

-- figure: party
-- label: Party members
-- zh: 党员
-- unit: 人
-- origin: school
-- of:
party
-- from:
school

-- figure: leaders
-- label: School leaders
-- zh: 班子成员
-- unit: 人
-- origin: school
-- of:
leaders
-- from:
school

-- figure: students
-- label: Students
-- zh: 学生
-- unit: 人
-- origin: school
-- of:
students
-- from:
school

-- figure: classes
-- label: Classes
-- zh: 教学班
-- unit: 个
-- origin: school
-- of:
classes
-- from:
school

-- figure: website
-- label: Website
-- zh: 门户网站
-- unit: 个
-- origin: school
-- of:
CASE website WHEN 'yes' THEN 1 WHEN 'no' THEN 0 ELSE website END
-- from:
school

--- III and IV, 1: what has to be there before anything else.
-- figure: body_date
-- label: Organisation set up on
-- zh: 机构成立
-- unit:
-- of:
min(date)
-- from:
past_body WHERE kind = 'group' AND date IS NOT NULL

-- figure: plan_date
-- label: Implementation plan issued on
-- zh: 方案印发
-- unit:
-- of:
min(date)
-- from:
past_institution WHERE about = 'plan' AND date IS NOT NULL

--- Its day and who came are of one meeting, the first.
-- figure: mobilise_date
-- label: Mobilisation meeting on
-- zh: 动员会
-- unit:
-- ledgers: activity
-- of:
date
-- from:
mobilisation

-- figure: mobilise_should
-- label: Mobilisation meeting, expected
-- zh: 动员会应到
-- unit: 人
-- ledgers: activity
-- of:
stated(should)
-- from:
mobilisation

-- figure: mobilise_present
-- label: Mobilisation meeting, present
-- zh: 动员会实到
-- unit: 人
-- ledgers: activity
-- of:
stated(present)
-- from:
mobilisation

-- figure: sessions
-- label: Study sessions
-- zh: 集中学习次数
-- unit: 次
-- overview: always
-- target: sessions
-- ledgers: session
-- day: date
-- from:
counted_session

-- figure: attend
-- label: Attendances at study sessions
-- zh: 参学人次
-- unit: 人次
-- overview: room
-- ledgers: session
-- of:
CASE count(*) WHEN 0 THEN 0 ELSE sum(stated(present)) END
-- from:
counted_session

--- All who came, of all who should have come; a session that lacks one of the two numbers has no rate.
-- figure: attend_rate
-- label: Attendance rate
-- zh: 平均参学率
-- unit: %
-- blank: —
-- ledgers: session
-- of:
percent(sum(present), sum(should))
-- from:
counted_session WHERE stated(present) IS NOT NULL AND stated(should) IS NOT NULL

-- figure: topics
-- label: Main topics studied
-- zh: 学习重点覆盖
-- unit: 类
-- of:
count(DISTINCT topic_kind)
-- from:
past_session WHERE topic_kind IS NOT NULL AND topic_kind IS NOT 'other'

--- In the study log or among the activities, wherever it was entered; in both it is one.
-- figure: discussions
-- label: Discussions
-- zh: 专题讨论
-- unit: 次
-- counts: yes
-- ledgers: session activity
-- value:
SELECT count(*) AS value FROM discussion
-- records:
SELECT id, number FROM discussion ORDER BY part, ord, seq
-- reached:
SELECT id, number, ord AS day FROM discussion ORDER BY ord, number LIMIT ?2

-- figure: discussion_themes
-- label: Discussion themes covered
-- zh: 讨论主题覆盖
-- unit: 个
-- of:
count(DISTINCT theme)
-- from:
past_activity WHERE kind = 'discussion' AND theme IS NOT NULL

-- figure: head_sessions
-- label: Sessions with the first responsible person
-- zh: 第一责任人参学
-- unit: 次
-- ledgers: session
-- from:
counted_session WHERE (date, topic) IN (SELECT s.date, s.topic FROM past_session s WHERE s.form = 'collective' AND EXISTS
 (SELECT 1 FROM person p WHERE p.role = 'head' AND (has_link(s.attendance, p.id) OR same_person(s.host, p.name))))

-- figure: led_sessions
-- label: Sessions led by school leaders
-- zh: 班子成员领学
-- unit: 次
-- ledgers: session
-- from:
counted_session WHERE (date, topic) IN (SELECT s.date, s.topic FROM past_session s WHERE s.form = 'collective' AND EXISTS
 (SELECT 1 FROM person p WHERE p.role IN ('head', 'deputy', 'leader') AND same_person(s.lead, p.name)))

--- Notes are recorded person by person, or on paper and spot-checked (L3): what says more people have some is the
--- source of all three figures, so that one note that is entered does not replace a check of sixty. Of the roster's
--- notes those count whose person is still in it, and all of the staff should keep some.
-- figure: notes_should
-- label: People who should keep notes
-- zh: 应有笔记人数
-- unit: 人
-- ledgers: note study
-- value:
SELECT should AS value FROM note_source
-- records:
SELECT id, number FROM school WHERE EXISTS (SELECT 1 FROM note_source WHERE study IS NULL)
UNION ALL SELECT id, number FROM study WHERE id = (SELECT study FROM note_source)

--- The newest notes of each person are behind it.
-- figure: notes_have
-- label: People who keep notes
-- zh: 有笔记人数
-- unit: 人
-- overview: always
-- ledgers: note study
-- value:
SELECT have AS value FROM note_source
-- records:
SELECT id, number FROM note_behind ORDER BY ord, seq

-- figure: notes_rate
-- label: Share of people with notes
-- zh: 笔记率
-- unit: %
-- blank: —
-- ledgers: note study
-- value:
SELECT percent(min(have, should), should) AS value FROM note_source
-- records:
SELECT id, number FROM note_behind ORDER BY ord, seq
-- reached:
SELECT id, number, ord AS day FROM note_behind ORDER BY ord DESC, number DESC LIMIT ?2

-- figure: essays
-- label: Impressions and insights written
-- zh: 体会心得篇数
-- unit: 篇
-- overview: always
-- ledgers: note study
-- value:
SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM past_note WHERE kind IN ('impression', 'insight'))
 AND EXISTS (SELECT 1 FROM newest_check) THEN (SELECT pieces FROM newest_check)
 ELSE (SELECT count(*) FROM past_note WHERE kind IN ('impression', 'insight')) END AS value
-- records:
SELECT id, number FROM (SELECT id, number, ord, seq FROM past_note WHERE kind IN ('impression', 'insight')
UNION ALL SELECT id, number, ord, seq FROM newest_check
 WHERE NOT EXISTS (SELECT 1 FROM past_note WHERE kind IN ('impression', 'insight')))
 ORDER BY ord, seq

-- figure: duplicates
-- label: Much alike in spot checks
-- zh: 抽查雷同份数
-- unit: 份
-- of:
CASE count(*) WHEN 0 THEN 0 ELSE sum(stated(duplicates)) END
-- from:
past_study

-- figure: crises
-- label: Crises reflected on
-- zh: 对照危机
-- unit: 种
-- of:
count(DISTINCT crisis)
-- from:
past_note WHERE crisis IS NOT NULL

-- figure: documents
-- label: Policy documents listed
-- zh: 政策文件
-- unit: 份
-- from:
document

-- figure: documents_studied
-- label: Policy documents studied
-- zh: 已学习文件
-- unit: 份
-- from:
document WHERE studied <= ?1

-- figure: documents_measured
-- label: Policy documents with a measure
-- zh: 有落实举措文件
-- unit: 份
-- from:
document WHERE answered(measure)

--- The one who went least says it: each leader should go (III, 2, 1).
-- figure: leader_visits
-- label: Visits of each leader, at least
-- zh: 班子成员每人下基层
-- unit: 次/人
-- ledgers: visit
-- value:
SELECT min(n) AS value FROM (SELECT (SELECT count(*) FROM past_visit v WHERE has_link(v.leaders, p.id)) AS n
 FROM person p WHERE role IN ('head', 'deputy', 'leader') AND (leave IS NULL OR leave > today()))
-- records:
SELECT id, number FROM past_visit WHERE leaders IS NOT NULL ORDER BY ord, seq
-- reached:
SELECT id, number, date AS day FROM past_visit WHERE leaders IS NOT NULL ORDER BY day DESC, number DESC LIMIT ?2

--- Every record of L6, of which the seminars are some.
-- figure: visits
-- label: Visits and seminars
-- zh: 走访调研
-- unit: 次
-- overview: always
-- from:
past_visit

-- figure: seminars
-- label: Seminars
-- zh: 座谈会
-- unit: 次
-- overview: always
-- from:
past_visit WHERE method = 'seminar'

-- figure: seminar_people
-- label: People at seminars
-- zh: 座谈人次
-- unit: 人次
-- of:
CASE count(*) WHEN 0 THEN 0 ELSE sum(stated(people)) END
-- from:
past_visit WHERE method = 'seminar'

-- figure: seminar_groups
-- label: Groups heard in seminars
-- zh: 座谈对象
-- unit: 类
-- of:
count(DISTINCT "group")
-- from:
past_visit WHERE method = 'seminar' AND "group" IS NOT NULL

-- figure: leaders_visiting
-- label: Leaders who went to the front line
-- zh: 下基层班子成员
-- unit: 人
-- ledgers: visit
-- from:
person p WHERE role IN ('head', 'deputy', 'leader') AND EXISTS (SELECT 1 FROM past_visit v WHERE has_link(v.leaders, p.id))

-- figure: pupil_policies
-- label: Kinds of pupils looked into
-- zh: 三类学生政策
-- unit: 类
-- of:
count(DISTINCT policy)
-- from:
past_visit WHERE policy IN ('migrant', 'leftbehind', 'aid')

-- figure: opening_visits
-- label: Visits with the opening inspection
-- zh: 结合开学检查
-- unit: 次
-- from:
past_visit WHERE method = 'opening'

-- figure: cards_sent
-- label: Opinion cards handed out
-- zh: 意见卡发出
-- unit: 份
-- overview: room
-- of:
CASE count(*) WHEN 0 THEN 0 ELSE sum(stated(sent)) END
-- from:
past_card

-- figure: cards_returned
-- label: Opinion cards returned
-- zh: 意见卡收回
-- unit: 份
-- overview: room
-- of:
CASE count(*) WHEN 0 THEN 0 ELSE sum(stated(returned)) END
-- from:
past_card

-- figure: cards_valid
-- label: Valid opinion cards
-- zh: 意见卡有效
-- unit: 份
-- of:
CASE count(*) WHEN 0 THEN 0 ELSE sum(stated(valid)) END
-- from:
past_card

--- All that came back, of all that were handed out. A batch that was not counted yet is none of which none came.
-- figure: return_rate
-- label: Return rate of cards
-- zh: 回收率
-- unit: %
-- blank: —
-- of:
percent(sum(returned), sum(sent))
-- from:
past_card WHERE stated(returned) IS NOT NULL AND stated(sent) IS NOT NULL

-- figure: valid_rate
-- label: Valid rate of cards
-- zh: 有效率
-- unit: %
-- blank: —
-- of:
percent(sum(valid), sum(returned))
-- from:
past_card WHERE stated(valid) IS NOT NULL AND stated(returned) IS NOT NULL

-- figure: opinions_raw
-- label: Opinions as given
-- zh: 意见原始条数
-- unit: 条
-- overview: always
-- from:
opinion

-- figure: opinions_merged
-- label: Opinions after merging
-- zh: 意见合并条数
-- unit: 条
-- from:
standing_opinion

-- figure: opinions_sorted
-- label: Opinions sorted
-- zh: 已归类意见
-- unit: 条
-- from:
opinion WHERE id IN (SELECT u.id FROM opinion_top u JOIN opinion t ON t.id = u.top WHERE t.category IS NOT NULL)

--- The way of an opinion once those that say the same are merged.
-- figure: opinions_decided
-- label: Opinions decided on
-- zh: 已定采纳情况的意见
-- unit: 条
-- from:
standing_opinion WHERE decision IS NOT NULL

-- figure: opinions_settled
-- label: Opinions settled
-- zh: 有办理结果的意见
-- unit: 条
-- from:
standing_opinion WHERE answered(result)

-- figure: opinions_answered
-- label: Opinions answered
-- zh: 已回复的意见
-- unit: 条
-- from:
standing_opinion WHERE replied <= ?1

-- figure: settled_rate
-- label: Matters settled
-- zh: 着落率
-- unit: %
-- blank: —
-- ledgers: opinion notice
-- value:
SELECT percent(sum(settled), count(*)) AS value FROM matter
-- records:
SELECT id, number FROM matter ORDER BY part, ord, seq

-- figure: echo_rate
-- label: Matters answered
-- zh: 回音率
-- unit: %
-- overview: always
-- blank: —
-- ledgers: opinion notice
-- value:
SELECT percent(sum(answered), count(*)) AS value FROM matter
-- records:
SELECT id, number FROM matter ORDER BY part, ord, seq

-- figure: silent
-- label: Matters without an answer
-- zh: 未回复事项
-- unit: 件
-- counts: yes
-- ledgers: opinion notice
-- value:
SELECT count(*) AS value FROM matter WHERE NOT answered
-- records:
SELECT id, number FROM matter WHERE NOT answered ORDER BY part, ord, seq

-- figure: rated
-- label: Items rated
-- zh: 已评项
-- unit: 项
-- overview: room
-- from:
rating WHERE self IS NOT NULL AND dropped IS NULL

-- figure: unrated
-- label: Items not rated
-- zh: 未评项
-- unit: 项
-- from:
rating WHERE self IS NULL AND dropped IS NULL

-- figure: na_items
-- label: Items not applicable
-- zh: 不适用项
-- unit: 项
-- from:
rating WHERE self = 'N' AND dropped IS NULL

--- 100 * sum(weight * self) / (3 * sum(applicable weight)), rounded half up: an item that is
--- not rated counts 0 and stays in the divisor; with nothing rated there is no score.
-- figure: score
-- label: Self-rating score
-- zh: 自查得分
-- unit: 分
-- overview: always
-- ledgers: rating
-- value:
SELECT CASE WHEN count(self) > 0 THEN
 percent(sum(CASE WHEN self IN ('1', '2', '3') THEN weight * CAST(self AS INTEGER) ELSE 0 END),
  3 * sum(CASE WHEN self IS NOT 'N' THEN weight ELSE 0 END)) END AS value FROM rating WHERE dropped IS NULL
-- records:
SELECT id, number FROM rating WHERE self IS NOT 'N' AND dropped IS NULL ORDER BY ord, seq

-- figure: assess_self
-- label: Assessment, own score
-- zh: 考评自评分
-- unit: 分
-- of:
CASE count(*) WHEN 0 THEN 0 ELSE sum(stated(self)) END
-- from:
score

-- figure: assess_given
-- label: Assessment, score given
-- zh: 考评得分
-- unit: 分
-- of:
CASE count(*) WHEN 0 THEN 0 ELSE sum(stated(score)) END
-- from:
score

--- Of the newest poll: satisfied and fairly satisfied, of the valid sheets. One that lacks a number has no rate.
-- figure: satisfaction_rate
-- label: Satisfaction rate
-- zh: 满意率
-- unit: %
-- blank: —
-- ledgers: satisfaction
-- of:
rate
-- from:
newest_poll

--- The same problem from two sources is kept twice and counted once.
-- figure: problems
-- label: Problems found
-- zh: 查摆问题
-- unit: 个
-- overview: always
-- from:
standing_problem

--- In the order of the campaign's list, which adds up to the problems that have one.
-- figure: categories
-- label: Problems by category
-- zh: 问题分类
-- unit:
-- ledgers: problem
-- value:
SELECT group_concat(n, '/') AS value, group_concat(text || n, ' ') AS shown FROM (SELECT c.text, (SELECT count(*) FROM standing_problem p
 WHERE p.category = c.key) AS n FROM choice c WHERE c.list = 'category' ORDER BY c.pos)
-- records:
SELECT id, number FROM standing_problem WHERE category IS NOT NULL ORDER BY ord, seq

-- figure: sources
-- label: Problems by source
-- zh: 问题来源
-- unit:
-- ledgers: problem
-- value:
SELECT group_concat(n, '/') AS value, group_concat(text || n, ' ') AS shown FROM (SELECT c.text, (SELECT count(*) FROM standing_problem p
 WHERE p.source = c.key) AS n FROM choice c WHERE c.list = 'problem_source' ORDER BY c.pos)
-- records:
SELECT id, number FROM standing_problem WHERE source IS NOT NULL ORDER BY ord, seq

-- figure: unclassified
-- label: Problems without a category
-- zh: 未分类问题
-- unit: 个
-- from:
standing_problem WHERE category IS NULL

-- figure: st_未启动
-- label: Problems not started
-- zh: 未启动
-- unit: 个
-- overview: room
-- from:
standing_problem WHERE status = 'open'

-- figure: st_整改中
-- label: Problems being worked on
-- zh: 整改中
-- unit: 个
-- overview: always
-- from:
standing_problem WHERE status = 'working'

-- figure: st_待核验
-- label: Problems to be verified
-- zh: 待核验
-- unit: 个
-- overview: always
-- from:
standing_problem WHERE status = 'review'

-- figure: st_已销号
-- label: Problems closed
-- zh: 已销号
-- unit: 个
-- alias: closed
-- overview: always
-- from:
standing_problem WHERE status = 'closed'

-- figure: unclosed
-- label: Problems not closed
-- zh: 未销号
-- unit: 个
-- from:
standing_problem WHERE status IS NOT 'closed'

-- figure: of_which_overdue
-- label: Problems overdue
-- zh: 超期
-- unit: 个
-- alias: overdue
-- overview: always
-- ledgers: problem
-- from:
deadline WHERE kind = 'problem' AND due < ?1 AND NOT met

-- figure: of_which_longterm
-- label: Long-term problems
-- zh: 长期坚持
-- unit: 个
-- alias: longterm
-- from:
standing_problem WHERE type = 'longterm'

--- Long-term problems have no end, so they do not count. No problem to close: no rate.
-- figure: closed_rate
-- label: Closing rate
-- zh: 完成率
-- unit: %
-- alias: rate
-- overview: always
-- blank: —
-- of:
percent(sum(status IS 'closed'), count(*))
-- day: coalesce(verified, done)
-- from:
standing_problem WHERE type IS NOT 'longterm'

--- Of those whose day is past, how many were closed and done by it. One that does not say when it was done is late.
-- figure: ontime_rate
-- label: Closed in time
-- zh: 按期率
-- unit: %
-- blank: —
-- of:
percent(sum(status IS 'closed' AND ifnull(done <= due, 0)), count(*))
-- from:
standing_problem WHERE due < ?1 AND type IS NOT 'longterm'

-- figure: immediate_should
-- label: To be put right at once
-- zh: 立行立改应完成
-- unit: 个
-- from:
standing_problem WHERE type = 'immediate'

-- figure: immediate_done
-- label: Put right at once
-- zh: 立行立改已完成
-- unit: 个
-- from:
standing_problem WHERE type = 'immediate' AND status = 'closed'

-- figure: limited_should
-- label: To be put right in time
-- zh: 限期整改应完成
-- unit: 个
-- from:
standing_problem WHERE type = 'limited'

-- figure: limited_done
-- label: Put right in time
-- zh: 限期整改已完成
-- unit: 个
-- from:
standing_problem WHERE type = 'limited' AND status = 'closed'

--- The closing rate counts them: without this line its parts would not add up.
-- figure: type_none
-- label: Problems without a type
-- zh: 未定类型
-- unit: 个
-- from:
standing_problem WHERE type IS NULL

-- figure: with_cause
-- label: Problems with a cause
-- zh: 有原因分析
-- unit: 个
-- from:
standing_problem WHERE answered(cause)

-- figure: with_suggestion
-- label: Problems with a suggestion
-- zh: 有整改意见
-- unit: 个
-- from:
standing_problem WHERE answered(suggestion)

-- figure: with_measure
-- label: Problems with a measure
-- zh: 有整改措施
-- unit: 个
-- from:
standing_problem WHERE answered(measure)

-- figure: closed_unpublished
-- label: Closed and not made known
-- zh: 已销号未公布
-- unit: 个
-- from:
standing_problem WHERE status = 'closed' AND (published IS NULL OR published > ?1)

-- figure: published
-- label: Publications
-- zh: 公布次数
-- unit: 次
-- from:
past_publication

-- figure: feedback
-- label: Answers to publications
-- zh: 公布反馈数
-- unit: 条
-- of:
CASE count(*) WHEN 0 THEN 0 ELSE sum(stated(feedback)) END
-- from:
past_publication

-- figure: inspections
-- label: Supervision notices
-- zh: 督查反馈单
-- unit: 件
-- overview: always
-- from:
notice

-- figure: replied
-- label: Notices answered
-- zh: 已回复督查
-- unit: 件
-- from:
notice WHERE replied <= ?1

-- figure: replied_on_time
-- label: Notices answered in time
-- zh: 按期回复督查
-- unit: 件
-- from:
notice WHERE replied <= ?1 AND (reply_due IS NULL OR replied <= reply_due)

--- Of all that came: one that is not answered yet is not answered in time either.
-- figure: reply_rate
-- label: Notices answered in time, share
-- zh: 督查按期回复率
-- unit: %
-- blank: —
-- of:
percent(sum(replied <= ?1 AND (reply_due IS NULL OR replied <= reply_due)), count(*))
-- day: replied
-- from:
notice

-- figure: notice_key
-- label: Key work followed
-- zh: 重点跟踪督
-- unit: 件
-- from:
notice WHERE kind = 'key'

-- figure: notice_hot
-- label: Hot matters inspected
-- zh: 热点专项督
-- unit: 件
-- from:
notice WHERE kind = 'hot'

-- figure: notice_routine
-- label: Routine inspections
-- zh: 常规定期督
-- unit: 件
-- from:
notice WHERE kind = 'routine'

-- figure: checks
-- label: Checks by the school itself
-- zh: 内部检查
-- unit: 次
-- from:
past_activity WHERE kind = 'check'

-- figure: systems_new
-- label: Rules made
-- zh: 制度新建
-- unit: 项
-- ledgers: institution
-- from:
rule_made WHERE kind = 'new'

-- figure: systems_revised
-- label: Rules revised
-- zh: 制度修订
-- unit: 项
-- ledgers: institution
-- from:
rule_made WHERE kind = 'revised'

-- figure: longterm_rules
-- label: Standing rules
-- zh: 长效机制
-- unit: 项
-- ledgers: institution
-- from:
rule_made WHERE about IN ('longterm', 'studyrule') AND kind IS NOT 'ended'

-- figure: activities
-- label: Activities
-- zh: 活动
-- unit: 次
-- overview: room
-- from:
past_activity

-- figure: spirit_activities
-- label: Activities on spirit and gratitude
-- zh: 精神弘扬和感恩教育
-- unit: 次
-- from:
past_activity WHERE kind IN ('theme', 'gratitude', 'culture', 'practice')

-- figure: spirit_channels
-- label: Channels of the spirit
-- zh: 宣传渠道
-- unit: 个
-- of:
count(DISTINCT channel)
-- from:
past_activity WHERE channel IS NOT NULL

-- figure: gratitude_forms
-- label: Forms of gratitude education
-- zh: 感恩教育形式
-- unit: 种
-- of:
count(DISTINCT form)
-- from:
past_activity WHERE kind = 'gratitude' AND form IS NOT NULL

-- figure: gratitude_contents
-- label: Contents of gratitude education
-- zh: 感恩教育内容
-- unit: 种
-- of:
count(DISTINCT content)
-- from:
past_activity WHERE kind = 'gratitude' AND content IS NOT NULL

-- figure: lectures
-- label: Lectures
-- zh: 宣讲
-- unit: 次
-- from:
past_activity WHERE kind = 'lecture'

-- figure: audience
-- label: People reached
-- zh: 受众人次
-- unit: 人次
-- of:
CASE count(*) WHEN 0 THEN 0 ELSE sum(stated(people)) END
-- from:
past_activity

-- figure: studies_of_rectification
-- label: Meetings on rectification
-- zh: 整改研究
-- unit: 次
-- from:
past_activity WHERE kind = 'study'

-- figure: spirit_adopted
-- label: School spirit adopted on
-- zh: 学校精神审定
-- unit:
-- of:
max(adopted)
-- from:
spirit WHERE adopted <= ?1

-- figure: bulletins
-- label: Bulletins
-- zh: 简报
-- unit: 期
-- overview: always
-- from:
past_bulletin

-- figure: bulletins_adopted
-- label: Bulletins taken up
-- zh: 简报被采用
-- unit: 期
-- from:
past_bulletin WHERE adopted IS NOT NULL AND adopted IS NOT 'none'

--- The same text taken up by several media counts once.
-- figure: media
-- label: Publicity items
-- zh: 宣传稿件
-- unit: 篇
-- alias: items
-- overview: room
-- from:
past_media m WHERE NOT EXISTS (SELECT 1 FROM media t WHERE t.id = m.dup_of)

-- figure: media_kinds
-- label: Media used
-- zh: 宣传载体
-- unit: 种
-- of:
count(DISTINCT medium)
-- from:
past_media WHERE medium IS NOT NULL

-- figure: models
-- label: Models and experience
-- zh: 典型经验
-- unit: 个
-- from:
past_model

-- figure: suggestions
-- label: Proposals
-- zh: 出招献策
-- unit: 条
-- from:
past_suggestion

-- figure: goals
-- label: Goals of the year
-- zh: 年度目标
-- unit: 项
-- from:
goal

-- figure: goals_done
-- label: Goals reached
-- zh: 年度目标完成
-- unit: 项
-- from:
goal WHERE status = 'done'

-- figure: funds_received
-- label: Funds received
-- zh: 到位资金
-- unit: 元
-- of:
CASE count(*) WHEN 0 THEN 0 ELSE sum(stated(received)) END
-- from:
project

-- figure: funds_used
-- label: Funds used
-- zh: 已用资金
-- unit: 元
-- of:
CASE count(*) WHEN 0 THEN 0 ELSE sum(stated(used)) END
-- from:
project

-- figure: honours
-- label: Honours
-- zh: 表彰奖励
-- unit: 次
-- from:
past_reward WHERE kind = 'honour'

-- figure: criticisms_open
-- label: Criticism not put right
-- zh: 未整改通报
-- unit: 次
-- from:
past_reward WHERE kind IS NOT 'honour' AND (rectified IS NULL OR rectified > ?1)

-- figure: tasks_done
-- label: Tasks done
-- zh: 已完成任务
-- unit: 项
-- overview: room
-- ledgers: task
-- from:
task_now WHERE state = 'done'

-- figure: tasks_all
-- label: Tasks of the plan
-- zh: 推进计划任务
-- unit: 项
-- ledgers: task
-- from:
task_now

-- figure: archived
-- label: Materials in the archive
-- zh: 归档材料
-- unit: 份
-- from:
archive

--- 补录: entered more than 7 days after it took place (core/record/views.c). Shown as it is (V, 3).
-- figure: late
-- label: Entered late
-- zh: 补录
-- unit: 条
-- ledgers: none
-- counts: yes
-- of:
CASE WHEN EXISTS (SELECT 1 FROM dated WHERE day IS NOT NULL) THEN count(*) END
-- from:
dated WHERE late

-- figure: late_share
-- label: Share entered late
-- zh: 补录占比
-- unit: %
-- blank: —
-- ledgers: none
-- of:
percent(sum(late), count(*))
-- from:
dated WHERE day IS NOT NULL AND entered IS NOT NULL

-- figure: reported
-- label: Reported on
-- zh: 报送日期
-- unit:
-- origin: school
-- of:
CASE WHEN reported <= ?1 THEN reported END
-- from:
school

--- The columns of the progress table that are no number, or several (L11), under their own names.
-- figure: unit
-- label: Reporting unit
-- zh: 填报单位
-- unit:
-- origin: school
-- programs: yes
-- of:
name
-- from:
school

-- figure: as_of
-- label: As of
-- zh: 截至日期
-- unit:
-- programs: yes
-- ledgers: none
-- of:
?1
-- from:
school

-- figure: notes
-- label: Notes, expected and kept
-- zh: 笔记应有/有
-- unit: 人
-- programs: yes
-- parts: notes_should notes_have

-- figure: cards
-- label: Cards handed out, returned, valid
-- zh: 意见卡发/收/有效
-- unit: 份
-- programs: yes
-- parts: cards_sent cards_returned cards_valid

-- figure: opinions
-- label: Opinions, as given and merged
-- zh: 意见原始/合并条数
-- unit: 条
-- programs: yes
-- parts: opinions_raw opinions_merged

-- figure: immediate
-- label: At once, to do and done
-- zh: 立行立改应改/已改
-- unit: 个
-- programs: yes
-- parts: immediate_should immediate_done

-- figure: limited
-- label: In time, to do and done
-- zh: 限期整改应改/已改
-- unit: 个
-- programs: yes
-- parts: limited_should limited_done

-- figure: systems
-- label: Rules, made and revised
-- zh: 制度新建/修订
-- unit: 项
-- programs: yes
-- parts: systems_new systems_revised

-- figure: by
-- label: Filled in by
-- zh: 填报人
-- unit:
-- origin: school
-- programs: yes
-- of:
liaison
-- from:
school

-- figure: checked
-- label: Checked by
-- zh: 审核人
-- unit:
-- origin: school
-- programs: yes
-- of:
checked_by
-- from:
school

-- figure: head
-- label: Head of the unit
-- zh: 单位负责人
-- unit:
-- origin: school
-- programs: yes
-- of:
signer
-- from:
school

-- figure: zero
-- label: Confirmed as none
-- zh: 零报告标记
-- unit:
-- blank:
-- programs: yes
-- ledgers: none
-- value:
SELECT group_concat(name, '、') AS value FROM (SELECT name FROM confirmed WHERE NOT void ORDER BY pos)
-- records:
SELECT id, number FROM confirmed WHERE NOT void ORDER BY pos
