#!/bin/sh
# The command line from outside: $KUAYUE is the program. Prints the expectation that failed.
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

w=w.kuayue
expect 0 "kuayue 0" -- --version
expect 0 "demo DIR" "verify PACKAGE" -- --help
expect 0 "KIND [--like ID] FIELD=VALUE" -- add --help
expect 2 "demo DIR" "export" -- </dev/null
expect 2 "did you mean list" -- lst
expect 2 "--lang is zh or en" -- --lang fr status
expect 2 "2012-02-30" -- --today 2012-02-30 status
expect 3 "there is no such workbook" -- --file nothing.kuayue status

# new
expect 0 "$w" -- new --code G01 --name 榕溪县第一中学 --kind gaozhong "$w"
expect 3 "exists already" -- new --code G01 --name x --kind gaozhong "$w"
expect 2 "Use:" -- new --code G01
expect 3 "not one of its choices" -- new --code G02 --name x --kind nowhere no.kuayue
[ ! -e no.kuayue ] || { echo "FAIL: a refused new leaves a file"; failures=$((failures + 1)); }
expect 3 "does not fit" -- new --code "a/b" --name x --kind xiaoxue no.kuayue
expect 0 "2015.kuayue" -- new --code R1 --name 河东小学 --kind 完全小学 --campaign "$sources/tests/data/reading-2015.ini" 2015.kuayue

# add and set
expect 0 "" -- --file $w add person name=韦文华 role=第一责任人 party=是
expect 0 "" -- --file $w add session date=2012年5月9日 topic=学习 should=30 present=30 evidence=2-1-1
expect 0 '"date": "2012-05-09"' '"present": 30' '"form": "集中学习"' '"place": null' -- list session --json --file $w
expect 3 "did you mean problem" -- --file $w add problm text=x
expect 3 "did you mean text" -- --file $w add problem txt=x
expect 3 "not one of its choices" "整改中" -- --file $w add problem text=x status=完了
expect 3 "has 28 days" -- --file $w add session date=2013-02-29 topic=x
expect 3 "whole number" -- --file $w set G01 students=2000万
expect 3 "whole number" -- --file $w set G01 students=约30
expect 0 "" -- --file $w set G01 "students=２０００" party=0 website=不适用
expect 0 '"students": 2000' '"party": 0' '"staff": null' '"website": "不适用"' -- --file $w list school --json
expect 3 "expected (10)" -- --file $w add session date=2012-05-10 topic=x should=10 present=11
expect 3 "2 are absent" -- --file $w add session date=2012-05-10 topic=x should=10 present=8
expect 2 "no FIELD=VALUE" -- --file $w add problem text
expect 3 "There is no record" -- --file $w set G01-999 text=x
expect 3 "has to be filled in" -- --file $w add problem source=自查
expect 3 "worked out by the program" -- --file $w add note words=3

expect 3 "not one of its choices" "did you mean 整改中?" -- --file $w add problem text=x status=整改
expect 3 "did you mean 限期整改?" -- --file $w add problem text=x type=限期
expect 3 "did you mean problem?" -- --file $w add 整改台账 text=x
expect 3 "did you mean text?" -- --file $w add problem 问题描述=x
expect 3 "G01-T001 is of kind task; one of kind problem is asked for" -- --file $w add opinion raw=x problem_id=G01-T001
expect 3 "too large" -- --file $w add session topic=x date=2012-05-01 should=9223372036854775807
expect 3 "it has to be filled in" -- --file $w add session topic=不适用 date=2012-05-01
expect 3 "does not fit" -- --file $w set G01 code=../../x

