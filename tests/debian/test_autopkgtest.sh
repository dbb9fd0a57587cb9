#!/bin/sh
# The packages' own tests (data/debian/tests) where the packages are really installed: in a Debian of their own, made
# with mmdebstrap once and kept packed as $DEBIAN. Needs root and mounts, and goes without where they are refused.
set -eu
deb=$(realpath "${DEB:?}") debian=${DEBIAN:?}
if [ "$(id -u)" != 0 ] || ! unshare --mount true 2>/dev/null; then
	echo "autopkgtest: left out, only root can make a Debian to install into"
	exit 0
fi
if [ ! -e "$debian" ]; then
	mirror=$(apt-get indextargets --format '$(REPO_URI)' | grep '/debian/\?$' | sort -u | head -1)
	mmdebstrap --quiet --variant=apt "$(. /etc/os-release && echo "$VERSION_CODENAME")" "$debian.new" \
		"${mirror:-http://deb.debian.org/debian}" --format=tar
	mv "$debian.new" "$debian"
fi
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
mkdir "$place/root"
tar -xf "$debian" -C "$place/root"
# What is mounted in here is gone with the process. A package without -dbgsym is enough to be tested.
set -- $(ls "$deb"/*.deb | grep -v dbgsym)
unshare --mount --propagation private sh -c '
	place=$1 log=$2
	shift 2
	mount -t proc proc "$place/root/proc" && mount -t devpts devpts "$place/root/dev/pts" &&
		mount -t tmpfs tmpfs "$place/root/dev/shm" || exit 1
	autopkgtest --apt-upgrade --summary-file "$place/summary" --log-file "$log" --no-built-binaries "$@" \
		-- chroot "$place/root" >/dev/null 2>&1' sh "$place" "$deb/autopkgtest.log" "$@" "$deb"/kuayue_*.dsc || {
	tail -40 "$deb/autopkgtest.log"
	echo "FAIL: autopkgtest: $deb/autopkgtest.log says more"
	exit 1
}
[ "$(grep -c ' PASS' "$place/summary")" = 2 ] || { cat "$place/summary" && exit 1; }
echo "autopkgtest: $(tr -s ' \n' ' ' <"$place/summary")"
