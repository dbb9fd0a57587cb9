#!/bin/sh
# Which of two packages is the newer stands inside them, and a workbook that was put back says so.
. "$(dirname "$0")/expect.sh"

w=w.kuayue
state() {
	unzip -p stick/*_v"$1".zip '*/state.json'
}
name() {
	state "$1" | sed -n 's/.*"export": "\([0-9a-f]*\)".*/\1/p'
}
# has N LIST NAME: in package N, LIST has NAME.
has() {
	state "$1" | tr -d ' \n' | sed -n "s/.*\"$2\":\[\([^]]*\)\].*/\1/p" | grep -qF "\"$3\"" ||
		{ echo "FAIL: in v$1 $2 has no $3"; failures=$((failures + 1)); }
}

expect 0 "$w" -- new --code G01 --name 榕溪县第一中学 --kind gaozhong "$w"
cp "$w" backup
mkdir stick
expect 0 "_v1.zip" -- --file $w export --to stick --what figures.json
expect 0 "_v2.zip" -- --file $w export --to stick --what figures.json
[ "$(name 1 | tr -d '\n' | wc -c)" = 32 ] && [ "$(name 1)" != "$(name 2)" ] || { echo "FAIL: the name of an export"; failures=$((failures + 1)); }
has 2 contains "$(name 1)"
grep -q "does not know" err && { echo "FAIL: a package of this workbook is a stranger to it"; failures=$((failures + 1)); }

# A backup is put back: it knows nothing of the two.
cp backup "$w"
expect 0 "_v1.zip: this workbook does not know it (2012-06-15)" "--replace" "_v3.zip" -- --file $w export --to stick --what figures.json
state 3 | grep -q "$(name 1)" && { echo "FAIL: it stands for what nobody said"; failures=$((failures + 1)); }
expect 0 "the new package takes its place" "_v4.zip" -- --file $w export --to stick --what figures.json --replace
has 4 contains "$(name 3)"
has 4 replaces "$(name 1)"
has 4 replaces "$(name 2)"
# What was once replaced is not asked about again.
rm -f stick/*_v1.zip stick/*_v2.zip
"$program" --file $w export --to stick --what figures.json >out 2>err
grep -q "does not know" err && { echo "FAIL: a package of this workbook is a stranger to it"; failures=$((failures + 1)); }
finish "order"
