#!/bin/sh
# Tests that the figures of the fictional county are those of data/demo/schools.tsv.
. "$(dirname "$0")/expect.sh"

# The county adds up to its table.
expect 0 "J02_下坝教学点.kuayue" -- demo county
[ "$(ls county/packages | wc -l)" = 12 ] || { echo "FAIL: demo: not 12 packages"; failures=$((failures + 1)); }
unset KUAYUE_TODAY

# letter CODE SENTENCE...: the letter of that school says each, as it is to be signed.
letter() {
	"$program" --today 2012-10-31 --file "$(ls county/"$1"_*.kuayue)" export --what report.docx --to "letter_$1" >/dev/null 2>&1
	said=$(unzip -p "letter_$1"/*.zip '*.docx' >letter.docx && unzip -p letter.docx word/document.xml | sed 's/<[^>]*>//g')
	code=$1
	shift
	for sentence; do
		printf '%s' "$said" | grep -qF "$sentence" || {
			echo "FAIL: demo: the letter of $code does not say $sentence"
			failures=$((failures + 1))
		}
	done
}
mkdir letter_C02 letter_J01
letter C02 于2012年2月20日成立领导小组，2月23日印发方案，2月27日召开动员会，应到62人、实到62人。 \
	发放征求意见卡300份，收回266份，有效259份；征集意见64条，梳理合并为26条。 \
	查摆问题11个，其中限期整改7个、已完成5个， 截至10月31日，尚有3个问题未销号
letter J01 ；未编发简报（零报告）。 截至10月31日，查摆的问题已全部销号。
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
# What a school has none of was confirmed by somebody; X04 entered two sessions months later, and says so.
for code in J01 J02; do
	"$program" --file "$(ls county/"$code"_*.kuayue)" --lang zh status 2>/dev/null | grep -q "简报：0期 零报告" ||
		{ echo "FAIL: $code has not confirmed that it has no bulletins"; failures=$((failures + 1)); }
done
"$program" --file "$(ls county/X04_*.kuayue)" status --json 2>/dev/null | grep -A 5 '"id": "late"' | grep -q '"value": 2,' ||
	{ echo "FAIL: X04 does not have its two late entries"; failures=$((failures + 1)); }
# What check finds claimed against the records is what data/demo/faults.tsv lists, both ways.
for book in county/*_*.kuayue; do
	code=${book#county/} code=${code%%_*}
	"$program" --today 2012-10-31 --file "$book" check --json | awk -F'"' -v code="$code" '
		/"number":/ { number = $4 }
		/"rule":/ && $4 ~ /^(denied|applies|task_denied|task_late)$/ { print code "\t" number }'
done | sort >claimed
awk -F'\t' 'NR == FNR { if ($0 ~ /^\[item\./) item[substr($0, 7, index($0, "]") - 7)] = ++items
		next }
	FNR > 1 { printf "%s\t%s-C%03d\n", $1, $1, item[$2] }' "$sources/data/campaign/taolun-2012.ini" \
	"$sources/data/demo/faults.tsv" | sort >listed
[ -s listed ] || { echo "FAIL: data/demo/faults.tsv lists nothing"; failures=$((failures + 1)); }
diff listed claimed >wrong || { echo "FAIL: data/demo/faults.tsv (<) is not what check finds (>):"; cat wrong; failures=$((failures + 1)); }
finish "demo"
