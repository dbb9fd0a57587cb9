#!/bin/sh
# Tests keys on the command line: schools sign, packages are sealed for a group, the office remembers keys.
. "$(dirname "$0")/expect.sh"

w=w.kuayue
expect 0 "$w" -- new --code G01 --name 榕溪县第一中学 --kind gaozhong "$w"

# keys: signed by the school, sealed for the group
echo 'campus gate 大榕树' >pass
echo 'campus gate 大榕木' >wrong
expect 0 "fingerprint" "office.key" "office.public.txt" -- key new --name 领导小组 office.key --passphrase-file pass
[ "$(stat -c %a office.key)" = 600 ] || { echo "FAIL: a secret key file that others may read"; failures=$((failures + 1)); }
expect 3 "not written over" -- key new --name 领导小组 office.key --passphrase-file pass
: >nothing
expect 3 "at least 8" -- key new --name 领导小组 short.key --passphrase-file nothing
for weak in password1234 12345678 aaaaaaaaaaaaaaaa abcabcabcabcabc qwertyuiop2012 abcdefghijkl 20122012201220122012 密码密码 kuayue2012; do
	echo "$weak" >weak
	expect 3 "soon guessed" -- key new --name 领导小组 short.key --passphrase-file weak
done
# What is proposed instead is taken.
"$program" key new --name 领导小组 short.key --passphrase-file weak 2>&1 | sed -n 's/.*: \([0-9 ]*\)$/\1/p' >proposed
expect 0 "fingerprint" -- key new --name 领导小组 proposed.key --passphrase-file proposed
rm -f proposed.key proposed.public.txt
mkfifo passphrases
for file in passphrases /dev/null .; do
	expect 3 "is no file" -- key new --name 领导小组 short.key --passphrase-file $file
