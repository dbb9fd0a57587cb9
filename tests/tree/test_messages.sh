#!/bin/sh
# The catalogue has the Chinese of every sentence that the program can say, and nothing else.
set -u
cd "$(dirname "$0")/../.." || exit 1
build=${B:-build}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

complain() {
	echo "FAIL: $1"
	failures=$((failures + 1))
}

"$build/kuayue" --lang en keys --help >"$work/keys" || exit 1

# What is wrong with a catalogue, given also as it is once renewed.
faults() {
	LC_ALL=C awk -f tests/tree/messages.awk "$work/keys" "$2"
	msgfmt --check-format --check-domain -o /dev/null "$1" 2>&1
	cmp -s "$1" "$2" || echo "not as \`make po\` writes it: run it"
}

faults data/po/zh_CN.po "$build/gen/zh_CN.po" >"$work/own"
[ -s "$work/own" ] && cat "$work/own" && complain "data/po/zh_CN.po: renew it with \`make po\`, then write what is missing"

# Each fault is found: in a catalogue of one sentence that has it.
finds() {
	faults "$work/po" "$work/po" >"$work/found"
	grep -q "$1" "$work/found" || complain "not found in a catalogue: $1"
}
entry() {
	sed '/^$/,$d' data/po/zh_CN.po >"$work/po"
	printf '\n%s\nmsgid "%s"\nmsgstr "%s"\n' "$1" "$2" "$3" >>"$work/po"
}
entry '#' 'a new text' ''
finds 'no Chinese: a new text'
entry '#' 'a new text' 'new'
finds 'no Chinese in "new"'
entry '#, fuzzy' 'a new text' '新的一句'
finds 'fuzzy: a new text'
entry '#~ msgid "dead"' 'a new text' '新的一句'
finds 'dead:'
entry '#, c-format' 'a new %s' '新的第 %d 句'
finds 'format specifications'
entry '#' 'a text until {due}' '到期的一句'
finds 'other slots'
entry '#' 'Press t for the check.' '按 {CHECK} 查走过场。'
finds 'other slots'
entry '#' 'Press {CHECK} or Enter.' '按 {CHECK} 或 Enter。'
finds 'the key Enter'
entry '#' 'Press {CHECK}, u takes it back.' '按 {CHECK}，按 {UNDO} 撤销。'
finds 'other slots'
entry '#' 'Press t.' '按 t 查走过场。'
finds 'the key t'
entry '#' 'Press {CHEQUE}.' '按 {CHEQUE}。'
finds 'no key is called {CHEQUE}'

entry '#' '%s: wrong, take another.' '%s:不对，另选一个。'
finds 'half-width'
entry '#' '%s: wrong, take another.' '%s：不对, 另选一个。'
finds 'half-width'
entry '#' 'not a \"%s\" (yet)' '还不是“%s”(暂时)'
finds 'half-width'
entry '#' 'not a \"%s\"' '不是 \"%s\"。'
finds 'half-width'
entry '#' 'All is well.' '都好.'
finds 'half-width'
entry '#' 'It is %s:%s' '在 %s:%s 这里'
finds 'half-width'
entry '#' 'Study record, column 3.' '学习记录第3列。'
finds 'a column of paper'

# A sentence of the sources, and one of data/ by way of the generated file, comes into the catalogue by itself.
printf '%s\n' 'void f(void) { g(_("a sentence nobody knows")); }' 'static const char *h = N_("nor this one");' >"$work/new.c"
make -s --no-print-directory B="$work/build" PO_SRC="$work/new.c" "$work/build/gen/zh_CN.po"
cp data/po/zh_CN.po "$work/po"
faults "$work/po" "$work/build/gen/zh_CN.po" >"$work/found"
for words in 'no Chinese: a sentence nobody knows' 'no Chinese: nor this one' 'make po'; do
	grep -q "$words" "$work/found" || complain "a sentence without Chinese passes: $words"
done
grep -q 'It was due on {due}' data/po/zh_CN.po || complain "the sentences of data/guide.sql are not in the catalogue"

[ "$failures" = 0 ] && echo "messages: $(grep -c '^msgid "..*"' data/po/zh_CN.po) sentences, each in Chinese"
exit "$failures"
