#!/bin/sh
# Memory runs out while somebody types on the screen (short.c, scarce.c): nothing that was typed is lost.
. "$(dirname "$0")/../command/expect.sh"
place=$(dirname "$program")/fault

expect 0 "w.kuayue" -- new --code G01 --name 榕溪县第一中学 --kind gaozhong w.kuayue
"$place/short" "$place/scarce.so" "$program" "$work" || { echo "FAIL: what was typed is not kept"; failures=1; }
expect 0 -- --file w.kuayue list problem
finish "short of memory on the screen"
