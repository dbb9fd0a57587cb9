#!/bin/sh
# Commands print through show, print_visible and print_json alone, so that no text from outside reaches a terminal
# in another way. What is left is the program's own: the mark at the head of CSV, and lists for the manual. Escaping
# has one home.
set -u
cd "$(dirname "$0")/../.." || exit 1
failures=0
found=$(grep -nE '(^|[^a-z_])(v?f?printf|f?puts|f?putc|putchar|fwrite|json_dumpf?|perror) *\(' tui/command/*.c tui/main.c tui/demo/*.c |
	grep -vE 'tui/command/list.c:[0-9]+:.*xEF.xBB.xBF|tui/command/help.c:[0-9]+:.*action_name|tui/command/chain.c:[0-9]+:.*visible already|tui/demo/.*(file|out|ini)[,)]')
[ -z "$found" ] || {
	echo "FAIL: printed past show() and print_visible():"
	echo "$found"
	failures=1
}
# What is not written as it is, is decided in base/escape.c, and characters are told apart in base/utf8.c: nobody else
# looks at a byte for that. exchange/decode.c reads files whose encoding is not known yet.
found=$(grep -rnE '0x7[fF][^0-9a-fA-F]|& 0xC0|&(amp|lt|quot);|"=\+' core tui --include='*.c' --include='*.h' |
	grep -vE '^core/(base/(escape|utf8|text)\.[ch]|exchange/decode\.c):')
[ -z "$found" ] || {
	echo "FAIL: escaped or told apart by hand; base/escape.h and base/utf8.h do that:"
	echo "$found"
	failures=1
}
grep -qE '& 0xC0' core/base/utf8.h && grep -q '&amp;' core/base/escape.c || {
	echo "FAIL: this test looks for what is not written any more"
	failures=1
}
[ "$failures" = 0 ] && echo "output: $(grep -ohE '(show|print_visible)\(' tui/command/*.c tui/main.c | wc -l) prints, all of them visible"
exit "$failures"
