#!/bin/sh
# The two lists for finding personal data: long enough, each text once, and no number in them that was not generated.
set -u
export LC_ALL=C
cd "$(dirname "$0")/../data" || exit 1
made=$(mktemp)
trap 'rm -f "$made"' EXIT
failures=0

complain() {
	echo "FAIL: $1"
	failures=$((failures + 1))
}

for list in personal not_personal; do
	awk -f make_personal.awk $list.in >"$made" || complain "$list.in cannot be filled"
	cmp -s "$made" $list.tsv || complain "$list.tsv is not what make_personal.awk makes of $list.in"
	iconv -f UTF-8 -t UTF-8 $list.tsv >/dev/null 2>&1 || complain "$list.tsv is no UTF-8"
	grep -v '^#' $list.tsv >"$made"
	rows=$(wc -l <"$made")
	[ "$rows" -ge 200 ] || complain "$list.tsv has $rows rows, not 200"
	twice=$(cut -f 1 "$made" | sort | uniq -d)
	[ -z "$twice" ] || complain "$list.tsv has twice: $twice"
	bad=$(awk -F '\t' 'NF != 3 || $1 == "" || $2 == "" || $3 == ""' "$made")
	[ -z "$bad" ] || complain "$list.tsv: not three columns: $bad"
	found="${found:-}${found:+, }$list $rows"
done
bad=$(grep -v '^#' personal.tsv | cut -f 2 | grep -vE '^[1-9] [a-z|-]+(, [1-9] [a-z|-]+)*$')
[ -z "$bad" ] || complain "personal.tsv: not how many of which class: $bad"

[ "$failures" = 0 ] && echo "lists: $found rows"
exit "$failures"
