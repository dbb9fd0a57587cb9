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
---   means    what it counts, one sentence, and zhmeans the same in Chinese (kuayue-figures(7))
---   sum      instead of "of": the field of its records that is added up, where they say a number; "row" is the
---            measure word of such a record (次), for "of 4, 3 say a number"
---   rate     instead: the two figures that it divides, whole percent, rounded half up
---   least    instead: two figures of which it is the smaller one, where both say a number; behind it is what is behind the
---            first
---   parts    instead: the figures that stand in one column of the progress table, as "12/10"
---   ledgers  the ledgers that a 0 is about, where "from" is not one of them; none: it needs no word of anybody
---   counts   yes: what it counts are the records behind it, one by one (so it is with a "from" without an "of")
---   alias    a second id, for programs: the progress table's name of the same column
---   programs yes: only for programs, as an alias is
---   overview always: one of the few that the overview shows; room: only where there is room for more
---   blank    how 未填 is shown, where it is not in that word
--- A figure that a school enters has "origin: school", and its 0 is 零报告; all others are computed from records. A
--- count or a sum of no records is 0, a sum of records none of which says a number is 未填, and so is a day that
--- nothing states. A rate without anything to divide by is —.

-- figure: code
-- label: School code
-- zh: 学校代码
-- means: The code that the school was made with, as it stands on the school's page.
-- zhmeans: 学校概况里的学校代码。
-- unit:
-- origin: school
-- of:
code
-- from:
school

-- figure: name
-- label: School
-- zh: 学校
-- means: The school's full name, as it stands on the school's page.
-- zhmeans: 学校概况里的学校全称。
-- unit:
-- origin: school
-- of:
name
-- from:
school

-- figure: type
-- label: School kind
-- zh: 学校类型
-- means: The kind of school, as it stands on the school's page.
-- zhmeans: 学校概况里的学校类型。
-- unit:
-- origin: school
-- value:
SELECT kind AS value, (SELECT text FROM choice WHERE list = 'school_kind' AND key = kind) AS shown FROM school
-- records:
SELECT id, number FROM school

-- figure: staff
-- label: Staff
-- zh: 教职工
-- means: The number of staff that the school typed on its page.
-- zhmeans: 学校概况里填的教职工数。
-- unit: 人
-- origin: school
-- of:
staff
-- from:
school

-- figure: party
-- label: Party members
-- zh: 党员
-- means: The number of Party members that the school typed on its page.
-- zhmeans: 学校概况里填的党员数。
-- unit: 人
-- origin: school
-- of:
party
-- from:
school

-- figure: leaders
-- label: School leaders
-- zh: 班子成员
-- means: The number of school leaders that the school typed on its page.
-- zhmeans: 学校概况里填的班子人数。
-- unit: 人
-- origin: school
-- of:
leaders
-- from:
school

-- figure: students
-- label: Students
-- zh: 学生
-- means: The number of students that the school typed on its page.
-- zhmeans: 学校概况里填的学生数。
-- unit: 人
-- origin: school
-- of:
students
-- from:
school

-- figure: classes
-- label: Classes
-- zh: 教学班
-- means: The number of classes that the school typed on its page.
-- zhmeans: 学校概况里填的教学班数。
-- unit: 个
-- origin: school
-- of:
classes
-- from:
school

-- figure: website
-- label: Website
-- zh: 门户网站
-- means: 1 where the school's page says that it has a website, 0 where it says that it has none.
-- zhmeans: 学校概况里填有网站的为 1，填没有的为 0。
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
-- means: The earliest day of a body of the kind 领导小组.
-- zhmeans: 类型为“领导小组”的机构里最早的成立日期。
-- unit:
-- of:
min(date)
-- from:
past_body WHERE kind = 'group' AND date IS NOT NULL

-- figure: bodies
-- label: Bodies set up
-- zh: 机构健全
-- means: Of the leading group and its office, those on record with a document and somebody at their head.
-- zhmeans: 领导小组、办公室两类机构里，有成立文号或凭据、又有负责人的类数。
-- unit: 个
-- of:
count(DISTINCT kind)
-- from:
past_body WHERE kind IN ('group', 'office') AND (answered(docno) OR answered(evidence))
 AND (answered(head) OR answered(deputy) OR answered(office_head))

--- Of the roster, or where it has none of the leading group: a name with a sign between two names is two.
-- figure: deputies
-- label: Deputies in charge
-- zh: 分管领导人数
-- means: People of the roster whose role is 分管领导 and who are still here; where there is none, those that the leading group names.
-- zhmeans: 花名册里身份为“分管领导”的在校人数；一个也没有的，看领导小组填的分管领导是几人。
-- unit: 人
-- ledgers: person body
-- value:
SELECT CASE WHEN n > 0 THEN n ELSE (SELECT ifnull(max(CASE WHEN deputy GLOB '*[、,，;；/]*' THEN 2 ELSE answered(deputy) END), 0) FROM past_body WHERE kind = 'group') END AS value
 FROM (SELECT count(*) AS n FROM person WHERE role = 'deputy' AND (leave IS NULL OR leave > today()))
-- records:
SELECT id, number FROM person WHERE role = 'deputy' AND (leave IS NULL OR leave > today())

-- figure: plan_date
-- label: Implementation plan issued on
-- zh: 方案印发
-- means: The earliest day of a rule or plan that is about 实施方案.
-- zhmeans: 内容为“实施方案”的制度文件里最早的日期。
-- unit:
-- of:
min(date)
-- from:
past_institution WHERE about = 'plan' AND date IS NOT NULL

-- figure: study_plans
-- label: Study plans
-- zh: 学习计划
-- means: Rules and plans that are about 学习计划.
-- zhmeans: 内容为“学习计划”的制度文件份数。
-- unit: 份
-- from:
past_institution WHERE about = 'study'

-- figure: publicity_plans
-- label: Publicity plans
-- zh: 宣传方案
-- means: Rules and plans that are about 宣传方案.
-- zhmeans: 内容为“宣传方案”的制度文件份数。
-- unit: 份
-- from:
past_institution WHERE about = 'publicity'

-- figure: rectify_plans
-- label: Rectification plans
-- zh: 整改方案
-- means: Rules and plans that are about 整改方案.
-- zhmeans: 内容为“整改方案”的制度文件份数。
-- unit: 份
-- from:
past_institution WHERE about = 'rectify'

--- Its day and who came are of one meeting, the first.
-- figure: mobilise_date
-- label: Mobilisation meeting on
-- zh: 动员会
-- means: The day of the first activity of the kind 动员会; of two on one day, of the one that says more.
-- zhmeans: 类型为“动员会”的活动里最早一次的日期；同一天两次的，取数字填得全的一次。
-- unit:
-- ledgers: activity
-- of:
date
-- from:
mobilisation

-- figure: mobilise_should
-- label: Mobilisation meeting, expected
-- zh: 动员会应到
-- means: The people expected at the meeting whose day is the figure mobilise_date.
-- zhmeans: 动员会日期那一次会的应到人数。
-- unit: 人
-- ledgers: activity
-- of:
stated(should)
-- from:
mobilisation

-- figure: mobilise_present
-- label: Mobilisation meeting, present
-- zh: 动员会实到
-- means: The people present at the meeting whose day is the figure mobilise_date.
-- zhmeans: 动员会日期那一次会的实到人数。
-- unit: 人
-- ledgers: activity
-- of:
stated(present)
-- from:
mobilisation

-- figure: sessions
-- label: Study sessions
-- zh: 集中学习次数
-- means: Study sessions of the form 集中学习; two of one day and topic are one that was entered twice, and the one that says more counts.
-- zhmeans: 形式为“集中学习”的学习次数；同一天同一主题的两条是重复登记，算一次，取数字填得全的一条。
-- unit: 次
-- overview: always
-- target: sessions
-- ledgers: session
-- day: date
-- from:
counted_session

-- figure: sessions_recorded
-- label: Sessions with numbers and evidence
-- zh: 记录齐全的集中学习
-- means: Collective study sessions that say how many should have come, how many came, and where their evidence is.
-- zhmeans: 应到、实到、凭据编号都填了的集中学习次数。
-- unit: 次
-- ledgers: session
-- from:
counted_session WHERE stated(should) IS NOT NULL AND stated(present) IS NOT NULL AND answered(evidence)

-- figure: attend
-- label: Attendances at study sessions
-- zh: 参学人次
-- means: The people present at those sessions, added up over the sessions that say how many.
-- zhmeans: 各次集中学习实到人数之和，只加填了的。
-- unit: 人次
-- overview: room
-- ledgers: session
-- sum: present
-- row: 次
-- from:
counted_session

-- figure: attend_should
-- label: Expected, of sessions with both numbers
-- zh: 参学应到
-- means: The people expected at the sessions that say both how many came and how many should have.
-- zhmeans: 应到、实到都填了的集中学习，应到人数之和。
-- unit: 人次
-- ledgers: session
-- sum: should
-- row: 次
-- from:
counted_session WHERE stated(present) IS NOT NULL AND stated(should) IS NOT NULL

-- figure: attend_known
-- label: Present, of sessions with both numbers
-- zh: 参学实到
-- means: The people present at the sessions that say both how many came and how many should have.
-- zhmeans: 应到、实到都填了的集中学习，实到人数之和。
-- unit: 人次
-- ledgers: session
-- sum: present
-- row: 次
-- from:
counted_session WHERE stated(present) IS NOT NULL AND stated(should) IS NOT NULL

--- All who came, of all who should have come; a session that lacks one of the two numbers has no rate.
-- figure: attend_rate
-- label: Attendance rate
-- zh: 平均参学率
-- means: attend_known in percent of attend_should.
-- zhmeans: 参学实到（两数都有）占参学应到的百分比。
-- unit: %
-- rate: attend_known attend_should

-- figure: topics
-- label: Main topics studied
-- zh: 学习重点覆盖
-- means: The different main topics of all study sessions, 其他 left out.
-- zhmeans: 各次学习涉及的学习重点类别数，不算“其他”。
-- unit: 类
-- of:
count(DISTINCT topic_kind)
-- from:
past_session WHERE topic_kind IS NOT NULL AND topic_kind IS NOT 'other'

--- In the study log or among the activities, wherever it was entered; in both it is one.
-- figure: discussions
-- label: Discussions
-- zh: 专题讨论
-- means: Discussions in the study log and among the activities; what was entered in both on one day is one.
-- zhmeans: 学习台账里和活动里的专题讨论次数；同一天两处都登记的算一次。
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
-- means: The different themes of the discussions in the study log and among the activities.
-- zhmeans: 学习台账里和活动里的专题讨论涉及的主题数。
-- unit: 个
-- ledgers: session activity
-- day: date
-- of:
count(DISTINCT theme)
-- from:
theme_held WHERE theme IS NOT NULL

-- figure: head_sessions
-- label: Sessions with the first responsible person
-- zh: 第一责任人参学
-- means: Collective study sessions that the first responsible person chaired or is ticked as present at.
-- zhmeans: 第一责任人主持或签到的集中学习次数。
-- unit: 次
-- ledgers: session
-- from:
counted_session WHERE (date, topic) IN (SELECT s.date, s.topic FROM past_session s WHERE s.form = 'collective' AND EXISTS
 (SELECT 1 FROM person p WHERE p.role = 'head' AND (has_link(s.attendance, p.id) OR same_person(s.host, p.name))))

