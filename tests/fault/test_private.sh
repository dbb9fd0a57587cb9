#!/bin/sh
# What nobody else shall read: rights where the file system has them and where it has none, and nothing in the clear
# that a killed program leaves. $KUAYUE is the program, $PULL the layer.
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

# runs HOW FOLDER CALL ARGUMENTS...: the program under the layer; sets $status and $calls.
runs() {
	how=$1 folder=$2 at=$3
	shift 3
	rm -f count
	KUAYUE_PULL_DIR="$work/$folder" KUAYUE_PULL_AT=$at KUAYUE_PULL_HOW=$how KUAYUE_PULL_COUNT="$work/count" \
		LD_PRELOAD="$layer" "$program" "$@" >out 2>err
	status=$?
	calls=99999
	[ ! -e count ] || calls=$(cat count)
}

# rights FILE WANTED
rights() {
	[ "$(stat -c %a "$1")" = "$2" ] || fail "$1 has the rights $(stat -c %a "$1"), not $2"
}

# Made for its owner alone, whatever the mask; what was widened on purpose stays so, and so does what is made of it.
umask 000
mkdir home stick tmp
printf 'ein langes Passwort\n' >words
"$program" new --code G01 --name 榕溪县第一中学 --kind gaozhong home/w.kuayue >/dev/null || fail "no workbook is made"
rights home/w.kuayue 600
"$program" key new --name 办公室 home/office.key --passphrase-file words >/dev/null 2>err || fail "no key: $(cat err)"
rights home/office.key 600
rights home/office.public.txt 666
"$program" recover home/w.kuayue home/saved.kuayue >/dev/null
rights home/saved.kuayue 600
chmod 640 home/w.kuayue
"$program" recover home/w.kuayue home/shared.kuayue >/dev/null
rights home/shared.kuayue 640
umask 077
"$program" --file home/w.kuayue export --to stick >/dev/null 2>&1
rights stick/*.zip 600
rm stick/*.zip
umask 022
"$program" --file home/w.kuayue export --to stick >/dev/null 2>&1
rights stick/*.zip 644
rm stick/*.zip

# Where the file system refuses, that is no failure.
fat() {
	runs fat stick 0 "$@"
	[ $status -le 1 ] || fail "on FAT, $*: exit status $status: $(cat err)"
	ls -A stick | grep -v '^\(w\|saved\|crashed\)\.kuayue$\|^w\.kuayue\.~\|\.zip$\|^office\.' && fail "on FAT, $* leaves something"
}
fat new --code G02 --name 云脚教学点 --kind jiaoxuedian "$work/stick/w.kuayue"
fat --file "$work/stick/w.kuayue" add problem text=x
fat --file "$work/stick/w.kuayue" list problem
fat key new --name 办公室 "$work/stick/office.key" --passphrase-file words
fat --file "$work/stick/w.kuayue" key import "$work/stick/office.public.txt" --yes
fat --file "$work/stick/w.kuayue" export --to "$work/stick"
fat open stick/*.zip --key "$work/stick/office.key" --to "$work/stick" --passphrase-file words
fat recover "$work/stick/w.kuayue" "$work/stick/saved.kuayue"
fat --file "$work/stick/saved.kuayue" list problem
grep -q x out || fail "on FAT, what was recovered lacks a record"
# A save that is interrupted there.
"$program" --file stick/w.kuayue add problem text=y >/dev/null
n=1
while [ $n -lt 200 ]; do
	cp stick/w.kuayue stick/crashed.kuayue
	runs kill stick $n --file "$work/stick/crashed.kuayue" add problem text=z
	[ ! -s stick/crashed.kuayue-journal ] || break
	n=$((n + 1))
done
[ -s stick/crashed.kuayue-journal ] || fail "no save was interrupted"
while [ -s stick/crashed.kuayue-journal ] && ! od -An -tx1 -N1 stick/crashed.kuayue-journal | grep -q d9; do
	n=$((n + 1))
	rm stick/crashed.kuayue-journal
	cp stick/w.kuayue stick/crashed.kuayue
	runs kill stick $n --file "$work/stick/crashed.kuayue" add problem text=z
done
rm -f stick/crashed.kuayue.lock
runs fat stick 0 --file "$work/stick/crashed.kuayue" list problem
[ $status = 0 ] && grep -q y out || fail "on FAT, an interrupted save: exit status $status: $(cat err)"
[ ! -e stick/crashed.kuayue-journal ] && [ -e stick/crashed.kuayue.~before~ ] || fail "on FAT, an interrupted save is not put right"
rm -rf stick
mkdir stick

# A file of that name is somebody's own, unless it is a package that nobody is writing any more.
"$program" --file home/w.kuayue export --to stick >/dev/null 2>&1
head -c 3000 stick/*.zip >stick/.kuayue-aB3xY9
cp stick/*.zip stick/.kuayue-Whole1
echo mine >stick/.kuayue-mine12
: >stick/.kuayue-empty1
head -c 3000 stick/*.zip >stick/.kuayue-notes
ln -s "$work/home/w.kuayue" stick/.kuayue-linked
head -c 3000 stick/*.zip >stick/.kuayue-locked
flock stick/.kuayue-locked "$program" --file home/w.kuayue export --to stick >/dev/null 2>&1
[ ! -e stick/.kuayue-aB3xY9 ] && [ ! -e stick/.kuayue-Whole1 ] || fail "what a killed export left is left over"
for name in mine12 empty1 notes linked locked; do
	[ -e stick/.kuayue-$name ] || fail "a file of somebody else, .kuayue-$name, was taken for a leftover"
done
[ -e home/w.kuayue ] || fail "a link was followed"

# What is sealed is never there in the clear, whenever the program is killed.
"$program" --file home/w.kuayue key import home/office.public.txt --yes >/dev/null || fail "the key is not imported"
export TMPDIR="$work/tmp"
# sealed NAME ARGUMENTS...: killed at each call on $TMPDIR; nothing stays there.
sealed() {
	n=1
	what=$1
	shift
	while :; do
		rm -rf stick tmp
		mkdir stick tmp
		runs kill tmp $n "$@"
		[ "$n" -le "$calls" ] || [ "$status" = 137 ] || break
		[ -z "$(find tmp -type f -size +0)" ] || fail "$what, killed at call $n, leaves $(find tmp -type f)"
		n=$((n + (calls > 50 ? 7 : 1)))
	done
	[ "$status" = 0 ] || [ "$status" = 1 ] || fail "$what, left alone: exit status $status: $(cat err)"
	[ -z "$(ls -A tmp)" ] || fail "$what leaves $(ls -A tmp)"
	[ $n -gt 5 ] || fail "$what: only $n calls"
	echo "private: $what, $n calls, nothing left in the clear"
}
sealed export --file home/w.kuayue export --to stick
mkdir sealed
"$program" --file home/w.kuayue export --to sealed >/dev/null 2>&1
sealed verify --file home/w.kuayue verify sealed/*.zip --key home/office.key --passphrase-file words
sealed open open sealed/*.zip --key home/office.key --to stick --passphrase-file words
ls stick/*已拆封.zip >/dev/null 2>&1 || fail "open writes nothing"
rights stick/*已拆封.zip 600

# Killed at each call on the folder, what is made there has its name when it is whole.
# whole NAME FILE CHECK ARGUMENTS...
whole() {
	what=$1 file=$2 check=$3
	shift 3
	n=1
	while :; do
		rm -rf stick
		mkdir stick
		runs kill stick $n "$@"
		[ "$n" -le "$calls" ] || [ "$status" = 137 ] || break
		if [ -e "$file" ]; then
			eval "$check" >checked 2>&1 || fail "$what, killed at call $n, leaves a name on something that is none: $(head -1 checked)"
		fi
		n=$((n + 1))
	done
	[ -e "$file" ] || fail "$what makes nothing: $(cat err)"
	[ $n -gt 3 ] || fail "$what: only $n calls"
	echo "private: $what, $n calls, whole or not there"
}
export file="$work/stick/made"
whole new "$file" '"$program" --file "$file" status' new --code G03 --name 甲 --kind gaozhong "$file"
whole recover "$file" '"$program" --file "$file" status' recover home/w.kuayue "$file"
whole "key new" "$file" '"$program" key export --key "$file" --passphrase-file words again.txt && rm again.txt' \
	key new --name 办公室 "$file" --passphrase-file words

# A pipe is refused and never waited for.
mkfifo pipe
for command in "list problem" "add problem text=x" "status"; do
	timeout 10 "$program" --file pipe $command >out 2>err
	[ $? = 3 ] || fail "a pipe for a workbook, $command: $(cat err)"
done
timeout 10 "$program" key new --name x --passphrase-file pipe stick/x.key >out 2>err
[ $? = 3 ] && grep -q "is no file" err || fail "a pipe for a passphrase: $(cat err)"
for command in "verify" "key import" "key show"; do
	timeout 10 "$program" --file home/w.kuayue $command pipe >out 2>err
	[ $? = 3 ] || fail "a pipe, $command: $(cat err)"
done

[ "$failures" = 0 ] && echo "private: all expectations met"
exit "$failures"
