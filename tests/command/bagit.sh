#!/bin/sh
# bagit.sh PACKAGE.zip: a validator of BagIt 1.0 (RFC 8493) that shares nothing with the program. Unpacks with
# unzip, checks with sha512sum; prints what is wrong and exits 1.
set -u
package=$(realpath "$1")
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
wrong() {
	echo "$package: $*"
	exit 1
}
unzip -qq "$package" -d "$place" || wrong "unzip refuses it"
cd "$place" || exit 1
[ "$(find . -mindepth 1 -maxdepth 1 | wc -l)" = 1 ] || wrong "it holds more than one folder" # 4.2: one base folder
cd ./* || wrong "it holds no folder"

# 2.1.1: the declaration has just these two lines, without a byte order mark
printf 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n' | cmp -s - bagit.txt || wrong "bagit.txt"
[ -d data ] || wrong "no data/" # 2.1.2
# 2.1.3: each line is a checksum, blanks, and a path below data/; a '*' in front of a path is for md5sum alone
[ -f manifest-sha512.txt ] || wrong "no manifest-sha512.txt"
grep -vqE '^[0-9a-f]{128}  data/[^*]' manifest-sha512.txt && wrong "a line of the manifest is none"
sha512sum --quiet --strict -c manifest-sha512.txt || wrong "a payload file differs from the manifest"
# 3: complete means that each payload file is listed, and that each listed one is there (sha512sum saw to that)
cut -c131- manifest-sha512.txt | LC_ALL=C sort >../listed
[ -z "$(uniq -d ../listed)" ] || wrong "a file is listed twice"
find data -type f | LC_ALL=C sort | cmp -s - ../listed || wrong "the payload is not just what the manifest lists"
find . ! -type f ! -type d | grep -q . && wrong "something in it is neither a file nor a folder"
# 2.2.1: the tag manifest lists every tag file but itself; a signature of the tag manifest cannot be in it
sha512sum --quiet --strict -c tagmanifest-sha512.txt || wrong "a tag file differs from its manifest"
cut -c131- tagmanifest-sha512.txt | LC_ALL=C sort >../tags
find . -path ./data -prune -o -type f ! -name 'tagmanifest-*' ! -name signature.txt -print | sed 's,^\./,,' | LC_ALL=C sort | cmp -s - ../tags ||
	wrong "the tag files are not just what the tag manifest lists"
# 2.2.2: "Label: value" lines; Payload-Oxum is octets, a dot, files
grep -vqE '^([A-Za-z-]+: .+|[ \t].*)$' bag-info.txt && wrong "a line of bag-info.txt is none"
oxum="$(find data -type f -exec cat {} + | wc -c).$(find data -type f | wc -l)"
grep -qx "Payload-Oxum: $oxum" bag-info.txt || wrong "Payload-Oxum is not $oxum"
grep -qE '^Bagging-Date: [0-9]{4}-[0-9]{2}-[0-9]{2}$' bag-info.txt || wrong "Bagging-Date is no date"
iconv -f UTF-8 -t UTF-8 ./*.txt >/dev/null || wrong "a tag file is not UTF-8"
exit 0