# A problem goes its way, and no other.
expect 0 "" -- --file $w add problem text=会议太多 type=限期整改
number=G01-001
expect 3 "needs the person responsible" -- --file $w set $number status=整改中
expect 0 "" -- --file $w set $number status=整改中 owner=韦文华 measure=限时 due=2012-06-14
expect 3 "one step" -- --file $w set $number status=已销号
expect 0 "of_which_overdue" -- --file $w status --json
expect 0 "G01-001" -- --file $w status
expect 3 "evidence" -- --file $w set $number status=待核验 done=2012-06-10
expect 0 "" -- --file $w set $number status=待核验 done=2012-06-10 evidence=4-1-1
expect 3 "somebody else" -- --file $w set $number status=已销号 verifier="韦 文华" verified=2012-06-11
expect 0 "" -- --file $w set $number status=已销号 verifier=林春芳 verified=2012-06-11
expect 3 "say why" -- --file $w set $number status=未启动
expect 0 "" -- --file $w set $number status=未启动 reason=又发生了
expect 0 '"round": 2' '"verifier": null' '"reason": "又发生了"' -- --file $w list problem --json
expect 3 "rating of 3" -- --file $w set G01-C001 self=3
expect 3 "applies to this kind" -- --file $w set G01-C001 self=N note=x
expect 0 "" -- --file $w set G01-C001 self=3 evidence=3-1-1

# The checklist is there from the start, so an item that is added is the one that is there.
expect 0 "" -- --file $w add rating item=A2 self=2
[ "$("$program" --file $w list rating --json | grep -c '"item": "A2"')" = 1 ] || { echo "FAIL: an item is there twice"; failures=$((failures + 1)); }

# A figure opens into the records it counts.
expect 0 "" -- --file $w add visit date=2012-05-08 method=座谈 leaders=韦文华
expect 0 '"record": "session"' '"present": 30' -- --file $w list --behind sessions --json
expect 0 "G01-R001" "韦文华" -- --file $w list --behind leaders_visiting
expect 0 "[]" -- --file $w list --behind bulletins --json
expect 3 "no figure sesions" -- --file $w list --behind sesions
expect 2 "--behind needs a value" -- --file $w list --behind
expect 2 "Use:" -- --file $w list session --behind sessions

# What is hostile is shown safely and kept to the byte.
hostile=$(printf 'a\033[31mred\342\200\256x,"q"')
expect 0 "" -- --file $w add problem "text=$hostile" "cause==1+2"
kuayue --file $w list problem
grep -q "$(printf '\033')" out && { echo "FAIL: an escape sequence reached the output"; failures=$((failures + 1)); }
kuayue --file $w list problem --json
grep -qF 'a\u001B[31mred' out || { echo "FAIL: JSON lost a character"; failures=$((failures + 1)); }
kuayue --file $w list problem --csv
[ "$(head -c 3 out | od -An -tx1 | tr -d ' \n')" = efbbbf ] || { echo "FAIL: CSV has no BOM"; failures=$((failures + 1)); }
grep -qF "\"'=1+2\"" out || { echo "FAIL: CSV lets a formula through"; failures=$((failures + 1)); }
tail -1 out | grep -q "$(printf '\r')\$" || { echo "FAIL: CSV lines do not end in CRLF"; failures=$((failures + 1)); }
kuayue --file $w add problem text="$(head -c 100000 /dev/zero | tr '\0' x)"
[ "$("$program" --file $w list problem --json | tr -dc x | wc -c)" -ge 100000 ] || { echo "FAIL: 100 KB of text were cut"; failures=$((failures + 1)); }

# Files that others made: all of them or nothing, and no waiting for what is no file.
records() {
	"$program" --file $w list person --json
	"$program" --file $w list task --json
	"$program" --file $w list problem --json
}
records >before 2>/dev/null
mkdir folder
mkfifo pipe
truncate -s 5G sparse.csv
printf '姓名,身份\r\n甲,教师\r\n' >good.csv
printf '姓名,身份\r\n乙,校长\r\n' >bad.csv
printf '姓名,身份\r\n乙,"教师\r\n' >open.csv
expect 3 "row 2" "校长" "nothing was written" -- --file $w import --kind person good.csv bad.csv
expect 3 "double quote" -- --file $w import --kind person good.csv open.csv
for file in folder pipe /dev/zero; do
	expect 3 "is no file" -- --file $w import --kind person $file
	expect 3 "is no file" -- --file $w add archive box=1 title=x file=$file
	expect 3 "is no file" -- new --code G09 --name x --kind gaozhong --campaign $file no.kuayue
