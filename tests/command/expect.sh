# What the tests of the command line share: $KUAYUE is the program. Prints the expectation that failed.
set -u
program=$(realpath "${KUAYUE:-build/kuayue}")
sources=$(pwd)
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
cd "$work" || exit 1
export LC_ALL=C.UTF-8 HOME="$work" KUAYUE_TODAY=2012-06-15
unset LANGUAGE LANG
failures=0

kuayue() {
	"$program" "$@" >out 2>err
}

# expect STATUS WORDS-IN-OUTPUT... -- ARGUMENTS...
expect() {
	wanted=$1
	shift
	words=
	while [ "$1" != -- ]; do
		words="$words
$1"
		shift
	done
	shift
	"$program" "$@" >out 2>err
	status=$?
	if [ "$status" -ne "$wanted" ]; then
		echo "FAIL: kuayue $*: exit $status, expected $wanted"
		head -5 out err
		failures=$((failures + 1))
	fi
	printf '%s\n' "$words" | while IFS= read -r word; do
		[ -z "$word" ] || grep -qF -- "$word" out err || echo "$word"
	done >absent
	if [ -s absent ]; then
		echo "FAIL: kuayue $*: not in its output: $(cat absent)"
		head -5 out err
		failures=$((failures + 1))
	fi
	grep -q "Sanitizer" err && {
		echo "FAIL: kuayue $*: sanitizer"
		cat err
		failures=$((failures + 1))
	}
}

# The end of each test: its exit status is the number of expectations that failed.
finish() {
	[ "$failures" = 0 ] && echo "$1: all expectations met"
	exit "$failures"
}
