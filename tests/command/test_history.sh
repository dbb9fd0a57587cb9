#!/bin/sh
# A workbook in which much was changed: the last value stands, nothing is lost, it is sound and can be handed on.
# 100 changes; with PROOF=1 5,000.
. "$(dirname "$0")/expect.sh"
changes=100
[ -z "${PROOF:-}" ] || changes=5000

expect 0 "w.kuayue" -- new --code G01 --name 榕溪县第一中学 --kind gaozhong w.kuayue
one=$("$program" --file w.kuayue add problem text=first)
two=$("$program" --file w.kuayue add problem text=untouched)
at=1
while [ $at -le "$changes" ]; do
	"$program" --file w.kuayue set "$one" "text=change $at" >/dev/null 2>err || {
		echo "FAIL: change $at: $(cat err)"
		failures=$((failures + 1))
		break
	}
	at=$((at + 1))
done
expect 0 "\"text\": \"change $changes\"" '"text": "untouched"' -- --file w.kuayue list problem --json
[ "$(grep -c '"number"' out)" = 2 ] || { echo "FAIL: not two problems"; failures=$((failures + 1)); }
expect 0 "untouched" -- --file w.kuayue chain "$two"
expect 0 "" -- --file w.kuayue since
mkdir out.d
expect 0 "_v1.zip" -- --file w.kuayue export --to out.d
expect 0 "" -- verify out.d/*.zip
expect 0 "" -- recover w.kuayue again.kuayue
expect 0 "\"text\": \"change $changes\"" '"text": "untouched"' -- --file again.kuayue list problem --json

finish "history of $changes changes"
