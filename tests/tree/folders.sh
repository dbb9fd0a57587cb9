#!/bin/sh
# Prints who depends on whom, "user needed symbol" a line, read off the linked objects: a folder of core/ or tui/
# each (record/ and its kinds/ count as one). What the sources say cannot hide a call that the objects make.
set -eu
build=${1:-build}
find "$build/core" "$build/tui" "$build/gen" -name '*.o' | sort | while read -r object; do
	# One whose source is gone is no part of the program.
	source=${object#"$build"/} source=${source%.o}.c
	[ -e "$source" ] || [ -e "${object%.o}.c" ] || continue
	case $object in
	*/gen/figures.o) folder=core/figure ;;
	*/gen/guide.o) folder=core/guide ;;
	*/gen/schema*.o) folder=core/workbook ;;
	*/gen/views.o) folder=core/record ;;
	*/gen/campaign.o) folder=core/campaign ;;
	*/gen/report_css.o) folder=core/report/page ;;
	*/gen/docx_*.o) folder=core/report/docx ;;
	*/gen/zh_mo.o) folder=core/base ;;
	*/gen/demo_*.o) folder=tui/demo ;;
	*/core/record/*) folder=core/record ;;
	*) folder=${object#"$build"/} folder=${folder%/*} ;;
	esac
	nm "$object" | awk -v folder="$folder" '
		NF == 3 && $2 ~ /^[TDRBVWC]$/ { print "has", folder, $3 }
		NF == 2 && $1 == "U" { print "asks", folder, $2 }'
done | sort -u | awk '
	$1 == "has" { owner[$3] = $2 }
	$1 == "asks" { n++; user[n] = $2; symbol[n] = $3 }
	END {
		for (i = 1; i <= n; i++)
			if (symbol[i] in owner && owner[symbol[i]] != user[i])
				print user[i], owner[symbol[i]], symbol[i]
	}' | sort -u
