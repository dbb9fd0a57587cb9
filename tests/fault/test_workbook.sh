#!/bin/sh
# A workbook on a stick that fails, is killed or loses its power at each call in turn (pull.c). $KUAYUE is the
# program, $PULL the layer.
set -u
program=$(realpath "${KUAYUE:-build/kuayue}")
layer=$(realpath "${PULL:-build/fault/pull.so}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
export LC_ALL=C.UTF-8 HOME="$work" KUAYUE_TODAY=2012-06-15
unset LANGUAGE LANG
failures=0

fail() {
	echo "FAIL: $1"
	failures=$((failures + 1))
}

# under HOW CALL ARGUMENTS...: the program, its CALL-th call on the files of stick/ struck; sets $status, and
# $calls to the number that there were.
under() {
	how=$1 at=$2
	shift 2
	rm -f count
	KUAYUE_PULL_DIR="$work/stick" KUAYUE_PULL_AT=$at KUAYUE_PULL_HOW=$how KUAYUE_PULL_COUNT="$work/count" \
		LD_PRELOAD="$layer" "$program" "$@" >out 2>err
	status=$?
	calls=99999
	[ ! -e count ] || calls=$(cat count)
}

"$program" new --code G01 --name 榕溪县第一中学 --kind gaozhong base.kuayue >/dev/null || exit 1
i=0
while [ $i -lt 40 ]; do
	"$program" --file base.kuayue add problem text="第 $i 个问题" >/dev/null || exit 1
	i=$((i + 1))
done

# A stick that cannot be read is not called a damaged file: who believes that throws a good workbook away.
unread() {
	n=1
	while :; do
		rm -rf stick
		mkdir stick
		cp base.kuayue stick/w.kuayue
		under unread $n --file "$work/stick/w.kuayue" "$@"
		[ $n -le $calls ] || break
		[ $status = 4 ] || fail "reading fails at call $n of $1: exit status $status: $(cat err)"
		grep -q "disk or stick failed" err || fail "reading fails at call $n of $1: $(cat err)"
		n=$((n + 1))
	done
	[ $status -le 1 ] || fail "$1, left alone: exit status $status: $(cat err)"
	[ $n -gt 5 ] || fail "$1: only $n readings"
	echo "workbook: $1, $n readings"
}
unread list problem
unread check

[ "$failures" = 0 ] && echo "workbook: all expectations met"
exit "$failures"
