#!/bin/sh
# Tests the import of people's own files by scripts: .xls, a sheet by its number, who is there already, rows left out.
. "$(dirname "$0")/expect.sh"

w=w.kuayue
expect 0 "$w" -- new --code G01 --name 榕溪县第一中学 --kind gaozhong "$w"
cp "$sources/tests/data/roster.xls" 花名册.xls


expect 3 "sheet 2: 在职教师" "教师姓名 -> name" "任教学科 -> group:  数学 (数学组)" "性别 -> -" "row 17" "nothing was written" -- \
	--file $w import 花名册.xls
expect 3 "Post: 9.99999198001010E+17" -- --file $w import 花名册.xls --map 职务= --map 身份证号=post --dry-run
expect 0 "new: 13, changed: 0" "The rest was written" -- --file $w import 花名册.xls --left 没进的行.csv
[ "$(wc -l <没进的行.csv)" = 2 ] || { echo "FAIL: the rows left out: $(cat 没进的行.csv)"; failures=$((failures + 1)); }
grep -q '^合计,13,' 没进的行.csv || { echo "FAIL: the total is not among the rows left out"; failures=$((failures + 1)); }
for line in '严平,,是,教研组长,数学组' '谢春娟,,是,教师,数学组' '莫小兰,,否,教师,语文组,,2012-03-01' '罗敏,,,教师,体育组'; do
	"$program" --file $w list person --csv | tr -d '"' | grep -qF "$line" || {
		echo "FAIL: nobody is $line"
		"$program" --file $w list person --csv
		failures=$((failures + 1))
	}
done

# Why a row is refused is said once, and which kind the table was taken for.
printf '日期,主题\n2012-02-31,甲\n2012-03-01,乙\n' >days.csv
expect 3 "row 2: Date (date): 2012-02-31" "1 rows cannot be taken, as listed above; nothing was written (read as: Study sessions)" -- \
	--file $w import days.csv --kind session
[ "$(cat out err | grep -c '2012-02-31: ')" = 1 ] || { echo "FAIL: the refused day is said twice: $(cat out err)"; failures=$((failures + 1)); }

# Once more, as it is and with more: nobody is there twice, and a file that is there is not written over.
expect 3 "cannot be written" -- --file $w import 花名册.xls --left 没进的行.csv
expect 0 "new: 0, changed: 0, there already with nothing new: 13" -- --file $w import 花名册.xls --left 3.csv
printf '姓名,教研组,职务\r\n严平,数学组,副校长\r\n' >more.csv
expect 0 "changed: 0" -- --file $w import more.csv
expect 0 "changed: 0" -- --file $w import more.csv --known skip
expect 0 "changed: 1" -- --file $w import more.csv --known replace
printf '姓名,教研组\r\n严平,英语组\r\n' >doubt.csv
expect 3 "nothing tells" "G01-R001" -- --file $w import doubt.csv

# For programs.
"$program" --file $w import doubt.csv --json --left 4.csv --dry-run >json 2>err
for word in '"kind": "person"' '"refused": 1' '"row": 2' '"field": "group"' '"heading_row": 1' '"sheet": null'; do
	grep -qF "$word" json || { echo "FAIL: --json has no $word: $(cat json err)"; failures=$((failures + 1)); }
done

expect 3 "no rows" -- --file $w import 花名册.xls --sheet 1
expect 3 "3 sheets" -- --file $w import 花名册.xls --sheet 4
expect 2 "the first is 1" -- --file $w import 花名册.xls --sheet x
expect 2 "fill, replace or skip" -- --file $w import 花名册.xls --known all
expect 2 "Use: " -- --file $w import 花名册.xls more.csv --left 5.csv

# What is no table is told for what it is.
expect 0 "" -- --file $w export --to .
expect 3 "the package for the leadership group" -- --file $w import --yes G01_*.zip
cp "$sources/data/campaign/taolun-2012.ini" template.txt
expect 3 "version" -- --file $w import template.txt
printf 'PK\003\004 and nothing more' >broken.xlsx
expect 3 "damaged" -- --file $w import --kind person broken.xlsx
finish import
