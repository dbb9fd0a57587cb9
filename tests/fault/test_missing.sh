#!/bin/sh
# A machine without the libraries that documents are made with (missing.c): the program runs, and what needs them
# says so and leaves nothing. With them it loads them when they are needed, and not before.
set -u
program=$(realpath "${KUAYUE:-build/kuayue}")
layer=$(realpath "$(dirname "${PULL:-build/fault/pull.so}")/missing.so")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
export LC_ALL=C.UTF-8 HOME="$work" KUAYUE_TODAY=2012-06-15
unset LANGUAGE LANG
failures=0

fail() {
	echo "FAIL: $1"
	failures=$((failures + 1))
}

# A build that counts branches has them linked.
[ -z "${COUNT_ALL:-}" ] || exit 0
readelf -d "$program" | grep NEEDED >needed
if grep -E 'libzip|xlsxwriter|crypto' needed; then
	fail "the program loads these at its start (a build with STATIC=0 does; then this test says nothing)"
fi
"$program" new --code G01 --name 榕溪县第一中学 --kind gaozhong w.kuayue >/dev/null || exit 1
mkdir there out
package=$("$program" --file w.kuayue export --to there 2>/dev/null | tail -1)
[ -e "$package" ] || fail "with the libraries there is no package"

# refused LIBRARY COMMAND...: exit status 4, the library's name in the one sentence, nothing written.
refused() {
	library=$1
	shift
	MISSING=$library LD_PRELOAD=$layer "$program" --lang en --file w.kuayue "$@" >said 2>&1
	status=$?
	[ "$status" = 4 ] || fail "$1 without $library: exit status $status"
	grep -q "^$library.* is missing on this machine" said || fail "$1 without $library: $(tail -1 said)"
	[ -z "$(ls out)" ] || fail "$1 without $library leaves $(ls out)"
}
for library in libzip libxlsxwriter; do
	refused $library export --to out
	refused $library verify "$package"
	refused $library key import --yes "$package"
	MISSING=$library LD_PRELOAD=$layer "$program" --file w.kuayue add problem text=会议多 >said 2>&1 ||
		fail "without $library nothing can be entered: $(cat said)"
	MISSING=$library LD_PRELOAD=$layer "$program" --file w.kuayue status >said 2>&1 ||
		fail "without $library there is no status: $(cat said)"
done
LD_PRELOAD=$layer "$program" verify "$package" >said 2>&1 || fail "the layer alone hides a library: $(tail -1 said)"

[ "$failures" = 0 ] && echo "missing libraries: each is named, and nothing is left"
exit "$failures"
