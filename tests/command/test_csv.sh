#!/bin/sh
# Tests that the ledgers of a package, as CSV, are read back by import unchanged: every ledger of a demo school, and texts
# that look like formulas, apostrophes, numbers and dates.
. "$(dirname "$0")/expect.sh"

complain() {
	echo "FAIL: $1"
	failures=$((failures + 1))
}
export KUAYUE_TODAY=2012-10-31
kuayue demo county || complain "no county"
w=$(echo county/C02_*.kuayue)
printf '%s\n' '{"raw":"=1+1"}' '{"raw":"-1"}' '{"raw":"-12.5"}' '{"raw":"- 第一"}' '{"raw":"+86 571"}' '{"raw":"@全体"}' \
	'{"raw":"'"'"'"}' '{"raw":"'"'"'90年代"}' '{"raw":"'"'"'=1"}' '{"raw":"'"''"'-1"}' '{"raw":"＝和"}' '{"raw":"4-4-1"}' \
	'{"raw":"1/2"}' '{"raw":"007"}' '{"raw":"\t首行"}' '{"raw":"\u001b[1m"}' '{"raw":"第一行\n\"第二行\",;"}' '{"raw":"1E5"}' \
	'{"raw":" 两头有空格 "}' '{"raw":"TRUE"}' '{"raw":"2012-1-2"}' >odd.jsonl
expect 0 "" -- --file "$w" add opinion --from odd.jsonl
mkdir out.d
expect 0 "_v" -- --file "$w" export --to out.d --what ledgers.csv --no-seal
(cd out.d && unzip -qo ./*.zip) || complain "the package does not open"

# Values that were typed, in an order of their own: a ledger without printed numbers is there twice afterwards.
values() {
	"$program" --file "$1" list "$2" --json | sed '/^    "\(id\|number\|entered\)":/d' |
		awk '/^  \{/ { row = "" } { row = row $0 } /^  \}/ { sub(/,$/, "", row); print row }' | sort
}
ledgers=0
rows=0
for file in out.d/*/data/ledger_L*.csv; do
	kind=$(basename "$file" .csv)
	kind=${kind##*_}
	[ "$kind" != progress ] || continue
	[ "$(wc -l <"$file")" -gt 1 ] || continue
	cp "$w" copy.kuayue
	values copy.kuayue "$kind" >before
	kuayue --file copy.kuayue import --kind "$kind" "$file" || complain "$(basename "$file") is not taken back: $(tail -1 err)"
	values copy.kuayue "$kind" >after
	cmp -s before after || cat before before | sort | cmp -s - after ||
		complain "$(basename "$file") comes back changed: $(diff before after | head -2)"
	ledgers=$((ledgers + 1))
	rows=$((rows + $(wc -l <before)))
done
[ "$ledgers" -ge 11 ] && [ "$rows" -gt 150 ] || complain "only $ledgers ledgers with $rows rows"
grep -q "\"'＝和\"" out.d/*/data/ledger_L05_opinion.csv || complain "a wide formula is not marked"
grep -q ',-12.5,' out.d/*/data/ledger_L05_opinion.csv || complain "a negative number is marked"
grep -q "=\"" out.d/*/data/*.csv && complain "a text is hidden in a formula"

# The progress table: as many columns as the form has, and none behind them.
progress=$(echo out.d/*/data/ledger_L11_progress.csv)
sed 's/[^,]//g' "$progress" | tr -d '\r\357\273\277' | awk 'length($0) != 27 { exit 1 }' || complain "the progress table has not 28 columns"
grep -q '[0-9]/[0-9]' "$progress" && complain "a pair looks like a date: $(tail -1 "$progress")"
grep -q ',62 ／ 58,' "$progress" || complain "the pair of notes is not there: $(tail -1 "$progress")"

finish "$ledgers ledgers with $rows rows as CSV"
