#!/bin/sh
# Exports to real file systems in files, as sticks have them: empty, with a name taken, read-only, nearly full,
# full. Says which it has to leave out, because nobody is root or the kernel does not know them. $KUAYUE is the
# program.
set -u
program=$(realpath "${KUAYUE:-build/kuayue}")
bagit=$(realpath "$(dirname "$0")/../command/bagit.sh")
work=$(mktemp -d)
trap 'umount "$work/stick" 2>/dev/null; rm -rf "$work"' EXIT
cd "$work" || exit 1
export LC_ALL=C.UTF-8 HOME="$work" KUAYUE_TODAY=2012-06-15
unset LANGUAGE LANG
failures=0
mkdir stick

fail() {
	echo "FAIL: $fs: $1: $(tail -1 err)"
	failures=$((failures + 1))
}

# export_to_stick STATUS WORDS
export_to_stick() {
	"$program" --file w.kuayue export --to stick >out 2>err
	[ $? = "$1" ] || fail "exit status is not $1"
	grep -qF "$2" out err || fail "it does not say: $2"
}

hidden() {
	find stick -maxdepth 1 -name '.kuayue-*' | wc -l
}

try() {
	before=$failures
	rm -f w.kuayue
	"$program" new --code G01 --name 榕溪县第一中学 --kind gaozhong w.kuayue >/dev/null || exit 1
	export_to_stick 0 _情况报告_20120615_v
	: >stick/g01_X_情况报告_20090101_V90.ZIP
	touch -t 198001010000 stick/g01_X_情况报告_20090101_V90.ZIP
	head -c 4000 stick/G01_*_v1.zip >stick/.kuayue-aB3xY9 # what a killed export leaves
	echo mine >stick/.kuayue-mine12                        # a file of the user, whatever its name
	export_to_stick 0 _情况报告_20120615_v91.zip
	[ ! -e stick/.kuayue-aB3xY9 ] || fail "a leftover was left over"
	[ "$(cat stick/.kuayue-mine12)" = mine ] || fail "a file of the user was taken for a leftover"
	rm stick/.kuayue-mine12
	for package in stick/G01_*.zip; do
		"$program" verify "$package" >out 2>err || fail "$package is not whole"
		sh "$bagit" "$package" >err || fail "$package is no valid bag"
	done
	count=$(find stick -name '*.zip' | wc -l)
	mount -o remount,ro stick && {
		export_to_stick 4 "could not be written"
		mount -o remount,rw stick
	}
	dd if=/dev/zero of=stick/fill bs=4096 >out 2>err # until nothing fits any more
	export_to_stick 4 "could not be written"
	truncate -s -20480 stick/fill
	export_to_stick 4 "KiB left"
	[ "$(find stick -name '*.zip' | wc -l)" = "$count" ] && [ "$(hidden)" = 0 ] || fail "a full stick is not as it was"
	umount stick || fail "something is still open there"
	[ "$failures" = "$before" ] && echo "sticks: $fs, all expectations met"
}

mount_image() {
	case $fs in
	exfat) mount -t exfat -o loop image stick 2>/dev/null ;;
	*) mount -o loop image stick 2>/dev/null ;;
	esac
}

for fs in vfat exfat ext4; do
	rm -f image
	truncate -s 40M image
	case $fs in
	vfat) mkfs.vfat -F 32 image >out 2>err ;;
	*) mkfs.$fs image >out 2>err ;;
	esac
	if [ $? = 0 ] && [ "$(id -u)" = 0 ] && mount_image; then
		try
	else
		echo "sticks: $fs left out: it cannot be mounted here"
	fi
done
exit "$failures"
