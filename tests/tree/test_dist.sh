#!/bin/sh
# The sources as one file: the same bytes from this tree and from what is unpacked of it elsewhere, in another zone,
# language and umask. Its version has its section in CHANGES.
set -u
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

complain() {
	echo "FAIL: $1"
	failures=$((failures + 1))
}

version=$(sed -n 's/^#define KY_VERSION "\([0-9]*\.[0-9]*\.[0-9]*\)".*/\1/p' core/include/kuayue/version.h)
[ -n "$version" ] || complain "version.h has no version of three numbers"
first=$(grep -m 1 -E '^[0-9]+\.[0-9]+\.[0-9]+ \([0-9]{4}-[0-9]{2}-[0-9]{2}\)$' CHANGES)
[ "${first%% *}" = "$version" ] || complain "CHANGES begins with ${first:-nothing}, version.h has $version"

name=kuayue-$version
sh data/dist.sh "$work/one" || complain "make dist"
mkdir -p "$work/there/of another name"
(
	umask 0077
	TZ=Pacific/Kiritimati LC_ALL=C LANGUAGE=zh_CN
	export TZ LC_ALL LANGUAGE
	tar -xf "$work/one/$name.tar.xz" -C "$work/there/of another name" &&
		cd "$work/there/of another name/$name" && touch tags && mkdir build && touch build/junk &&
		sh data/dist.sh "$work/two"
) || complain "what was unpacked cannot be packed"
cmp "$work/one/$name.tar.xz" "$work/two/$name.tar.xz" || complain "the second archive is another one"
for file in Makefile README CHANGES LICENSE core/include/kuayue/kuayue.h data/po/zh_CN.po tests/run.sh; do
	[ -f "$work/one/$name/$file" ] || complain "$file is not in it"
done
[ ! -e "$work/one/$name/build" ] || complain "build/ is in it"

[ "$failures" = 0 ] && echo "dist: $(find "$work/one/$name" -type f | wc -l) files, the same bytes twice"
exit "$failures"
