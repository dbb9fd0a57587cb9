#!/bin/sh
# An allocation that fails is not bad input: no file is called damaged, altered or wrongly written for it. $KUAYUE is
# the program, $SCARCE the layer. Where a part of the program still ends itself (134) nothing is asked of it here.
. "$(dirname "$0")/../command/expect.sh"
layer=$(realpath "${SCARCE:-$(dirname "$program")/fault/scarce.so}")

expect 0 "w.kuayue" -- new --code G01 --name 榕溪县第一中学 --kind gaozhong w.kuayue
mkdir out.d
expect 0 "_v1.zip" -- --file w.kuayue export --to out.d
package=$(ls out.d/*.zip)
printf 'text\n\326\320\316\304\n' >gb18030.csv
cp w.kuayue kept.kuayue

# sweep STEP LAST ARGUMENTS...: each STEPth allocation up to LAST fails in a run of its own.
sweep() {
	step=$1 last=$2 refused=0 ran=0
	shift 2
	for at in $(seq 1 "$step" "$last"); do
		cp kept.kuayue w.kuayue
		rm -f n.kuayue n.kuayue.lock
		SCARCE_AT=$at LD_PRELOAD="$layer" "$program" "$@" >out 2>err
		status=$?
		ran=$((ran + 1))
		[ "$status" = 4 ] && refused=$((refused + 1))
		if [ "$status" = 3 ] || [ "$status" = 2 ] || grep -qE 'altered|Altered|damaged|write it anew|neither UTF-8' out err; then
			echo "FAIL: kuayue $*, allocation $at: exit $status"
			head -3 out err
			failures=$((failures + 1))
		fi
	done
	# Most of them are needed: where nothing was refused the layer did not work.
	[ "$refused" -gt $((ran / 4)) ] || { echo "FAIL: kuayue $*: only $refused of $ran runs say that memory is out"; failures=$((failures + 1)); }
}
sweep 61 2500 --file w.kuayue add problem text=x
sweep 97 4000 new --code G02 --name x --kind gaozhong n.kuayue
sweep 97 4000 --file w.kuayue status
sweep 37 1500 --file w.kuayue import --kind problem gb18030.csv
sweep 11 800 verify "$package"
# What a check finds is said with exit 1, also where nothing fails.
sweep 149 6000 --file w.kuayue check

finish scarce
