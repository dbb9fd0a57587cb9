#!/bin/sh
# The stick pulled, filled, failing and losing its power at each call of an export in turn (pull.c). $KUAYUE is
# the program, $PULL the layer. Whatever happens: no final name on something incomplete, no damaged workbook.
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

"$program" new --code G01 --name 榕溪县第一中学 --kind gaozhong base.kuayue >/dev/null || exit 1
i=0
while [ $i -lt 40 ]; do
	"$program" --file base.kuayue add problem text="第 $i 个问题" measure="$(head -c 1500 /dev/urandom | base64 -w0)" >/dev/null || exit 1
	i=$((i + 1))
done
records=$("$program" --file base.kuayue list problem --json | grep -c '"number"')
[ "$records" = 40 ] || exit 1
mkdir whole
"$program" --file base.kuayue export --to whole >/dev/null 2>&1
head -c 3000 whole/*.zip >package.zip

# Every package that has its name is whole.
all_whole() {
	for package in stick/*.zip; do
		[ -e "$package" ] || continue
		"$program" verify "$package" >verified 2>&1 || fail "$1: $package has its name and is not whole: $(tail -1 verified)"
	done
}

workbook_sound() {
	"$program" --file stick/w.kuayue check >checked 2>&1
	[ $? -le 1 ] || fail "$1: the workbook is not sound: $(head -2 checked)"
	[ "$("$program" --file stick/w.kuayue list problem --json | grep -c '"number"')" = "$records" ] ||
		fail "$1: the workbook has lost a record"
}

# strike HOW WORKBOOK CALL: one export from WORKBOOK to stick/; 1 when the call never came.
strike() {
	rm -rf stick
	mkdir stick
	cp base.kuayue "$2"
	calls=99999
	rm -f count
	KUAYUE_PULL_DIR="$work/stick" KUAYUE_PULL_AT=$3 KUAYUE_PULL_HOW=$1 KUAYUE_PULL_COUNT="$work/count" LD_PRELOAD="$layer" \
		"$program" --file "$work/$2" export --to "$work/stick" >out 2>err
	status=$?
	[ -e count ] && calls=$(cat count)
	case $status in
	137) [ "$1" = die ] || fail "$1 at call $3: killed" ;;
	4)
		tail -1 err | grep -q '\.$' || fail "$1 at call $3: no sentence: $(cat err)"
		[ "$(tail -1 err)" = "$(tail -1 said 2>/dev/null)" ] || tail -1 err >>said
		;;
	0)
		ls stick/*.zip >/dev/null 2>&1 || fail "$1 at call $3: it says done and has written nothing"
		;;
	*) fail "$1 at call $3: exit status $status: $(cat err)" ;;
	esac
	all_whole "$1 at call $3"
	[ "$3" -le "$calls" ]
}

# each HOW WORKBOOK LEAST: at every call in turn, until the export is through before the call comes.
each() {
	n=1
	refused=0
	while strike "$1" "$2" $n; do
		[ $status = 0 ] || refused=$((refused + 1))
		[ "$2" = base2.kuayue ] || workbook_sound "$1 at call $n"
		n=$((n + 1))
		[ $n -lt 2000 ] || { fail "$1: no end"; return; }
	done
	[ $status = 0 ] || fail "$1: an export that was left alone failed: $(cat err)"
	[ $refused -ge "$3" ] || fail "$1: only $refused of $n calls mattered"
	# What earlier crashes left is gone after the next export.
	cp "$work/package.zip" stick/.kuayue-aB3xY9
	echo mine >stick/.kuayue-mine12
	"$program" --file base2.kuayue export --to stick >/dev/null 2>&1
	[ ! -e stick/.kuayue-aB3xY9 ] || fail "a leftover was left over"
	[ -e stick/.kuayue-mine12 ] || fail "a file of somebody else was taken for a leftover"
	echo "faults: $1, $n calls, $refused exports refused"
}

for how in fail pull full die; do
	each $how base2.kuayue 5 # the workbook at home
done
for how in pull die; do
	each $how stick/w.kuayue 8 # the workbook on the same stick
done
[ "$failures" = 0 ] && echo "faults: all expectations met"
exit "$failures"
