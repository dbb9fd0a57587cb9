#!/bin/sh
# The manual in both languages has every command of the program, and no other, and its lists in its own language.
set -u
cd "$(dirname "$0")/../.." || exit 1
build=${B:-build}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

"$build/kuayue" --lang en --help | sed -n 's/^  kuayue \([a-z]*\) .*/\1/p' | sort -u >"$work/commands"
[ "$(wc -l <"$work/commands")" -gt 15 ] || { echo "FAIL: --help names hardly any command"; failures=1; }

for page in kuayue.1 zh_CN/kuayue.1; do
	awk '/^\.Sh/ { n++ } /^\.Sh (COMMANDS|命令)/ { at = n } at && at == n && /^\.It Cm/ { print $3 }' "$build/man/$page" |
		sort -u >"$work/manual"
	diff "$work/commands" "$work/manual" >"$work/diff" || {
		echo "FAIL: the commands of --help (<) and of man/$page.in (>) differ:"
		cat "$work/diff"
		failures=$((failures + 1))
	}
done

# What the program lists stands in each page in that page's language.
for list in keys kinds documents; do
	for language in en zh; do
		page=$build/man/$([ $language = zh ] && echo zh_CN/)kuayue.1
		"$build/kuayue" --lang $language $list --help | cut -f 4 | grep -vxFf "$page" >"$work/absent" || continue
		echo "FAIL: $page lacks of the list of $list: $(head -3 "$work/absent")"
		failures=$((failures + 1))
	done
done

[ "$failures" = 0 ] && echo "manual: $(wc -l <"$work/commands") commands in both languages"
exit "$failures"
