#!/bin/sh
# Tests the campaign command: which template a workbook has, and its text.
. "$(dirname "$0")/expect.sh"

"$program" campaign --print >builtin.ini || exit 1
cmp "$sources/data/campaign/taolun-2012.ini" builtin.ini || failures=$((failures + 1))
expect 0 "w.kuayue" -- new --code G01 --name 一中 --kind gaozhong w.kuayue
expect 0 "taolun-2012  version 1, report due on 2012-10-31 (inferred)" "37 tasks, 43 checklist items" \
	"built into this program" -- --file w.kuayue campaign
expect 0 '"id": "taolun-2012"' '"version": "1"' '"year": 2012' '"deadline": "2012-10-31"' '"deadline_inferred": true' \
	'"tasks": 37' '"items": 43' '"origin": "builtin"' -- --file w.kuayue campaign --json
"$program" --file w.kuayue campaign --own | cmp - builtin.ini || failures=$((failures + 1))

# Changed and given back, as somebody does who writes the next one.
sed 's/^version=1$/version=2/' builtin.ini >second.ini
expect 0 "" -- --file w.kuayue import --unsigned second.ini
expect 0 "version 2" "another text of the campaign" -- --file w.kuayue campaign
"$program" --file w.kuayue campaign --own | cmp - second.ini || failures=$((failures + 1))
expect 0 "own.kuayue" -- --today 2015-03-02 new --code G01 --name 一中 --kind gaozhong \
	--campaign "$sources/tests/data/reading-2015.ini" own.kuayue
expect 0 '"id": "reading-2015"' '"origin": "own"' '"deadline_inferred": false' -- --file own.kuayue campaign --json
expect 0 "本程序没有内置这项活动" -- --lang zh --file own.kuayue campaign
expect 3 "no such workbook" -- --file none.kuayue campaign
expect 2 "Use: kuayue campaign" -- campaign --print --own
expect 2 "" -- campaign now
finish "campaign"
