#!/bin/sh
# dist.sh FOLDER: the sources of this tree in FOLDER/kuayue-VERSION, and packed in FOLDER/kuayue-VERSION.tar.xz. The
# same bytes wherever it is made: times are those of the newest commit, or of what this was unpacked from.
set -eu
cd "$(dirname "$0")/.."
folder=$1
name=kuayue-$(sed -n 's/^#define KY_VERSION "\(.*\)".*/\1/p' core/include/kuayue/version.h)
if [ -d .git ] || [ -f .git ]; then
	SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
	list='git -c core.quotePath=false ls-files'
else # unpacked from an archive
	SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(stat -c %Y Makefile)}
	list='find . -name build -prune -o ( -type f -o -type l ) ! -path ./tags ! -name compile_commands.json -printf %P\n'
fi

rm -rf "${folder:?}/$name" "$folder/$name.tar.xz"
mkdir -p "$folder/$name"
# Plain tar, its parts in one order, owned by nobody.
archive() {
	LC_ALL=C tar --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner \
		--mode=u=rwX,go=rX --format=gnu "$@"
}
# A file that is deleted but not committed yet is in the list still.
set -f
$list | while IFS= read -r file; do [ ! -e "$file" ] || echo "$file"; done | archive -cf - -T - |
	tar -xf - -C "$folder/$name"
set +f
archive -C "$folder" -cf - "$name" | xz -T1 >"$folder/$name.tar.xz"