done
mkfifo pipe.ini
expect 3 "is no file" -- --file $w import pipe.ini
expect 3 "64 MiB" -- --file $w import --kind person sparse.csv
expect 3 "5120 MiB" -- --file $w add archive box=1 title=x file=sparse.csv
expect 3 "cannot be opened" -- --file $w import nothing.csv
expect 0 "Nothing was written" -- --file $w import --dry-run --kind person good.csv

# The built-in template, as a clerk copies and edits it
template=$sources/data/campaign/taolun-2012.ini
expect 3 "has version 1 already" -- --file $w import "$template"
sed 's/^version=1$/version=2/; s/^id=taolun-2012/id=other/' "$template" >other.ini
expect 3 "another campaign" -- --file $w import other.ini
sed 's/^version=1$/version=2/; s/^\[task.P01\]/[task:P01]/' "$template" >colon.ini
expect 3 "a section name cannot have a ':'" -- --file $w import colon.ini
records >after 2>/dev/null
cmp -s before after || { echo "FAIL: a refused file changed a record"; failures=$((failures + 1)); }
sed 's/^version=1$/version=2/; s/^report_deadline=10-31/report_deadline=11-15/' "$template" >newer.txt
expect 0 "2012-11-15" "Nothing was written" -- --file $w import --dry-run newer.txt
expect 0 "2012-11-15" "as one change" -- --file $w import newer.txt
expect 3 "has version 2 already" -- --file $w import newer.txt

# Chinese, and the walk
expect 0 "下一步" "超期" -- --lang zh --help
expect 3 "没有类别" -- --lang zh --file $w list nothing
expect 0 "1." "四(一)1" -- next --file $w
expect 1 "overdue since" -- check --file $w
expect 1 "超期" -- check --file $w --lang zh

# Foreign, newer and damaged files, and clocks
cp /bin/sh foreign
expect 3 "is not a Kuayue workbook" -- --file foreign status
cp $w newer.kuayue
printf '\000\000\003\347' | dd of=newer.kuayue bs=1 seek=60 conv=notrunc 2>/dev/null
expect 0 "G01" -- --file newer.kuayue status --json
expect 4 "newer Kuayue" -- --file newer.kuayue add problem text=x
cp $w damaged.kuayue
dd if=/dev/urandom of=damaged.kuayue bs=1024 seek=24 count=20 conv=notrunc 2>/dev/null
"$program" --file damaged.kuayue check >out 2>err
[ $? -ge 3 ] || { echo "FAIL: a damaged workbook goes unnoticed"; failures=$((failures + 1)); }
grep -q damaged err || { echo "FAIL: a damaged workbook is not called so: $(cat err)"; failures=$((failures + 1)); }
expect 1 "rows were saved" -- recover damaged.kuayue saved.kuayue
expect 3 "exists already" -- recover damaged.kuayue saved.kuayue
expect 0 '"students": 2000' -- --file saved.kuayue list school --json
expect 0 "2012-05-09" -- --file $w --today 2012-05-09 status

