#!/bin/sh
# Tests what comes from outside: hostile text, tables, templates, foreign and damaged files, clocks.
. "$(dirname "$0")/expect.sh"

w=w.kuayue
expect 0 "$w" -- new --code G01 --name 榕溪县第一中学 --kind gaozhong "$w"
expect 0 "" -- --file $w set G01 students=2000 party=0

# What is hostile is shown safely and kept to the byte.
hostile=$(printf 'a\033[31mred\342\200\256x,"q"')
expect 0 "" -- --file $w add problem "text=$hostile" "cause==1+2"
kuayue --file $w list problem
grep -q "$(printf '\033')" out && { echo "FAIL: an escape sequence reached the output"; failures=$((failures + 1)); }
kuayue --file $w list problem --json
grep -qF 'a\u001B[31mred\u202ex' out || { echo "FAIL: JSON lost a character"; failures=$((failures + 1)); }
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
expect 0 "2012-11-15" "as one change" -- --file $w import --unsigned newer.txt
expect 3 "has version 2 already" -- --file $w import --unsigned newer.txt

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
finish "outside"
