#!/bin/sh
# What the library lets others call is what its public headers declare, with at most six parameters, and nothing else.
set -u
cd "$(dirname "$0")/../.." || exit 1
build=${B:-build}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

complain() {
	echo "FAIL: $1"
	failures=$((failures + 1))
}

# The headers without comments and directives, a declaration a line.
declarations() {
	sed -e ':a' -e '/\/\*/{/\*\//!{N;ba' -e '}' -e 's|/\*[^*]*\*\+\([^/*][^*]*\*\+\)*/||g' -e '}' "$1" | grep -v '^#' |
		tr '\n\t' '  ' | tr ';' '\n' | sed 's/^ *\(extern "C" {\)\? *//'
}
for header in core/include/kuayue/*.h; do
	declarations "$header" >"$work/declared"
	# The name stands before the first bracket, or at the end.
	sed -n 's/^KY_API \([^([]*\).*/\1/p' "$work/declared" | sed 's/.*[ *]//' >>"$work/public"
	# What has more than six parameters takes a struct instead.
	sed -n 's/^KY_API [^(]*[ *]\([a-z0-9_]*\)(/\1(/p' "$work/declared" | while IFS= read -r call; do
		most=$(echo "${call#*(}" | sed 's/([^()]*)//g' | tr -cd , | wc -c)
		[ "$most" -lt 6 ] || echo "$header: ${call%%(*} has $((most + 1)) parameters; six are the most"
	done >>"$work/parameters"
	name=kuayue/$(basename "$header")
	[ "$name" = kuayue/kuayue.h ] || grep -qF "#include \"$name\"" core/include/kuayue/kuayue.h ||
		complain "kuayue/kuayue.h does not include $name"
	grep -nE '^[a-z][a-z0-9_ *]*\(' "$header" && complain "$header declares this without KY_API"
done
while read -r line; do
	complain "$line"
done <"$work/parameters"
sort -u "$work/public" -o "$work/public"
[ "$(wc -l <"$work/public")" -gt 150 ] || complain "the public headers have hardly any names"

nm -D --defined-only "$build/libkuayue.so" | awk '{ print $3 }' | grep -vE '^(__asan|__odr_asan|(_init|_fini|__bss_start|_edata|_end)$)' |
	sort -u >"$work/exported"
for name in $(comm -13 "$work/public" "$work/exported"); do
	complain "libkuayue.so exports $name, which no public header declares"
done
for name in $(comm -23 "$work/public" "$work/exported"); do
	complain "a public header declares $name, which libkuayue.so does not export"
done
# Linked statically, all names of all libraries are in one place: none of ours is one of theirs.
nm -g --defined-only "$build/libkuayue.a" 2>/dev/null | awk 'NF == 3 { print $3 }' | sort -u >"$work/ours"
for library in sqlite3 jansson zip sodium utf8proc xlsxwriter iniparser csv expat ncursesw tinfo z; do
	nm -D --defined-only "$(${CC:-cc} -print-file-name=lib$library.so)" 2>/dev/null
done | awk '{ sub(/@.*/, "", $3); print $3 }' | sort -u >"$work/theirs"
[ "$(wc -l <"$work/theirs")" -gt 1000 ] || complain "the libraries have hardly any names"
for name in $(comm -12 "$work/ours" "$work/theirs"); do
	complain "$name is also the name of a library's function: a static program does not link"
done
grep -v '^ky_' "$work/public" && complain "a public name does not begin with ky_"

[ "$failures" = 0 ] && echo "symbols: $(wc -l <"$work/public") public names, all others hidden"
exit "$failures"
