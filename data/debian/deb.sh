#!/bin/sh
# deb.sh FOLDER: exports the sources of this tree into FOLDER/kuayue-VERSION, with data/debian as debian/, and
# builds source and binary packages there. Times are those of the newest commit.
set -eu
cd "$(dirname "$0")/../.."
folder=$1
version=$(sed -n 's/^#define KY_VERSION "\(.*\)"/\1/p' core/include/kuayue/version.h)
tree=$folder/kuayue-$version
if [ -d .git ] || [ -f .git ]; then
	SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
	list='git ls-files'
else # unpacked from an archive
	SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(stat -c %Y Makefile)}
	list='find . -name build -prune -o ( -type f -o -type l ) -printf %P\n'
fi
export SOURCE_DATE_EPOCH

rm -rf "$folder"
mkdir -p "$tree"
# Plain tar, its parts in one order, owned by nobody: the archive is the same wherever it is made.
archive() {
	tar --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX \
		--format=gnu "$@"
}
# A file that is deleted but not committed yet is in the list still.
set -f
$list | while IFS= read -r file; do [ ! -e "$file" ] || echo "$file"; done | archive -cf - -T - | tar -xf - -C "$tree"
set +f
archive -C "$folder" -cf - "kuayue-$version" | xz -T1 >"$folder/kuayue_$version.orig.tar.xz"
cp -R data/debian "$tree/debian"
rm "$tree/debian/deb.sh"
sed -e "s/@VERSION@/$version/" -e "s/@DATE@/$(LC_ALL=C date -u -R -d "@$SOURCE_DATE_EPOCH")/" \
	"$tree/debian/changelog.in" >"$tree/debian/changelog"
rm "$tree/debian/changelog.in"
cd "$tree"
DEB_BUILD_OPTIONS="nocheck parallel=2" dpkg-buildpackage -us -uc >../build.log 2>&1 || {
	tail -30 ../build.log >&2
	exit 1
}
