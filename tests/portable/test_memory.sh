#!/bin/sh
# How little memory is enough for the largest workbook of the demo: the smallest limit on the whole address space
# (ulimit -v) at which it is opened, listed, shown on the screen and exported. Prints it for the static file ($KUAYUE)
# and the dynamic one ($DYNAMIC), whose libraries count too; above 64 MiB either fails. A PC with 256 MiB has room
# then for its system and its desktop.
type=$(realpath "${TYPE:?}") dynamic=$(realpath "${DYNAMIC:?}")
. "$(dirname "$0")/../command/expect.sh"
export KUAYUE_TODAY=2012-10-31

fail() {
	echo "FAIL: memory: $*"
	failures=$((failures + 1))
}

"$program" demo county >/dev/null 2>&1 || fail "no demo"
workbook=$(ls -S county/*.kuayue | head -1)
kinds='person task session problem rating opinion'

# The limit is on the program alone: what starts it needs what it needs.
cat >limited <<'END'
#!/bin/sh
ulimit -v "$LIMIT" && exec "$LIMITED" "$@"
END
chmod +x limited
export LIMIT LIMITED

status_works() { ./limited --file "$workbook" status; }
list_works() { for kind in $kinds; do ./limited --file "$workbook" list "$kind" || return 1; done; }
export_works() { rm -rf stick && mkdir stick && ./limited --file "$workbook" export --to stick; }
screen_works() {
	cp "$workbook" screen.kuayue
	"$type" ./limited --lang zh --today 2012-10-31 screen.kuayue
}

# floor WHAT: in KiB, to a quarter of a MiB.
floor() {
	low=1024 high=$((64 * 1024))
	LIMIT=$high
	"${1}_works" >out 2>err || {
		fail "the $name program: $1 does not work in 64 MiB: $(tail -1 err)"
		return
	}
	while [ $((high - low)) -gt 256 ]; do
		LIMIT=$(((low + high) / 2))
		if "${1}_works" >out 2>err; then high=$LIMIT; else low=$LIMIT; fi
	done
	printf ', %s %d.%d' "$1" $((high / 1024)) $((high % 1024 * 10 / 1024))
}

for name in static dynamic; do
	LIMITED=$program
	[ $name = static ] || LIMITED=$dynamic
	printf 'memory: the %s program, in MiB' $name
	for what in status list export screen; do
		floor $what
	done
	echo
done
finish "memory"
