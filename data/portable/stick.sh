#!/bin/sh
# stick.sh PORTABLE MAN FOLDER: puts the static files from PORTABLE, the script that chooses between them, the guide
# made from MAN, the licences of all that is inside, and the checksums of everything into FOLDER, made anew.
set -eu
portable=$1 man=$2 folder=$3
here=$(cd "$(dirname "$0")" && pwd)
rm -rf "$folder.new"
mkdir -p "$folder.new"
install -m 755 "$portable"/kuayue-* "$here/start.sh" "$folder.new/"

# page NAME FILE: a manual page as HTML that opens from the stick, without anything from elsewhere.
page() {
	[ ! -e "$2" ] || mandoc -Thtml -K utf-8 -O toc "$2" >"$folder.new/$1.html"
}
page guide "$man/zh_CN/kuayue-guide.7"
page manual "$man/zh_CN/kuayue.1"
page keys "$man/zh_CN/kuayue-key.7"

{
	cat "$here/../../LICENSE"
	for copyright in "$portable"/src/*/debian/copyright "$portable"/src/iniparser/*/usr/share/doc/*/copyright; do
		[ -e "$copyright" ] || continue
		name=${copyright#"$portable"/src/}
		printf '\n==== %s\n\n' "${name%%/*}"
		cat "$copyright"
	done
} >"$folder.new/LICENCES.txt"
(cd "$folder.new" && LC_ALL=C sha512sum -- * >../SHA512SUMS.new && mv ../SHA512SUMS.new SHA512SUMS)
rm -rf "$folder"
mv "$folder.new" "$folder"
