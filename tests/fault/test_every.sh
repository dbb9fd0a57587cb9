#!/bin/sh
# Whatever writes is struck at each of its calls in turn (pull.c): the call fails, is done by half, the disk is full
# from there on, or the program is killed. What was saved is there and sound, and what cannot be done is said in one
# sentence. Some calls are taken, others each time; PROOF=1 takes each.
. "$(dirname "$0")/../command/expect.sh"
layer=$(dirname "$program")/fault/pull.so
step=${PROOF:+1} step=${step:-29}

fail() {
	echo "FAIL: $1"
	failures=$((failures + 1))
}

expect 0 "base.kuayue" -- new --code G01 --name 榕溪县第一中学 --kind gaozhong base.kuayue
i=0
while [ $i -lt 8 ]; do
	"$program" --file base.kuayue add problem text="第 $i 个问题" >/dev/null || exit 1
	i=$((i + 1))
done
mkdir other
cp base.kuayue other/w.kuayue
"$program" --file other/w.kuayue key export key.txt >/dev/null || exit 1
sed 's/^version=.*/version=9999/; s/^title=/title=新/' "$sources/data/campaign/taolun-2012.ini" >newer.ini
printf 'text,measure\n' >rows.csv
i=0
while [ $i -lt 30 ]; do
	echo "导入的问题 $i,办法" >>rows.csv
	i=$((i + 1))
done
head -c 60000 base.kuayue >damaged.kuayue
tail -c +60001 base.kuayue | tr 'a' 'b' | head -c 3000 >>damaged.kuayue
tail -c +63001 base.kuayue >>damaged.kuayue

# strike NAME COMMAND...: that on the workbook stick/w.kuayue.
points=0
strike() {
	name=$1 first=$points begin=$(date +%s)
	shift
	for how in fail short full kill; do
		at=$((1 + points % step)) refused=0 calls=0
		while :; do
			rm -rf stick count
			mkdir stick
			cp base.kuayue stick/w.kuayue
			cp damaged.kuayue stick/damaged.kuayue
			KUAYUE_PULL_DIR="$work/stick" KUAYUE_PULL_AT=$at KUAYUE_PULL_HOW=$how KUAYUE_PULL_COUNT="$work/count" \
				LD_PRELOAD="$layer" "$@" >out 2>err
			status=$?
			[ ! -e count ] || calls=$(cat count)
			[ -e count ] && [ "$at" -gt "$calls" ] && break
			points=$((points + 1)) at=$((at + step))
			case $how:$status in
			kill:137) ;;
			kill:*) [ "$status" -le 1 ] || fail "$name, $how at call $at: exit $status" ;;
			*:4)
				refused=$((refused + 1))
				tail -1 err | grep -q '[.。:]' || fail "$name, $how at call $at: no sentence: $(cat err)"
				;;
			*:0 | *:1) ;;
			*) fail "$name, $how at call $at: exit $status: $(cat err)" ;;
			esac
			"$program" --file stick/w.kuayue check >checked 2>&1
			[ $? -le 1 ] || fail "$name, $how at call $at: it is not sound: $(head -2 checked)"
			[ "$("$program" --file stick/w.kuayue list problem --json | grep -c '"number"')" -ge 8 ] ||
				fail "$name, $how at call $at: a record is lost"
			[ "$points" -lt 100000 ] || exit 1
		done
		[ "$status" -le 1 ] || fail "$name, left alone: exit $status: $(cat err)"
	done
	echo "every call: $name, $calls calls"
	printf 'call\t%s\t%s\t%s\t%s\n' "$name" "$calls" "$((points - first))" "$(($(date +%s) - begin))" >>"${PROOF_TABLE:-/dev/null}"
}
book="$work/stick/w.kuayue"
strike add "$program" --file "$book" add problem text=新的
strike set "$program" --file "$book" set G01-003 measure=办法
strike import "$program" --file "$book" import --kind problem rows.csv
# Only a template that somebody signed comes in without that.
"$program" import --help | grep -q -- --unsigned && unsigned=--unsigned || unsigned=
strike "template update" "$program" --file "$book" import $unsigned newer.ini
strike "key renew" "$program" --file "$book" key renew --yes
strike "key import" "$program" --file "$book" key import --yes key.txt
strike "key export" "$program" --file "$book" key export "$work/stick/key.txt"
strike recover "$program" recover "$work/stick/damaged.kuayue" "$work/stick/new.kuayue"
strike export "$program" --file "$book" export --what figures.json --to "$work/stick" --no-seal
strike backup "$(dirname "$program")/fault/backup" "$book"
echo "every call: $points runs"
finish "every call"
