#!/bin/sh
# Words of the command line never appear on a screen: no sentence of tui/screen, tui/app and tui/widget has one, and none
# of core but those below, each with the reason why no screen shows it.
set -u
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

complain() {
	echo "FAIL: $1"
	failures=$((failures + 1))
}

cat >"$work/said" <<'END'
core/exchange/set.c the dialog asks before an export is started that would say it
core/exchange/rows.c rows come from a script's file alone
core/exchange/document.c stands in a package, for whoever gets it
core/package/seal.c the same
core/record/restore.c what was deleted is brought back by its number on the command line alone
core/record/kinds/zero.c a screen confirms a ledger on its own page
core/report/xlsx/book.c the dialog has days from and until
core/workbook/open.c the program has no workbook to show then
core/workbook/db.c a damaged file is recovered with the program closed
core/workbook/rollback.c the same
core/workbook/workbook.c the same
END

# Literals with an option of two dashes, or with a call of the program.
find core tui/screen tui/app tui/widget -name '*.[ch]' | sort >"$work/files"
xgettext -L C --from-code=UTF-8 --keyword=_ --keyword=N_ --no-wrap --add-location=file -f "$work/files" -o "$work/all.po" 2>/dev/null ||
	complain "xgettext reads no sentences"
[ "$(grep -c '^msgid' "$work/all.po")" -gt 700 ] || complain "there are hardly any sentences"
awk '/^#: / { $1 = ""; place = place $0 } /^msgid / { reading = 1 } /^msgstr / { reading = 0; place = "" }
	reading && /(^|[^-a-z])--[a-z]|kuayue (add|set|list|status|next|check|chain|import|export|verify|open|key|new|recover|handover|campaign|since|calendar)/ {
		print place }' "$work/all.po" | tr -s ' ' '\n' | grep . | sort -u >"$work/found"
while read -r place; do
	cut -d ' ' -f 1 "$work/said" | grep -qxF "$place" || complain "$place says words of the command line"
done <"$work/found"
while read -r place reason; do
	[ -n "$reason" ] || complain "$place has no reason"
	[ -e "$place" ] || complain "$place is not there: take it out of this list"
done <"$work/said"

[ "$failures" = 0 ] && echo "surfaces: $(wc -l <"$work/files") sources, no word of the command line on a screen"
exit "$failures"
