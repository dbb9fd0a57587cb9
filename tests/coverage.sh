#!/bin/sh
# What tests ran of core/, from the counts that a build with --coverage left: lines and branches of each file, those
# with the least of their branches first.
# usage: sh tests/coverage.sh BUILD
set -eu
cd "$(dirname "$0")/.."
find "$1/core" -name '*.gcda' | sort >"$1/counts"
[ -s "$1/counts" ] || {
	echo "tests/coverage.sh: no test has run in $1" >&2
	exit 2
}
xargs "${GCOV:-gcov}" -b -n <"$1/counts" 2>/dev/null | awk '
	# share TEXT: "Lines executed:87.50% of 24" as how many of how many.
	function share(text) {
		split(text, part, /[:%]| of /)
		of = part[4] + 0
		return part[2] * of / 100
	}
	# A file is what came before the next one. The sum that gcov adds at the end comes without a file.
	function close_file() {
		if (file ~ /^core\/.*\.c$/) {
			printf "%5.1f %5d of %5d  %5.1f  %s\n", branches ? 100 * taken / branches : 100, taken + .5, branches,
				of_lines ? 100 * lines / of_lines : 100, file | "sort -n"
			all_taken += taken; all_branches += branches; all_lines += lines; all_of_lines += of_lines; files++
		}
		file = ""
	}
	/^File / { close_file(); split($0, name, "\047"); file = name[2]; lines = of_lines = taken = branches = 0; next }
	/^Lines executed/ { if (!of_lines) { lines = share($0); of_lines = of }; next }
	/^Taken at least once/ { taken = share($0); branches = of; next }
	BEGIN { print "Branches taken        Lines  (in percent)"; fflush() }
	END {
		close_file()
		close("sort -n")
		if (!files)
			exit 1
		printf "%5.1f %5d of %5d  %5.1f  all %d files\n", 100 * all_taken / all_branches, all_taken, all_branches,
			100 * all_lines / all_of_lines, files
	}'
