#!/bin/sh
# Tests that the figures of the fictional county are those of data/demo/schools.tsv.
. "$(dirname "$0")/expect.sh"

# The county adds up to its table.
expect 0 "J02_下坝教学点.kuayue" -- demo county
[ "$(ls county/packages | wc -l)" = 12 ] || { echo "FAIL: demo: not 12 packages"; failures=$((failures + 1)); }
unset KUAYUE_TODAY
tail -n +2 "$sources/data/demo/schools.tsv" | while IFS= read -r line; do
	code=$(printf '%s' "$line" | cut -f1)
	"$program" --file "$(ls county/"$code"_*.kuayue)" status --json 2>/dev/null >status.json
	{ head -1 "$sources/data/demo/schools.tsv"; printf '%s\n' "$line"; } | awk -F'\t' '
		NR == 1 { for (i = 1; i <= NF; i++) name[i] = $i; n = NF; next }
		FNR == 2 && FILENAME == "-" { for (i = 1; i <= n; i++) want[name[i]] = $i; next }
		/"id":/ { split($0, part, "\""); id = part[4] }
		/"value":/ {
			value = $0
			sub(/.*"value": */, "", value)
			gsub(/[",]/, "", value)
			if (value == "null") value = ""
			if (id in want) {
				seen++
				if (want[id] != value) print want["code"], id, "is", value, "not", want[id]
			}
		}
		END { if (seen < 34) print want["code"], "only", seen, "figures compared" }' - status.json
done >wrong
[ -s wrong ] && { echo "FAIL: the county does not add up:"; cat wrong; failures=$((failures + 1)); }
finish "demo"
