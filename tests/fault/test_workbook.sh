#!/bin/sh
# A workbook on a stick that fails, is killed or loses its power at each call in turn (pull.c). $KUAYUE is the
# program, $PULL the layer.
set -u
program=$(realpath "${KUAYUE:-build/kuayue}")
layer=$(realpath "${PULL:-build/fault/pull.so}")
older=$(realpath tests/data/version-3.sql)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
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

# Nor is a package called altered, a list or a template wrong.
unread_file() {
	file=$1 n=1
	shift
	while :; do
		rm -rf stick
		mkdir stick
		cp "$file" stick/file
		cp base.kuayue w.kuayue
		rm -f new.kuayue
		under unread $n --file w.kuayue "$@"
		[ $n -le $calls ] || break
		[ $status = 4 ] || fail "reading fails at call $n of $1: exit status $status: $(cat out err)"
		grep -q "disk or stick failed" err || fail "reading fails at call $n of $1: $(cat err)"
		n=$((n + 1))
	done
	[ $status -le 1 ] || fail "$1, left alone: exit status $status: $(cat err)"
	[ $n -gt 2 ] || fail "$1: only $n readings"
	echo "workbook: $1, $n readings"
}
mkdir packages
"$program" --file base.kuayue export --to packages >/dev/null 2>&1
printf 'text\na\nb\n' >list.csv
"$program" campaign --print >template.ini
unread_file packages/*.zip verify "$work/stick/file"
unread_file list.csv import --kind problem "$work/stick/file"
sed 's/^version=.*/version=9/' template.ini >newer.ini
unread_file newer.ini import "$work/stick/file"
echo 'seven quiet ponds behind the old school' >words
"$program" key new --name 办公室 office.key --passphrase-file words >/dev/null 2>&1
unread_file office.public.txt key import "$work/stick/file" --yes
unread_file template.ini new --campaign "$work/stick/file" --code G09 --name x --kind gaozhong new.kuayue

# come_back HOW LIST ARGUMENTS...: the program is killed, or the power is cut, at each of its calls in turn. Afterwards
# the workbook is what it was before, or what it is after, by what LIST prints; and so is a copy of the files in
# another folder, opened by another user, which is what a stick does.
come_back() {
	how=$1 list=$2
	shift 2
	n=1 old=0 new=0
	"$program" --file base.kuayue $list | grep -v '"id"' >old.txt
	rm -f new.txt
	while :; do
		rm -rf stick other
		mkdir stick other
		cp base.kuayue stick/w.kuayue
		under "$how" $n --file "$work/stick/w.kuayue" "$@"
		[ "$n" -le "$calls" ] || [ "$status" = 137 ] || break
		for name in w.kuayue w.kuayue-journal; do
			[ ! -e "stick/$name" ] || cat "stick/$name" >"other/$name"
		done
		chmod -R a+rwX other
		come_back_in stick
		come_back_in other
		"$program" --file stick/w.kuayue check >checked 2>&1
		[ $? -le 1 ] || fail "$how at call $n of $1: it is not sound: $(head -2 checked)"
		n=$((n + 1))
		[ $n -lt 1000 ] || { fail "$1: no end"; break; }
	done
	[ "$status" = 0 ] || fail "$1, left alone: exit status $status: $(cat err)"
	[ $old -ge 20 ] && [ $new -ge 2 ] || fail "$how of $1: $old times old, $new times new"
	echo "workbook: $how of $1, $n calls, $old times old, $new times new"
}

come_back_in() {
	as=
	[ "$1" = stick ] || [ "$(id -u)" != 0 ] || as="setpriv --reuid=65534 --regid=65534 --clear-groups"
	if ! $as "$program" --file "$1/w.kuayue" $list >now.txt 2>err; then
		fail "$how at call $n: in $1 it cannot be read: $(cat err)"
		return
	fi
	sed -i '/"id"/d' now.txt
	if cmp -s old.txt now.txt; then
		old=$((old + 1))
		return
	fi
	new=$((new + 1))
	[ -e new.txt ] || cp now.txt new.txt
	# Each new key is another.
	[ "$list" = "key list" ] || cmp -s new.txt now.txt || fail "$how at call $n: in $1 it is neither old nor new"
}

is_hot() {
	od -An -tx1 -N1 stick/w.kuayue-journal 2>/dev/null | grep -q d9
}

