#!/bin/sh
# 填报人: who fills in on this PC, and what the changes say.
. "$(dirname "$0")/expect.sh"

w=w.kuayue
unset USER XDG_STATE_HOME
expect 0 "$w" -- new --code G01 --name 榕溪县第一中学 --kind gaozhong "$w"
# says NAME: the next change says it, and none did before.
says() {
	grep -aq "$1" "$w" && { echo "FAIL: $1 is said already"; failures=$((failures + 1)); }
	expect 0 "" -- --file "$w" add problem text=会议多
	grep -aq "$1" "$w" || { echo "FAIL: the change does not say $1"; failures=$((failures + 1)); }
}

expect 1 "Nobody is set" -- author
expect 0 "" -- --file "$w" add problem text=会议多
export USER=user-one
says user-one
expect 0 "甘明林" -- author "  甘明林　"
[ "$(cat .local/state/kuayue/author)" = 甘明林 ] || { echo "FAIL: it is kept elsewhere"; failures=$((failures + 1)); }
expect 0 "甘明林" -- author
says 甘明林
expect 3 "at most 63 bytes" -- author "$(printf 'a%.0s' $(seq 64))"
expect 3 "one line" -- author "$(printf 'a\nb')"
expect 3 "one line" -- author "$(printf 'a\377')"
expect 2 "Use:" -- author a b
expect 0 "甘明林" -- author
expect 0 "" -- new --code G02 --name 榕溪县第二中学 --kind gaozhong two.kuayue
grep -aq 甘明林 two.kuayue || { echo "FAIL: the change that makes a workbook does not say who"; failures=$((failures + 1)); }
# Another folder, as the system has it; what is no name there is none.
export XDG_STATE_HOME="$PWD/state"
expect 1 "Nobody is set" -- author
expect 0 "谢春娟" -- author 谢春娟
says 谢春娟
printf '\033]0;x\007\n' >state/kuayue/author
USER=user-two
says user-two
rm state/kuayue/author
mkfifo state/kuayue/author
USER=user-three
says user-three
rm state/kuayue/author
expect 0 "" -- author 甘秀山
expect 0 "Nobody is set" -- author ""
[ -e state/kuayue/author ] && { echo "FAIL: nobody is somebody"; failures=$((failures + 1)); }
expect 0 "" -- author ""
USER=user-four
says user-four
# Where nothing can be written it is said.
rm -r state/kuayue
: >state/kuayue
expect 4 "cannot be written" -- author 甘明林
USER=user-five
says user-five
finish author
