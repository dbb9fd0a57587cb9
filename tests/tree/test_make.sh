#!/bin/sh
# `make help` names every target that people can call, and no other; compile_commands.json every source.
set -u
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

make -s help >"$work/help" || exit 1
# The targets that are no files, and the names in the first column of the titles that hold targets.
cat Makefile data/make/*.mk tests/make/*.mk | sed -e ':a' -e '/\\$/N; s/\\\n//; ta' |
	sed -n 's/^\.PHONY: //p' | tr -s ' \t' '\n\n' | grep -v '^FORCE$' | sort -u >"$work/targets"
sed -n '/^Variables/,/^$/d; s/^  \([a-z][-a-z_.]*\) .*/\1/p' "$work/help" | sort -u >"$work/named"
for target in $(comm -23 "$work/targets" "$work/named"); do
	echo "FAIL: make help does not name $target"
	failures=$((failures + 1))
done
for name in $(comm -13 "$work/targets" "$work/named"); do
	make -n "$name" >/dev/null 2>&1 || {
		echo "FAIL: make help names $name, which cannot be made"
		failures=$((failures + 1))
	}
done
# How each source is compiled, for editors: every source of the program, each by a command that works.
make -Bn --no-print-directory all | awk -v folder="$PWD" -f data/commands2json.awk >"$work/commands.json"
for source in $(find core tui -name '*.c'); do
	grep -qF "\"file\": \"$source\"" "$work/commands.json" || {
		echo "FAIL: compile_commands.json does not have $source"
		failures=$((failures + 1))
	}
done
command=$(grep -A1 -F '"file": "core/lazy/lazy.c"' "$work/commands.json" |
	sed -n 's/^ *"command": "\(.*\)" }.*/\1/p' | sed 's/\\\([\\"]\)/\1/g; s/ -MMD -MP -c -o [^ ]*/ -fsyntax-only/')
[ -n "$command" ] && sh -c "$command" || {
	echo "FAIL: compile_commands.json: its command does not work: $command"
	failures=$((failures + 1))
}

[ "$failures" = 0 ] && echo "make: help names all $(wc -l <"$work/targets") targets"
exit "$failures"
