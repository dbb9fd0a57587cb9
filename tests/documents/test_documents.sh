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

# big NAME COUNT: a school of so many problems, each with a long text in one field; one has 100 KB there, or each.
big() {
	cp empty.kuayue "$1.kuayue"
	each=0
	case $1 in M*) each=1 ;; esac
	awk -v count="$2" -v each=$each 'BEGIN {
		part = "课堂教学方法单一，学生自主学习的时间不够，集体备课流于形式，"
		for (i = 1; i <= count; i++) {
			text = i
			times = i == 1 || each ? 1200 : 6
			while (times-- > 0)
				text = text part
			printf "{\"text\": \"%s\", \"owner\": \"韦春华、陆晓芳\", \"due\": \"2012-12-20\"}\n", text
		}
	}' >"$1.jsonl"
	"$program" --today 2012-06-15 --file "$1.kuayue" add problem --from "$1.jsonl" >/dev/null || fail "$1: no problems"
	package "$1" 2012-06-15 "$1.kuayue"
}
big B030 30
big B300 300
# A text of 100 KB in each of the 300.
big M300 300
# Many long texts, so that the ledger lies across the sheet; and a template with 版头 and 版记.
cp empty.kuayue across.kuayue
across=各教研组的学习记录写得过于简单，没有联系自己的教学，检查的时候也没有逐项核对，以后要当场指出并限期补写
for i in 1 2 3 4 5 6; do
	"$program" --today 2012-06-15 --file across.kuayue add problem text=$across cause=$across measure=$across \
		progress=$across owner=韦春华、买买提江·阿不都热合曼 due=2012-12-20 >/dev/null || fail "no long problems"
done
package A01 2012-06-15 across.kuayue
"$program" campaign --print | sed 's/^43="note|/44="head|{school}文件"\n45="copies|抄送：乙局。"\n46="issued|{school}办公室　{date}印发"\n&/' >head.ini
"$program" --today 2012-06-15 new --campaign head.ini --code H01 --name 榕溪县青石镇民族团结进步示范九年一贯制寄宿制双语实验学校 \
	--kind chuzhong head.kuayue >/dev/null || fail "no template with 版头"
package H01 2012-06-15 head.kuayue

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
# office DOCUMENT...: as PDF
office() {
	soffice -env:UserInstallation="file://$work/office" --headless --convert-to pdf "$@" >office.log 2>&1 ||
		fail "LibreOffice: $(tail -1 office.log)"
}
office "$@"

# took DOCUMENT: thousandths of a second a page, the start of the program included in each.
took() {
	before=$(date +%s%N)
	office "$1"
	after=$(date +%s%N)
	echo $(((after - before) / 1000000 / $(pdfinfo "${1%.*}.pdf" | sed -n 's/^Pages: *//p')))
}
small=$(took B030_report.docx) large=$(took B300_report.docx)
[ "$large" -le $((3 * small)) ] && pass || fail "a page takes $large ms with 300 problems, $small with 30"
large=$(took M300_report.docx)
[ "$large" -le $((3 * small)) ] && pass || fail "a page takes $large ms with 300 texts of 100 KB, $small with 30 problems"
for name in B300 M300; do
	pages=$(pdfinfo ${name}_report.pdf | sed -n 's/^Pages: *//p')
	[ "$pages" -lt 40 ] && pass || fail "$name: 300 problems with 100 KB of text take $pages pages"
done

# Sizes of fonts, days and names that are broken, what the edge cuts, and the page before the signature.
staff="韦春华 陆晓芳 买买提江·阿不都热合曼 $(for workbook in county/*.kuayue; do
	"$program" --today 2012-10-31 --file "$workbook" list person --json
