#!/bin/sh
# Tests what scripts do with many records: rows of a file as one change or none, what is printed of them, deleting and
# bringing back, undo and redo, waiting for a lock, and what a kind says of its fields.
. "$(dirname "$0")/expect.sh"

w=w.kuayue
complain() {
	echo "FAIL: $1"
	failures=$((failures + 1))
}
# same FILE TEXT: all of it.
same() {
	printf '%s\n' "$2" | cmp -s - "$1" || complain "$1 is not \"$2\": $(cat "$1")"
}
count() {
	"$program" --file $w list "$1" --json | grep -c '^    "number"'
}
expect 0 "$w" -- new --code G01 --name 榕溪县第一中学 --kind gaozhong $w

# JSON Lines: ids in the order of the rows, links to rows of the same file in any order.
cat >o.jsonl <<'END'
{"number": "a", "date": "2012-06-01", "raw": "操场太小", "merged_into": "b"}

{"number": "b", "date": "2012年6月2日", "raw": "操场小", "owner": null}
END
expect 0 "" -- --file $w add opinion --from o.jsonl --print number
same out "G01-O002
G01-O001"
expect 0 '"merged_into": "G01-O001"' '"date": "2012-06-02"' -- --file $w list opinion --json
cp out first
# What list prints, set takes back, and nothing is changed by it.
"$program" --file $w list opinion --json | "$program" --file $w set --from - >ids 2>err || complain "set does not take what list prints: $(cat err)"
[ "$(wc -l <ids)" = 2 ] || complain "set prints other ids: $(cat ids)"
expect 0 "" -- --file $w list opinion --json
cmp -s first out || complain "set --from changed what it was given as it was"
expect 0 "new: " -- --file $w undo --dry-run
grep -q "2 more\|1 more" out || complain "a set that changes nothing is a change: $(cat out)"

# The rows' own numbers are not the records', which is said; without any there is nothing to say.
"$program" --file $w add opinion --from o.jsonl >out 2>err
grep -q "only link them to each other" err || complain "add --from passes over the rows' numbers in silence: $(cat err)"
printf '{"raw":"x"}\n' | "$program" --file $w add opinion --from - >out 2>err
[ ! -s err ] || complain "add --from says something of no numbers: $(cat err)"
expect 0 "" -- --file $w undo
expect 0 "" -- --file $w undo

# A table, by the headings that people have; and what a spreadsheet would run comes back as it was.
printf '\357\273\277编号,原始意见,合并到\r\nx1,一,x2\r\nx2,'"'"'=二,\r\nx3,三,G01-O001\r\n' >o.csv
expect 0 "" -- --file $w add opinion --from o.csv --json
[ "$(grep -c '"kind": "opinion"' out)" = 3 ] || complain "not three records: $(cat out)"
expect 0 '"raw": "=二"' -- --file $w list opinion --json
printf 'number,raw\nG01-O001,改了\n' | "$program" --file $w set --from - >out 2>err || complain "set does not take CSV: $(cat err)"
expect 0 '"raw": "改了"' -- --file $w list opinion --json

