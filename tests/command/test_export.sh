#!/bin/sh
# Tests packages on the command line: writing, verifying, choosing documents, and an independent validator.
. "$(dirname "$0")/expect.sh"

w=w.kuayue
expect 0 "$w" -- new --code G01 --name 榕溪县第一中学 --kind gaozhong "$w"
expect 0 "2015.kuayue" -- new --code R1 --name 河东小学 --kind 完全小学 --campaign "$sources/tests/data/reading-2015.ini" 2015.kuayue

# A figure is the same to programs wherever they read it: pairs of key and value, one a line.
pairs() {
	tr '\n' ' ' | sed 's/.*"figures": *\[//; s/\].*//; s/} *, *{/\n/g' | awk '{
		gsub(/[{}]/, "")
		n = split($0, pair, /, *"/)
		for (i = 1; i <= n; i++) {
			gsub(/^ *"?| *$/, "", pair[i])
			sub(/": */, " ", pair[i])
			print NR, pair[i]
		}
	}' | sort
}
"$program" --file $w status --json | pairs >status.pairs
"$program" --file $w export --to . --what figures.json >/dev/null 2>&1
unzip -p G01_*_v1.zip '*/figures.json' | pairs >package.pairs
rm G01_*_v1.zip
[ "$(wc -l <status.pairs)" -gt 900 ] && cmp -s status.pairs package.pairs ||
	{ echo "FAIL: status --json and figures.json differ:"; diff status.pairs package.pairs | head -5; failures=$((failures + 1)); }
expect 0 '"today": "2012-06-15"' '"school": {' '"phase": {' '"due": [' '"overdue": [' '"label": "Study sessions"' '"zh": "集中学习次数"' '"target": 3' '"target_origin": "方案"' '"origin": "school"' -- --file $w status --json

# export and verify
w=w2.kuayue
expect 0 "$w" -- new --code G01 --name 榕溪县第一中学 --kind gaozhong "$w"
mkdir stick
expect 0 "stick/G01_榕溪县第一中学_情况报告_20120615_v1.zip" "Not filled in" "Still to be written by people: Document number, Signed by, 县教育局名称, The spirit, 主要成效, " -- --file $w export --to stick
expect 0 "_v2.zip" -- --file $w export --to stick
package=$(ls stick/*_v1.zip)
expect 0 "report.html" "records.jsonl" "The package is whole." "榕溪县第一中学" -- verify "$package"
for bag in stick/*.zip; do
	sh "$sources/tests/command/bagit.sh" "$bag" || { echo "FAIL: not valid by BagIt 1.0"; failures=$((failures + 1)); }
done
# Chinese sentences have Chinese punctuation.
unzip -p "$package" '*/README.txt' >readme.txt
grep -q '^  data/report.docx  情况报告（公文格式），' readme.txt && grep -q '，否则校验不能通过。校验命令：kuayue verify' readme.txt ||
	{ echo "FAIL: README.txt does not list the documents"; failures=$((failures + 1)); }
# It names every file, in the order of the container, as verify does those in data/.
named() { # README: the paths in it, in one language
	sed -n "/$2/,/\.\r*\$/s/^ *\([^ ]*\)  .*/\1/p" "$1" | grep -v '\*'
}
unzip -Z1 "$package" | cut -d / -f 2- >entries
for head in 内容如下 'It holds'; do
	named readme.txt "$head" | awk '!seen[$0]++' | cmp -s - entries || { echo "FAIL: README.txt ($head) does not name every file: $(named readme.txt "$head" | diff - entries)"; failures=$((failures + 1)); }
done
"$program" --lang en verify "$package" | sed -n 's/^Document: /data\//p' >documents
[ "$(wc -l <documents)" -gt 20 ] && ! diff documents entries | grep '^<' || { echo "FAIL: verify names the files in another order than the container"; failures=$((failures + 1)); }
LC_ALL=C grep -q "$(printf '[\200-\277][,:;(]')" readme.txt && { echo "FAIL: README.txt has half-width punctuation behind Chinese"; failures=$((failures + 1)); }
cp "$package" altered.zip
# One of two different bytes changes what is there.
printf 'XY' | dd of=altered.zip bs=1 seek=400 conv=notrunc 2>/dev/null
expect 1 "altered" -- verify altered.zip
expect 3 "no package" -- verify $w
expect 3 "is no folder" -- --file $w export --to nowhere
expect 3 "There is no document" "report.html" -- --file $w export --to stick --what report.pdf
expect 0 "_v3.zip" -- --file $w export --to stick --what figures.json,report.html --recipient 教育局
expect 0 "report.html" "figures.json" -- verify stick/*_v3.zip
grep -q ledger_ out && { echo "FAIL: export --what wrote what was not asked for"; failures=$((failures + 1)); }
expect 0 '"version": 3' '"recipient": "教育局"' '"documents": "figures.json,report.html"' -- list handin --json --file $w
expect 0 "_v4.zip" -- --file $w export --to stick --set public
expect 0 '"version": 4' '"recipient": "公示"' '"documents": "report.docx"' -- list handin --json --file $w
expect 0 "report.docx" -- verify stick/*_v4.zip
grep -q records.jsonl out && { echo "FAIL: what is made public has the records in it"; failures=$((failures + 1)); }
expect 0 "_v5.zip" -- --file $w export --to stick --set office --recipient 市局
expect 0 "records.jsonl" "ledger_L01" -- verify stick/*_v5.zip
expect 3 "There is no set" "office, inspection, public" -- --file $w export --to stick --set press
mkdir stick15
expect 0 "_v1.zip" -- --file 2015.kuayue --today 2015-06-01 export --to stick15 --set library
expect 3 "There is no set" "library" -- --file 2015.kuayue --today 2015-06-01 export --to stick15 --set office
sed '/^.recipient/,$d' "$sources/tests/data/reading-2015.ini" >plain.ini
expect 0 "" -- --today 2015-06-01 new --code R2 --name 河西小学 --kind 完全小学 --campaign plain.ini plain.kuayue
expect 3 "declares none" -- --file plain.kuayue --today 2015-06-01 export --to stick15 --set library
expect 0 "R2_河西小学_情况报告_20150601_v1.zip" -- --file plain.kuayue --today 2015-06-01 export --to stick15
sed 's/documents=report.html,figures.json/documents=report.html,figurs.json/; s/^version=3/version=4/' "$sources/tests/data/reading-2015.ini" >wrong.ini
expect 3 "[recipient.library]" "figurs.json" "figures.json" -- --today 2015-06-01 new --code R3 --name x --kind 完全小学 --campaign wrong.ini no.kuayue
expect 3 "[recipient.library]" "figurs.json" -- --file 2015.kuayue --today 2015-06-01 import wrong.ini
expect 3 "only an export" -- --file $w add handin recipient=x
expect 2 "--from: " -- --file $w export --to stick --from 2012-02-30
expect 0 "BEGIN:VCALENDAR" "DTSTART;VALUE=DATE:20121031" -- --file $w calendar --ics
expect 2 "choose one" -- --file $w calendar --ics --json
expect 0 "Nothing has changed since the report of 2012-06-15 (version 5)" -- --file $w since
expect 0 -- --file $w add opinion raw=新的意见
expect 0 "added  Opinions  G01-O" "新的意见" -- --file $w since
expect 0 '"what": "added"' '"last": "2012-06-15"' -- --file $w since --json
expect 0 "_v6.zip" -- --file $w export --to stick --what ledgers.xlsx,calendar.ics,since.html
expect 0 "ledgers.xlsx" "calendar.ics" "since.html" "The package is whole." -- verify stick/*_v6.zip
[ "$(find stick -name '.*' -type f | wc -l)" = 0 ] || { echo "FAIL: an export leaves temporary files"; failures=$((failures + 1)); }
finish "export"
