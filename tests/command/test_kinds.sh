#!/bin/sh
# Tests which kind import takes a table for: it says so in every error, asks where two fit, takes one for each file, and
# lets rows link to rows of the same file.
. "$(dirname "$0")/expect.sh"

w=w.kuayue
complain() {
	echo "FAIL: $1"
	failures=$((failures + 1))
}
expect 0 "$w" -- new --code G01 --name 榕溪县第一中学 --kind gaozhong $w
expect 0 "" -- --file $w add person name=韦文华 role=第一责任人 party=是

# Two kinds have these columns: one sentence names both, and nothing is written.
printf '日期,标题\r\n2012-06-01,甲\r\n' >two.csv
expect 3 "fit" "alike" "--kind" "FILE:" -- --file $w import two.csv
[ "$(wc -l <err)" = 1 ] || complain "two kinds fit, and more than a sentence is said: $(cat err)"
kind=$(grep -oE -- '--kind [a-z]+' err | head -1 | cut -d' ' -f2)
rival=$(grep -oE -- '--kind [a-z]+' err | tail -1 | cut -d' ' -f2)
[ "$kind" != "$rival" ] || complain "one kind is named twice: $(cat err)"
expect 0 "1 rows" -- --file $w import "two.csv:$kind"
expect 0 "1 rows" -- --file $w import two.csv --kind "$rival"
expect 3 '没有类别' -- --lang zh --file $w import two.csv:nothing
expect 3 "There is no kind" -- --file $w import two.csv:nothing

# One whose required columns are all there goes before one that lacks some.
printf '姓名,身份\r\n林春芳,教师\r\n' >people.csv
printf '原始意见,合并到\r\n操场小,\r\n' >opinions.csv
expect 0 "All of it was written" -- --file $w import people.csv:person opinions.csv:opinion
expect 0 "林春芳" -- --file $w list person
expect 0 "操场小" -- --file $w list opinion

# Every error says what the table was read as.
printf '原始意见,收到日期\r\n操场小,2012-13-01\r\n' >bad.csv
expect 3 "row 2" "read as: Opinions" -- --file $w import bad.csv
expect 3 "按征求意见读入" -- --lang zh --file $w import bad.csv
printf '姓名,身份,姓名\r\n甲,教师,乙\r\n' >twice.csv
expect 3 "both called" "read as: Roster" -- --file $w import twice.csv:person

# Rows link to rows of the same file, above and below, by what they are called there or by their title.
printf '意见编号,原始意见,合并到\r\nx1,食堂贵,x2\r\nx2,食堂,\r\nx3,饭菜贵,x1\r\n,灯暗,灯\r\n,灯,\r\n' >links.csv
expect 0 "5 rows" "All of it was written" -- --file $w import links.csv
"$program" --file $w list opinion --csv | sed 1d | tr -d '\r' | cut -d, -f1,5,7 | sort >links
number() {
	sed -n "s/^\\([^,]*\\),$1,.*/\\1/p" links
}
for pair in 食堂贵:食堂 饭菜贵:食堂贵 灯暗:灯; do
	grep -qx "$(number "${pair%:*}"),${pair%:*},$(number "${pair#*:}")" links || complain "$pair is not linked: $(cat links)"
done
# A number that looks like the workbook's own and is none of them is a slip.
printf '意见编号,原始意见\r\nG01-O999,x\r\n' >slip.csv
expect 3 "There is no record" "read as" -- --file $w import slip.csv
printf '意见编号,原始意见,合并到\r\na,一,b\r\nb,二,a\r\n' >circle.csv
expect 3 "2 rows cannot be taken" -- --file $w import circle.csv
expect 0 '"added": 1' '"kind": "opinion"' -- --file $w import opinions.csv --json

finish "kinds of imported tables"