# All or nothing: what is wrong is said with its row.
before=$(count opinion)
refuse() {
	wanted=$1
	printf '%s' "$2" | "$program" --file $w add opinion --from - >out 2>err
	[ $? = 3 ] && grep -qF "$wanted" err || complain "rows \"$2\": not \"$wanted\" but $(cat out err)"
	[ "$(count opinion)" = "$before" ] || complain "rows \"$2\" were refused and some are there"
}
refuse "standard input, row 2: Received on (date): 2012-13-01" '{"raw":"x"}
{"raw":"y","date":"2012-13-01"}'
refuse "row 3: Received on (date)" 'raw,date
x,2012-06-01
y,someday
'
refuse "row 2: JSON" '{"raw":"x"}
{"raw":'
refuse "row 2: it is no object" '[{"raw":"x"}, 3]'
refuse 'has no field "raws"; did you mean raw?' '{"raws":"x"}'
refuse "has to be a text, a whole number or null" '{"raw":true}'
refuse "has to be a text, a whole number or null" '{"raw":1.5}'
refuse "Opinion, as given is one value, not a list" '{"raw":["a","b"]}'
refuse "a stands in row 1 already" '{"number":"a","raw":"1"} {"number":"a","raw":"2"}'
refuse "links back to it" '{"number":"a","raw":"1","merged_into":"b"} {"number":"b","raw":"2","merged_into":"a"}'
refuse "G01-O001 is in the workbook already" '{"number":"G01-O001","raw":"1"}'
refuse "not of opinion" '{"record":"problem","raw":"1"}'
refuse "is empty" ''
refuse "3 columns; the heading has 2" 'raw,date
x,2012-06-01,y
'
expect 3 "nothing.csv: cannot be read" -- --file $w add opinion --from nothing.csv
echo '{"raw":"x"}' >o2.jsonl
expect 3 "needs a number or an id" -- --file $w set --from o2.jsonl
expect 2 "Use:" -- --file $w add opinion raw=x --from o.csv
expect 2 "--print is id or number" -- --file $w add opinion raw=x --print name

# An empty value says 未填, in add as in set: what the program would fill in, and what an item has already.
expect 0 "G01-C002" -- --file $w add rating item=A2 self=2 note=x --print number
expect 0 "" -- --file $w add rating item=A2 self=
"$program" --file $w list rating --json | sed -n '/"A2"/,/}/p' >out
grep -q '"self": null' out && grep -q '"note": "x"' out || complain "add self= keeps the value: $(cat out)"
expect 3 "has to be filled in" -- --file $w add problem text=x status=
expect 0 '"kind": "problem"' '"number": "G01-001"' -- --file $w add problem text=会议太多 --json
expect 0 "" -- --file $w set G01-001 owner=韦文华
[ ! -s out ] || complain "set prints: $(cat out)"
expect 0 "G01-001" -- --file $w set G01-001 owner= --print number

# delete and restore; undo and redo.
expect 0 "G01-001" -- --file $w delete G01-001 --print number
expect 3 "There is no record" -- --file $w delete G01-001
expect 0 "G01-001" "会议太多" -- --file $w restore
expect 0 '"day": "2012-06-15"' '"title": "会议太多"' -- --file $w restore --json
expect 3 "There was no record" -- --file $w restore G01-002
before=$(count opinion)
expect 3 "There is no record" -- --file $w delete G01-O001 G01-O999
[ "$(count opinion)" = "$before" ] || complain "one of two was deleted, and the other is none"
expect 0 '"number": "G01-001"' -- --file $w restore G01-001 --json
expect 3 "was not deleted" -- --file $w restore G01-001
expect 3 "cannot be without its school" -- --file $w delete G01
expect 0 "G01-001" -- --file $w undo
[ "$(count problem)" = 0 ] || complain "undo does not take restore back"
expect 0 '"done": false' '"what": "add"' '"number": "G01-001"' -- --file $w redo --dry-run --json
[ "$(count problem)" = 0 ] || complain "redo --dry-run does it"
expect 0 '"done": true' '"does": "made"' -- --file $w redo --json
[ "$(count problem)" = 1 ] || complain "redo does not do it again"
expect 1 "nothing to redo" -- --file $w redo
expect 2 "Use:" -- --file $w undo G01-001

# One figure alone.
expect 0 "" -- --file $w status --figure opinions_raw
same out "$(count opinion)"
expect 0 '"id": "opinions_raw"' '"state": "已填"' -- --file $w status --figure opinions_raw --json
[ "$(grep -c '"id"' out)" = 1 ] || complain "more than one figure"
expect 3 "There is no figure" -- --file $w status --figure opinion

# What a kind's fields are, by the workbook's own template.
expect 0 "status           choice" "未启动 | 整改中" "text             text    Problem *" "merged_into      link" -- add problem --help
expect 0 '"required": true' '"text": "未启动"' '"link": "problem"' -- --file $w add problem --help --json
expect 3 "did you mean problem" -- add problm --help
expect 3 "no such workbook" -- --file nothing.kuayue add problem --help
expect 0 "2015.kuayue" -- new --code R1 --name 河东小学 --kind 完全小学 --campaign "$sources/tests/data/reading-2015.ini" 2015.kuayue
expect 0 "完全小学" -- --file 2015.kuayue add school --help

# For how long a lock is waited for.
expect 2 "--wait is a number of seconds" -- --wait soon --file $w status
expect 2 "--wait is a number of seconds" -- --wait -1 --file $w status
finish "rows, undo and waiting"