--- Sessions and activities that they chaired, or are ticked at.
-- figure: head_phases
-- label: Phases with the first responsible person
-- zh: 第一责任人参加的阶段
-- means: Phases of the campaign in which the first responsible person chaired or is ticked as present at a session or an activity.
-- zhmeans: 第一责任人主持或签到过学习、活动的阶段个数。
-- unit: 个
-- ledgers: session activity
-- value:
SELECT count(DISTINCT campaign_phase(date)) AS value FROM head_seen
-- records:
SELECT id, number FROM head_seen ORDER BY ord, number

-- figure: led_sessions
-- label: Sessions led by school leaders
-- zh: 班子成员领学
-- means: Collective study sessions led by the first responsible person, the deputy in charge or another school leader, by name.
-- zhmeans: 由第一责任人、分管领导或其他班子成员领学（按姓名）的集中学习次数。
-- unit: 次
-- ledgers: session
-- from:
counted_session WHERE (date, topic) IN (SELECT s.date, s.topic FROM past_session s WHERE s.form = 'collective' AND EXISTS
 (SELECT 1 FROM person p WHERE p.role IN ('head', 'deputy', 'leader') AND same_person(s.lead, p.name)))

--- Notes are recorded person by person, or on paper and spot-checked (L3): the school says which of the two counts, or
--- what says more people have some is the source of all three figures, so that one note that is entered does not
--- replace a check of sixty. Of the roster's notes those count whose person is still in it, and all of the staff should
--- keep some.
-- figure: notes_should
-- label: People who should keep notes
-- zh: 应有笔记人数
-- means: All staff where notes are counted by person, else the people whom the newest spot check expected to have some.
-- zhmeans: 按个人笔记计算的为教职工数，按抽查计算的为最近一次抽查的应有人数。
-- unit: 人
-- ledgers: note study
-- value:
SELECT CASE source WHEN 'check' THEN (SELECT should FROM newest_check) ELSE (SELECT staff FROM school) END AS value,
 CASE source WHEN 'check' THEN (SELECT ifnull(CAST(substr(date, 6, 2) AS INTEGER) || '月' || CAST(substr(date, 9, 2) AS INTEGER) || '日', '')
 || '抽查' FROM newest_check) ELSE '按登记' END AS note FROM note_source
-- records:
SELECT id, number FROM school WHERE (SELECT source FROM note_source) = 'roster'
UNION ALL SELECT id, number FROM newest_check WHERE (SELECT source FROM note_source) = 'check'

--- The newest notes of each person are behind it.
-- figure: notes_have
-- label: People who keep notes
-- zh: 有笔记人数
-- means: The people of the roster with at least one note, or those of the newest spot check: whichever the school's page says, else whichever is more; who left does not count.
-- zhmeans: 花名册里至少有一篇笔记的在校人数，或最近一次抽查的有笔记人数：按学校概况里选的，没有选的取多的一个；离校的不算。
-- unit: 人
-- overview: always
-- ledgers: note study
-- value:
SELECT CASE source WHEN 'check' THEN (SELECT notes FROM newest_check) ELSE (SELECT count(DISTINCT person) FROM roster_note) END AS value,
 CASE source WHEN 'check' THEN (SELECT ifnull(CAST(substr(date, 6, 2) AS INTEGER) || '月' || CAST(substr(date, 9, 2) AS INTEGER) || '日', '')
 || '抽查' FROM newest_check) ELSE '按登记' END AS note FROM note_source
-- records:
SELECT id, number FROM note_behind ORDER BY ord, seq

-- figure: notes_kept
-- label: People who keep notes, of those who should
-- zh: 有笔记人数（应有的）
-- means: notes_have, but no more than notes_should.
-- zhmeans: 有笔记人数，不超过应有笔记人数。
-- unit: 人
-- least: notes_have notes_should

-- figure: notes_rate
-- label: Share of people with notes
-- zh: 笔记率
-- means: notes_kept in percent of notes_should.
-- zhmeans: 有笔记人数占应有笔记人数的百分比。
-- unit: %
-- rate: notes_kept notes_should
-- reached:
SELECT id, number, ord AS day FROM note_behind ORDER BY ord DESC, number DESC LIMIT ?2

-- figure: essays
-- label: Impressions and insights written
-- zh: 体会心得篇数
-- means: Impressions and insights on record, or the pieces that the newest spot check counted: whichever the school's page says, else the check where none is on record.
-- zhmeans: 登记的体会、心得篇数，或最近一次抽查的篇数：按学校概况里选的，没有选的，一篇都没有登记时取抽查的。
-- unit: 篇
-- overview: always
-- ledgers: note study
-- value:
SELECT CASE source WHEN 'check' THEN (SELECT pieces FROM newest_check) ELSE (SELECT count(*) FROM essay) END AS value,
 CASE source WHEN 'check' THEN (SELECT ifnull(CAST(substr(date, 6, 2) AS INTEGER) || '月' || CAST(substr(date, 9, 2) AS INTEGER) || '日', '')
 || '抽查' FROM newest_check) ELSE '按登记' END AS note FROM essay_source
-- records:
SELECT id, number FROM (SELECT id, number, ord, seq FROM essay WHERE (SELECT source FROM essay_source) = 'roster'
UNION ALL SELECT id, number, ord, seq FROM newest_check WHERE (SELECT source FROM essay_source) = 'check')
 ORDER BY ord, seq

-- figure: essay_people
-- label: People with an impression or insight
-- zh: 有体会心得人数
-- means: The people of the roster with at least one impression or insight who are still here; where the spot check counts, its pieces, no more than the people it expected.
-- zhmeans: 花名册里至少有一篇体会或心得的在校人数；按抽查计算的，取抽查的篇数，不超过它的应有人数。
-- unit: 人
-- ledgers: note study
-- value:
SELECT CASE source WHEN 'check' THEN (SELECT min(pieces, should) FROM newest_check) ELSE (SELECT count(DISTINCT person) FROM essay
 WHERE person IN (SELECT id FROM person WHERE leave IS NULL OR leave > today())) END AS value FROM essay_source
-- records:
SELECT id, number FROM (SELECT id, number, ord, seq FROM essay WHERE (SELECT source FROM essay_source) = 'roster'
UNION ALL SELECT id, number, ord, seq FROM newest_check WHERE (SELECT source FROM essay_source) = 'check')
 ORDER BY ord, seq

-- figure: meetings_studied
-- label: Meetings and instructions studied
-- zh: 学习会议和批示
-- means: Of the three meetings and the instructions of III, 1, those that study sessions name.
-- zhmeans: 三次会议和领导批示指示里，集体学习写到的种数。
-- unit: 种
-- ledgers: session
-- value:
SELECT count(*) AS value FROM choice c WHERE c.list = 'meeting_kind' AND EXISTS (SELECT 1 FROM past_session WHERE has_link(meeting, c.key))
-- records:
SELECT id, number FROM past_session WHERE meeting IS NOT NULL ORDER BY ord, seq

-- figure: meetings_told
-- label: Meetings and instructions told on
-- zh: 宣传会议和批示
-- means: Of the three meetings and the instructions of III, 1, those that activities name.
-- zhmeans: 三次会议和领导批示指示里，活动写到的种数。
-- unit: 种
-- ledgers: activity
-- value:
SELECT count(*) AS value FROM choice c WHERE c.list = 'meeting_kind' AND EXISTS (SELECT 1 FROM past_activity WHERE has_link(meeting, c.key))
-- records:
SELECT id, number FROM past_activity WHERE meeting IS NOT NULL ORDER BY ord, seq

-- figure: meetings_carried
-- label: Meetings and instructions carried out
-- zh: 贯彻会议和批示
-- means: Of the three meetings and the instructions of III, 1, those of which a listed document has a measure.
-- zhmeans: 三次会议和领导批示指示里，政策文件目录中有落实举措的种数。
-- unit: 种
-- ledgers: document
-- value:
SELECT count(*) AS value FROM choice c WHERE c.list = 'meeting_kind' AND EXISTS (SELECT 1 FROM document WHERE has_link(meeting, c.key) AND answered(measure))
-- records:
SELECT id, number FROM document WHERE meeting IS NOT NULL AND answered(measure) ORDER BY ord, seq

-- figure: lead_matters
-- label: Matters in which the lead is taken
-- zh: 四个带头
-- means: Of the four matters of IV, 2, 2, those in which sessions, activities and comparisons say that somebody takes the lead.
-- zhmeans: 四个带头里，集体学习、活动和对照检查写到的种数。
-- unit: 种
-- ledgers: session activity compare
-- value:
SELECT count(*) AS value FROM choice c WHERE c.list = 'four_leads' AND EXISTS (SELECT 1 FROM lead_taken WHERE has_link(leads, c.key))
-- records:
SELECT id, number FROM lead_taken ORDER BY part, ord, seq

-- figure: impressions_have
-- label: People with impressions
-- zh: 有体会人数
-- means: People of the roster with at least one piece of the kind 体会; where the spot check counts, those that it found.
-- zhmeans: 登记过体会的人数；按抽查计算的，取抽查的有体会人数。
-- unit: 人
-- ledgers: note study
-- value:
SELECT CASE source WHEN 'check' THEN (SELECT impressions FROM newest_check) ELSE (SELECT count(DISTINCT person) FROM past_note
 WHERE kind = 'impression') END AS value FROM essay_source
-- records:
SELECT id, number FROM (SELECT id, number, ord, seq FROM past_note WHERE kind = 'impression' AND (SELECT source FROM essay_source) = 'roster'
UNION ALL SELECT id, number, ord, seq FROM newest_check WHERE (SELECT source FROM essay_source) = 'check') ORDER BY ord, seq

-- figure: insights_have
-- label: People with insights
-- zh: 有心得人数
-- means: People of the roster with at least one piece of the kind 心得; where the spot check counts, those that it found.
-- zhmeans: 登记过心得的人数；按抽查计算的，取抽查的有心得人数。
-- unit: 人
-- ledgers: note study
-- value:
SELECT CASE source WHEN 'check' THEN (SELECT insights FROM newest_check) ELSE (SELECT count(DISTINCT person) FROM past_note
 WHERE kind = 'insight') END AS value FROM essay_source
-- records:
SELECT id, number FROM (SELECT id, number, ord, seq FROM past_note WHERE kind = 'insight' AND (SELECT source FROM essay_source) = 'roster'
UNION ALL SELECT id, number, ord, seq FROM newest_check WHERE (SELECT source FROM essay_source) = 'check') ORDER BY ord, seq

-- figure: study_rules
-- label: Study rules
-- zh: 学习制度
-- means: Rules about 学习制度 that are not ended.
-- zhmeans: 用途为“学习制度”、没有废止的制度项数。
-- unit: 项
-- ledgers: institution
-- from:
rule_made WHERE about = 'studyrule' AND kind IS NOT 'ended'

-- figure: duplicates
-- label: Much alike in spot checks
-- zh: 抽查雷同份数
-- means: The texts that spot checks found much alike, added up over the checks that say how many.
-- zhmeans: 各次抽查的雷同份数之和，只加填了的。
-- unit: 份
-- sum: duplicates
-- row: 次
-- from:
past_study

