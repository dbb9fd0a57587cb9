#!/bin/sh
# The power is cut at each call while something is saved (record.c writes the calls down, powercut.c plays them in
# part): every record that was saved is there, whatever of the rest had reached the disk. PROOF=1 takes all states.
. "$(dirname "$0")/../command/expect.sh"
place=$(dirname "$program")/fault

expect 0 "base.kuayue" -- new --code G01 --name 榕溪县第一中学 --kind gaozhong base.kuayue
i=0
while [ $i -lt 12 ]; do
	"$program" --file base.kuayue add problem text="第 $i 个问题" measure="$(head -c 2000 /dev/zero | tr '\0' m)" >/dev/null || exit 1
	i=$((i + 1))
done
"$program" --file base.kuayue list problem >/dev/null

# cut NAME LEAST ARGUMENTS...: what the program does with stick/w.kuayue.
cut() {
	name=$1 least=$2
	shift 2
	rm -rf stick before log
	mkdir stick before
	cp base.kuayue stick/w.kuayue
	cp base.kuayue before/w.kuayue
	KUAYUE_RECORD_DIR="$work/stick" KUAYUE_RECORD_LOG="$work/log" LD_PRELOAD="$place/record.so" \
		"$program" --file "$work/stick/w.kuayue" "$@" >out 2>err || { echo "FAIL: $name: $(cat err)"; failures=$((failures + 1)); }
	"$place/powercut" before "$work/stick" log "$least" >out 2>err || {
		echo "FAIL: $name: $(cat err)"
		failures=$((failures + 1))
	}
	echo "powercut: $name, $(cat out)"
	awk -v name="$name" '{ gsub(/,/, ""); print "powercut\t" name "\t" $5 "\t" $7 "\t" $11 }' out >>"${PROOF_TABLE:-/dev/null}"
}
cut add 12 add problem text=新的 measure="$(head -c 9000 /dev/zero | tr '\0' x)"
cp base.kuayue kept.kuayue
# What adds no record leaves as many as there were.
cut set 11 set G01-003 measure="$(head -c 9000 /dev/zero | tr '\0' y)"
cut "key renew" 11 key renew --yes

finish powercut
