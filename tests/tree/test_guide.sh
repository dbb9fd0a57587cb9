#!/bin/sh
# The guide in both languages: each sentence that it explains is one that the program says, each word that it takes off the
# screen stands there, both have the same chapters, and every picture in it is drawn.
set -u
cd "$(dirname "$0")/../.." || exit 1
build=${B:-build}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0
sentences=0

complain() {
	echo "FAIL: $1"
	failures=$((failures + 1))
}

# What differs from case to case becomes one sign, and blanks do not count.
plain() {
	sed -E 's/%([0-9]\$)?[-.0-9]*(ll|l|z)?[sdu]|\$\{?[a-z]+\}?|\{[^}]*\}|\.\.\.|\\&//g; s/…//g; s/[[:space:]]|\\n|\\//g'
}

# What the program can say, a sentence a line: of the catalogue's two languages the one asked for, and the script of the stick.
said() {
	awk -v want="$1" '
		function flush() { if (text != "" && kind == want) print text; text = "" }
		/^msgid / { flush(); kind = "msgid"; sub(/^msgid /, "") }
		/^msgstr / { flush(); kind = "msgstr"; sub(/^msgstr /, "") }
		/^"/ { sub(/^"/, ""); sub(/"$/, ""); text = text $0; next }
		END { flush() }' data/po/zh_CN.po
	cat data/portable/start.sh
}

# look PAGE LANG MSG: the sentences (.It Sy) and words (.Em) of the page.
look() {
	said "$3" | tee "$work/words" | plain >"$work/said"
	cat "$build/list/$2.kinds" "$build/list/$2.places" "$build/list/$2.keys" data/campaign/taolun-2012.ini >>"$work/words"
	sed -n 's/^\.It Sy //p' "man/$1.in" >"$work/sentences"
	plain <"$work/sentences" >"$work/plain"
	while IFS= read -r sentence; do
		grep -qF -- "$sentence" "$work/said" || complain "man/$1.in: nothing says: $sentence"
	done <"$work/plain"
	sentences=$((sentences + $(wc -l <"$work/plain")))
	sed -n 's/^\.\(It \)*Em \([^{]*\)$/\2/p' "man/$1.in" | sed 's/ Ns .*//; s/ [,.;:]$//' | sort -u >"$work/em"
	[ "$(wc -l <"$work/em")" -ge 8 ] || complain "man/$1.in takes hardly a word off the screen"
	while IFS= read -r word; do
		grep -qF -- "$word" "$work/words" || complain "man/$1.in: no screen has: $word"
	done <"$work/em"
}
look zh_CN/kuayue-guide.7 zh msgstr
look kuayue-guide.7 en msgid
[ "$sentences" -ge 90 ] || complain "the guide explains only $sentences sentences"

# A sentence that was changed, or never was, is found.
echo '没有这句话，程序从来不说。' | plain | grep -qFf - "$work/said" && complain "any sentence passes"

outline() {
	sed -nE 's/^(\.S[hs]|\.Bl -[a-z]+|\.It Sy|\.It Em|@PICTURE [a-z-]+).*/\1/p; s/^\.It.*/.It/p' "$1"
}
outline man/kuayue-guide.7.in >"$work/en"
outline man/zh_CN/kuayue-guide.7.in | diff "$work/en" - >"$work/differ" ||
	complain "the guides differ, English < and Chinese >: $(head -3 "$work/differ" | tr '\n' ' ')"
for page in man/kuayue-guide.7.in man/zh_CN/kuayue-guide.7.in; do
	grep -oE '\{[=^]?[A-Za-z0-9_]+\}' $page | sort -u >"$work/$(echo $page | tr / _)"
done
diff "$work"/man_kuayue-guide* "$work"/man_zh_CN_kuayue-guide* >"$work/differ" ||
	complain "one guide has a key or page that the other has not: $(grep '^[<>]' "$work/differ" | tr '\n' ' ')"

sed -n 's/^@PICTURE \([a-z-]*\) .*/\1/p' man/kuayue-guide.7.in | sort >"$work/named"
sed -n 's/^draw \([a-z-]*\) .*/\1/p' man/guide/pictures.sh | sort | diff "$work/named" - >"$work/differ" ||
	complain "named in the guide < and drawn by man/guide/pictures.sh >: $(grep '^[<>]' "$work/differ" | tr '\n' ' ')"

[ "$failures" = 0 ] && echo "guide: $sentences sentences, $(wc -l <"$work/named") pictures"
exit "$failures"
