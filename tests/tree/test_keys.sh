#!/bin/sh
# A key is declared in tui/terminal/action.h and nowhere else: README and the manuals are filled from there.
set -u
cd "$(dirname "$0")/../.." || exit 1
build=${B:-build}
keys=$build/list/en.keys
failures=0

complain() {
	echo "FAIL: $1"
	failures=$((failures + 1))
}

diff -u README "$build/README" ||
	complain "README is not what README.in and the program say: change README.in, then \`make readme\`"

[ "$(wc -l <"$keys")" -gt 40 ] || complain "the list of keys is short"

# A key that is spelled, by its letter or its name, would stay behind when the list changes.
letters=$(cut -f 2,3 "$keys" | tr '\t' '\n' | grep '^[A-Za-z]$' | sort -u | tr -d '\n')
spelled() {
	sed 's/ *\(Ar\|Va\) n\>//g; s/-width Shift-Tab//; s/{[=^][A-Z_a-z0-9]*}//g' "$1" | LC_ALL=C grep -nE \
		"(^|[^A-Za-z0-9.\`/_'\"+-])([$letters]|Enter|Esc|Space|(Shift-)?Tab|PgUp|PgDn|F[1-9])([^A-Za-z0-9.\`/_'\"+-]|\$)|\\^[A-Z]"
}
for page in README.in man/*.in man/zh_CN/*.in; do
	spelled "$page" && complain "$page spells a key; write its slot, such as {CHECK}"
done
printf '%s\n' 'w goes on with the walk' 'press Enter' 'by ^S' >"$build/list/spelled"
[ "$(spelled "$build/list/spelled" | wc -l)" = 3 ] || complain "a key that is spelled passes"

# Each key, by its slot or in the list, came into each page.
for page in kuayue.1 zh_CN/kuayue.1; do
	for slot in PREVIEW TEXTS CHAIN HAND_ON JOIN TO_FILE; do
		grep -q "{$slot}" "man/$page.in" || complain "man/$page.in does not say what {$slot} is for"
	done
	[ "$(grep -c '^\.It' "$build/man/$page")" -gt 100 ] || complain "$page has no list of keys"
done
grep -hE '\{\^?[A-Z_]+\}|\{=|^@[A-Z]+[ @]' "$build/README" "$build"/man/*.[1-9] "$build"/man/zh_CN/*.[1-9] &&
	complain "a slot was left empty"

[ "$failures" = 0 ] && echo "keys: $(wc -l <"$keys") actions, and what README and the manuals say of them"
exit "$failures"
