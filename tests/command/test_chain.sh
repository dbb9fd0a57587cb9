#!/bin/sh
# Tests what follows from a record, and joining records that are the same.
. "$(dirname "$0")/expect.sh"

expect 0 "chain.kuayue" -- new --code G01 --name 一中 --kind gaozhong chain.kuayue
expect 0 "" -- --file chain.kuayue add opinion raw=食堂太慢 category=工作作风
expect 0 "" -- --file chain.kuayue add problem --from G01-O001 cause=窗口少
expect 0 '"text": "食堂太慢"' '"category": "工作作风"' '"source": "征求意见"' -- --file chain.kuayue list problem --json
expect 0 '"problem_id": "G01-001"' -- --file chain.kuayue list opinion --json
expect 3 "follows from G01-T001" -- --file chain.kuayue add problem --from G01-T001 text=x
expect 3 "leads to" "already" -- --file chain.kuayue add problem --from G01-O001
expect 2 "Use:" -- --file chain.kuayue add problem --from G01-O001 --like G01-001
expect 0 "" -- --file chain.kuayue add problem text=打饭慢
expect 0 "" -- --file chain.kuayue join G01-002 G01-001
expect 3 "already" -- --file chain.kuayue join G01-O001 G01-002
expect 3 "There is no record" -- --file chain.kuayue join G01-002 G01-009
[ "$("$program" --file chain.kuayue list problem --json | grep -c '"number"')" = 2 ] || { echo "FAIL: a refused add leaves a record"; failures=$((failures + 1)); }
finish "chain"
