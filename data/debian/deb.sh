#!/bin/sh
# deb.sh FOLDER: exports the sources of this tree into FOLDER/kuayue-VERSION, with data/debian as debian/, and
# builds source and binary packages there. Times are those of data/dist.sh.
set -eu
cd "$(dirname "$0")/../.."
folder=$1
version=$(sed -n 's/^#define KY_VERSION "\(.*\)".*/\1/p' core/include/kuayue/version.h)
tree=$folder/kuayue-$version
rm -rf "$folder"
sh data/dist.sh "$folder"
mv "$tree.tar.xz" "$folder/kuayue_$version.orig.tar.xz"
SOURCE_DATE_EPOCH=$(stat -c %Y "$tree/Makefile")
export SOURCE_DATE_EPOCH
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
