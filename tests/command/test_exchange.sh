#!/bin/sh
# Two PCs of one school: a clone, a hand-over each way, what both said differently, and an import taken back.
. "$(dirname "$0")/expect.sh"

a="--file a.kuayue" b="--file b.kuayue"
mkdir stick reports
expect 0 "" -- new --code X02 --name 云岭小学 --kind xiaoxue a.kuayue
expect 0 "" -- $a add problem text=会议多 due=2012-07-01 measure=少开会
expect 0 "" -- $a add problem text=文件多
expect 0 "" -- $a add visit date=2012-06-01 place=村
expect 2 "" -- $a clone
expect 0 "b.kuayue" "the letter B behind the code" -- $a clone b.kuayue
expect 3 "exists already" -- $a clone b.kuayue
expect 0 '"letter": "C"' -- $a clone c.kuayue --json
expect 0 '"letter": "BB"' -- $b clone d.kuayue --json

# Each PC counts for itself.
expect 0 "X02-003" -- $a add problem text=报表多 --print number
expect 0 "X02B-003" -- $b add problem text=检查多 --print number
expect 0 "X02C-003" -- --file c.kuayue add problem text=评比多 --print number

# A text, a date, a deletion; the same value twice is none.
expect 0 "" -- $a set X02-001 due=2012-06-30 measure=每周一会
expect 0 "" -- $b set X02-001 due=2012-07-15 measure=每月一会 owner=甘明林
expect 0 "" -- $a set X02-002 owner=农国山
expect 0 "" -- $b delete X02-002
expect 0 "" -- $a set X02-V001 place=坡脚村
expect 0 "" -- $b set X02-V001 place=坡脚村
expect 2 "" -- $b exchange --to stick
expect 3 "nobody this workbook exchanges with" -- $b exchange --for Z99 --to stick
expect 0 "_交换包_pc_20120615_n1.zip" -- $b exchange --for pc --to stick
package=$(echo stick/*)

# Seen first; nothing is written.
cp a.kuayue before
expect 0 "New 1, changed" "undecided 3" "Nothing was written." -- $a import --dry-run "$package"
expect 0 '"new": 1' '"undecided": 3' '"taken": false' -- $a import --dry-run --json "$package"
expect 2 "add --yes" -- $a import "$package"
cmp -s a.kuayue before || { echo "FAIL: looking changed the workbook"; failures=$((failures + 1)); }
expect 0 "New 1" "kuayue conflicts" -- $a import --yes "$package"
cp a.kuayue before
expect 0 "New 0, changed 0, undecided 0" "All of it is here already" -- $a import --yes "$package"
cmp -s a.kuayue before || { echo "FAIL: a package that is known was written"; failures=$((failures + 1)); }

# What waits; nothing is decided by itself.
expect 1 "X02-001" "X02-002" "deleted by one" "2012-07-15" "2012-06-30" "每月一会" -- $a conflicts
expect 1 "X02-001: two copies of the workbook differ in" -- $a check
expect 1 '"field": "due"' '"deletes": true' -- $a conflicts --json
head -1 out | grep -q '\[' || { echo "FAIL: no list"; failures=$((failures + 1)); }
sed -n '/"number"/s/[^:]*: //p' out | head -1 | grep -q 'X02-002' || {
	echo "FAIL: the deleted record is not first"
	failures=$((failures + 1))
}
expect 0 "甘明林" -- $a list problem
expect 1 "Nothing waits" -- $a resolve X02-001 text --take 1
expect 3 "2 sides" -- $a resolve X02-001 due --take 3
expect 2 "no number of a side" -- $a resolve X02-001 due --take x
expect 3 "no field" -- $a resolve X02-001 nothing --take 1
expect 3 "no record" -- $a resolve X02-999 due --take 1
# Which side stands first nobody can know.
kuayue $a conflicts
side=$(awk '/2012-07-15/ { print $1 + 0 }' out)
expect 0 "Decided; 2 left" -- $a resolve X02-001 due --take $side
expect 0 '"left": 1' -- $a resolve X02-001 measure 每月一次短会 --json
expect 0 "Decided; 0 left" -- $a resolve X02-002 --take 1
expect 0 "Nothing waits for a decision." -- $a conflicts
expect 0 "农国山" "2012-07-15" -- $a list problem
expect 0 "每月一次短会" -- $a list problem --json
# Taken back, both stand again.
expect 0 "" -- $a undo
expect 1 "X02-002" -- $a conflicts
expect 0 "Decided; 0 left" -- $a resolve X02-002 --take 2
expect 0 "" -- $a list problem
grep -q 文件多 out && { echo "FAIL: the record is not gone"; failures=$((failures + 1)); }

# The other PC gets the decisions, and has nothing to decide.
expect 0 "_n2.zip" -- $a exchange --for pc --to stick
expect 0 "undecided 0" -- $b import --yes stick/*_n2.zip
expect 0 "Nothing waits" -- $b conflicts
"$program" $a list problem >one 2>/dev/null
"$program" $b list problem >two 2>/dev/null
sort one >one.s
sort two >two.s
cmp -s one.s two.s || { echo "FAIL: the two PCs differ"; diff one.s two.s | head -5; failures=$((failures + 1)); }

# What was built on stays; what was not goes, and comes again.
expect 0 "1  2012-06-15  X02" "_n1.zip" -- $a unimport
expect 1 "worked on since" "X02-001" -- $a unimport 1
expect 0 "_pc_" -- --file c.kuayue exchange --for pc --to reports
wrong=$(echo reports/*)
expect 0 "New 1" -- $a import --yes "$wrong"
expect 0 '"taken_back": null' '"n": 2' -- $a unimport --json
expect 0 "Taken back" -- $a unimport "$wrong"
expect 0 "taken back 2012-06-15" -- $a unimport
expect 3 "No package" -- $a unimport "$wrong"
expect 0 "taken in once and taken back" "Nothing was written" -- $a import --dry-run "$wrong"

# A report is none, nor is a table a package.
expect 0 "" -- $a export --to reports
expect 3 "the package for the leadership group" -- $a import --yes reports/*情况报告*.zip
printf '姓名\n严平\n' >people.csv
expect 2 "packages alone" -- $a import people.csv "$wrong"
expect 0 "" -- new --code Z01 --name 别的学校 --kind xiaoxue z.kuayue
expect 3 "" -- --file z.kuayue import --yes "$package"
finish "exchange between two PCs"