-- figure: crises
-- label: Crises reflected on
-- zh: 对照危机
-- means: The different crises that notes, sessions, activities and problems reflect on.
-- zhmeans: 个人笔记、集体学习、活动和问题里对照过的危机种数。
-- unit: 种
-- ledgers: note session activity problem
-- value:
SELECT count(DISTINCT c.key) AS value FROM (SELECT DISTINCT crisis FROM crisis_said WHERE crisis IS NOT NULL) said
 CROSS JOIN choice c WHERE c.list = 'crisis' AND has_link(said.crisis, c.key)
-- records:
SELECT id, number FROM crisis_said WHERE crisis IS NOT NULL ORDER BY part, ord, seq

-- figure: crises_answered
-- label: Crises with an answer
-- zh: 危机应对
-- means: Of the six answers to the crises, those that notes, sessions, activities and problems name.
-- zhmeans: 六种应对里，个人笔记、集体学习、活动和问题里写到的种数。
-- unit: 种
-- ledgers: note session activity problem
-- value:
SELECT count(DISTINCT c.key) AS value FROM (SELECT DISTINCT answers FROM crisis_said WHERE answers IS NOT NULL) said
 CROSS JOIN choice c WHERE c.list = 'crisis_answer' AND has_link(said.answers, c.key)
-- records:
SELECT id, number FROM crisis_said WHERE answers IS NOT NULL ORDER BY part, ord, seq

-- figure: documents
-- label: Policy documents listed
-- zh: 政策文件
-- means: All documents of the list of policies.
-- zhmeans: 政策文件目录里的文件数。
-- unit: 份
-- from:
document

-- figure: documents_studied
-- label: Policy documents studied
-- zh: 已学习文件
-- means: Listed documents with a day of study that has come.
-- zhmeans: 目录里填了学习日期（不晚于今天）的文件数。
-- unit: 份
-- from:
document WHERE studied <= ?1

-- figure: documents_measured
-- label: Policy documents with a measure
-- zh: 有落实举措文件
-- means: Listed documents with a measure; 不适用 is none.
-- zhmeans: 目录里写了落实举措的文件数，写“不适用”的不算。
-- unit: 份
-- from:
document WHERE answered(measure)

-- figure: documents_landed
-- label: Policies carried out
-- zh: 已落实政策
-- means: Listed documents that are carried out, wholly or partly.
-- zhmeans: 目录里“已落实”或“部分落实”的文件数。
-- unit: 份
-- from:
document WHERE landing IN ('done', 'partly')

--- The one who went least says it: each leader should go (III, 2, 1).
-- figure: leader_visits
-- label: Visits of each leader, at least
-- zh: 班子成员每人下基层
-- means: The visits of the school leader of the roster who went least; who has left does not count.
-- zhmeans: 花名册里在校的班子成员中，去得最少的一人参加走访调研的次数。
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
-- means: All visits, of which seminars are some.
-- zhmeans: 走访调研的全部记录数，座谈会也在内。
-- unit: 次
-- overview: always
-- from:
past_visit

-- figure: seminars
-- label: Seminars
-- zh: 座谈会
-- means: Visits held as 座谈.
-- zhmeans: 方式为“座谈”的走访调研次数。
-- unit: 次
-- overview: always
-- from:
past_visit WHERE method = 'seminar'

-- figure: seminar_people
-- label: People at seminars
-- zh: 座谈人次
-- means: The people at these seminars, added up over those that say how many.
-- zhmeans: 各次座谈会的人数之和，只加填了的。
-- unit: 人次
-- sum: people
-- row: 次
-- from:
past_visit WHERE method = 'seminar'

-- figure: seminar_groups
-- label: Groups heard in seminars
-- zh: 座谈对象
-- means: The different groups of people heard in seminars.
-- zhmeans: 座谈会涉及的对象类别数。
-- unit: 类
-- of:
count(DISTINCT "group")
-- from:
past_visit WHERE method = 'seminar' AND "group" IS NOT NULL

-- figure: leaders_visiting
-- label: Leaders who went to the front line
-- zh: 下基层班子成员
-- means: School leaders of the roster who are ticked in a visit at least once.
-- zhmeans: 花名册里的班子成员，至少参加过一次走访调研的人数。
-- unit: 人
-- ledgers: visit
-- from:
person p WHERE role IN ('head', 'deputy', 'leader') AND EXISTS (SELECT 1 FROM past_visit v WHERE has_link(v.leaders, p.id))

-- figure: pupil_policies
-- label: Kinds of pupils looked into
-- zh: 三类学生政策
-- means: Of pupils who moved, were left behind or are poor: the kinds that a visit looked into.
-- zhmeans: 走访调研摸过底的随迁、留守、资助三类学生政策的类数。
-- unit: 类
-- of:
count(DISTINCT policy)
-- from:
past_visit WHERE policy IN ('migrant', 'leftbehind', 'aid')

-- figure: field_visits
-- label: Visits to villages, households and points
-- zh: 入村入户到教学点
-- means: Visits to villages, households and teaching points.
-- zhmeans: 对象类型为村、户、教学点的走访调研次数。
-- unit: 次
-- from:
past_visit WHERE kind IN ('village', 'household', 'point')

-- figure: tours
-- label: Tours to learn elsewhere
-- zh: 外出考察
-- means: Visits of the kind 外出考察.
-- zhmeans: 对象类型为“外出考察”的走访调研次数。
-- unit: 次
-- from:
past_visit WHERE kind = 'tour'

-- figure: visits_with_issues
-- label: Visits that raised something
-- zh: 有反映问题的走访
-- means: Visits in which something was raised; 不适用 is nothing.
-- zhmeans: 写了反映问题的走访调研次数，写“不适用”的不算。
-- unit: 次
-- from:
past_visit WHERE answered(issues)

-- figure: survey_visits
-- label: Visits with a questionnaire
-- zh: 问卷调查
-- means: Visits held as 问卷.
-- zhmeans: 方式为“问卷”的走访调研次数。
-- unit: 次
-- from:
past_visit WHERE method = 'survey'

-- figure: frontline_places
-- label: Places of the front line
-- zh: 领导到一线
-- means: Of teaching, research and daily life: where leaders of the roster went.
-- zhmeans: 课堂、教研、食宿三处里，班子成员去过的处数。
-- unit: 处
-- of:
count(DISTINCT kind)
-- from:
past_visit WHERE kind IN ('class', 'research', 'life') AND leaders IS NOT NULL

-- figure: leaders_everywhere
-- label: Leaders who were at all three
-- zh: 三处都去的班子成员
-- means: School leaders of the roster who went to teaching, to research and to daily life, each at least once.
-- zhmeans: 花名册里的班子成员，课堂、教研、食宿三处都去过的人数。
-- unit: 人
-- ledgers: visit
-- from:
person p WHERE role IN ('head', 'deputy', 'leader') AND (SELECT count(DISTINCT kind) FROM past_visit v
 WHERE kind IN ('class', 'research', 'life') AND has_link(v.leaders, p.id)) = 3

-- figure: policy_entitled
-- label: All three policies, entitled
-- zh: 三类学生应享
-- means: Pupils entitled, of all three policies: of each policy the newest visit that counted both.
-- zhmeans: 三类学生政策应享人数，各类取最近一次两数都填了的走访。
-- unit: 人
-- ledgers: visit
-- of:
sum(entitled)
-- from:
policy_count

-- figure: policy_served
-- label: All three policies, who have it
-- zh: 三类学生已享
-- means: Pupils who have it, of all three policies: of each policy the newest visit that counted both.
-- zhmeans: 三类学生政策已享人数，各类取最近一次两数都填了的走访。
-- unit: 人
-- ledgers: visit
-- of:
sum(served)
-- from:
policy_count

-- figure: migrant_entitled
-- label: Pupils who moved with their parents, entitled
-- zh: 随迁子女应享
-- means: Pupils entitled, of pupils who moved with their parents: the newest visit that counted both.
-- zhmeans: 随迁子女政策应享人数，取最近一次两数都填了的走访。
-- unit: 人
-- ledgers: visit
-- of:
sum(entitled)
-- from:
policy_count WHERE policy = 'migrant'

-- figure: migrant_served
-- label: Pupils who moved with their parents, who have it
-- zh: 随迁子女已享
-- means: Pupils who have it, of pupils who moved with their parents: the newest visit that counted both.
-- zhmeans: 随迁子女政策已享人数，取最近一次两数都填了的走访。
-- unit: 人
-- ledgers: visit
-- of:
sum(served)
-- from:
policy_count WHERE policy = 'migrant'

-- figure: leftbehind_entitled
-- label: Pupils left behind, entitled
-- zh: 留守儿童应享
-- means: Pupils entitled, of pupils left behind: the newest visit that counted both.
-- zhmeans: 留守儿童政策应享人数，取最近一次两数都填了的走访。
-- unit: 人
-- ledgers: visit
-- of:
sum(entitled)
-- from:
policy_count WHERE policy = 'leftbehind'

-- figure: leftbehind_served
-- label: Pupils left behind, who have it
-- zh: 留守儿童已享
-- means: Pupils who have it, of pupils left behind: the newest visit that counted both.
-- zhmeans: 留守儿童政策已享人数，取最近一次两数都填了的走访。
-- unit: 人
-- ledgers: visit
-- of:
sum(served)
-- from:
policy_count WHERE policy = 'leftbehind'

-- figure: aid_entitled
-- label: Pupils in need, entitled
-- zh: 困难资助应享
-- means: Pupils entitled, of pupils in need: the newest visit that counted both.
-- zhmeans: 困难资助政策应享人数，取最近一次两数都填了的走访。
-- unit: 人
-- ledgers: visit
-- of:
sum(entitled)
-- from:
policy_count WHERE policy = 'aid'

-- figure: aid_served
-- label: Pupils in need, who have it
-- zh: 困难资助已享
-- means: Pupils who have it, of pupils in need: the newest visit that counted both.
-- zhmeans: 困难资助政策已享人数，取最近一次两数都填了的走访。
-- unit: 人
-- ledgers: visit
-- of:
sum(served)
-- from:
policy_count WHERE policy = 'aid'

-- figure: policy_rate
-- label: Pupils who have what they are entitled to
-- zh: 三类学生政策落实率
-- means: policy_served in percent of policy_entitled.
-- zhmeans: 三类学生已享占应享的百分比。
-- unit: %
-- rate: policy_served policy_entitled

-- figure: opening_visits
-- label: Visits with the opening inspection
-- zh: 结合开学检查
-- means: Visits together with the inspection at the beginning of term.
-- zhmeans: 方式为“结合开学检查”的走访调研次数。
-- unit: 次
-- from:
past_visit WHERE method = 'opening'

-- figure: box
-- label: Opinion page or box
-- zh: 征求意见栏或意见箱
-- means: 1 where the school's page says where opinions are taken.
-- zhmeans: 学校概况里填了征求意见栏或意见箱的为 1。
-- unit: 个
-- origin: school
-- of:
nullif(answered(box), 0)
-- from:
school

-- figure: cards_sent
-- label: Opinion cards handed out
-- zh: 意见卡发出
-- means: Opinion cards handed out, added up over the batches that say how many.
-- zhmeans: 各批征求意见卡发出份数之和，只加填了的。
-- unit: 份
-- overview: room
-- ledgers: card
-- sum: sent
-- row: 批
-- from:
opinion_card