# export and verify
mkdir stick
expect 0 "stick/G01_榕溪县第一中学_情况报告_20120615_v1.zip" "Not filled in" -- --file $w export --to stick
expect 0 "_v2.zip" -- --file $w export --to stick
package=$(ls stick/*_v1.zip)
expect 0 "report.html" "records.jsonl" "The package is whole." "榕溪县第一中学" -- verify "$package"
for bag in stick/*.zip; do
	sh "$sources/tests/command/bagit.sh" "$bag" || { echo "FAIL: not valid by BagIt 1.0"; failures=$((failures + 1)); }
done
cp "$package" altered.zip
printf 'X' | dd of=altered.zip bs=1 seek=400 conv=notrunc 2>/dev/null
expect 1 "altered" -- verify altered.zip
expect 3 "no package" -- verify $w
expect 3 "is no folder" -- --file $w export --to nowhere
expect 3 "There is no document" "report.html" -- --file $w export --to stick --what report.pdf
expect 0 "_v3.zip" -- --file $w export --to stick --what figures.json,report.html --recipient 教育局
expect 0 "report.html" "figures.json" -- verify stick/*_v3.zip
grep -q ledger_ out && { echo "FAIL: export --what wrote what was not asked for"; failures=$((failures + 1)); }
expect 0 '"version": 3' '"recipient": "教育局"' '"documents": "figures.json,report.html"' -- list handin --json --file $w
expect 0 "_v4.zip" -- --file $w export --to stick --set public
expect 0 '"version": 4' '"recipient": "公示"' '"documents": "report.html"' -- list handin --json --file $w
expect 0 "report.html" -- verify stick/*_v4.zip
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
expect 0 "Nothing has changed since the report of 2012-06-15 (version 3)" -- --file $w since
expect 0 -- --file $w add opinion raw=新的意见
expect 0 "added  Opinions  G01-O" "新的意见" -- --file $w since
expect 0 '"what": "added"' '"last": "2012-06-15"' -- --file $w since --json
expect 0 "_v4.zip" -- --file $w export --to stick --what ledgers.xlsx,calendar.ics,since.html
expect 0 "ledgers.xlsx" "calendar.ics" "since.html" "The package is whole." -- verify stick/*_v4.zip
[ "$(find stick -name '.*' -type f | wc -l)" = 0 ] || { echo "FAIL: an export leaves temporary files"; failures=$((failures + 1)); }

# What follows from a record, and joining what is the same.
expect 0 "chain.kuayue" -- new --code G01 --name 一中 --kind gaozhong chain.kuayue
expect 0 "" -- --file chain.kuayue add opinion raw=食堂太慢 category=工作作风
expect 0 "" -- --file chain.kuayue add problem --from G01-O001 cause=窗口少
expect 0 '"text": "食堂太慢"' '"category": "工作作风"' '"source": "征求意见"' -- --file chain.kuayue list problem --json
expect 0 '"problem_id": "G01-001"' -- --file chain.kuayue list opinion --json
expect 3 "follows from G01-T001" -- --file chain.kuayue add problem --from G01-T001 text=x
expect 3 "leads to" "already" -- --file chain.kuayue add problem --from G01-O001
expect 2 "Use:" -- --file chain.kuayue add problem --from G01-O001 --like G01-001
expect 0 "" -- --file chain.kuayue add problem text=打饭慢
expect 0 "" -- --file chain.kuayue join G01-002 G01-001
expect 3 "already" -- --file chain.kuayue join G01-O001 G01-002
expect 3 "There is no record" -- --file chain.kuayue join G01-002 G01-009
[ "$("$program" --file chain.kuayue list problem --json | grep -c '"number"')" = 2 ] || { echo "FAIL: a refused add leaves a record"; failures=$((failures + 1)); }
# keys: signed by the school, sealed for the group
echo 'campus gate 大榕树' >pass
echo 'campus gate 大榕木' >wrong
expect 0 "fingerprint" "office.key" "office.public.txt" -- key new --name 领导小组 office.key --passphrase-file pass
[ "$(stat -c %a office.key)" = 600 ] || { echo "FAIL: a secret key file that others may read"; failures=$((failures + 1)); }
expect 3 "not written over" -- key new --name 领导小组 office.key --passphrase-file pass
expect 3 "at least 8" -- key new --name 领导小组 short.key --passphrase-file /dev/null
[ ! -e short.key ] && [ ! -e short.public.txt ] || { echo "FAIL: a refused key new leaves files"; failures=$((failures + 1)); }
expect 2 "Use:" -- key
expect 2 "key new --name" -- key new --nmae x
expect 2 "no terminal" -- key new --name x y.key
fingerprint=$("$program" key show office.public.txt | sed -n 's/.*fingerprint *//p')
expect 3 "SECRET" -- --file $w key import office.key --yes
expect 1 "$fingerprint" "Not imported" -- --file $w key import office.public.txt
expect 3 "NOT the key" -- --file $w key import office.public.txt --fingerprint "1234 5678 9012 3456 7890 1234"
"$program" --file $w key list --json | grep -q group && { echo "FAIL: a key that was not compared is in"; failures=$((failures + 1)); }
expect 0 "Imported" -- --file $w key import office.public.txt --fingerprint "$(echo "$fingerprint" | tr -d ' ')"
expect 0 "already" -- --file $w key import office.public.txt --yes
expect 0 '"role": "own"' '"role": "group"' "$fingerprint" -- --file $w key list --json
mkdir sealed opened
expect 0 "Sealed for: 领导小组" "_v4.zip" -- --file $w export --to sealed
sealed=$(ls sealed/*_v4.zip)
expect 0 "Sealed for: 领导小组, fingerprint $fingerprint" "Signed by: 榕溪县第一中学 (G01)" "The package is whole." -- verify "$sealed"
expect 0 "Key: this workbook's own." -- --file $w verify "$sealed"
expect 0 "Opened with the key" "report.html" -- verify "$sealed" --key office.key --passphrase-file pass
expect 3 "passphrase does not open" -- open "$sealed" --key office.key --passphrase-file wrong --to opened
expect 3 "is a public key file" -- open "$sealed" --key office.public.txt --passphrase-file pass --to opened
expect 0 "" -- key new --name 领导小组 other.key --passphrase-file pass
expect 3 "is sealed for the key $fingerprint" -- open "$sealed" --key other.key --passphrase-file pass --to opened
expect 2 "Use:" -- open "$sealed"
[ "$(ls -A opened | wc -l)" = 0 ] || { echo "FAIL: a refused open leaves files"; failures=$((failures + 1)); }
expect 0 "opened/G01_榕溪县第一中学_情况报告_20120615_v4_已拆封.zip" -- open "$sealed" --key office.key --passphrase-file pass --to opened
expect 0 "report.html" "The package is whole." -- verify opened/*.zip
expect 3 "is not sealed" -- open opened/*.zip --key office.key --passphrase-file pass --to stick
expect 0 "_v5.zip" -- --file $w export --to sealed --no-seal
expect 0 "report.html" -- verify sealed/*_v5.zip
expect 3 "There is no key" -- --file $w export --to sealed --seal 别的小组
expect 0 "" -- key export --key office.key --passphrase-file pass again.public.txt
cmp -s office.public.txt again.public.txt || { echo "FAIL: key export gives another public key file"; failures=$((failures + 1)); }

# The office remembers a school's key, and notices another.
expect 0 "" -- new --code D01 --name 领导小组办公室 --kind gaozhong office.kuayue
expect 0 "not known before; from now on it is" -- --file office.kuayue verify "$sealed"
expect 0 "known since 2012-06-15" -- --file office.kuayue verify "$sealed"
expect 0 "" -- --file $w key renew --yes
expect 0 "_v6.zip" -- --file $w export --to sealed
expect 1 "Key: CHANGED" "The package is whole." -- --file office.kuayue verify sealed/*_v6.zip
expect 0 "G01.public.txt" -- --file $w key export
expect 0 "known by this key" -- --file office.kuayue key import G01.public.txt --yes
expect 0 "known since" -- --file office.kuayue verify sealed/*_v6.zip
expect 1 "FORMER" -- --file office.kuayue verify "$sealed"
expect 0 "" -- --file $w key remove 领导小组
expect 3 "There is no key" -- --file $w key remove 领导小组
for text in "$(head -1 pass)" "$(sed -n 's/^Secret: //p' office.key)"; do
	grep -rqF --exclude=office.key --exclude=pass --exclude=wrong --exclude-dir=.git -- "$text" . && { echo "FAIL: a secret is in a file"; failures=$((failures + 1)); }
done

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

[ "$failures" = 0 ] && echo "commands: all expectations met"
exit "$failures"
