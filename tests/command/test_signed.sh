#!/bin/sh
# A campaign template that the group signs, and what one that nobody signed may do.
. "$(dirname "$0")/expect.sh"

echo '榕树 2931 gate 8807' >pass
expect 0 "" -- key new --name 领导小组 office.key --passphrase-file pass
expect 0 "" -- key new --name 别的小组 other.key --passphrase-file pass
digits=$("$program" key show office.public.txt | sed -n 's/.*fingerprint *//p')
"$program" campaign --print >first.ini 2>/dev/null
version() {
	sed "s/^version *= *1\$/version=$1/" first.ini >"$1.ini"
	[ "$(grep -c "^version=$1\$" "$1.ini")" = 1 ] || { echo "FAIL: no version $1"; failures=$((failures + 1)); }
}
expect 0 "first.ini.sig" "$digits" -- key sign first.ini --key office.key --passphrase-file pass
expect 3 "not written over" -- key sign first.ini --key office.key --passphrase-file pass
expect 3 "" -- key sign pass --key office.key --passphrase-file pass
expect 2 "key sign" -- key sign first.ini

expect 0 "Template signed by: 领导小组, fingerprint $digits" -- new --code G01 --name 甲校 --kind xiaoxue --campaign first.ini signed.kuayue
echo "; a word more" | cat first.ini - >changed.ini
cp first.ini.sig changed.ini.sig
expect 0 "NOT SIGNED; the signature beside it" -- new --code G02 --name 乙校 --kind xiaoxue --campaign changed.ini changed.kuayue
cp first.ini plain.ini
expect 0 "Template: not signed" -- new --code G03 --name 丙校 --kind xiaoxue --campaign plain.ini plain.kuayue

# By the same key: no question.
version 2
expect 0 "" -- key sign 2.ini --key office.key --passphrase-file pass
expect 0 "Signed by: 领导小组, fingerprint $digits" "as one change" -- --file signed.kuayue import 2.ini
# By nobody, or by another: shown, and nothing is written.
version 3
cp signed.kuayue before
expect 1 "NOT SIGNED, though the one before was" "Version 2 becomes version 3." "--unsigned" -- --file signed.kuayue import 3.ini
expect 0 "version 2" -- --file signed.kuayue campaign
expect 0 "Nothing was written" -- --file signed.kuayue import --dry-run 3.ini
expect 0 "" -- key sign 3.ini --key other.key --passphrase-file pass
expect 1 "ANOTHER KEY" "别的小组" -- --file signed.kuayue import 3.ini
expect 1 "ANOTHER KEY" -- --file signed.kuayue import 3.ini "$sources/tests/data/reading-2015.ini"
sed 's/别的小组/领导小组/' 3.ini.sig >forged && mv -f forged 3.ini.sig
expect 1 "of another content, or none" -- --file signed.kuayue import 3.ini
expect 0 "version 2" -- --file signed.kuayue campaign
expect 0 "as one change" -- --file signed.kuayue import --unsigned 3.ini
expect 0 "version 3" -- --file signed.kuayue campaign

# Where the one before was not signed, a group's key that somebody has compared is enough, and no other.
version 4
expect 0 "" -- key sign 4.ini --key office.key --passphrase-file pass
expect 1 "nobody here has confirmed" -- --file plain.kuayue import 4.ini
expect 0 "" -- --file plain.kuayue key import office.public.txt --yes
expect 1 "nobody here has confirmed" -- --file plain.kuayue import 4.ini
expect 0 "Confirmed." -- --file plain.kuayue key confirm 领导小组 --fingerprint "$digits"
expect 0 "as one change" -- --file plain.kuayue import 4.ini
# A broken one stays one, whoever signed.
printf '[campaign]\nid=x\n' >broken.ini
expect 3 "" -- --file plain.kuayue import broken.ini
expect 3 "" -- --file plain.kuayue import --unsigned broken.ini
mkfifo 5.ini.sig
version 5
expect 1 "of another content, or none" -- --file plain.kuayue import 5.ini
finish "signed templates"
