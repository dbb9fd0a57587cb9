#!/bin/sh
# What the static file ($KUAYUE) writes the dynamic one ($DYNAMIC) reads, and the other way round: workbooks,
# packages open and sealed, key files, lists in GB18030.
dynamic=$(realpath "${DYNAMIC:?}")
. "$(dirname "$0")/../command/expect.sh"
static=$program

fail() {
	echo "FAIL: static and dynamic: $*"
	failures=$((failures + 1))
}

# exchange NAME WRITER READER
exchange() {
	mkdir "$1" "$1/stick" "$1/opened"
	writer=$2 reader=$3
	echo 'campus gate 大榕树' >"$1/pass"
	program=$writer
	expect 0 "" -- new --code G01 --name 榕溪县第一中学 --kind gaozhong "$1/w.kuayue"
	expect 0 "" -- key new --name 领导小组 "$1/office.key" --passphrase-file "$1/pass"
	expect 0 "" -- --file "$1/w.kuayue" export --to "$1/stick"
	program=$reader
	expect 0 "The package is whole." -- verify "$1"/stick/*_v1.zip
	expect 0 "榕溪县第一中学" -- --file "$1/w.kuayue" list school
	expect 0 "Imported" -- --file "$1/w.kuayue" key import "$1/office.public.txt" --yes
	program=$writer
	expect 0 "Sealed for: 领导小组" -- --file "$1/w.kuayue" export --to "$1/stick"
	program=$reader
	expect 0 "Opened with the key" "report.docx" -- verify "$1"/stick/*_v2.zip --key "$1/office.key" --passphrase-file "$1/pass"
	expect 0 "" -- open "$1"/stick/*_v2.zip --key "$1/office.key" --passphrase-file "$1/pass" --to "$1/opened"
	program=$writer
	expect 0 "The package is whole." -- verify "$1"/opened/*.zip
}
exchange forth "$static" "$dynamic"
exchange back "$dynamic" "$static"

# Two bytes a character, and four for the rare ones: the C library converts them, and here are two.
printf '姓名,角色\r\n张㐂,教师\r\n李𠮷,教师\r\n王镕,教师\r\n' >utf8.csv
iconv -f UTF-8 -t GB18030 utf8.csv >gb.csv
printf '姓名,角色\r\n\325\305\201\r\n' >broken.csv
for one in "$static" "$dynamic"; do
	program=$one
	rm -f g.kuayue*
	expect 0 "" -- new --code G01 --name 榕溪县第一中学 --kind gaozhong g.kuayue
	expect 0 "3" -- --file g.kuayue import gb.csv --kind person
	expect 0 "张㐂" "李𠮷" "王镕" -- --file g.kuayue list person --json
	expect 3 "line 2: it is neither UTF-8 nor GB18030" -- --file g.kuayue import broken.csv --kind person
	expect 3 "broken.csv 第 2 行：既不是 UTF-8 也不是 GB18030" -- --lang zh --file g.kuayue import broken.csv --kind person
done
# A person for each ideograph of the first plane, for what has four bytes (extensions A and B, forms, emoji), and
# for what moved between editions of the standard.
perl -CO -Mutf8 -e 'print "姓名,角色\r\n"; print chr($_), ",教师\r\n" for 0x3400 .. 0x4db5, 0x4e00 .. 0x9fbb,
	0xf900 .. 0xfa2d, 0xfe10 .. 0xfe19, 0xfe30 .. 0xfe44, 0xff01 .. 0xff5e, 0x1f600 .. 0x1f640,
	0x20000 .. 0x20fff, 0x2a6d6, 0x1e3f' >all.csv
iconv -f UTF-8 -t GB18030 all.csv >all-gb.csv
persons=$(($(wc -l <all.csv) - 1))
for name in static dynamic; do
	eval "program=\$$name"
	expect 0 "" -- new --code G01 --name 榕溪县第一中学 --kind gaozhong "$name.kuayue"
	expect 0 "$persons" -- --file "$name.kuayue" import all-gb.csv --kind person
	"$program" --file "$name.kuayue" list person --json | grep '"name"' >"$name.names"
	[ "$(wc -l <"$name.names")" = "$persons" ] || fail "$name: of $persons persons $(wc -l <"$name.names") are listed"
done
cmp static.names dynamic.names || fail "a list in GB18030 becomes two different ones"
finish "static and dynamic"
