#!/bin/sh
# The folder for a stick ($STICK): whole, starting what fits and saying why where nothing does.
stick=$(realpath "${STICK:?}")
. "$(dirname "$0")/../command/expect.sh"

fail() {
	echo "FAIL: stick: $*"
	head -3 out err
	failures=$((failures + 1))
}

(cd "$stick" && sha512sum -c SHA512SUMS >/dev/null) || fail "a checksum is wrong"
[ "$(cd "$stick" && ls | grep -cvxF SHA512SUMS)" = "$(wc -l <"$stick/SHA512SUMS")" ] || fail "a file has no checksum"
for page in "$stick"/*.html; do
	xmllint --html --noout "$page" 2>&1 | grep -v 'Tag [a-z]* invalid' | grep -q error && fail "$page is no HTML"
	grep -q '<meta charset="utf-8"' "$page" || fail "$page does not say that it is UTF-8"
	grep -qE '(src|href)="(https?:)?//' "$page" && fail "$page fetches from elsewhere"
done
grep -q 'libcsv' "$stick/LICENCES.txt" || fail "licences"

# Its uname says what the test wants.
mkdir bin
printf '#!/bin/sh\n[ "$1" = -m ] && echo "$MACHINE" || exec /bin/uname "$@"\n' >bin/uname
chmod +x bin/uname
start() {
	MACHINE=$1
	export MACHINE
	shift
	PATH=$work/bin:$PATH sh "$@" >out 2>err </dev/null
}
start x86_64 "$stick/start.sh" --version || fail "it does not start"
grep -q '^kuayue ' out || fail "it starts something else"
start loongarch64 "$stick/start.sh" && fail "a processor that nothing fits is accepted"
grep -q '它的处理器是 loongarch64' err || fail "it does not say why"

# As FAT shows it: nothing may be executed. The copy is gone afterwards.
cp -r "$stick" fat
chmod -R a-x+X fat
chmod a-x fat/*
mkdir tmp
TMPDIR=$work/tmp start x86_64 fat/start.sh --version || fail "it does not start from FAT"
grep -q '^kuayue ' out || fail "from FAT it starts something else"
[ "$(ls -A tmp)" = "" ] || fail "it leaves a copy behind"
TMPDIR=/nonexistent start x86_64 fat/start.sh --version && fail "it starts without a folder for the copy"
grep -q '/nonexistent 不能写入' err || fail "it does not say what cannot be written"

# Copied in part, or damaged.
printf x | dd of=fat/kuayue-x86_64 bs=1 seek=100000 conv=notrunc 2>/dev/null
start x86_64 fat/start.sh --version && fail "a damaged file is run"
grep -q '文件已损坏' err || fail "it does not say that the file is damaged"
rm fat/kuayue-x86_64
start x86_64 fat/start.sh --version && fail "a missing file is run"
grep -q '没有复制完整' err || fail "it does not say that the file is missing"

# Clicked on: a terminal is put around it, whatever the path.
mkdir 'a b'
cp -r "$stick" 'a b/跨越'
printf '#!/bin/sh\nshift\necho "in a terminal"\nexec sh -c "$1 --version"\n' >bin/deepin-terminal
chmod +x bin/deepin-terminal
DISPLAY=:9 start x86_64 "$work/a b/跨越/start.sh" || fail "it does not start in a terminal"
grep -q 'in a terminal' out && grep -q '^kuayue ' out || fail "no terminal around it"
finish "stick"