# Opening after that is killed in turn: whatever it left, the next opening makes good.
settle_killed() {
	n=1
	while :; do
		rm -rf stick other
		mkdir stick
		cp base.kuayue stick/w.kuayue
		under kill "$1" --file "$work/stick/w.kuayue" add problem text=新的
		is_hot || { fail "no save was interrupted at call $1"; return; }
		under kill $n --file "$work/stick/w.kuayue" list problem
		[ "$n" -le "$calls" ] || [ "$status" = 137 ] || break
		"$program" --file stick/w.kuayue list problem --json >now.txt 2>err || fail "opening killed at call $n: $(cat err)"
		grep -q 新的 now.txt && fail "opening killed at call $n: half a save is there"
		[ "$(grep -c '"number"' now.txt)" = 40 ] || fail "opening killed at call $n: a record is lost"
		[ ! -e stick/w.kuayue-journal ] && [ ! -e stick/w.kuayue.~copy~ ] || fail "opening killed at call $n leaves $(ls -A stick)"
		n=$((n + 1))
		[ $n -lt 1000 ] || { fail "opening: no end"; break; }
	done
	[ $n -gt 20 ] || fail "opening: only $n calls"
	echo "workbook: opening after a save that was interrupted, killed at $n calls"
}
# The last call at which a save can be interrupted: the journal is there, and the file half written.
n=1 last=0
while [ $n -lt 200 ]; do
	rm -rf stick
	mkdir stick
	cp base.kuayue stick/w.kuayue
	under kill $n --file "$work/stick/w.kuayue" add problem text=新的
	[ "$status" = 137 ] || break
	cmp -s base.kuayue stick/w.kuayue || ! is_hot || last=$n
	n=$((n + 1))
done
settle_killed $last

long=$(head -c 20000 /dev/zero | tr '\0' x)
come_back kill "list problem --json" add problem text=新的 measure="$long"
come_back die "list problem --json" add problem text=新的 measure="$long"
come_back kill "key list" key renew --yes
come_back kill "list problem --json" set G01-020 measure="$long"
come_back kill "list school --json" set G01 code=G02

# grow HOW: a workbook of version 3 grows with the save that it is opened for, and is struck at every thirteenth call.
# It is what it was, or has grown, and the next save makes it grow; what was backed up before is whole.
grow() {
	how=$1 n=1 grown=0
	[ -e fresh.kuayue ] || "$program" new --code G09 --name 乙 --kind gaozhong fresh.kuayue >/dev/null
	[ -e v3.kuayue ] || "${layer%/*}/old" v3.kuayue <"$older" || { fail "no workbook of version 3"; return; }
	"$program" --file v3.kuayue list problem --json | grep -v '"id"' >old.txt
	while :; do
		rm -rf stick
		mkdir stick
		cp v3.kuayue stick/w.kuayue
		under "$how" $n --file "$work/stick/w.kuayue" set G01-T001 progress=一
		[ "$n" -le "$calls" ] || [ "$status" = 137 ] || break
		"$program" --file stick/w.kuayue list problem --json 2>err | grep -v '"id"' >now.txt
		cmp -s old.txt now.txt || fail "growing, $how at call $n: the problems are others, $(cat err)"
		[ ! -e stick/w.kuayue.~1~ ] || grown=$((grown + 1))
		"$program" --file stick/w.kuayue set G01-T001 progress=二 2>err || fail "growing, $how at call $n: $(cat err)"
		[ "$(od -An -tu1 -j63 -N1 stick/w.kuayue)" -eq "$(od -An -tu1 -j63 -N1 fresh.kuayue)" ] || fail "growing, $how at call $n: it does not grow"
		[ "$(od -An -tu1 -j63 -N1 stick/w.kuayue.~1~)" -eq 3 ] || fail "growing, $how at call $n: no backup"
		n=$((n + 13))
		[ $n -lt 1000 ] || { fail "growing: no end"; break; }
	done
	[ "$grown" -gt 3 ] || fail "growing: struck only $grown times behind the backup"
	echo "workbook: $how while a workbook of version 3 grows, every thirteenth of $n calls"
}
grow kill
grow die
grow full

[ "$failures" = 0 ] && echo "workbook: all expectations met"
exit "$failures"
