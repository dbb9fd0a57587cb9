#!/bin/sh
# Runs tests side by side, prints what the failed ones said and the ten that took longest; fails if one failed.
# usage: sh tests/run.sh [-j JOBS] [-t WORD] GROUP...   (groups: tests/list.sh; WORD: only names that hold it)
# With TIMES=FILE the times are added to that file instead of being printed.
set -eu
cd "$(dirname "$0")/.."
jobs=1 word=
while getopts j:t: option; do
	case $option in
	j) jobs=$OPTARG ;;
	t) word=$OPTARG ;;
	*) exit 2 ;;
	esac
done
shift $((OPTIND - 1))

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
ls -A >"$work/before"
EACH=$word sh tests/list.sh "$@" | grep -F -- "$word" >"$work/list" || {
	echo "No test has \"$word\" in its name." >&2
	exit 2
}

# What runs one line of the list: all that it says goes to a file, and its name with it if it fails.
cat >"$work/one" <<'END'
name=${1%%	*} command=${1#*	}
log=$(mktemp "$0.XXXXXX")
begin=$(date +%s.%N)
status=0
sh -c "$command" >"$log" 2>"$log.err" </dev/null || status=$?
echo "$(date +%s.%N) $begin" | awk -v name="$name" '{ printf "%.1f %s\n", $1 - $2, name }' >>"$0-times"
# One write, so that two tests do not mix: all of a failure, else what a test has to say for itself.
if [ "$status" != 0 ]; then
	echo "$name" >>"$0-failed"
	cat "$log.err" >>"$log"
	sed -i -E "/^\[ +(OK|RUN) |^\[==========\]/d; 1i FAILED ($status): $name" "$log"
else
	sed -i '/^\[/d; /^$/d' "$log"
fi
cat "$log"
END
xargs -d '\n' -n 1 -P "$jobs" sh "$work/one" <"$work/list"

sort -rn "$work/one-times" | sed "s|\$|${NOTE:+ ($NOTE)}|" >"$work/times"
if [ -n "${TIMES:-}" ]; then
	cat "$work/times" >>"$TIMES"
elif [ "$(wc -l <"$work/times")" -gt 10 ]; then
	echo "The ten that took longest, in seconds:"
	head -10 "$work/times"
fi
# A test works in a folder of its own: what it leaves here would be taken for a part of the sources.
ls -A | grep -vxF -f "$work/before" -e build >"$work/left" && {
	echo "Left beside the sources: $(paste -sd ' ' "$work/left")"
	echo "$*" >>"$work/one-failed"
}
if [ -s "$work/one-failed" ]; then
	echo "$(wc -l <"$work/one-failed") of $(wc -l <"$work/list") tests failed:"
	cat "$work/one-failed"
	exit 1
fi
echo "$*${NOTE:+ ($NOTE)}: $(wc -l <"$work/list") tests passed"
