#!/bin/sh
# The static file for arm64 ($KUAYUE), its processor emulated: the county, a status, an entry, a package that the
# dynamic program ($DYNAMIC) takes, and the screen ($TYPE;
# $SCREENS is a test of the screen that has jobs).
type=$(realpath "${TYPE:?}") screens=$(realpath "${SCREENS:?}") dynamic=$(realpath "${DYNAMIC:?}")
. "$(dirname "$0")/../command/expect.sh"
command -v qemu-aarch64-static >/dev/null || {
	echo "arm64: left out, there is no qemu-aarch64-static"
	exit 0
}
static=$program
printf '#!/bin/sh\nexec qemu-aarch64-static %s "$@"\n' "$static" >arm64
chmod +x arm64
program=$work/arm64

expect 0 "kuayue" -- --version
expect 0 "J02_下坝教学点.kuayue" -- --lang zh --today 2012-10-31 demo county
w=$(ls county/C02_*.kuayue)
expect 0 "第 3 阶段" -- --lang zh --today 2012-10-31 --file "$w" status
expect 0 "Phase 3" -- --today 2012-10-31 --file "$w" status
program=$dynamic
expect 0 "" -- --today 2012-10-31 --file "$w" status --json
mv out dynamic.json
program=$work/arm64
expect 0 "" -- --today 2012-10-31 --file "$w" status --json
cmp out dynamic.json || { echo "FAIL: arm64: other figures" && failures=$((failures + 1)); }
expect 0 "" -- --today 2012-10-31 --file "$w" add problem text=班子会议太多 source=self
expect 0 "班子会议太多" -- --today 2012-10-31 --file "$w" list problem --json
mkdir stick
expect 0 "stick/" -- --lang zh --today 2012-10-31 --file "$w" export --to stick
mv stick/*.zip open.zip
expect 0 "文件包是完整的。" -- --lang zh verify open.zip
program=$dynamic
expect 0 "The package is whole." -- verify open.zip
# Argon2, Curve25519 and SHA-512 of another processor: what is sealed there is opened here, and the other way round.
echo 'campus gate 大榕树' >pass
expect 0 "" -- key new --name 领导小组 office.key --passphrase-file pass
expect 0 "" -- --today 2012-10-31 --file "$w" key import office.public.txt --yes
program=$work/arm64
expect 0 "Sealed for" -- --today 2012-10-31 --file "$w" export --to stick
expect 0 "Opened with the key" -- verify stick/*.zip --key office.key --passphrase-file pass
program=$dynamic
expect 0 "Opened with the key" -- verify stick/*.zip --key office.key --passphrase-file pass

program=$work/arm64
expect 0 "" -- --today 2012-06-15 new --code G01 --name 榕溪县第一中学 --kind gaozhong s.kuayue
"$type" "$program" --lang zh --today 2012-06-15 s.kuayue || { echo "FAIL: arm64: the screen" && failures=$((failures + 1)); }
program=$dynamic
expect 0 "学习教育发展工程文件" -- --file s.kuayue list session --json

# A job of the screen starts the program anew, which works only where the kernel knows the emulator.
if "$static" --version >/dev/null 2>&1; then
	KUAYUE=$static "$screens" >out 2>&1 || { cat out && failures=$((failures + 1)); }
else
	echo "arm64: jobs of the screen left out, the kernel does not know the emulator (binfmt_misc)"
fi
finish "arm64"