-- figure: cards_returned
-- label: Opinion cards returned
-- zh: 意见卡收回
-- means: Opinion cards returned, added up over the batches that say how many.
-- zhmeans: 各批收回份数之和，只加填了的。
-- unit: 份
-- overview: room
-- ledgers: card
-- sum: returned
-- row: 批
-- from:
opinion_card

-- figure: cards_valid
-- label: Valid opinion cards
-- zh: 意见卡有效
-- means: Valid opinion cards, added up over the batches that say how many.
-- zhmeans: 各批有效份数之和，只加填了的。
-- unit: 份
-- ledgers: card
-- sum: valid
-- row: 批
-- from:
opinion_card

-- figure: sent_counted
-- label: Cards handed out, of batches with both numbers
-- zh: 两数都有的发出
-- means: Cards handed out in the batches that say both how many went out and how many came back.
-- zhmeans: 发出、收回都填了的各批，发出份数之和。
-- unit: 份
-- ledgers: card
-- sum: sent
-- row: 批
-- from:
opinion_card WHERE stated(returned) IS NOT NULL AND stated(sent) IS NOT NULL

-- figure: returned_counted
-- label: Cards returned, of batches with both numbers
-- zh: 两数都有的收回
-- means: Cards returned of the batches that say both how many went out and how many came back.
-- zhmeans: 发出、收回都填了的各批，收回份数之和。
-- unit: 份
-- ledgers: card
-- sum: returned
-- row: 批
-- from:
opinion_card WHERE stated(returned) IS NOT NULL AND stated(sent) IS NOT NULL

--- All that came back, of all that were handed out. A batch that was not counted yet is none of which none came.
-- figure: return_rate
-- label: Return rate of cards
-- zh: 回收率
-- means: returned_counted in percent of sent_counted.
-- zhmeans: 收回份数占发出份数（两数都有的各批）的百分比。
-- unit: %
-- rate: returned_counted sent_counted

-- figure: back_counted
-- label: Cards returned, of batches that count the valid
-- zh: 点过有效的收回
-- means: Cards returned of the batches that say both how many came back and how many are valid.
-- zhmeans: 收回、有效都填了的各批，收回份数之和。
-- unit: 份
-- ledgers: card
-- sum: returned
-- row: 批
-- from:
opinion_card WHERE stated(valid) IS NOT NULL AND stated(returned) IS NOT NULL

-- figure: valid_counted
-- label: Valid cards, of batches with both numbers
-- zh: 两数都有的有效
-- means: Valid cards of the batches that say both how many came back and how many are valid.
-- zhmeans: 收回、有效都填了的各批，有效份数之和。
-- unit: 份
-- ledgers: card
-- sum: valid
-- row: 批
-- from:
opinion_card WHERE stated(valid) IS NOT NULL AND stated(returned) IS NOT NULL

-- figure: valid_rate
-- label: Valid rate of cards
-- zh: 有效率
-- means: valid_counted in percent of back_counted.
-- zhmeans: 有效份数占收回份数（两数都有的各批）的百分比。
-- unit: %
-- rate: valid_counted back_counted

-- figure: card_circles
-- label: Whom cards were handed to
-- zh: 征求范围
-- means: Of the own system, related departments and those served: to whom cards were handed out, by the group that was asked.
-- zhmeans: 本系统、相关部门、服务对象三类里，发过意见卡的类数；教师算本系统，学生、家长、社会算服务对象。
-- unit: 类
-- ledgers: card
-- of:
count(DISTINCT CASE "group" WHEN 'teacher' THEN 1 WHEN 'dept' THEN 2 ELSE 3 END)
-- from:
opinion_card WHERE "group" IS NOT NULL

-- figure: surveys_sent
-- label: Questionnaires handed out
-- zh: 问卷发出
-- means: Sample questionnaires handed out, added up over the batches that say how many.
-- zhmeans: 各批抽样问卷发出份数之和，只加填了的。
-- unit: 份
-- ledgers: card
-- sum: sent
-- row: 批
-- from:
questionnaire

-- figure: surveys_returned
-- label: Questionnaires returned
-- zh: 问卷收回
-- means: Sample questionnaires returned, added up over the batches that say how many.
-- zhmeans: 各批抽样问卷收回份数之和，只加填了的。
-- unit: 份
-- ledgers: card
-- sum: returned
-- row: 批
-- from:
questionnaire

-- figure: surveys_valid
-- label: Questionnaires that are valid
-- zh: 问卷有效
-- means: Sample questionnaires that are valid, added up over the batches that say how many.
-- zhmeans: 各批抽样问卷有效份数之和，只加填了的。
-- unit: 份
-- ledgers: card
-- sum: valid
-- row: 批
-- from:
questionnaire

-- figure: opinions_raw
-- label: Opinions as given
-- zh: 意见原始条数
-- means: All opinions as they were given, also those merged into another.
-- zhmeans: 登记的全部原始意见条数，合并到别条的也算。
-- unit: 条
-- overview: always
-- from:
within_opinion

-- figure: opinions_merged
-- label: Opinions after merging
-- zh: 意见合并条数
-- means: Opinions that are not merged into another one that is there.
-- zhmeans: 没有合并到别条的意见条数；所并入的一条删除了的重新算。
-- unit: 条
-- from:
standing_opinion

-- figure: opinions_sorted
-- label: Opinions sorted
-- zh: 已归类意见
-- means: Opinions whose own record, or the one they were merged into in the end, has a category.
-- zhmeans: 已归类的意见条数；合并到别条的，看最后并入的那一条有没有类别。
-- unit: 条
-- from:
within_opinion WHERE id IN (SELECT u.id FROM opinion_top u JOIN opinion t ON t.id = u.top WHERE t.category IS NOT NULL)

--- The way of an opinion once those that say the same are merged.
-- figure: opinions_decided
-- label: Opinions decided on
-- zh: 已定采纳情况的意见
-- means: Opinions after merging whose way is decided.
-- zhmeans: 合并后已定采纳情况的意见条数。
-- unit: 条
-- from:
standing_opinion WHERE decision IS NOT NULL

-- figure: opinions_settled
-- label: Opinions settled
-- zh: 有办理结果的意见
-- means: Opinions after merging that have a result; 不适用 is none.
-- zhmeans: 合并后有办理结果的意见条数，写“不适用”的不算。
-- unit: 条
-- from:
standing_opinion WHERE answered(result)

-- figure: opinions_answered
-- label: Opinions answered
-- zh: 已回复的意见
-- means: Opinions after merging with a day of answer that has come.
-- zhmeans: 合并后有回复日期（不晚于今天）的意见条数。
-- unit: 条
-- from:
standing_opinion WHERE replied <= ?1

-- figure: matters
-- label: Matters
-- zh: 意见和督查事项
-- means: All opinions as given and all supervision notices.
-- zhmeans: 原始意见和督查反馈单的总件数。
-- unit: 件
-- ledgers: opinion notice
-- counts: yes
-- value:
SELECT count(*) AS value FROM matter
-- records:
SELECT id, number FROM matter ORDER BY part, ord, seq

-- figure: matters_settled
-- label: Matters that are settled
-- zh: 有着落事项
-- means: Of these, those with somebody responsible and a result; a merged opinion has what the one it went into has.
-- zhmeans: 其中有责任人和办理结果的件数；合并到别条的意见随那一条。
-- unit: 件
-- ledgers: opinion notice
-- counts: yes
-- value:
SELECT count(*) AS value FROM matter WHERE settled
-- records:
SELECT id, number FROM matter WHERE settled ORDER BY part, ord, seq

-- figure: settled_rate
-- label: Matters settled
-- zh: 着落率
-- means: matters_settled in percent of matters.
-- zhmeans: 有着落事项占全部事项的百分比。
-- unit: %
-- rate: matters_settled matters

-- figure: matters_answered
-- label: Matters that are answered
-- zh: 已回复事项
-- means: Of opinions and notices, those with a day of answer that has come; a merged opinion has what the one it went into has.
-- zhmeans: 意见和督查反馈单里有回复日期（不晚于今天）的件数；合并到别条的意见随那一条。
-- unit: 件
-- ledgers: opinion notice
-- counts: yes
-- value:
SELECT count(*) AS value FROM matter WHERE answered
-- records:
SELECT id, number FROM matter WHERE answered ORDER BY part, ord, seq

-- figure: echo_rate
-- label: Matters answered
-- zh: 回音率
-- means: matters_answered in percent of matters.
-- zhmeans: 已回复事项占全部事项的百分比。
-- unit: %
-- overview: always
-- rate: matters_answered matters

-- figure: silent
-- label: Matters without an answer
-- zh: 未回复事项
-- means: Opinions and notices without a day of answer that has come.
-- zhmeans: 意见和督查反馈单里还没有回复的件数。
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
-- means: Checklist items that are rated, 不适用 among them.
-- zhmeans: 已评定的自查条目数，评为不适用的也算。
-- unit: 项
-- overview: room
-- from:
rating WHERE self IS NOT NULL AND dropped IS NULL

-- figure: unrated
-- label: Items not rated
-- zh: 未评项
-- means: Checklist items without a rating.
-- zhmeans: 还没有评定的自查条目数。
-- unit: 项
-- from:
rating WHERE self IS NULL AND dropped IS NULL

-- figure: na_items
-- label: Items not applicable
-- zh: 不适用项
-- means: Checklist items rated as not applicable.
-- zhmeans: 评为不适用的自查条目数。
-- unit: 项
-- from:
rating WHERE self = 'N' AND dropped IS NULL

--- 100 * sum(weight * self) / (3 * sum(applicable weight)), rounded half up: an item that is
--- not rated counts 0 and stays in the divisor; with nothing rated there is no score.
-- figure: score
-- label: Self-rating score
-- zh: 自查得分
-- means: 100 times the weighted ratings, divided by 3 times the weights of all items but those not applicable, rounded half up; an item without a rating counts 0, and with none rated there is no score.
-- zhmeans: 100×Σ(分值×评定)÷(3×Σ适用分值)，四舍五入；未评项按 0 分计入，一项都没有评时没有得分。
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
-- means: The school's own scores of the assessment, added up over the items that have one.
-- zhmeans: 考评各项自评分之和，只加填了的。
-- unit: 分
-- sum: self
-- row: 项
-- from:
score

-- figure: assess_given
-- label: Assessment, score given
-- zh: 考评得分
-- means: The scores that the assessment gave, added up over the items that have one.
-- zhmeans: 考评各项得分之和，只加填了的。
-- unit: 分
-- sum: score
-- row: 项
-- from:
score

-- figure: poll_valid
-- label: Valid sheets of the newest poll
-- zh: 测评有效份数
-- means: Valid sheets of the newest poll, of all groups asked that day; of two for the same group, of the one that says more, then of the larger.
-- zhmeans: 最近一次测评的有效份数，同一天分对象测评的各份相加；同一对象两次的，取填得全的，再取份数多的。
-- unit: 份
-- ledgers: satisfaction
-- of:
CASE WHEN count(*) = count(whole) THEN sum(whole) END
-- from:
newest_poll

