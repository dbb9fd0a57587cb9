#!/bin/sh
# test_static.sh FILE...: each needs nothing of the system it runs on: no loader and no library, and its stack holds
# no code.
failures=0
for file in "$@"; do
	readelf -lW "$file" >/tmp/kuayue-elf.$$ || failures=1
	grep -q 'INTERP' /tmp/kuayue-elf.$$ && echo "FAIL: $file asks for a loader" && failures=1
	grep -q 'GNU_STACK.* RW  ' /tmp/kuayue-elf.$$ || { echo "FAIL: $file: its stack may hold code" && failures=1; }
	grep -q 'GNU_RELRO' /tmp/kuayue-elf.$$ || { echo "FAIL: $file: its tables can be written" && failures=1; }
	readelf -hW "$file" | grep -q 'DYN (' || { echo "FAIL: $file lies always at the same place" && failures=1; }
	readelf -dW "$file" | grep 'NEEDED' && echo "FAIL: $file asks for a library" && failures=1
	rm -f /tmp/kuayue-elf.$$
done
[ "$failures" = 0 ] && echo "static: $* need nothing"
exit "$failures"
