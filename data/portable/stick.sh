#!/bin/sh
# stick.sh PORTABLE BUILD FOLDER: puts the static files from PORTABLE, the script that chooses between them, the guide
# and the manual pages from BUILD, the licences of all that is inside, and the checksums of everything into FOLDER,
# made anew.
set -eu
portable=$1 build=$2 folder=$3
here=$(cd "$(dirname "$0")" && pwd)
rm -rf "$folder.new"
mkdir -p "$folder.new"
install -m 755 "$portable"/kuayue-* "$here/start.sh" "$folder.new/"

install -m 644 "$build/guide.html" "$build/guide.en.html" "$folder.new/"
# page NAME PAGE: a manual page as HTML that opens from the stick, without anything from elsewhere.
page() {
	mandoc -Thtml -K utf-8 -O toc "$build/man/$2" >"$folder.new/$1.html"
}
page manual zh_CN/kuayue.1
page keys zh_CN/kuayue-key.7

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