-- figure: poll_content
-- label: Satisfied sheets of the newest poll
-- zh: 测评满意份数
-- means: Satisfied and fairly satisfied sheets of the newest poll, of all groups asked that day; 未填 where one lacks a number.
-- zhmeans: 最近一次测评里满意和基本满意的份数，同一天分对象测评的各份相加；缺一个数的为未填。
-- unit: 份
-- ledgers: satisfaction
-- of:
CASE WHEN count(*) = count(CASE WHEN content <= whole THEN content END) THEN sum(content) END
-- from:
newest_poll

--- Of the newest poll: satisfied and fairly satisfied, of the valid sheets. One that lacks a number has no rate.
-- figure: satisfaction_rate
-- label: Satisfaction rate
-- zh: 满意率
-- means: poll_content in percent of poll_valid.
-- zhmeans: 满意和基本满意占有效份数的百分比。
-- unit: %
-- rate: poll_content poll_valid

-- figure: receipts
-- label: Receipts of the report
-- zh: 报送回执
-- means: 1 where the school's page has the receiver's confirmation of the report.
-- zhmeans: 学校概况里填了回执的为 1。
-- unit: 份
-- origin: school
-- of:
nullif(answered(receipt), 0)
-- from:
school

--- The same problem from two sources is kept twice and counted once.
-- figure: problems
-- label: Problems found
-- zh: 查摆问题
-- means: Problems that are not merged into another one that is there; so are all figures of problems.
-- zhmeans: 没有合并到别条的问题个数；问题的其他数字也一样。
-- unit: 个
-- overview: always
-- from:
standing_problem

-- figure: compared
-- label: Problems found by comparing with documents
-- zh: 对照文件查出的问题
-- means: Problems whose source is 对照检查.
-- zhmeans: 来源为“对照检查”的问题个数。
-- unit: 个
-- from:
standing_problem WHERE source = 'compare'

--- 思想观念、工作作风、实际工作: the five categories in the three fields of IV, 2, 2.
-- figure: problem_areas
-- label: Areas with problems
-- zh: 查摆方面
-- means: Of 思想观念, 工作作风 and 实际工作, the areas in which problems were found: 精神状态 is of the first, 体制机制 and 政策措施 are of the last.
-- zhmeans: 查出问题的方面数：思想观念（含精神状态）、工作作风、实际工作（体制机制、政策措施）。
-- unit: 个
-- of:
count(DISTINCT CASE category WHEN 'spirit' THEN 'thought' WHEN 'system' THEN 'work' WHEN 'policy' THEN 'work' ELSE category END)
-- from:
standing_problem WHERE category IN ('thought', 'spirit', 'style', 'system', 'policy')

--- In the order of the campaign's list, which adds up to the problems that have one.
-- figure: categories
-- label: Problems by category
-- zh: 问题分类
-- means: Problems of each of the five categories, in the campaign's order.
-- zhmeans: 五类问题各多少个，按活动模板的顺序。
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
-- means: Problems of each source, in the campaign's order.
-- zhmeans: 各种来源的问题各多少个，按活动模板的顺序。
-- unit:
-- ledgers: problem
-- value:
SELECT group_concat(n, '/') AS value, group_concat(text || n, ' ') AS shown FROM (SELECT c.text, (SELECT count(*) FROM standing_problem p
 WHERE p.source = c.key) AS n FROM choice c WHERE c.list = 'problem_source' ORDER BY c.pos)
-- records:
SELECT id, number FROM standing_problem WHERE source IS NOT NULL ORDER BY ord, seq

-- figure: comparisons
-- label: Comparisons with documents
-- zh: 对照检查
-- means: All comparisons of the leading group and of persons.
-- zhmeans: 领导班子和个人的对照检查条数。
-- unit: 条
-- from:
past_compare

-- figure: leaders_compared
-- label: Leaders who compared themselves
-- zh: 对照检查的班子成员
-- means: School leaders of the roster with at least one comparison of their own.
-- zhmeans: 花名册里的班子成员，有本人对照检查的人数。
-- unit: 人
-- ledgers: compare
-- from:
person p WHERE role IN ('head', 'deputy', 'leader') AND EXISTS (SELECT 1 FROM past_compare c WHERE c.person = p.id)

-- figure: compare_levels
-- label: Levels compared with
-- zh: 对照文件级别
-- means: Of national, regional and city documents, the levels that comparisons and problems are compared with.
-- zhmeans: 国家、自治区、市三级文件里，对照检查和问题对照过的级数。
-- unit: 级
-- ledgers: compare problem
-- value:
SELECT count(DISTINCT level) AS value FROM compared_with WHERE level IN ('nation', 'region', 'city')
-- records:
SELECT id, number FROM compared_with WHERE level IN ('nation', 'region', 'city') ORDER BY part, ord, seq

-- figure: lenses
-- label: Problems by what is to be solved
-- zh: 着力解决
-- means: Problems of each of the four groups of part II, in the campaign's order.
-- zhmeans: 方案第二部分四组“着力解决”各多少个，按活动模板的顺序。
-- unit:
-- ledgers: problem
-- value:
SELECT group_concat(n, '/') AS value, group_concat(text || n, ' ') AS shown FROM (SELECT c.text, (SELECT count(*) FROM standing_problem p
 WHERE p.lens = c.key) AS n FROM choice c WHERE c.list = 'lens' ORDER BY c.pos)
-- records:
SELECT id, number FROM standing_problem WHERE lens IS NOT NULL ORDER BY ord, seq

-- figure: policy_problems
-- label: Problems with orders and policies
-- zh: 政策执行问题
-- means: Problems of the category 政策措施, of which orders that were not carried out are some.
-- zhmeans: 类别为“政策措施”的问题个数，有令不行、有禁不止的在内。
-- unit: 个
-- from:
standing_problem WHERE category = 'policy'

-- figure: policy_problems_closed
-- label: Problems with orders and policies, corrected
-- zh: 政策执行问题已纠正
-- means: Problems of the category 政策措施 that are closed.
-- zhmeans: 类别为“政策措施”且已销号的问题个数。
-- unit: 个
-- from:
standing_problem WHERE category = 'policy' AND status = 'closed'

-- figure: causes_both
-- label: Problems with both kinds of causes
-- zh: 主客观原因都有
-- means: Problems that name a cause in ourselves and one outside.
-- zhmeans: 主观原因和客观原因都写了的问题个数。
-- unit: 个
-- from:
standing_problem WHERE answered(cause_own) AND answered(cause_other)

-- figure: unclassified
-- label: Problems without a category
-- zh: 未分类问题
-- means: Problems without a category.
-- zhmeans: 没有归入五类的问题个数。
-- unit: 个
-- from:
standing_problem WHERE category IS NULL

-- figure: st_未启动
-- label: Problems not started
-- zh: 未启动
-- means: Problems in the state 未启动.
-- zhmeans: 状态为“未启动”的问题个数。
-- unit: 个
-- overview: room
-- from:
standing_problem WHERE status = 'open'

-- figure: st_整改中
-- label: Problems being worked on
-- zh: 整改中
-- means: Problems in the state 整改中.
-- zhmeans: 状态为“整改中”的问题个数。
-- unit: 个
-- overview: always
-- from:
standing_problem WHERE status = 'working'

-- figure: st_待核验
-- label: Problems to be verified
-- zh: 待核验
-- means: Problems in the state 待核验.
-- zhmeans: 状态为“待核验”的问题个数。
-- unit: 个
-- overview: always
-- from:
standing_problem WHERE status = 'review'

-- figure: st_已销号
-- label: Problems closed
-- zh: 已销号
-- means: Problems in the state 已销号.
-- zhmeans: 状态为“已销号”的问题个数。
-- unit: 个
-- alias: closed
-- overview: always
-- from:
standing_problem WHERE status = 'closed'

-- figure: unclosed
-- label: Problems not closed
-- zh: 未销号
-- means: Problems of any type that are not closed.
-- zhmeans: 没有销号的问题个数，不论类型。
-- unit: 个
-- from:
standing_problem WHERE status IS NOT 'closed'

-- figure: of_which_overdue
-- label: Problems overdue
-- zh: 超期
-- means: Problems of any type whose due date is past and that are not closed, from the day after the due date.
-- zhmeans: 整改期限已过而没有销号的问题个数，不论类型，期限次日起算。
-- unit: 个
-- alias: overdue
-- overview: always
-- ledgers: problem
-- from:
deadline WHERE kind = 'problem' AND due < ?1 AND NOT met

-- figure: of_which_longterm
-- label: Long-term problems
-- zh: 长期坚持
-- means: Problems of the type 长期坚持.
-- zhmeans: 类型为“长期坚持”的问题个数。
-- unit: 个
-- alias: longterm
-- from:
standing_problem WHERE type = 'longterm'

-- figure: closing_all
-- label: To be closed
-- zh: 应销号
-- means: Problems of all but the long-term ones; those without a type are among them.
-- zhmeans: 长期坚持以外的问题个数，未定类型的也算。
-- unit: 个
-- from:
standing_problem WHERE type IS NOT 'longterm'

-- figure: closing_done
-- label: Closed, the long-term ones left out
-- zh: 应销号中已销号
-- means: Closed problems of all but the long-term ones.
-- zhmeans: 长期坚持以外已销号的问题个数。
-- unit: 个
-- from:
standing_problem WHERE type IS NOT 'longterm' AND status = 'closed'

--- Long-term problems have no end, so they do not count. No problem to close: no rate.
-- figure: closed_rate
-- label: Closing rate
-- zh: 完成率
-- means: closing_done in percent of closing_all.
-- zhmeans: 长期坚持以外，已销号占全部的百分比。
-- unit: %
-- alias: rate
-- overview: always
-- rate: closing_done closing_all
-- reached:
SELECT id, number, coalesce(verified, done) AS day FROM standing_problem WHERE type IS NOT 'longterm'
ORDER BY day DESC, number DESC LIMIT ?2

-- figure: ontime_due
-- label: Past their due date
-- zh: 期限已过
-- means: Problems whose due date is past, the long-term ones left out.
-- zhmeans: 长期坚持以外，整改期限已过的问题个数。
-- unit: 个
-- from:
standing_problem WHERE due < ?1 AND type IS NOT 'longterm'

-- figure: ontime_done
-- label: Done in time
-- zh: 按期完成
-- means: Of the problems past their due date, the closed ones whose day of completion is no later than it.
-- zhmeans: 期限已过的问题里，已销号而且完成日期不晚于期限的个数；没有完成日期的不算。
-- unit: 个
-- from:
standing_problem WHERE due < ?1 AND type IS NOT 'longterm' AND status = 'closed' AND done <= due

--- Of those whose day is past, how many were closed and done by it. One that does not say when it was done is late.
-- figure: ontime_rate
-- label: Closed in time
-- zh: 按期率
-- means: ontime_done in percent of ontime_due.
-- zhmeans: 按期完成占期限已过的百分比。
-- unit: %
-- rate: ontime_done ontime_due

-- figure: immediate_should
-- label: To be put right at once
-- zh: 立行立改应完成
-- means: Problems of the type 立行立改.
-- zhmeans: 类型为“立行立改”的问题个数。
-- unit: 个
-- from:
standing_problem WHERE type = 'immediate'

-- figure: immediate_done
-- label: Put right at once
-- zh: 立行立改已完成
-- means: Problems of the type 立行立改 that are closed.
-- zhmeans: 类型为“立行立改”且已销号的问题个数。
-- unit: 个
-- from:
standing_problem WHERE type = 'immediate' AND status = 'closed'

