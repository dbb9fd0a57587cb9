#!/bin/sh
# A workbook on a stick that is full or write-protected, on a PC whose folder for temporary files is full: what can be
# opened is opened, and a save that was interrupted comes back or stays as it is. Needs root, for file systems of its
# own; they are seen by this test alone. $KUAYUE is the program, $PULL the layer.
set -u
program=$(realpath "${KUAYUE:-build/kuayue}")
layer=$(realpath "${PULL:-build/fault/pull.so}")
[ "$(id -u)" = 0 ] && unshare -m true 2>/dev/null || {
	echo "room: skipped, for it needs root"
	exit 0
}
[ "${1-}" = inside ] || {
	export KUAYUE="$program" PULL="$layer"
	exec unshare -m sh "$0" inside
}
work=$(mktemp -d)
trap 'cd /; umount "$work/stick" 2>/dev/null; umount "$work/full" 2>/dev/null; umount /var/tmp 2>/dev/null; rm -rf "$work"' EXIT
cd "$work" || exit 1
export LC_ALL=C.UTF-8 HOME="$work" KUAYUE_TODAY=2012-06-15
unset LANGUAGE LANG TMPDIR
failures=0

fail() {
	echo "FAIL: $1"
	failures=$((failures + 1))
}

mkdir stick full
mount -t tmpfs -o size=3m tmpfs stick || exit 1
mount -t tmpfs -o size=8k tmpfs full || exit 1
head -c 100000 /dev/zero >full/filler 2>/dev/null

# A save that was killed in the middle, with its journal.
"$program" new --code G01 --name 榕溪县第一中学 --kind gaozhong w.kuayue >/dev/null || exit 1
"$program" --file w.kuayue add problem text=先写的 >/dev/null || exit 1
n=1
while :; do
	rm -f crashed.kuayue*
	cp w.kuayue crashed.kuayue
	KUAYUE_PULL_DIR="$work" KUAYUE_PULL_AT=$n KUAYUE_PULL_HOW=kill LD_PRELOAD="$layer" \
		"$program" --file "$work/crashed.kuayue" add problem text=后写的 >/dev/null 2>&1
	cmp -s w.kuayue crashed.kuayue || break
	n=$((n + 1))
	[ $n -lt 200 ] || exit 1
done
[ -s crashed.kuayue-journal ] || { echo "FAIL: no save was interrupted"; exit 1; }

# on_stick FILES...: a stick with these and room, or none, for more.
on_stick() {
	mount -o remount,rw stick
	rm -rf stick/* stick/.k*
	for file; do
		cp "$file" stick/
	done
}
fill_up() {
	head -c 10000000 /dev/zero >stick/filler 2>/dev/null
}
same() {
	for file in crashed.kuayue crashed.kuayue-journal; do
		cmp -s $file stick/$file || fail "$1: $file was changed"
	done
}
left() {
	[ -z "$(ls -A stick | grep -v '^filler$\|^crashed\.kuayue\(-journal\|\.~before~\(-journal\)\?\)\?$\|^w\.kuayue$')" ] ||
		fail "$1: left on the stick: $(ls -A stick)"
	[ -z "$(ls -A full | grep -v '^filler$')" ] || fail "$1: left: $(ls -A full)"
}
# shows WHAT ARGUMENTS...: exit status 0, and the record that was there before.
shows() {
	what=$1
	shift
	"$program" "$@" >out 2>err || fail "$what: $(cat err)"
	grep -q 先写的 out && ! grep -q 后写的 out || fail "$what: $(cat out)"
	left "$what"
}
# refuses STATUS WORDS WHAT ARGUMENTS...
refuses() {
	wanted=$1 words=$2 what=$3
	shift 3
	"$program" "$@" >out 2>err
	status=$?
	[ $status = "$wanted" ] && grep -q "$words" err || fail "$what: exit status $status: $(cat err)"
	left "$what"
}

# No folder for temporary files: everything that opens a workbook goes on.
mount -t tmpfs -o size=4k,ro tmpfs /var/tmp
for dir in /nowhere "$work/full"; do
	on_stick w.kuayue
	export TMPDIR=$dir
	for command in "list problem" "status" "check" "next" "add visit date=2012-06-01" "key list"; do
		"$program" --file stick/w.kuayue $command >out 2>err
		[ $? -le 1 ] || fail "with TMPDIR=$dir, $command: $(cat err)"
	done
	"$program" new --code G02 --name 甲 --kind gaozhong stick/new.kuayue >out 2>err || fail "with TMPDIR=$dir, new: $(cat err)"
	"$program" recover stick/w.kuayue stick/saved.kuayue >out 2>err || fail "with TMPDIR=$dir, recover: $(cat err)"
	rm stick/new.kuayue stick/saved.kuayue
	mount -o remount,ro stick
	shows "write-protected, with TMPDIR=$dir" --file stick/w.kuayue list problem
	refuses 4 "cannot be written here" "write-protected, with TMPDIR=$dir" --file stick/w.kuayue add problem text=x
done

# A stick without room, a PC with: the copy is made there, and the file put right in its place.
unset TMPDIR
on_stick crashed.kuayue crashed.kuayue-journal
fill_up
shows "full, reading" --file stick/crashed.kuayue list problem
[ ! -e stick/crashed.kuayue-journal ] || fail "full: the journal stays"
on_stick crashed.kuayue crashed.kuayue-journal
fill_up
refuses 4 "disk is full" "full, writing" --file stick/crashed.kuayue add problem measure="$(head -c 90000 /dev/zero | tr '\0' x)" text=x
shows "full, after it" --file stick/crashed.kuayue list problem

# No room anywhere: it is said, and nothing is touched; with room again it comes back.
export TMPDIR=$work/full
for command in "list problem" "add problem text=x"; do
	on_stick crashed.kuayue crashed.kuayue-journal
	fill_up
	refuses 4 "there is no room for a copy" "full everywhere, $command" --file stick/crashed.kuayue $command
	same "full everywhere, $command"
done
rm stick/filler
shows "with room again" --file stick/crashed.kuayue list problem
[ -e stick/crashed.kuayue.~before~ ] || fail "with room again: what was there is not kept"

# Write-protected: what is shown is a copy in which it is put right.
mkdir room
export TMPDIR=$work/room
on_stick crashed.kuayue crashed.kuayue-journal
mount -o remount,ro stick
shows "write-protected" --file stick/crashed.kuayue list problem
same "write-protected"
refuses 4 "was interrupted" "write-protected, writing" --file stick/crashed.kuayue add problem text=x
same "write-protected, writing"
[ -z "$(ls -A room)" ] || fail "a copy is left: $(ls -A room)"
export TMPDIR=$work/full
refuses 4 "there is no room for a copy" "write-protected, no room" --file stick/crashed.kuayue list problem
same "write-protected, no room"
"$program" recover stick/crashed.kuayue saved.kuayue >out 2>err
[ $? = 4 ] && grep -q "no room for a copy" err || fail "write-protected, recover without room: $(cat err)"
unset TMPDIR
"$program" recover stick/crashed.kuayue saved.kuayue >out 2>err || fail "write-protected, recover: $(cat err)"
shows "what was recovered from it" --file saved.kuayue list problem

[ "$failures" = 0 ] && echo "room: all expectations met"
exit "$failures"
