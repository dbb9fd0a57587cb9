#!/bin/sh
# A teaching point and its central school: each has its own workbook; the school takes the point's in, counts its own
# unless asked otherwise, answers the point, and lets nobody else's records in.
. "$(dirname "$0")/expect.sh"

x="--file x.kuayue" j="--file j.kuayue"
mkdir stick back
expect 0 "" -- new --code X02 --name 云岭小学 --kind xiaoxue x.kuayue
expect 3 "does not fit" -- new --code J01 --name 云脚教学点 --kind jiaoxuedian --parent 'Х02' odd.kuayue
expect 3 "its own central school" -- new --code J01 --name 云脚教学点 --kind jiaoxuedian --parent J01 odd2.kuayue
expect 0 "" -- new --code J01 --name 云脚教学点 --kind jiaoxuedian --parent x02 j.kuayue
expect 0 "" -- $x set X02 staff=20
expect 0 "" -- $j set J01 staff=3
expect 0 "X02-001" -- $x add problem text=会议多 due=2012-07-01 --print number
expect 0 "J01-001" -- $j add problem text=路远 due=2012-07-02 --print number
expect 0 "" -- $j add problem text=没有网

# The point hands over; nobody knows the school's key there yet, and it says so.
expect 0 "J01_云脚教学点_交换包_X02_20120615_n1.zip" "Not encrypted" -- $j exchange --for X02 --to stick
expect 3 "nobody this workbook exchanges with" -- $j exchange --for C01 --to stick
package=$(echo stick/*)
expect 0 "From 云脚教学点 J01" "The first package of that school" "undecided 0" -- $x import --dry-run "$package"
expect 0 "Taken in" -- $x import --yes "$package"
expect 0 "All of it is here already" -- $x import --yes "$package"
expect 0 "J01" -- $x key list

# Its own by default; a point's, or all, where that is asked.
"$program" $x list problem >own 2>/dev/null
grep -q X02-001 own && ! grep -q J01-001 own || { echo "FAIL: own records"; cat own; failures=$((failures + 1)); }
"$program" $x list problem --site J01 >point 2>/dev/null
grep -q J01-002 point && ! grep -q X02-001 point || { echo "FAIL: the point's"; cat point; failures=$((failures + 1)); }
expect 0 "X02-001" "J01-001" "J01-002" -- $x list problem --site all
figure() {
	said=$("$program" $x status --figure "$1" --site "$2" 2>&1)
	[ "$said" = "$3" ] || { echo "FAIL: $1 of $2 is $said, not $3"; failures=$((failures + 1)); }
}
figure problems own 1
figure problems J01 2
figure problems all 3
figure staff own 20
figure staff J01 3
figure staff all 20
expect 0 "" -- $x set J01 people_in_parent=no
figure staff all 23
expect 0 "" -- $x set J01 people_in_parent=yes
figure staff all 20
expect 3 "No records of a site C01" -- $x list problem --site C01
expect 2 "no option" -- $x export --site J01
# What the school hands in is its own.
expect 0 "" -- $x export --to back
unzip -p back/X02_*_情况报告_*.zip '*/records.jsonl' >records
grep -q X02-001 records && ! grep -q J01-001 records || {
	echo "FAIL: the report has a point's records"
	failures=$((failures + 1))
}
expect 0 "X02-004" -- $x add problem text=报表多 --print number

# Both work on; the school decides, and answers with the point's records alone, sealed for it.
expect 0 "" -- $x set J01-001 due=2012-08-01
expect 0 "" -- $j set J01-001 due=2012-07-20
expect 0 "" -- $j set J01-002 owner=谢春娟
expect 0 "" -- $j exchange --for X02 --to stick
expect 0 "undecided 1" "changed" -- $x import --yes stick/*_n2.zip
expect 1 "J01-001" "2012-08-01" "2012-07-20" -- $x conflicts
expect 0 "0 left" -- $x resolve J01-001 due 2012-07-25
expect 0 "" -- $x exchange --for J01 --to back
grep -q "Not encrypted" err && { echo "FAIL: not sealed for a key that is known"; failures=$((failures + 1)); }
answer=$(echo back/X02_*_交换包_J01_*.zip)
expect 0 "From 云岭小学 X02" "Taken in" -- $j import --yes "$answer"
expect 0 "2012-07-25" -- $j list problem
"$program" $j list problem --site all >all 2>/dev/null
grep -q X02- all && { echo "FAIL: the point got the school's records"; failures=$((failures + 1)); }
# Now it knows the school's key.
expect 0 "_n3.zip" -- $j exchange --for X02 --to stick
grep -q "Not encrypted" err && { echo "FAIL: not sealed for the school"; failures=$((failures + 1)); }
expect 0 "undecided 0" -- $x import --yes stick/*_n3.zip

# A second PC of the school gets all of it, and keeps them apart.
expect 0 "" -- $x clone y.kuayue
expect 0 "" -- $x set J01-002 measure=拉网线
expect 0 "" -- $x exchange --for pc --to back
expect 0 "Taken in" -- --file y.kuayue import --yes back/*_交换包_pc_*.zip
expect 0 "拉网线" -- --file y.kuayue list problem --site J01 --json
"$program" --file y.kuayue list problem >own 2>/dev/null
grep -q J01- own && { echo "FAIL: the second PC counts a point's"; failures=$((failures + 1)); }

# Somebody whose central school this is not stays out; what came from a point goes again.
expect 0 "" -- new --code J09 --name 别处教学点 --kind jiaoxuedian --parent X09 z.kuayue
expect 0 "" -- --file z.kuayue exchange --for X09 --to back
expect 3 "central one" -- $x import --yes back/J09_*.zip
expect 0 "" -- new --code X07 --name 另一小学 --kind xiaoxue w.kuayue
expect 0 "" -- $j set J01 parent=X07
expect 0 "" -- --file w.kuayue add problem text=甲
expect 3 "" -- --file w.kuayue import --yes "$package"
expect 0 "" -- $j exchange --for X07 --to back
expect 0 "Taken in" -- --file w.kuayue import --yes back/J01_*_X07_*.zip
expect 0 "Taken back" -- --file w.kuayue unimport 1
expect 3 "No records of a site J01" -- --file w.kuayue list problem --site J01
expect 0 "甲" -- --file w.kuayue list problem
finish "a teaching point and its central school"
