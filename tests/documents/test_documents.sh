#!/bin/sh
# The documents of every demo school, of a new workbook and of another campaign, opened by LibreOffice: each becomes
# a PDF without an empty page and with its words in it. $KUAYUE is the program.
set -u
program=$(realpath "${KUAYUE:-build/kuayue}")
sources=$(pwd)
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
cd "$work" || exit 1
export LC_ALL=C.UTF-8 HOME="$work"
unset LANGUAGE LANG
failures=0
passed=0

fail() {
	echo "FAIL: $*"
	failures=$((failures + 1))
}

pass() {
	passed=$((passed + 1))
}

# gather NAME: the documents of the package in folder NAME, as NAME_report.docx and so on.
gather() {
	unzip -q -o "$1"/*.zip -d "$1" || fail "$1: the package does not open"
	for document in "$1"/*/data/*.docx "$1"/*/data/*.xlsx; do
		[ -e "$document" ] && cp "$document" "${1}_$(basename "$document")"
	done
}

# package NAME TODAY WORKBOOK
package() {
	mkdir "$1"
	"$program" --today "$2" --file "$3" export --to "$1" >/dev/null 2>&1 || fail "$1: no package"
	gather "$1"
}

"$program" demo county >/dev/null 2>&1 || fail "no demo county"
for workbook in county/*.kuayue; do
	package "$(basename "$workbook" | cut -d_ -f1)" 2012-10-31 "$workbook"
done
"$program" --today 2012-06-15 new --code E01 --name 空白学校 --kind gaozhong empty.kuayue >/dev/null
package E01 2012-06-15 empty.kuayue
"$program" --today 2015-12-09 new --campaign "$sources/tests/data/reading-2015.ini" --code R01 --name 柳岸小学 \
	--kind xiaoxue reading.kuayue >/dev/null
package R01 2015-12-09 reading.kuayue
# A page of nothing but Chinese characters, to be counted.
cp empty.kuayue full.kuayue
long=$(yes 这是一段用来数每行字数的文字它没有标点也没有数字只有汉字 | head -60 | tr -d '\n')
"$program" --today 2012-06-15 --file full.kuayue set E01-TX003 "text=$long" >/dev/null 2>&1 || fail "no long text"
package F01 2012-06-15 full.kuayue

for document in *.docx *.xlsx; do
	[ -e "$document" ] || continue
	unzip -tq "$document" >/dev/null || fail "$document is no whole package"
	for part in $(unzip -Z1 "$document"); do
		# unzip takes [ ] for a pattern.
		unzip -p "$document" "$(echo "$part" | sed 's/\[/[[]/')" | xmllint --noout --nonet - 2>/dev/null ||
			fail "$document: $part is not well-formed"
	done
	set -- "$@" "$document"
done
[ $# -ge 15 ] || fail "there are only $# documents"
soffice -env:UserInstallation="file://$work/office" --headless --convert-to pdf "$@" >office.log 2>&1 ||
	fail "LibreOffice: $(tail -1 office.log)"

for document in "$@"; do
	pdf=${document%.*}.pdf
	[ -s "$pdf" ] || {
		fail "$document was not converted"
		continue
	}
	pages=$(pdfinfo "$pdf" | sed -n 's/^Pages: *//p')
	[ "$pages" -ge 1 ] && [ "$pages" -le 60 ] || fail "$document has $pages pages"
	page=1
	while [ "$page" -le "$pages" ]; do
		# More than its number.
		words=$(pdftotext -f "$page" -l "$page" "$pdf" - | tr -d ' \n\f—-' | wc -m)
		[ "$words" -gt 12 ] || fail "$document: page $page is empty"
		page=$((page + 1))
	done
	pass
done

# words DOCUMENT TEXT...: without blanks, as lines and fonts part them.
words() {
	text=$(pdftotext "${1%.*}.pdf" - | tr -d ' \n\f')
	document=$1
	shift
	for word; do
		case $text in
		*"$word"*) pass ;;
		*) fail "$document does not say $word" ;;
		esac
	done
}

words G01_report.docx 榕溪县第一高级中学关于开展 校发〔2012〕20号 主送：市大讨论活动领导小组办公室 2012年10月31日 \
	附件1 整改台账 进展情况统计表 推进计划完成表 —1—
words C03_report.docx 【人写】 竹坪乡初级中学 C03-001
words J02_report.docx 下坝教学点 —2—
words E01_report.docx 空白学校 （无） 未填
words R01_report.docx 书香校园读书活动小结 2015年12月9日

# The page of nothing but characters: 22 lines, each of 28 (3 bytes each).
page=3
lines=$(pdftotext -layout -f $page -l $page F01_report.pdf - | tr -d ' ' | LC_ALL=C awk 'length($0) == 84' | wc -l)
[ "$lines" -eq 22 ] && pass || fail "a full page has $lines lines of 28 characters"

# CSV as a spreadsheet takes it that looks for numbers and dates, Chinese and English: pairs stay text.
cp G01/*/data/ledger_L11_progress.csv progress.csv
sed 1d progress.csv | tr ',' '\n' | grep -c '[0-9] ／ [0-9]' >pairs
[ "$(cat pairs)" -ge 8 ] && pass || fail "the progress table has $(cat pairs) pairs"
for language in 2052 1033; do
	soffice -env:UserInstallation="file://$work/office" --headless --convert-to fods \
		--infilter="Text - txt - csv (StarCalc):44,34,76,1,,$language,false,true" progress.csv >office.log 2>&1
	grep -o 'office:value-type="date"' progress.fods | wc -l >dates
	[ "$(cat dates)" -eq 1 ] && pass || fail "the progress table has $(cat dates) dates, not its day alone, in $language"
	[ "$(grep -c '<text:p>[0-9／ ]* ／ [0-9／ ]*</text:p>' progress.fods)" -eq "$(cat pairs)" ] && pass ||
		fail "pairs of the progress table are no text in $language"
	rm -f progress.fods
done

echo "$passed passed, $failures failed"
[ "$failures" -eq 0 ]
