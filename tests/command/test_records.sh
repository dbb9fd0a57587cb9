#!/bin/sh
# Tests workbooks and records on the command line: what is accepted, and why the rest is refused.
. "$(dirname "$0")/expect.sh"

w=w.kuayue
expect 0 "kuayue 0" -- --version
# What is inside is named with its version, so that a fault of a library can be looked for in it.
for library in SQLite libsodium libzip libxlsxwriter jansson utf8proc libcsv expat libiniparser ncurses; do
	grep -qE "^$library [0-9]+(\.[0-9]+)*$" out || { echo "FAIL: --version does not say which $library"; failures=$((failures + 1)); }
done
expect 0 "demo DIR" "verify PACKAGE" -- --help
expect 0 "KIND [--like ID] FIELD=VALUE" -- add --help
expect 2 "demo DIR" "export" -- </dev/null
expect 2 "did you mean list" -- lst
expect 2 "--lang is zh or en" -- --lang fr status
expect 2 "2012-02-30" -- --today 2012-02-30 status
expect 3 "there is no such workbook" -- --file nothing.kuayue status

# new
expect 0 "$w" -- new --code G01 --name 榕溪县第一中学 --kind gaozhong "$w"
expect 0 "fits.kuayue" -- new --code G03 --name 河东小学 --kind xiaoxue fits.kuayue
grep -q "usually said of" err && { echo "FAIL: a name that fits its kind is remarked on: $(cat err)"; failures=$((failures + 1)); }
expect 0 "other.kuayue" "小学 in the name is usually said of 小学, and the kind given is 高中" -- \
	new --code G02 --name 河东小学 --kind gaozhong other.kuayue
expect 3 "exists already" -- new --code G01 --name x --kind gaozhong "$w"
expect 2 "Use:" -- new --code G01
expect 3 "not one of its choices" -- new --code G02 --name x --kind nowhere no.kuayue
[ ! -e no.kuayue ] || { echo "FAIL: a refused new leaves a file"; failures=$((failures + 1)); }
expect 3 "does not fit" -- new --code "a/b" --name x --kind xiaoxue no.kuayue
expect 0 "2015.kuayue" -- new --code R1 --name 河东小学 --kind 完全小学 --campaign "$sources/tests/data/reading-2015.ini" 2015.kuayue

# add and set
expect 0 "" -- --file $w add person name=韦文华 role=第一责任人 party=是
expect 0 "" -- --file $w add session date=2012年5月9日 topic=学习 should=30 present=30 evidence=2-1-1
expect 0 '"date": "2012-05-09"' '"present": 30' '"form": "集中学习"' '"place": null' -- list session --json --file $w
expect 3 "did you mean problem" -- --file $w add problm text=x
expect 3 "did you mean text" -- --file $w add problem txt=x
expect 3 "not one of its choices" "整改中" -- --file $w add problem text=x status=完了
expect 3 "has 28 days" -- --file $w add session date=2013-02-29 topic=x
expect 3 "whole number" -- --file $w set G01 students=2000万
expect 3 "whole number" -- --file $w set G01 students=约30
expect 0 "" -- --file $w set G01 "students=２０００" party=0 website=不适用
expect 0 '"students": 2000' '"party": 0' '"staff": null' '"website": "不适用"' -- --file $w list school --json
expect 3 "expected (10)" -- --file $w add session date=2012-05-10 topic=x should=10 present=11
expect 3 "2 are absent" -- --file $w add session date=2012-05-10 topic=x should=10 present=8
expect 2 "no FIELD=VALUE" -- --file $w add problem text
expect 3 "There is no record" -- --file $w set G01-999 text=x
expect 3 "has to be filled in" -- --file $w add problem source=自查
expect 3 "日期：2.30：2012 年 2 月只有 29 天。" -- --lang zh --file $w add note date=2.30
expect 3 "有 4 栏必须填写：姓名、类别、日期、题目。" -- --lang zh --file $w add note text=字
expect 0 "学校类型：高中" -- --lang zh --file $w status
expect 3 "worked out by the program" -- --file $w add note words=3

