#!/bin/sh
# The Debian packages in $DEB, as data/debian/deb.sh made them: lintian finds nothing, another build gives the same
# bytes, and what is installed works.
set -u
deb=$(realpath "${DEB:?}")
failures=0

complain() {
	echo "FAIL: deb: $*"
	failures=$((failures + 1))
}

root=
[ "$(id -u)" = 0 ] && root=--allow-root
lintian $root --pedantic --display-info --fail-on error,warning,info,pedantic "$deb"/kuayue_*.changes ||
	complain "lintian"
for package in "$deb"/*.deb; do
	dpkg-deb -c "$package" | grep -E '/(build|work|home|tmp)/' && complain "$package has a path of the build"
done

# Again, from the source package: another folder, umask, language, zone, and more than a year later.
again=$deb/again/a-folder-with-quite-another-name
rm -rf "$deb/again"
mkdir -p "$again"
(
	umask 0002
	cd "$again" && dpkg-source -x "$deb"/kuayue_*.dsc kuayue >/dev/null 2>&1 && cd kuayue &&
		LC_ALL=C LANGUAGE=zh_CN TZ=Pacific/Kiritimati DEB_BUILD_OPTIONS="nocheck parallel=1" \
			faketime -f +400d dpkg-buildpackage -us -uc -b >../build.log 2>&1
) || { tail -20 "$again/build.log" && complain "the second build"; }
for package in "$deb"/*.deb; do
	cmp "$package" "$again/${package##*/}" || complain "${package##*/} is another one when it is built again"
done

# Unpacked as it would be installed, without touching this machine.
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
for package in "$deb"/kuayue_*.deb "$deb"/libkuayue*.deb "$deb"/kuayue-doc_*.deb; do
	case $package in *dbgsym*) continue ;; esac
	dpkg -x "$package" "$place" || complain "$package cannot be unpacked"
done
library=$(dirname "$(find "$place/usr/lib" -name 'libkuayue.so.0')")
for file in "$place/usr/bin/kuayue" "$library/libkuayue.so.0"; do
	elf=$(readelf -hldW "$file")
	echo "$elf" | grep -q 'BIND_NOW\|Flags:.*NOW' || complain "$file binds late"
	echo "$elf" | grep -q 'DYN (' || complain "$file lies at the same place in each process"
	echo "$elf" | grep -q 'libncursesw\|libsqlite3' || complain "$file does not link with Debian's libraries"
done
mkdir "$place/test"
(
	AUTOPKGTEST_TMP=$place/test
	PATH=$place/usr/bin:$PATH
	PKG_CONFIG_SYSROOT_DIR=$place PKG_CONFIG_LIBDIR=$library/pkgconfig:$(pkg-config --variable pc_path pkg-config)
	LD_LIBRARY_PATH=$library MANPATH=$place/usr/share/man
	export AUTOPKGTEST_TMP PATH PKG_CONFIG_SYSROOT_DIR PKG_CONFIG_LIBDIR LD_LIBRARY_PATH MANPATH
	for test in demo library; do
		sh "$deb"/kuayue-*/debian/tests/$test >"$place/$test.log" 2>&1 || {
			tail -5 "$place/$test.log"
			exit 1
		}
	done
) || complain "the installed program"
[ "$failures" = 0 ] && echo "deb: $(ls "$deb"/*.deb | wc -l) packages, the same bytes twice"
exit "$failures"