-- figure: limited_should
-- label: To be put right in time
-- zh: 限期整改应完成
-- means: Problems of the type 限期整改.
-- zhmeans: 类型为“限期整改”的问题个数。
-- unit: 个
-- from:
standing_problem WHERE type = 'limited'

-- figure: limited_done
-- label: Put right in time
-- zh: 限期整改已完成
-- means: Problems of the type 限期整改 that are closed.
-- zhmeans: 类型为“限期整改”且已销号的问题个数。
-- unit: 个
-- from:
standing_problem WHERE type = 'limited' AND status = 'closed'

--- The closing rate counts them: without this line its parts would not add up.
-- figure: type_none
-- label: Problems without a type
-- zh: 未定类型
-- means: Problems without a type.
-- zhmeans: 没有定整改类型的问题个数。
-- unit: 个
-- from:
standing_problem WHERE type IS NULL

-- figure: type_none_done
-- label: Closed without a type
-- zh: 未定类型已完成
-- means: Problems without a type that are closed.
-- zhmeans: 没有定整改类型而已销号的问题个数。
-- unit: 个
-- from:
standing_problem WHERE type IS NULL AND status = 'closed'

-- figure: with_cause
-- label: Problems with a cause
-- zh: 有原因分析
-- means: Problems with a cause; 不适用 is none.
-- zhmeans: 写了原因分析的问题个数，写“不适用”的不算。
-- unit: 个
-- from:
standing_problem WHERE answered(cause)

-- figure: with_suggestion
-- label: Problems with a suggestion
-- zh: 有整改意见
-- means: Problems with a suggestion; 不适用 is none.
-- zhmeans: 写了整改意见的问题个数，写“不适用”的不算。
-- unit: 个
-- from:
standing_problem WHERE answered(suggestion)

-- figure: with_measure
-- label: Problems with a measure
-- zh: 有整改措施
-- means: Problems with a measure; 不适用 is none.
-- zhmeans: 写了整改措施的问题个数，写“不适用”的不算。
-- unit: 个
-- from:
standing_problem WHERE answered(measure)

-- figure: with_due
-- label: Problems with an owner and a deadline
-- zh: 有责任人和期限
-- means: Problems with somebody responsible and a deadline; a long-term one needs no deadline.
-- zhmeans: 有责任人、有整改期限的问题个数；长期坚持的可以没有期限。
-- unit: 个
-- from:
standing_problem WHERE answered(owner) AND (answered(due) OR type = 'longterm')

-- figure: closed_unpublished
-- label: Closed and not made known
-- zh: 已销号未公布
-- means: Closed problems without a day of publication that has come.
-- zhmeans: 已销号而没有公布日期的问题个数。
-- unit: 个
-- from:
standing_problem WHERE status = 'closed' AND (published IS NULL OR published > ?1)

-- figure: published
-- label: Publications
-- zh: 公布次数
-- means: Publications that name at least one problem whose results they tell.
-- zhmeans: 列明了所公布问题的公布次数。
-- unit: 次
-- from:
past_publication WHERE answered(items)

-- figure: feedback
-- label: Answers to publications
-- zh: 公布反馈数
-- means: The answers to publications, added up over those that say how many.
-- zhmeans: 各次公布收到的反馈数之和，只加填了的。
-- unit: 条
-- sum: feedback
-- row: 次
-- from:
past_publication

-- figure: inspections
-- label: Supervision notices
-- zh: 督查反馈单
-- means: All supervision notices of the list; what the school's own checks found is left out.
-- zhmeans: 督查反馈单的件数，本校检查提出的不算。
-- unit: 件
-- overview: always
-- ledgers: notice
-- from:
received_notice

-- figure: replied
-- label: Notices answered
-- zh: 已回复督查
-- means: Notices with a day of answer that has come.
-- zhmeans: 有回复日期（不晚于今天）的督查反馈单件数。
-- unit: 件
-- ledgers: notice
-- from:
received_notice WHERE replied <= ?1

-- figure: replied_on_time
-- label: Notices answered in time
-- zh: 按期回复督查
-- means: Of these, those answered by the day that the answer was due, or that had no such day.
-- zhmeans: 其中回复日期不晚于要求回复日期的件数，没有要求日期的也算。
-- unit: 件
-- ledgers: notice
-- from:
received_notice WHERE replied <= ?1 AND (reply_due IS NULL OR replied <= reply_due)

--- Of all that came: one that is not answered yet is not answered in time either.
-- figure: reply_rate
-- label: Notices answered in time, share
-- zh: 督查按期回复率
-- means: replied_on_time in percent of inspections.
-- zhmeans: 按期回复督查占督查反馈单的百分比。
-- unit: %
-- rate: replied_on_time inspections
-- reached:
SELECT id, number, replied AS day FROM received_notice ORDER BY day DESC, number DESC LIMIT ?2

-- figure: notice_key
-- label: Key work followed
-- zh: 重点跟踪督
-- means: Notices of the kind 重点跟踪督.
-- zhmeans: 类型为“重点跟踪督”的督查反馈单件数。
-- unit: 件
-- ledgers: notice
-- from:
received_notice WHERE kind = 'key'

-- figure: notice_hot
-- label: Hot matters inspected
-- zh: 热点专项督
-- means: Notices of the kind 热点专项督.
-- zhmeans: 类型为“热点专项督”的督查反馈单件数。
-- unit: 件
-- ledgers: notice
-- from:
received_notice WHERE kind = 'hot'

-- figure: notice_routine
-- label: Routine inspections
-- zh: 常规定期督
-- means: Notices of the kind 常规定期督.
-- zhmeans: 类型为“常规定期督”的督查反馈单件数。
-- unit: 件
-- ledgers: notice
-- from:
received_notice WHERE kind = 'routine'

-- figure: checks
-- label: Checks by the school itself
-- zh: 内部检查
-- means: Activities of the kind 内部检查.
-- zhmeans: 类型为“内部检查”的活动次数。
-- unit: 次
-- from:
past_activity WHERE kind = 'check'

-- figure: check_phases
-- label: Phases with a check by the school itself
-- zh: 有内部检查的阶段
-- means: Phases of the campaign with at least one activity of the kind 内部检查.
-- zhmeans: 至少有一次“内部检查”活动的阶段个数。
-- unit: 个
-- of:
count(DISTINCT campaign_phase(date))
-- from:
past_activity WHERE kind = 'check'

-- figure: own_findings
-- label: Findings of the school's own checks
-- zh: 本校检查提出
-- means: Matters on the list of notices that the school's own checks found.
-- zhmeans: 督查反馈单里由本校检查提出的件数。
-- unit: 件
-- ledgers: notice
-- from:
own_finding

-- figure: own_answered
-- label: Own findings answered
-- zh: 本校检查已回复
-- means: Of these, those with a day of answer that has come.
-- zhmeans: 其中有回复日期（不晚于今天）的件数。
-- unit: 件
-- ledgers: notice
-- from:
own_finding WHERE replied <= ?1

-- figure: key_followed
-- label: Key work looked at again
-- zh: 重点跟踪
-- means: Notices of the kind 重点跟踪督 that say what was seen when somebody looked again, or are settled.
-- zhmeans: 类型为“重点跟踪督”、有跟踪记录或已办结的件数。
-- unit: 件
-- ledgers: notice
-- from:
within_notice WHERE kind = 'key' AND (answered(tracked) OR result = 'closed')

-- figure: routine_regular
-- label: Routine work with an interval
-- zh: 定期有间隔
-- means: Notices of the kind 常规定期督 that say every how many days.
-- zhmeans: 类型为“常规定期督”、填了定期间隔的件数。
-- unit: 件
-- ledgers: notice
-- from:
within_notice WHERE kind = 'routine' AND stated(interval) > 0

-- figure: supervision_year
-- label: Supervision year
-- zh: 督查落实年
-- means: Activities as part of 督查落实年.
-- zhmeans: 所属专项活动为“督查落实年”的活动次数。
-- unit: 次
-- from:
past_activity WHERE drive = 'supervise'

-- figure: talks
-- label: Talks
-- zh: 谈心
-- means: Activities of the kind 谈心.
-- zhmeans: 类型为“谈心”的活动次数。
-- unit: 次
-- from:
past_activity WHERE kind = 'talk'

-- figure: democratic_meetings
-- label: Meetings of criticism
-- zh: 民主生活会
-- means: Activities of the kind 民主生活会.
-- zhmeans: 类型为“民主生活会”的活动次数。
-- unit: 次
-- from:
past_activity WHERE kind = 'democratic'

-- figure: promises
-- label: Promises made
-- zh: 整改承诺
-- means: Activities that say what was promised.
-- zhmeans: 写了整改承诺的活动次数。
-- unit: 次
-- from:
past_activity WHERE answered(promise)

-- figure: systems_new
-- label: Rules made
-- zh: 制度新建
-- means: Rules of the kind 新建; plans are no rules.
-- zhmeans: 类型为“新建”的制度项数，方案和计划不算。
-- unit: 项
-- ledgers: institution
-- from:
rule_made WHERE kind = 'new'

-- figure: systems_revised
-- label: Rules revised
-- zh: 制度修订
-- means: Rules of the kind 修订; plans are no rules.
-- zhmeans: 类型为“修订”的制度项数，方案和计划不算。
-- unit: 项
-- ledgers: institution
-- from:
rule_made WHERE kind = 'revised'

-- figure: longterm_rules
-- label: Standing rules
-- zh: 长效机制
-- means: Rules about 长效机制 that are not ended.
-- zhmeans: 用途为“长效机制”、没有废止的制度项数。
-- unit: 项
-- ledgers: institution
-- from:
rule_made WHERE about = 'longterm' AND kind IS NOT 'ended'

-- figure: assess_rules
-- label: Rules of assessment
-- zh: 考核奖惩制度
-- means: Rules about 考核奖惩制度 that are not ended.
-- zhmeans: 用途为“考核奖惩制度”、没有废止的制度项数。
-- unit: 项
-- ledgers: institution
-- from:
rule_made WHERE about = 'assess' AND kind IS NOT 'ended'

-- figure: supervise_rules
-- label: Rules of supervision
-- zh: 监督检查制度
-- means: Rules about 监督检查制度 that are not ended.
-- zhmeans: 用途为“监督检查制度”、没有废止的制度项数。
-- unit: 项
-- ledgers: institution
-- from:
rule_made WHERE about = 'supervise' AND kind IS NOT 'ended'

-- figure: law_rules
-- label: Rules of acting by law
-- zh: 依法治教制度
-- means: Rules about 依法治教 that are not ended.
-- zhmeans: 用途为“依法治教”、没有废止的制度项数。
-- unit: 项
-- ledgers: institution
-- from:
rule_made WHERE about = 'law' AND kind IS NOT 'ended'

-- figure: activities
-- label: Activities
-- zh: 活动
-- means: All activities of the list, of every kind.
-- zhmeans: 活动的全部记录数，各种类型都算。
-- unit: 次
-- overview: room
-- from:
past_activity