expect 3 "not one of its choices" "did you mean 整改中?" -- --file $w add problem text=x status=整改
expect 3 "did you mean 限期整改?" -- --file $w add problem text=x type=限期
expect 3 "did you mean problem?" -- --file $w add 整改台账 text=x
expect 3 "did you mean text?" -- --file $w add problem 问题描述=x
expect 3 "G01-T001 is of kind task; one of kind problem is asked for" -- --file $w add opinion raw=x problem_id=G01-T001
expect 3 "too large" -- --file $w add session topic=x date=2012-05-01 should=9223372036854775807
expect 3 "it has to be filled in" -- --file $w add session topic=不适用 date=2012-05-01
expect 3 "does not fit" -- --file $w set G01 code=../../x

# A problem goes its way, and no other.
expect 0 "" -- --file $w add problem text=会议太多 type=限期整改
number=G01-001
expect 3 "needs 3 more: Responsible, Measure, Due on." -- --file $w set $number status=整改中
expect 0 "" -- --file $w set $number status=整改中 owner=韦文华 measure=限时 due=2012-06-14
expect 3 "one step" -- --file $w set $number status=已销号
expect 0 "of_which_overdue" -- --file $w status --json
expect 0 "G01-001" -- --file $w status
expect 3 "evidence" -- --file $w set $number status=待核验 done=2012-06-10
expect 0 "" -- --file $w set $number status=待核验 done=2012-06-10 evidence=4-1-1
expect 3 "somebody else" -- --file $w set $number status=已销号 verifier="韦 文华" verified=2012-06-11
expect 0 "" -- --file $w set $number status=已销号 verifier=林春芳 verified=2012-06-11
expect 3 "say why" -- --file $w set $number status=未启动
expect 0 "" -- --file $w set $number status=未启动 reason=又发生了
expect 0 '"round": 2' '"verifier": null' '"reason": "又发生了"' -- --file $w list problem --json
expect 3 "rating of 3" -- --file $w set G01-C001 self=3
expect 3 "applies to this kind" -- --file $w set G01-C001 self=N note=x
expect 0 "" -- --file $w set G01-C001 self=3 evidence=3-1-1

# The checklist is there from the start, so an item that is added is the one that is there.
expect 0 "" -- --file $w add rating item=A2 self=2
[ "$("$program" --file $w list rating --json | grep -c '"item": "A2"')" = 1 ] || { echo "FAIL: an item is there twice"; failures=$((failures + 1)); }

# A figure opens into the records it counts.
expect 0 "" -- --file $w add visit date=2012-05-08 method=座谈 leaders=韦文华
expect 0 '"record": "session"' '"present": 30' -- --file $w list --behind sessions --json
expect 0 "G01-R001" "韦文华" -- --file $w list --behind leaders_visiting
expect 0 "[]" -- --file $w list --behind bulletins --json
expect 3 "no figure sesions" -- --file $w list --behind sesions
expect 2 "--behind needs a value" -- --file $w list --behind
expect 2 "Use:" -- --file $w list session --behind sessions

# Chinese, and the walk
expect 0 "下一步" "超期" -- --lang zh --help
expect 3 "没有类别" -- --lang zh --file $w list nothing
expect 0 "1." "四(一)1" -- next --file $w
expect 1 "overdue since" -- check --file $w
expect 1 "超期" -- check --file $w --lang zh
# No key has two meanings, in lists or while text is typed.
kuayue keys --help
cut -f 2 out | sort >listed
cut -f 3 out | sort >typed
[ "$(wc -l <listed)" -gt 40 ] && [ -z "$(uniq -d listed; uniq -d typed)" ] ||
	{ echo "FAIL: a key has two meanings: $(uniq -d listed; uniq -d typed)"; failures=$((failures + 1)); }

finish "records"
