#!/bin/sh
# The static files need nothing of the system that they run on: no loader and no library; and they are hardened.
failures=0
elf=$(mktemp)
trap 'rm -f "$elf"' EXIT

complain() {
	echo "FAIL: $file $*"
	failures=$((failures + 1))
}

for file in "$(dirname "${KUAYUE:?}")"/kuayue-*; do
	readelf -hldW "$file" >"$elf" || complain "cannot be read"
	grep -q 'INTERP' "$elf" && complain "asks for a loader"
	grep 'NEEDED' "$elf" && complain "asks for a library"
	grep -q 'DYN (' "$elf" || complain "lies at the same place in each process"
	grep -q 'GNU_STACK.* RW  ' "$elf" || complain "may run code on its stack"
	grep -q 'GNU_RELRO' "$elf" || complain "has tables of addresses that can be written"
done
[ "$failures" = 0 ] && echo "static: $(ls "$(dirname "$KUAYUE")"/kuayue-* | wc -l) files that need nothing"
exit "$failures"