-- figure: spirit_activities
-- label: Activities on spirit and gratitude
-- zh: 精神弘扬和感恩教育
-- means: Activities of the kinds 主题教育, 感恩教育, 校园文化 and 社会实践.
-- zhmeans: 类型为主题教育、感恩教育、校园文化、社会实践的活动次数。
-- unit: 次
-- from:
past_activity WHERE kind IN ('theme', 'gratitude', 'culture', 'practice')

-- figure: theme_activities
-- label: Theme education
-- zh: 主题教育
-- means: Activities of the kind 主题教育.
-- zhmeans: 类型为“主题教育”的活动次数。
-- unit: 次
-- from:
past_activity WHERE kind = 'theme'

-- figure: theme_people
-- label: People reached by theme education
-- zh: 主题教育受众
-- means: The people reached by activities of the kind 主题教育, added up over those that say how many.
-- zhmeans: 主题教育的受众人次之和，只加填了的。
-- unit: 人次
-- ledgers: activity
-- sum: people
-- row: 次
-- from:
past_activity WHERE kind = 'theme'

-- figure: culture_activities
-- label: Culture, themes and practice
-- zh: 校园文化主题实践
-- means: Activities of the kinds 校园文化, 主题教育 and 社会实践.
-- zhmeans: 类型为校园文化、主题教育、社会实践的活动次数。
-- unit: 次
-- from:
past_activity WHERE kind IN ('culture', 'theme', 'practice')

-- figure: spirit_contents
-- label: Sides of the spirit
-- zh: 精神宣传内容
-- means: Of the five sides of the spirit, those that activities explain.
-- zhmeans: 精神的五方面内涵里，活动写到的方面数。
-- unit: 方面
-- ledgers: activity
-- value:
SELECT count(*) AS value FROM choice c WHERE c.list = 'spirit_content' AND EXISTS (SELECT 1 FROM past_activity WHERE has_link(spirit_content, c.key))
-- records:
SELECT id, number FROM past_activity WHERE spirit_content IS NOT NULL ORDER BY ord, seq

-- figure: spreaders
-- label: Who spreads the spirit
-- zh: 宣传员
-- means: Those who spread the spirit, added up over the activities that say how many.
-- zhmeans: 各次活动的宣传员人数之和，只加填了的。
-- unit: 人次
-- sum: spreaders
-- row: 次
-- from:
past_activity

-- figure: spirit_channels
-- label: Channels of the spirit
-- zh: 宣传渠道
-- means: The different channels named by activities of any kind.
-- zhmeans: 各种活动里填过的不同宣传渠道的个数。
-- unit: 个
-- of:
count(DISTINCT channel)
-- from:
past_activity WHERE channel IS NOT NULL

-- figure: gratitude_forms
-- label: Forms of gratitude education
-- zh: 感恩教育形式
-- means: The different forms of the activities of the kind 感恩教育.
-- zhmeans: 类型为“感恩教育”的活动用过的不同形式的种数。
-- unit: 种
-- of:
count(DISTINCT form)
-- from:
past_activity WHERE kind = 'gratitude' AND form IS NOT NULL

-- figure: gratitude_contents
-- label: Contents of gratitude education
-- zh: 感恩教育内容
-- means: The different contents of the activities of the kind 感恩教育.
-- zhmeans: 类型为“感恩教育”的活动涉及的不同内容的种数。
-- unit: 种
-- of:
count(DISTINCT content)
-- from:
past_activity WHERE kind = 'gratitude' AND content IS NOT NULL

-- figure: lectures
-- label: Lectures
-- zh: 宣讲
-- means: Activities of the kind 宣讲.
-- zhmeans: 类型为“宣讲”的活动次数。
-- unit: 次
-- from:
past_activity WHERE kind = 'lecture'

-- figure: lecture_people
-- label: People at lectures
-- zh: 宣讲受众
-- means: The people reached by activities of the kind 宣讲, added up over those that say how many.
-- zhmeans: 宣讲的受众人次之和，只加填了的。
-- unit: 人次
-- ledgers: activity
-- sum: people
-- row: 次
-- from:
past_activity WHERE kind = 'lecture'

-- figure: lecture_messages
-- label: Messages of the lectures
-- zh: 宣讲内容
-- means: Of the three messages of III, 2, 2, those that activities of the kind 宣讲 name.
-- zhmeans: 宣讲的三方面内容里，类型为“宣讲”的活动写到的方面数。
-- unit: 方面
-- ledgers: activity
-- value:
SELECT count(*) AS value FROM choice c WHERE c.list = 'lecture_message' AND EXISTS (SELECT 1 FROM past_activity WHERE has_link(message, c.key) AND kind = 'lecture')
-- records:
SELECT id, number FROM past_activity WHERE message IS NOT NULL AND kind = 'lecture' ORDER BY ord, seq

-- figure: audience
-- label: People reached
-- zh: 受众人次
-- means: The people reached by activities of every kind, added up over those that say how many; who came twice counts twice.
-- zhmeans: 各种活动的受众人数之和，只加填了的；参加两次的算两人次。
-- unit: 人次
-- sum: people
-- row: 次
-- from:
past_activity

-- figure: studies_of_rectification
-- label: Meetings on rectification
-- zh: 整改研究
-- means: Activities of the kind 整改研究.
-- zhmeans: 类型为“整改研究”的活动次数。
-- unit: 次
-- from:
past_activity WHERE kind = 'study'

-- figure: traditions
-- label: Traditions put into words
-- zh: 办学优良传统
-- means: Wordings of the school spirit that say which traditions they rest on.
-- zhmeans: 写了办学优良传统的学校精神条数。
-- unit: 条
-- from:
spirit WHERE answered(tradition)

-- figure: spirit_adopted
-- label: School spirit adopted on
-- zh: 学校精神审定
-- means: The latest day on which a school spirit was adopted.
-- zhmeans: 学校精神最近一次审定的日期。
-- unit:
-- of:
max(adopted)
-- from:
spirit WHERE adopted <= ?1

-- figure: bulletins
-- label: Bulletins
-- zh: 简报
-- means: All bulletins of the list.
-- zhmeans: 简报的期数。
-- unit: 期
-- overview: always
-- from:
past_bulletin

-- figure: bulletins_adopted
-- label: Bulletins taken up
-- zh: 简报被采用
-- means: Bulletins that somebody took up; 未采用 is nobody.
-- zhmeans: 被采用的简报期数，填“未采用”的不算。
-- unit: 期
-- from:
past_bulletin WHERE adopted IS NOT NULL AND adopted IS NOT 'none'

-- figure: bulletin_gaps
-- label: Bulletins missing in between
-- zh: 简报缺号
-- means: How many numbers of bulletins are missing up to the highest one.
-- zhmeans: 简报编号到最大一号为止缺的号数。
-- unit: 个
-- of:
ifnull(max(issue) - count(DISTINCT issue), 0)
-- from:
past_bulletin WHERE stated(issue) IS NOT NULL

-- figure: columns
-- label: Study column
-- zh: 学习交流专栏
-- means: 1 where the school's page says where the study column is.
-- zhmeans: 学校概况里填了学习交流专栏的为 1。
-- unit: 个
-- origin: school
-- of:
nullif(answered("column"), 0)
-- from:
school

-- figure: column_age
-- label: Days since the study column had a new text
-- zh: 专栏未更新天数
-- means: Days from the last new text of the study column to today.
-- zhmeans: 学习交流专栏最近更新到今天的天数。
-- unit: 天
-- origin: school
-- of:
CAST(julianday(?1) - julianday(column_updated) AS INTEGER)
-- from:
school WHERE column_updated <= ?1

--- The same text taken up by several media counts once.
-- figure: media
-- label: Publicity items
-- zh: 宣传稿件
-- means: Publicity items; the same text taken up again counts once.
-- zhmeans: 宣传稿件篇数，同稿重复的算一篇。
-- unit: 篇
-- alias: items
-- overview: room
-- from:
past_media m WHERE NOT EXISTS (SELECT 1 FROM media t WHERE t.id = m.dup_of)

-- figure: media_kinds
-- label: Media used
-- zh: 宣传载体
-- means: The different media named by publicity items.
-- zhmeans: 宣传稿件用过的不同载体的种数。
-- unit: 种
-- of:
count(DISTINCT medium)
-- from:
past_media WHERE medium IS NOT NULL

-- figure: novelties
-- label: What is new in publicity
-- zh: 五新
-- means: Of new thinking, ways, measures, progress and results, those that publicity items tell of.
-- zhmeans: 新思路、新途径、新举措、新进展、新成效里，宣传稿件写到的种数。
-- unit: 种
-- ledgers: media
-- value:
SELECT count(*) AS value FROM choice c WHERE c.list = 'novelty' AND EXISTS (SELECT 1 FROM past_media WHERE has_link(novelty, c.key))
-- records:
SELECT id, number FROM past_media WHERE novelty IS NOT NULL ORDER BY ord, seq

-- figure: models
-- label: Models and experience
-- zh: 典型经验
-- means: All models and experience of the list but for what is borrowed from elsewhere.
-- zhmeans: 典型经验的个数，借鉴外地的不算。
-- unit: 个
-- ledgers: model
-- from:
own_model

-- figure: models_followed
-- label: Models that others followed
-- zh: 带动他人的典型
-- means: Models of our own of which somebody says who followed.
-- zhmeans: 写了带动的单位或个人的典型个数。
-- unit: 个
-- ledgers: model
-- from:
own_model WHERE answered(followers) OR stated(followed) > 0

-- figure: models_promoted
-- label: Models passed on
-- zh: 推广的典型
-- means: Models of our own that were proposed or commended.
-- zhmeans: 进度为“推荐”或“表彰”的典型个数。
-- unit: 个
-- ledgers: model
-- from:
own_model WHERE status IN ('recommend', 'honour')

-- figure: borrowed
-- label: Experience borrowed
-- zh: 借鉴先进经验
-- means: Experience from elsewhere: of the region, of other regions, from abroad.
-- zhmeans: 经验来源为区内、区外、国外的条数。
-- unit: 条
-- ledgers: model
-- from:
borrowed_model

-- figure: borrowed_applied
-- label: Borrowed experience put to use
-- zh: 借鉴已运用
-- means: Of these, those that say what came of it here.
-- zhmeans: 其中写了借鉴运用情况的条数。
-- unit: 条
-- ledgers: model
-- from:
borrowed_model WHERE answered(applied)

-- figure: suggestion_fields
-- label: Fields of the proposals
-- zh: 献策方面
-- means: The different fields that proposals are about, 其他 left out.
-- zhmeans: 出招献策涉及的不同方面数，不算“其他”。
-- unit: 方面
-- of:
count(DISTINCT field)
-- from:
past_suggestion WHERE field IS NOT NULL AND field IS NOT 'other'

-- figure: suggestions
-- label: Proposals
-- zh: 出招献策
-- means: All proposals of the list.
-- zhmeans: 出招献策的条数。
-- unit: 条
-- from:
past_suggestion

-- figure: goals
-- label: Goals of the year
-- zh: 年度目标
-- means: All goals of the year.
-- zhmeans: 年度目标的项数。
-- unit: 项
-- from:
goal

-- figure: goals_done
-- label: Goals reached
-- zh: 年度目标完成
-- means: Goals of the year in the state 已完成.
-- zhmeans: 状态为“已完成”的年度目标项数。
-- unit: 项
-- from:
goal WHERE status = 'done'

