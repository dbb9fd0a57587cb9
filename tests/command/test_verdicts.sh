#!/bin/sh
# Each row of data/verdicts.tsv, which README and the manual have, is what verify answers.
. "$(dirname "$0")/expect.sh"

data=$sources/tests/data
plain=$data/verdict-plain.zip
expect 0 "" -- new --code D01 --name 领导小组办公室 --kind gaozhong office
expect 0 "" -- new --code G01 --name 榕溪县第一中学 --kind gaozhong school
cp school backup
mkdir one two apart sealed
expect 0 "" -- --file school export --to one --what figures.json
expect 0 "" -- --file school export --to two --what figures.json
expect 0 "" -- --file backup export --to apart --what figures.json
one=$(ls one/*) two=$(ls two/*) apart=$(ls apart/*)
echo '榕树 2931 gate 8807' >pass
expect 0 "" -- key new --name 领导小组 office.key --passphrase-file pass
expect 0 "" -- --file school key import office.public.txt --yes
expect 0 "" -- --file school export --to sealed --what figures.json
expect 0 "" -- open sealed/*.zip --key office.key --passphrase-file pass --to sealed
(head -c 3000 "$plain") >short.zip
cp school renewed
expect 0 "" -- --file renewed key renew --yes
mkdir renewed.d
expect 0 "" -- --file renewed export --to renewed.d --what figures.json --no-seal
renewed=$(ls renewed.d/*)
printf 'PK nothing' >nothing.zip

# after ROW FILE...: the office's workbook has seen these, and nothing else.
after() {
	cp office w
	for file; do
		"$program" --file w verify "$file" >out 2>err || { echo "FAIL: verify $file"; cat out err; failures=$((failures + 1)); }
	done
}
digits() {
	"$program" key show "$1" | sed -n 's/.*fingerprint *//p'
}

# answer ROW: what is said, and of what verify is asked.
answer() {
	said= file=$plain book="--file w"
	case $1 in
	first) after; said="NOT CONFIRMED" file=$one ;;
	seen) after "$one"; said="seen since 2012-06-15, NOT CONFIRMED" file=$one ;;
	known)
		after "$one"
		expect 0 "Confirmed." -- --file w key confirm G01 --fingerprint "$(digits "$one")"
		said="confirmed on 2012-06-15" file=$one
		;;
	newer) after "$one"; said="newer than that of 2012-06-15, seen on 2012-06-15" file=$two ;;
	again) after "$one" "$two"; said="was seen on 2012-06-15" file=$one ;;
	same) after sealed/*v3.zip; said="the same export" file=$(ls sealed/*_已拆封.zip) ;;
	unsigned) after; said="Signed by: nobody" file=$data/verdict-unsigned.zip ;;
	oldformat) after; said="Format: old" file=$data/package-0.1.0.zip ;;
	nobook) rm -f w; said="not compared" book= ;;
	older) after "$two"; said="OLDER than that" file=$one ;;
	apart) after "$two"; said="do not know each other" file=$apart ;;
	afternew)
		# The workbook that wrote it went on with this program.
		after "$data/verdict-upgraded.zip"
		said="of an older program" file=$data/package-0.1.0.zip
		;;
	twofaced) after "$plain"; said="TWO CONTENTS" file=$data/verdict-two-faced.zip ;;
	changed) after "$one"; said="Key: CHANGED" file=$renewed ;;
	former)
		after "$one"
		expect 0 "takes the place of" -- --file w key import "$renewed" --yes
		said="FORMER" file=$one
		;;
	dropped) after "$plain"; said="used to sign" file=$data/verdict-unsigned.zip ;;
	twice) after "$plain"; said="ONE KEY, TWO CODES" file=$data/verdict-twice.zip ;;
	alike) after "$plain"; said="LOOKS LIKE" file=$data/verdict-alike.zip ;;
	unlisted) after; said="extra.txt is not one of Kuayue's documents" file=$data/verdict-unlisted.zip ;;
	altered) after; said="altered" file=short.zip ;;
	newerform) after; said="update this program first" file=$data/verdict-newer.zip ;;
	nopackage) after; said="no package" file=nothing.zip ;;
	*) echo "FAIL: no test of the row $1"; failures=$((failures + 1)) ;;
	esac
}

rows=0
while IFS='	' read -r id number english chinese; do
	case $id in '#'*) continue ;; esac
	[ -n "$chinese" ] && [ -n "$english" ] || { echo "FAIL: the row $id"; failures=$((failures + 1)); }
	answer "$id"
	expect "$number" "$said" -- $book verify "$file"
	[ "$id" != nobook ] || [ ! -e w ] || { echo "FAIL: verify without a workbook made one"; failures=$((failures + 1)); }
	rows=$((rows + 1))
done <"$sources/data/verdicts.tsv"
[ "$rows" -ge 20 ] || { echo "FAIL: only $rows rows"; failures=$((failures + 1)); }
finish "verdicts"