done
[ ! -e short.key ] && [ ! -e short.public.txt ] || { echo "FAIL: a refused key new leaves files"; failures=$((failures + 1)); }
expect 2 "Use:" -- key
expect 2 "key new --name" -- key new --nmae x
expect 2 "no terminal" -- key new --name x y.key
fingerprint=$("$program" key show office.public.txt | sed -n 's/.*fingerprint *//p')
expect 3 "SECRET" -- --file $w key import office.key --yes
expect 1 "$fingerprint" "Not imported" -- --file $w key import office.public.txt
expect 3 "NOT the key" -- --file $w key import office.public.txt --fingerprint "1234 5678 9012 3456 7890 1234"
"$program" --file $w key list --json | grep -q group && { echo "FAIL: a key that was not compared is in"; failures=$((failures + 1)); }
expect 3 "NOT the key" -- --file $w key import office.public.txt --fingerprint "${fingerprint##* }"
expect 0 "a GROUP's key" "NOT CONFIRMED" -- --file $w key import office.public.txt --yes
expect 0 "NOT CONFIRMED" -- --file $w key list
expect 0 "Imported" -- --file $w key import office.public.txt --fingerprint "$(echo "$fingerprint" | tr -d ' ')"
expect 0 "confirmed on 2012-06-15" -- --file $w key list
expect 0 "already" -- --file $w key import office.public.txt --yes
expect 0 '"role": "own"' '"role": "group"' "$fingerprint" -- --file $w key list --json
mkdir sealed opened
expect 0 "Sealed for: 领导小组" "_v1.zip" -- --file $w export --to sealed
sealed=$(ls sealed/*_v1.zip)
expect 0 "Sealed for: 领导小组, fingerprint $fingerprint" "Signed by: 榕溪县第一中学 (G01)" "The package is whole." -- verify "$sealed"
expect 0 "Key: this workbook's own." -- --file $w verify "$sealed"
expect 0 "Opened with the key" "report.html" -- verify "$sealed" --key office.key --passphrase-file pass
expect 3 "passphrase does not open" -- open "$sealed" --key office.key --passphrase-file wrong --to opened
expect 3 "is a public key file" -- open "$sealed" --key office.public.txt --passphrase-file pass --to opened
expect 0 "" -- key new --name 领导小组 other.key --passphrase-file pass
expect 3 "is sealed for the key $fingerprint" -- open "$sealed" --key other.key --passphrase-file pass --to opened
expect 2 "Use:" -- open "$sealed"
[ "$(ls -A opened | wc -l)" = 0 ] || { echo "FAIL: a refused open leaves files"; failures=$((failures + 1)); }
expect 0 "opened/G01_榕溪县第一中学_情况报告_20120615_v1_已拆封.zip" -- open "$sealed" --key office.key --passphrase-file pass --to opened
expect 0 "report.html" "The package is whole." -- verify opened/*.zip
expect 3 "is not sealed" -- open opened/*.zip --key office.key --passphrase-file pass --to stick
expect 0 "_v2.zip" -- --file $w export --to sealed --no-seal
expect 0 "report.html" -- verify sealed/*_v2.zip
expect 3 "There is no key" -- --file $w export --to sealed --seal 别的小组
expect 0 "" -- key export --key office.key --passphrase-file pass again.public.txt
cmp -s office.public.txt again.public.txt || { echo "FAIL: key export gives another public key file"; failures=$((failures + 1)); }

# The office remembers a school's key, and notices another.
expect 0 "" -- new --code D01 --name 领导小组办公室 --kind gaozhong office.kuayue
expect 0 "not known before; from now on it is" -- --file office.kuayue verify "$sealed"
expect 0 "seen since 2012-06-15, NOT CONFIRMED" -- --file office.kuayue verify "$sealed"
own=$("$program" --file $w key show | sed -n 's/.*fingerprint *//p')
expect 3 "NOT the key" -- --file office.kuayue key confirm G01 --fingerprint "1234 5678 9012 3456 7890 1234"
expect 1 "Not imported" -- --file office.kuayue key confirm G01
expect 0 "Confirmed." -- --file office.kuayue key confirm G01 --fingerprint "$own"
expect 0 "confirmed before" -- --file office.kuayue key confirm G01 --fingerprint "$own"
expect 0 "known since 2012-06-15, confirmed on 2012-06-15" -- --file office.kuayue verify "$sealed"

# What verify would call a finding is not opened unasked.
mkdir finding
expect 0 "Signed by: 榕溪县第一中学 (G01)" "已拆封.zip" -- --file office.kuayue open "$sealed" --key office.key --passphrase-file pass --to finding
rm -f finding/*
cp $w "$w.~1~"
expect 0 "still in these files" "$w.~1~" -- --file $w key renew --yes
rm -f "$w.~1~"
expect 0 "fingerprint" -- --file $w key renew --yes
grep -q "still in these files" out && { echo "FAIL: files that hold no key are named"; failures=$((failures + 1)); }
expect 0 "_v3.zip" -- --file $w export --to sealed
expect 1 "Key: CHANGED" "The package is whole." -- --file office.kuayue verify sealed/*_v3.zip
expect 1 "Key: CHANGED" "Not opened" -- --file office.kuayue open sealed/*_v3.zip --key office.key --passphrase-file pass --to finding
[ "$(ls -A finding | wc -l)" = 0 ] || { echo "FAIL: what is a finding was opened"; failures=$((failures + 1)); }
expect 0 "已拆封.zip" -- --file office.kuayue open sealed/*_v3.zip --key office.key --passphrase-file pass --to finding --anyway
expect 0 "G01.public.txt" -- --file $w key export
expect 0 "a SCHOOL's key" "takes the place of the key of 榕溪县第一中学, $own" "known by this key" -- --file office.kuayue key import G01.public.txt --yes
expect 0 "NOT CONFIRMED" -- --file office.kuayue verify sealed/*_v3.zip
expect 1 "FORMER" -- --file office.kuayue verify "$sealed"
expect 1 "Nothing was changed" "领导小组" -- --file $w key remove 领导小组
expect 0 "领导小组" -- --file $w key list
expect 0 "" -- --file $w key remove 领导小组 --yes
expect 3 "There is no key" -- --file $w key remove 领导小组 --yes
for text in "$(head -1 pass)" "$(sed -n 's/^Secret: //p' office.key)"; do
	grep -rqF --exclude=office.key --exclude=pass --exclude=wrong --exclude-dir=.git -- "$text" . && { echo "FAIL: a secret is in a file"; failures=$((failures + 1)); }
done

# An older program's files and packages.
data=$sources/tests/data
expect 0 "fingerprint" -- key show "$data/office-0.1.0.public.txt"
expect 0 "a GROUP's key" -- --file office.kuayue key import "$data/office-0.1.0.public.txt" --yes
expect 0 "Format: old" "Opened with the key" "figures.json" -- verify "$data/sealed-0.1.0.zip" --key "$data/office-0.1.0.key" --passphrase-file pass

# One code has one spelling.
expect 0 "G09.kuayue" -- new --code ' g０9' --name 某校 --kind xiaoxue G09.kuayue
expect 0 "(G09)" -- --file G09.kuayue key show
for code in 'С02' 'G 0 9x!' '一中'; do
	expect 3 "does not fit" -- new --code "$code" --name 某校 --kind xiaoxue no.kuayue
done
expect 3 "in capitals" -- --file G09.kuayue set G09 code=g10
# A name that is empty is bad input, not the end of the program.
expect 3 "has to have a name" -- --file $w key export ""
finish "key"
