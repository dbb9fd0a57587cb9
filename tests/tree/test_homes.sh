#!/bin/sh
# Chinese that people read has a home where they find it: the template, a declaration, data/ or the catalogue. A
# literal in a source is none, but in the files below, each with its reason; and nothing in a home is unused.
set -u
cd "$(dirname "$0")/../.." || exit 1
build=${B:-build}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

complain() {
	printf 'FAIL: %s\n' "$1"
	failures=$((failures + 1))
}

cat >"$work/homes" <<'END'
core/record/kinds/ names of kinds, fields and choices, beside their declaration
core/include/kuayue/record.h the text that stands for "not applicable" in a workbook, for programs too
core/report/ledger_records.h the name of the one ledger that is not a kind's, beside its number
core/report/since.c names of what a change can be, beside their declaration
core/report/documents.h names of the documents, beside their declaration
core/exchange/document.c the name of the one document that is many files
core/campaign/sections.c words of the template's own language, beside what they mean
core/campaign/internal.h the same
core/base/date_parse.c words and numerals that a person may type for a day
core/key/passphrase.c words that everybody tries first
core/guide/personal words and numerals that personal data is found by
tui/terminal/action.h names of the keys, beside their declaration
tui/screen/settings.c the name of a language, in that language
tui/demo/problem.c columns of data/demo/schools.tsv
END

# Every literal as xgettext reads it, joined where it stands in pieces; those of the catalogue may quote Chinese words.
# xgettext leaves out what stands in U"...", which is no text that people read.
find core tui -name '*.[ch]' | sort >"$work/files"
xgettext -L C --from-code=UTF-8 --extract-all --no-wrap --add-location=full -f "$work/files" -o "$work/all.po" 2>"$work/said" ||
	complain "xgettext: $(head -3 "$work/said")"
# A text that holds line breaks stands on several lines. Bytes: mawk has no classes of characters, and Han is U+3400
# to U+9FFF, E3 90 to E9 BF.
awk '
	/^#: / {
		for (i = 2; i <= NF; i++)
			places[++n] = $i
	}
	/^msgid / { text = ""; reading = 1 }
	/^msgstr / {
		reading = 0
		if (FNR == NR)
			known[text] = 1
		else if (text ~ /[\344-\351][\200-\277][\200-\277]|\343[\220-\277][\200-\277]/ && !(text in known))
			for (i = 1; i <= n; i++)
				print places[i] "\t" text
		n = 0
	}
	reading {
		sub(/^[^"]*"/, "")
		sub(/"$/, "")
		text = text $0
	}' data/po/zh_CN.po "$work/all.po" >"$work/found"

while read -r home reason; do
	[ -n "$reason" ] || complain "$home has no reason"
	if grep -q "^$home" "$work/found"; then
		grep -v "^$home" "$work/found" >"$work/rest"
		mv "$work/rest" "$work/found"
	elif ! grep -lqE 'U"[^"]*[^ -~]' "$home"* 2>/dev/null; then
		complain "$home has no Chinese any more: take it out of this list"
	fi
done <"$work/homes"
while read -r line; do
	complain "Chinese outside of its home (README, \"Where texts live\"): $line"
done <"$work/found"

# What is declared is used, and each name once.
for name in $(sed -n 's/^#define \(ZH_[A-Z_]*\) .*/\1/p' "$build/gen/texts.h"); do
	grep -rqw "$name" core tui --include='*.[ch]' || complain "data/texts.tsv: ${name#ZH_} is used nowhere"
done
for section in $(sed -n 's/^\[\(.*\)\]$/\1/p' data/demo/story.tsv); do
	grep -rqF "\"$section\"" tui/demo || complain "data/demo/story.tsv: [$section] is used nowhere"
done

[ "$failures" = 0 ] &&
	echo "homes: $(wc -l <"$work/files") sources, $(grep -c . "$work/homes") places with Chinese of their own"
exit "$failures"
