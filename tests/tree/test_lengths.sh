#!/bin/sh
# Files, functions and asserts as README has them, and no function of core/base/banned.h compiles.
set -u
cd "$(dirname "$0")/../.." || exit 1
product_lines=350
test_lines=700 # twice the product's
function_lines=60
asserts=5 # of 1,000 lines of core, and of tui
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

complain() {
	echo "FAIL: $1"
	failures=$((failures + 1))
}

# Lines of text files that people write: sources, and what the build reads as source.
longer_than() {
	most=$1
	shift
	find "$@" -type f \( -name '*.[ch]' -o -name '*.sh' -o -name '*.awk' \) | sort | while read -r file; do
		lines=$(wc -l <"$file")
		[ "$lines" -le "$most" ] || echo "$file has $lines lines, more than $most: split it along its ideas"
	done
}

# clang-format has every function's braces alone at the line's start.
long_functions() {
	find core tui tests -name '*.[ch]' | sort | xargs awk -v most="$1" '
		FNR == 1 { head = body = 0 }
		!body && /^[A-Za-z_]/ && !head { head = FNR; name = $0 }
		!body && (/^$/ || /^#/ || /\*\/$/ || /;$/) { head = 0 }
		/^\{$/ { body = 1 }
		/^\}/ {
			if (body && FNR - head + 1 > most)
				printf "%s:%d has a function of %d lines, more than %d: %s\n", FILENAME, head,
					FNR - head + 1, most, name
			body = head = 0
		}'
}

longer_than "$product_lines" core tui data man >"$work/long"
longer_than "$test_lines" tests >>"$work/long"
long_functions "$function_lines" >>"$work/long"
while read -r line; do
	complain "$line"
done <"$work/long"

for part in core tui; do
	lines=$(find $part -name '*.[ch]' -exec cat {} + | wc -l)
	found=$(find $part -name '*.[ch]' -exec cat {} + | grep -cE '(^|[^_a-z])assert\(')
	[ $((found * 1000)) -ge $((lines * asserts)) ] ||
		complain "$found asserts in $lines lines of $part; at least $asserts in 1,000 say what a function relies on"
	counted="${counted:-}${counted:+, }$part $lines lines and $found asserts"
done

# Each banned function with arguments of its own types would compile if it were not banned.
call_of() {
	case $1 in
	strcpy | strcat | stpcpy) echo "$1(a, b)" ;;
	strncpy | strncat) echo "$1(a, b, 2)" ;;
	sprintf) echo 'sprintf(a, "%s", b)' ;;
	vsprintf) echo 'vsprintf(a, b, list)' ;;
	strtok | tempnam) echo "$1(a, b)" ;;
	gmtime | localtime | ctime) echo "$1(&when)" ;;
	asctime) echo 'asctime(&tm)' ;;
	rand | random) echo "$1()" ;;
	*) echo "$1(a)" ;;
	esac
}
banned=$(grep '^KY_BANNED' core/base/banned.h | sed 's/(\([^"]*\));$//; s/.*[ *]//')
for name in $banned alloca; do
	{
		echo '#include <alloca.h>'
		echo '#include <stdarg.h>'
		echo '#include <stdio.h>'
		echo '#include <stdlib.h>'
		echo '#include <string.h>'
		echo '#include <time.h>'
		echo 'extern char a[9], b[9];'
		echo 'extern time_t when;'
		echo 'extern struct tm tm;'
		echo 'void *used(va_list list);'
		echo "void *used(va_list list) { (void)list; return (void *)(unsigned long)($(call_of "$name")); }"
	} >"$work/use.c"
	${CC:-cc} -std=c11 -D_GNU_SOURCE -w -Werror=implicit-function-declaration -c -o "$work/use.o" "$work/use.c" \
		2>/dev/null || [ "$name" = gets ] || complain "the test's call of $name does not compile at all"
	${CC:-cc} -std=c11 -D_GNU_SOURCE -Walloca -Werror -include core/base/banned.h -c -o "$work/use.o" "$work/use.c" \
		2>"$work/said" && complain "$name compiles, and core/base/banned.h says that it does not"
	grep -qE "unavailable|deprecated|alloca" "$work/said" || complain "$name: $(head -3 "$work/said")"
done
[ "$(echo "$banned" | wc -w)" -ge 20 ] || complain "core/base/banned.h has hardly any functions: $banned"

[ "$failures" = 0 ] &&
	echo "lengths: $counted; files, functions and banned functions as README says"
exit "$failures"
