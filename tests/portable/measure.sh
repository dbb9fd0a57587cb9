#!/bin/sh
# measure.sh STATIC DYNAMIC: prints the size of the static file, and how long it and the dynamic one take from
# start to end of `--version`, the best of many runs. Fails where the static one is slower.
set -eu
static=$1 dynamic=$2
printf '%s: %d KiB' "$static" "$(($(wc -c <"$static") / 1024))"
if ! "$static" --version >/dev/null 2>&1; then
	echo ', of another machine'
	exit 0
fi

# The best of 20 rounds of 20 starts, in microseconds a start.
best() {
	least=999999999
	for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
		before=$(date +%s%N)
		for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
			"$1" --version >/dev/null
		done
		took=$((($(date +%s%N) - before) / 20000))
		[ "$took" -ge "$least" ] || least=$took
	done
	echo "$least"
}

static_takes=$(best "$static")
dynamic_takes=$(best "$dynamic")
echo ", starts in $static_takes microseconds, the dynamic one in $dynamic_takes"
[ "$static_takes" -le "$dynamic_takes" ] || { echo "FAIL: the static file starts slower" && exit 1; }
