#!/bin/sh
# What the compiler and the linker were asked to guard is guarded, read off the files that they made: the program lies
# anywhere in memory, its tables are read-only once it runs, its stack is not run and is watched, calls of the C
# library know the sizes they write to, and every function begins with a mark that jumps may go to.
set -u
cd "$(dirname "$0")/../.." || exit 1
build=${B:-build}
failures=0
fail() {
	echo "FAIL: $1"
	failures=$((failures + 1))
}

readelf -h "$build/kuayue" | grep -q 'Type: *DYN' || fail "the program has a fixed place in memory"
for file in "$build/kuayue" "$build/libkuayue.so"; do
	readelf -lW "$file" | grep -q GNU_RELRO || fail "$file: its tables stay writable"
	readelf -d "$file" | grep -q BIND_NOW || fail "$file: the table of functions stays writable"
	readelf -lW "$file" | grep GNU_STACK | grep -q 'RW ' || fail "$file: its stack can be run"
	readelf -d "$file" | grep -qE 'TEXTREL|RPATH|RUNPATH' && fail "$file: code is changed when it starts, or its libraries come from elsewhere"
	readelf -sW "$file" | grep -q __stack_chk_fail || fail "$file: its stack is not watched"
	checked=$(readelf -sW "$file" | grep -oE '__[a-z]*(memcpy|printf|read|recv)_chk' | sort -u | wc -l)
	[ "$checked" -ge 3 ] || fail "$file: $checked of the functions that write know their room (FORTIFY)"
done
case $(uname -m) in
x86_64) mark='IBT, SHSTK' ;;
aarch64) mark='BTI' ;;
*) mark= ;;
esac
objects=0
for object in $(find "$build/core" "$build/tui" -name '*.o'); do
	source=${object#"$build"/} source=${source%.o}.c
	[ -e "$source" ] || continue # what an earlier build left
	objects=$((objects + 1))
	[ -z "$mark" ] || readelf -n "$object" | grep -q "$mark" || fail "$object: jumps may go anywhere in it"
done
[ "$objects" -gt 200 ] || fail "only $objects objects were looked at"

[ "$failures" = 0 ] && echo "hardened: the program, the library and $objects objects"
exit "$failures"
