#!/bin/sh
# Tests that personal data is named before it leaves the school, stops a public package, and is never changed.
. "$(dirname "$0")/expect.sh"

w=w.kuayue
expect 0 "$w" -- new --code G01 --name 榕溪县第一中学 --kind gaozhong "$w"
mkdir out.d
# The documents; which package it is stands beside them in each.
documents() {
	unzip -Z1 "$1" | sed -n 's|.*/data/||p' | grep -vx '\(state.json\)*' | sort | tr '\n' ' '
}
expect_documents() {
	[ "$(documents "$1")" = "$2" ] ||
		{ echo "FAIL: $1 holds $(documents "$1"), not $2"; failures=$((failures + 1)); }
}

# Who is declared gets his own documents, by name or title, and where others are asked for it is said.
expect 0 "_v1.zip" -- --file $w export --to out.d --recipient 公示
expect_documents "$(ls out.d/*_v1.zip)" "report.docx "
expect 0 "_v2.zip" -- --file $w export --to out.d --recipient inspection --what figures.json
grep -q '督查组: the documents of --what are written, not those of \[recipient.inspection\]' err ||
	{ echo "FAIL: export does not say whose documents it left"; failures=$((failures + 1)); }
expect_documents "$(ls out.d/*_v2.zip)" "figures.json "
expect 0 '"recipient": "公示"' '"recipient": "督查组"' -- list handin --json --file $w
expect 0 "_v3.zip" -- --file $w export --to out.d --recipient 公示 --what report.html
expect 0 "_v4.zip" -- --file $w export --to out.d --recipient 督查组 --what all
documents "$(ls out.d/*_v4.zip)" | grep -q records.jsonl || { echo "FAIL: all is not all"; failures=$((failures + 1)); }
expect_documents "$(ls out.d/*_v3.zip)" "report.html "
# A public set has no records, whatever is asked for.
for what in all records.jsonl report.docx,records.jsonl; do
	expect 3 "A public set has no records.jsonl" -- --file $w export --to out.d --set public --what $what
	expect 3 "A public set has no records.jsonl" -- --file $w export --to out.d --recipient public --what $what
done
for documents in all report.docx,records.jsonl; do
	sed "/^.recipient.public/,\$s/^documents=.*/documents=$documents/; s/^version=.*/version=99/" \
		"$sources/data/campaign/taolun-2012.ini" >open.ini
	expect 3 "[recipient.public]" "A public set has no records.jsonl" -- new --code G02 --name x --kind gaozhong \
		--campaign open.ini no.kuayue
	expect 3 "A public set has no records.jsonl" -- --file $w import open.ini
done
[ ! -e no.kuayue ] || { echo "FAIL: a workbook with a bad public set was made"; failures=$((failures + 1)); }

# Numbers are named by record, field and kind, and stop what is public.
kuayue --file $w list handin --json && cp out before
expect 0 -- --file $w add opinion raw='请回电 130 0000 0000 或 0770-8000227'
expect 0 -- --file $w add problem text='身份证110101190001010013有误'
expect 1 "G01-O001 holds personal data: Opinion, as given (mobile number, landline number)" \
	"G01-001 holds personal data: " "what looks like an ID card number" -- --file $w check
expect 1 "G01-O001 里有个人信息：" "手机号、固定电话号）" -- --lang zh --file $w check
expect 1 "Nothing was written" "G01-O" "--allow-personal" -- --file $w export --to out.d --set public
expect 1 "Nothing was written" -- --file $w export --to out.d --recipient 公示 --what report.html
expect 1 "没有写出" "--allow-personal" -- --lang zh --file $w export --to out.d --set public
[ "$(find out.d -type f | wc -l)" = 4 ] || { echo "FAIL: a refused export left something"; failures=$((failures + 1)); }
kuayue --file $w list handin --json && cmp -s out before ||
	{ echo "FAIL: a refused export is on the list"; failures=$((failures + 1)); }
expect 0 "_v5.zip" "G01-O001 holds personal data" -- --file $w export --to out.d --set public --allow-personal
# Others are told, and get it.
expect 0 "_v6.zip" "G01-O001 holds personal data" "G01-001 holds personal data" -- --file $w export --to out.d --set office
unzip -p out.d/*_v6.zip '*/data/records.jsonl' | grep -q '130 0000 0000 或 0770-8000227' ||
	{ echo "FAIL: what was written is not what is kept"; failures=$((failures + 1)); }
# Not thousands of lines.
for i in $(seq 30); do
	expect 0 -- --file $w add opinion raw="电话13000000$((100 + i))"
done
expect 0 "… and 12 more" -- --file $w export --to out.d --set office
[ "$(grep -c 'holds personal data' err)" = 20 ] || { echo "FAIL: not the first twenty"; failures=$((failures + 1)); }

finish personal