-- figure: projects
-- label: Projects
-- zh: 工程项目
-- means: All projects of the list.
-- zhmeans: 工程项目的个数。
-- unit: 个
-- from:
project

-- figure: project_kinds
-- label: Kinds of projects
-- zh: 工程项目类别
-- means: The different kinds of the projects, 其他 left out.
-- zhmeans: 工程项目涉及的不同类别数，不算“其他”。
-- unit: 类
-- of:
count(DISTINCT kind)
-- from:
project WHERE kind IS NOT NULL AND kind IS NOT 'other'

-- figure: funds_planned
-- label: Funds planned
-- zh: 计划资金
-- means: Funds planned, added up over the projects that say how much.
-- zhmeans: 各项目计划资金之和，只加填了的。
-- unit: 元
-- sum: planned
-- row: 个项目
-- from:
project

-- figure: funds_granted
-- label: Funds granted
-- zh: 批复资金
-- means: Funds granted, added up over the projects that say how much.
-- zhmeans: 各项目批复资金之和，只加填了的。
-- unit: 元
-- sum: granted
-- row: 个项目
-- from:
project

-- figure: funds_received
-- label: Funds received
-- zh: 到位资金
-- means: Funds received, added up over the projects that say how much.
-- zhmeans: 各项目到位资金之和，只加填了的。
-- unit: 元
-- sum: received
-- row: 个项目
-- from:
project

-- figure: funds_used
-- label: Funds used
-- zh: 已用资金
-- means: Funds used, added up over the projects that say how much.
-- zhmeans: 各项目已用资金之和，只加填了的。
-- unit: 元
-- sum: used
-- row: 个项目
-- from:
project

-- figure: funds_left
-- label: Funds left
-- zh: 结余资金
-- means: Funds left, added up over the projects that say how much.
-- zhmeans: 各项目结余资金之和，只加填了的。
-- unit: 元
-- sum: left
-- row: 个项目
-- from:
project

-- figure: funds_audited
-- label: Funds confirmed by audits
-- zh: 审计认定资金
-- means: Funds confirmed by audits, added up over the projects that say how much.
-- zhmeans: 各项目审计认定资金之和，只加填了的。
-- unit: 元
-- sum: audited
-- row: 个项目
-- from:
project

-- figure: funds_received_known
-- label: Funds received, of projects with both numbers
-- zh: 两数都有的到位资金
-- means: Funds received of the projects that say both what was received and what was used.
-- zhmeans: 到位、已用都填了的项目，到位资金之和。
-- unit: 元
-- sum: received
-- row: 个项目
-- from:
project WHERE stated(used) IS NOT NULL AND stated(received) IS NOT NULL

-- figure: funds_used_known
-- label: Funds used, of projects with both numbers
-- zh: 两数都有的已用资金
-- means: Funds used of the projects that say both what was received and what was used.
-- zhmeans: 到位、已用都填了的项目，已用资金之和。
-- unit: 元
-- sum: used
-- row: 个项目
-- from:
project WHERE stated(used) IS NOT NULL AND stated(received) IS NOT NULL

-- figure: funds_rate
-- label: Use rate of funds
-- zh: 资金使用率
-- means: funds_used_known in percent of funds_received_known.
-- zhmeans: 已用资金占到位资金（两数都有的项目）的百分比。
-- unit: %
-- rate: funds_used_known funds_received_known

-- figure: criticisms
-- label: Criticism and lost chances
-- zh: 通报批评等
-- means: Rewards of any kind but 表彰奖励.
-- zhmeans: 表彰奖励以外的记录数。
-- unit: 次
-- from:
past_reward WHERE kind IS NOT 'honour'

-- figure: honours
-- label: Honours
-- zh: 表彰奖励
-- means: Rewards of the kind 表彰奖励.
-- zhmeans: 类型为“表彰奖励”的记录数。
-- unit: 次
-- from:
past_reward WHERE kind = 'honour'

-- figure: criticisms_open
-- label: Criticism not put right
-- zh: 未整改通报
-- means: Criticism, lost chances and changed projects without a day of being put right that has come.
-- zhmeans: 表彰奖励以外的记录里还没有整改日期的件数。
-- unit: 次
-- from:
past_reward WHERE kind IS NOT 'honour' AND (rectified IS NULL OR rectified > ?1)

-- figure: tasks_done
-- label: Tasks done
-- zh: 已完成任务
-- means: Tasks of the plan in the state 已完成.
-- zhmeans: 推进计划里状态为“已完成”的任务项数。
-- unit: 项
-- overview: room
-- ledgers: task
-- from:
task_now WHERE state = 'done'

-- figure: tasks_all
-- label: Tasks of the plan
-- zh: 推进计划任务
-- means: All tasks that the plan has for this school.
-- zhmeans: 推进计划里本校的任务项数。
-- unit: 项
-- ledgers: task
-- from:
task_now

-- figure: tasks_planned
-- label: Tasks with dates and somebody responsible
-- zh: 有起止和责任人的任务
-- means: Tasks of the plan with both days and somebody responsible.
-- zhmeans: 推进计划里起止日期、责任人都有的任务项数。
-- unit: 项
-- ledgers: task
-- from:
task_now WHERE "from" IS NOT NULL AND "to" IS NOT NULL AND answered(owner)

-- figure: tasks_past
-- label: Tasks whose last day is past
-- zh: 到期任务
-- means: Tasks of the plan whose last day is past.
-- zhmeans: 推进计划里期限已过的任务项数。
-- unit: 项
-- ledgers: task
-- from:
task_now WHERE "to" < ?1

--- The day on which a task was done is that which is shown: somebody's word, or of the records that reached it.
-- figure: tasks_on_time
-- label: Tasks done by their last day
-- zh: 按时完成任务
-- means: Of these, the tasks that were done by their last day.
-- zhmeans: 其中到期当天或以前完成的任务项数。
-- unit: 项
-- ledgers: task
-- from:
task_now WHERE "to" < ?1 AND state = 'done' AND done_on(id, "done") <= "to"

-- figure: tasks_on_time_rate
-- label: Tasks done in time
-- zh: 按时完成率
-- means: tasks_on_time in percent of tasks_past.
-- zhmeans: 按时完成任务占到期任务的百分比。
-- unit: %
-- rate: tasks_on_time tasks_past

-- figure: sections_written
-- label: Texts of the report written
-- zh: 报告文字
-- means: Texts of the report that people have written.
-- zhmeans: 由人写好的报告文字段数。
-- unit: 段
-- from:
section WHERE answered(text) AND dropped IS NULL

-- figure: archived
-- label: Materials in the archive
-- zh: 归档材料
-- means: All materials of the archive's list.
-- zhmeans: 归档材料的份数。
-- unit: 份
-- from:
archive

-- figure: dated_records
-- label: Records with both days
-- zh: 有两个日期的记录
-- means: Records of all ledgers that have both the day something took place and the day it was entered.
-- zhmeans: 发生日期和登记日期都有的记录数。
-- unit: 条
-- ledgers: none
-- counts: yes
-- value:
SELECT nullif(sum(both), 0) AS value FROM both_tally
-- records:
SELECT id, number FROM dated WHERE day IS NOT NULL AND entered IS NOT NULL ORDER BY ord, seq

--- 补录: entered more days after it took place than the campaign allows (core/record/views.c). Shown as it is (V, 3).
-- figure: late
-- label: Entered late
-- zh: 补录
-- means: Records that were entered more days after they took place than the template allows, 补录.
-- zhmeans: 发生后超过模板规定天数才登记的记录数，即补录。
-- unit: 条
-- ledgers: none
-- counts: yes
-- value:
SELECT '超过' || late_days('') || '天' AS note, CASE WHEN EXISTS (SELECT 1 FROM dated WHERE day IS NOT NULL) THEN sum(late) END
 AS value FROM late_tally
-- records:
SELECT id, number FROM dated WHERE late ORDER BY ord, seq

-- figure: late_share
-- label: Share entered late
-- zh: 补录占比
-- means: late in percent of dated_records.
-- zhmeans: 补录占发生日期和登记日期都有的记录的百分比。
-- unit: %
-- rate: late dated_records

-- figure: outside
-- label: Records outside of the campaign
-- zh: 不在活动期
-- means: Records that say of something that it happened on a day on which the campaign was not on; they count in no other figure.
-- zhmeans: 发生日期不在活动期内的记录条数；别的数字都不计入。
-- unit: 条
-- ledgers: none
-- counts: yes
-- from:
outside

-- figure: reported
-- label: Reported on
-- zh: 报送日期
-- means: The day on which the school says that it reported, once that day has come.
-- zhmeans: 学校概况里填的报送日期，到了那天才算。
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
-- means: The school's full name, as a column of the progress table.
-- zhmeans: 填报单位，即学校全称。
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
-- means: The day for which the figures are worked out.
-- zhmeans: 计算各数字的那一天。
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
-- means: notes_should and notes_have in one column.
-- zhmeans: 应有笔记人数和有笔记人数，写在一栏。
-- unit: 人
-- programs: yes
-- parts: notes_should notes_have

-- figure: cards
-- label: Cards handed out, returned, valid
-- zh: 意见卡发/收/有效
-- means: cards_sent, cards_returned and cards_valid in one column.
-- zhmeans: 意见卡发出、收回、有效份数，写在一栏。
-- unit: 份
-- programs: yes
-- parts: cards_sent cards_returned cards_valid

-- figure: opinions
-- label: Opinions, as given and merged
-- zh: 意见原始/合并条数
-- means: opinions_raw and opinions_merged in one column.
-- zhmeans: 意见原始条数和合并条数，写在一栏。
-- unit: 条
-- programs: yes
-- parts: opinions_raw opinions_merged

-- figure: immediate
-- label: At once, to do and done
-- zh: 立行立改应改/已改
-- means: immediate_should and immediate_done in one column.
-- zhmeans: 立行立改应改和已改，写在一栏。
-- unit: 个
-- programs: yes
-- parts: immediate_should immediate_done

-- figure: limited
-- label: In time, to do and done
-- zh: 限期整改应改/已改
-- means: limited_should and limited_done in one column.
-- zhmeans: 限期整改应改和已改，写在一栏。
-- unit: 个
-- programs: yes
-- parts: limited_should limited_done

-- figure: systems
-- label: Rules, made and revised
-- zh: 制度新建/修订
-- means: systems_new and systems_revised in one column.
-- zhmeans: 制度新建和修订，写在一栏。
-- unit: 项
-- programs: yes
-- parts: systems_new systems_revised

-- figure: by
-- label: Filled in by
-- zh: 填报人
-- means: The coordinator, as on the school's page.
-- zhmeans: 学校概况里的联络员。
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
-- means: Who checked the figures, as on the school's page.
-- zhmeans: 学校概况里的审核人。
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
-- means: Who signs, as on the school's page.
-- zhmeans: 学校概况里的签发人。
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
-- means: The ledgers that were confirmed as empty and still are.
-- zhmeans: 确认过没有、现在也没有记录的台账。
-- unit:
-- blank:
-- programs: yes
-- ledgers: none
-- value:
SELECT group_concat(name, '、') AS value FROM (SELECT name FROM confirmed WHERE NOT void ORDER BY pos)
-- records:
SELECT id, number FROM confirmed WHERE NOT void ORDER BY pos
