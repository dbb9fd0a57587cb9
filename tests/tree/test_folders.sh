#!/bin/sh
# Dependencies run one way: no circle between folders, and tui/ knows of core/ what its public headers say.
set -u
cd "$(dirname "$0")/../.." || exit 1
build=${B:-build}
calls=$(mktemp)
trap 'rm -f "$calls" "$calls".*' EXIT
sh tests/tree/folders.sh "$build" >"$calls"
failures=0

complain() {
	echo "FAIL: $1"
	failures=$((failures + 1))
}

[ "$(wc -l <"$calls")" -gt 300 ] || complain "the objects in $build show hardly any calls; is it built?"

cut -d ' ' -f 1,2 "$calls" | sort -u >"$calls.edges"
if ! tsort "$calls.edges" >"$calls.order" 2>"$calls.loop"; then
	complain "folders form a circle:$(sed -n 's/^tsort: / /p' "$calls.loop" | grep -v loop | tr -d '\n')"
	sed -n 's/^tsort: //p' "$calls.loop" | grep / | sort -u | while read -r one; do
		sed -n 's/^tsort: //p' "$calls.loop" | grep / | sort -u | while read -r other; do
			grep "^$one $other " "$calls" | head -3
		done
	done
fi

grep '^core[a-z/]* tui' "$calls" && complain "the library calls the program"
grep '^tui[a-z/]* core/' "$calls" | grep -v '^tui[a-z/]* core/base ' | grep -v ' ky_[a-z_]*$' &&
	complain "tui/ calls what no public header of core/ has"
grep -nE '#include "(campaign|confine|device|exchange|figure|guide|key|package|record|report|setup|workbook)/' -r tui &&
	complain "tui/ includes a private header of core/"
grep '^core/campaign core/' "$calls" | grep -v '^core/campaign core/\(base\|confine\) ' &&
	complain "campaign/ knows more than base/ and confine/"
grep '^core/confine core/' "$calls" | grep -v '^core/confine core/base ' && complain "confine/ knows more than base/"
nm "$build"/core/package/*.o | grep ' U sqlite3_' && complain "package/ knows SQLite"
opening=$(find "$build/core" "$build/tui" -name '*.o' -exec nm -A {} + | grep ' U sqlite3_open' | grep -v '/core/workbook/connection\.o:')
[ -z "$opening" ] || complain "a SQLite file is opened without the limits of workbook/connection.c: $opening"
grep '^core/package core/\(record\|workbook\|report\|exchange\) ' "$calls" && complain "package/ knows records"

[ "$failures" = 0 ] && echo "folders: $(wc -l <"$calls.order") of them, no circle, down from $(head -1 "$calls.order")"
exit "$failures"