done | sed -n 's/^ *"name": "\(.*\)",*$/\1/p' | sort -u | tr '\n' ' ')"
[ "$(echo "$staff" | wc -w)" -gt 100 ] && pass || fail "the roster has hardly any names"
for document in *_report.docx; do
	letter=1
	# A school without numbers has a letter of a page or two, and R01 has no attachments.
	case $document in R01*) letter=0 ;; esac
	pdftohtml -xml -i -zoom 1 -stdout "${document%.*}.pdf" |
		awk -v least=9 -v letter=$letter -v names="$staff" -f "$sources/tests/documents/looks.awk" >looks
	[ ! -s looks ] && pass || fail "$document: $(head -3 looks)"
done
for document in *_ledgers.xlsx; do
	pdftohtml -xml -i -zoom 1 -stdout "${document%.*}.pdf" |
		awk -v least=8 -v letter=0 -v names="韦春华 陆晓芳" -f "$sources/tests/documents/looks.awk" >looks
	[ ! -s looks ] && pass || fail "$document: $(head -3 looks)"
	pdftotext -layout "${document%.*}.pdf" - | grep -q '项目  *内容' && pass || fail "$document: no upright progress table"
done

# rows NAME TITLE: how many the table of that attachment has, without its head
rows() {
	unzip -p "$1_report.docx" word/document.xml | xmllint --nonet --xpath "count((//*[local-name()='p'][*/*[@*='AnnexTitle']][.='$2']/following-sibling::*[local-name()='tbl'])[1]/*[local-name()='tr']) - 1" -
}
# same NAME WHAT FOUND WANTED
same() {
	[ "$3" = "$4" ] && pass || fail "$1: $2: $3, not $4"
}
# says NAME FIGURE BEFORE AFTER: the letter has the number of the figure between these words, where it is not 0.
says() {
	number=$("$program" --today 2012-10-31 --file "$workbook" status --figure "$2")
	case $number in '' | 0) return ;; esac
	case $letter in
	*"$3$number$4"*) pass ;;
	*) fail "$1: the letter does not say $3$number$4" ;;
	esac
}
for workbook in county/*.kuayue; do
	name=$(basename "$workbook" | cut -d_ -f1)
	letter=$(unzip -p "${name}_report.docx" word/document.xml | sed 's/<[^>]*>//g' | tr -d '\n')
	problems=$("$program" --today 2012-10-31 --file "$workbook" status --figure problems)
	same "$name" 整改台账 "$(rows "$name" 整改台账)" "$problems"
	same "$name" 自查清单结果 "$(rows "$name" 自查清单结果)" 44
	same "$name" 推进计划完成表 "$(rows "$name" 推进计划完成表)" \
		"$("$program" --today 2012-10-31 --file "$workbook" status --figure tasks_all)"
	says "$name" staff 教职工 人
	says "$name" sessions 组织集中学习 次
	says "$name" cards_sent 发放征求意见卡 份
	says "$name" opinions_raw 征集意见 条
	says "$name" opinions_merged 梳理合并为 条
	says "$name" problems 查摆问题 个
	says "$name" limited_should 限期整改 个
	says "$name" st_已销号 已销号 个
	says "$name" unclosed 尚有 个问题未销号
	says "$name" score 自查得分 分
	says "$name" bulletins 编发简报 期
	says "$name" media 发表宣传稿件 篇
	case $letter in
	*'['* | *'{'* | *未填份* | *未填次*) fail "$name: a sentence was not made" ;;
	*) pass ;;
	esac
done

for document in "$@"; do
	pdf=${document%.*}.pdf
	[ -s "$pdf" ] || {
		fail "$document was not converted"
		continue
	}
	pages=$(pdfinfo "$pdf" | sed -n 's/^Pages: *//p')
	# A spreadsheet has a page for each of its sheets at least.
	most=39
	case $document in *.xlsx) most=$((60 + $(unzip -Z1 "$document" | grep -c 'worksheets/sheet'))) ;; esac
	[ "$pages" -ge 1 ] && [ "$pages" -le $most ] || fail "$document has $pages pages"
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

words G01_report.docx 榕溪县第一高级中学关于开展 校发〔2012〕20号 市大讨论活动领导小组办公室 2012年10月31日 \
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
