#!/bin/sh
# The library's sources compiled for other machines, by each compiler that is installed, and the manual pages of such
# a build: they are made without running what was built for another machine.
set -u
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0 pages=

complain() {
	echo "FAIL: $1"
	failures=$((failures + 1))
}

for machine in aarch64 loongarch64; do
	prefix=$machine-linux-gnu-
	command -v "${prefix}gcc" >/dev/null || {
		echo "cross: ${prefix}gcc is not installed (Debian 12 has none for loongarch64, 13 has): $machine is left out"
		continue
	}
	place=$work/$machine
	# The headers of the libraries are the same for all machines; only what is linked has to be the machine's own.
	make -s --no-print-directory CROSS="$prefix" CC="${prefix}gcc" PKG_CONFIG=pkg-config WERROR=1 B="$place" \
		"$place/libkuayue.a" >"$work/log" 2>&1 || {
		complain "$machine: $(tail -5 "$work/log")"
		continue
	}
	objects=$("${prefix}readelf" -h "$place/libkuayue.a" | grep Machine: | sort | uniq -c | sed 's/ \{1,\}/ /g')
	[ "$(echo "$objects" | wc -l)" = 1 ] && echo "$objects" | grep -qiE 'aarch64|loongarch' ||
		complain "$machine: objects of other machines: $objects"
	echo "cross: $machine:$objects"
	[ "$pages" ] && continue
	pages=$place/man/kuayue.1
	make -s --no-print-directory CROSS="$prefix" CC="${prefix}gcc" CC_FOR_BUILD=cc PKG_CONFIG=pkg-config B="$place" \
		"$pages" >"$work/log" 2>&1 || complain "$machine: $(tail -5 "$work/log")"
	cmp "$pages" "${B:-build}/man/kuayue.1" || complain "$machine: its manual page is another one"
	[ ! -e "$place/kuayue" ] || complain "$machine: the program was built to make a page"
done
exit "$failures"
