#!/bin/sh
# The static file ($KUAYUE) where there is nothing but it and /proc: no libc, no locale, no terminfo, no /tmp, no
# /dev. $TYPE is tests/portable/type.c, $DYNAMIC the program as it is built for this machine.
type=$(realpath "${TYPE:?}") dynamic=$(realpath "${DYNAMIC:?}") here=$(realpath "$(dirname "$0")")
. "$here/../command/expect.sh"
. "$here/inside.sh"

can_go_inside "$program" || {
	echo "empty root: left out, this machine lets nobody make one (bubblewrap)"
	exit 0
}

fail() {
	echo "FAIL: empty root: $*"
	failures=$((failures + 1))
}

# said WORDS COMMAND...: the program in the empty root ends well and says the words.
said() {
	words=$1
	shift
	inside "$work/root" /kuayue "$@" >out 2>err || fail "kuayue $*: exit $?: $(head -3 err)"
	grep -qF -- "$words" out || fail "kuayue $*: does not say $words: $(head -3 out)"
}

mkdir -p root/proc
cp "$program" root/kuayue

said "kuayue 0" --version
said "名册" --lang zh import --help
said "a roster" --lang en import --help
[ "$(ls -A root)" = "kuayue
proc" ] || fail "words alone leave files: $(ls -A root)"

said "" --lang zh --today 2012-10-31 demo county
w=$(cd root && ls county/C02_*.kuayue)
said "整改落实" --lang zh --today 2012-10-31 --file "$w" status
said "Phase 3" --lang en --today 2012-10-31 --file "$w" status
mkdir root/stick
said "stick/" --lang zh --today 2012-10-31 --file "$w" export --to stick
package=$(cd root && ls stick/*.zip)
said "文件包是完整的。" --lang zh verify "$package"
said "The package is whole." --lang en verify "$package"
"$dynamic" verify "root/$package" >out || fail "the dynamic program does not take its package: $(cat out)"
[ "$(ls -A root | tr '\n' ' ')" = "county kuayue proc stick " ] || fail "it leaves behind: $(ls -A root)"

# A workbook on a medium that cannot be written is still read.
inside_read_only "$work/root" /kuayue --lang zh --today 2012-10-31 --file "$w" status >out 2>err
grep -q "整改落实" out || fail "a read-only root: $(head -3 err)"

# The screen, on each terminal whose description is compiled in.
grep -v '^#' "$sources/data/portable/terminals.txt" >terminals
while IFS= read -r terminal; do
	[ "$terminal" = dumb ] && continue # has no way to move the cursor
	rm -f root/s.kuayue*
	said "" --today 2012-06-15 new --code G01 --name 榕溪县第一中学 --kind gaozhong s.kuayue
	unset TYPE_WRAPS
	# What this machine has no description of goes on behind the last column as xterm does.
	infocmp -1 "$terminal" >described 2>/dev/null && ! grep -q xenl described && export TYPE_WRAPS=1
	TYPE_TERM=$terminal "$type" bwrap --bind root / --proc /proc --chdir / --die-with-parent --unsetenv TMPDIR \
		/kuayue --lang zh --today 2012-06-15 s.kuayue >err 2>&1 || fail "the screen as $terminal: $(cat err)"
	said "学习教育发展工程文件" --file s.kuayue list session --json
done <terminals
finish "empty root"
