#!/bin/sh
# The library as others have it: installed somewhere, found by pkg-config, called by a program in C and in C++ that
# sees no header but the installed ones; linked with the shared library and with the static one.
set -u
cd "$(dirname "$0")/../.." || exit 1
build=${B:-build}
program=$(realpath "$build/kuayue")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

complain() {
	echo "FAIL: $1"
	failures=$((failures + 1))
}

place="$work/k"
make -s --no-print-directory B="$build" DESTDIR= PREFIX="$place" install || complain "make install"
cp tests/example/example.c "$work"
cd "$work" || exit 1
PKG_CONFIG_PATH=$place/lib/pkgconfig
export PKG_CONFIG_PATH LC_ALL=C.UTF-8 HOME="$work" KUAYUE_TODAY=2012-06-15
strict="-Wall -Wextra -Wpedantic -Wshadow -Werror"
# shellcheck disable=SC2086,SC2046
{
	${CC:-cc} -std=c11 $strict $(pkg-config --cflags kuayue) -o in_c example.c $(pkg-config --libs kuayue) ||
		complain "the example does not build as C"
	${CXX:-c++} -std=c++11 $strict $(pkg-config --cflags kuayue) -x c++ -o in_cpp example.c -x none \
		$(pkg-config --libs kuayue) || complain "the example does not build as C++"
	${CC:-cc} -std=c11 $strict $(pkg-config --cflags kuayue) -o in_static example.c "$place/lib/libkuayue.a" \
		$(pkg-config --static --libs kuayue | sed 's/-lkuayue//') || complain "the example does not link with the archive"
}
export LD_LIBRARY_PATH="$place/lib"

"$program" new --code G01 --name 榕溪县第一中学 --kind gaozhong w.kuayue >/dev/null || complain "new"
for text in 课间无人值守 宿舍漏水; do
	"$program" --file w.kuayue add problem text=$text due=2012-06-01 >/dev/null || complain "add"
done
for example in in_c in_cpp in_static; do
	for language in en zh; do
		rm -rf out && mkdir out
		./$example w.kuayue out $language >said 2>err || complain "$example ends with $?: $(cat err)"
		case $language in
		en) kind=Problems ;;
		*) kind=整改台账 ;;
		esac
		grep -q "^$kind.* G01-001: 课间无人值守 !$" said || complain "$example, $language: no line of the first problem: $(head -3 said)"
		grep -q "^$kind.* G01-002: 宿舍漏水 !$" said || complain "$example, $language: no line of the second problem"
		"$program" verify out/*.zip >verified 2>&1 || complain "$example, $language: $(cat verified)"
		unzip -l out/*.zip | grep -q ledgers.xlsx || complain "$example, $language: the package lacks its spreadsheet"
	done
	./$example nothing.kuayue out zh >said 2>err
	[ $? = 3 ] && grep -q '[^ -~]' err || complain "$example: what is not there is not said in Chinese: $(cat err)"
done
[ "$failures" = 0 ] && echo "example: in C, in C++, and with the archive"
exit "$failures"
