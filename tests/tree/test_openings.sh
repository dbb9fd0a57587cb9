#!/bin/sh
# Each source says in its first lines what it is for: C by a comment before anything else, scripts by one behind #!.
set -u
cd "$(dirname "$0")/../.." || exit 1
words_least=3  # fewer say nothing
lines_most=30  # what needs more belongs to the things below
found=$(find core tui tests data man -type f \( -name '*.[ch]' -o -name '*.sh' -o -name '*.awk' -o -name '*.mk' \) |
	grep -v '^data/portable/.*\.patch$' | sort | while read -r file; do
	awk -v least="$words_least" -v most="$lines_most" -v c="${file##*.}" '
		BEGIN { c = c == "c" || c == "h" }
		FNR == 1 && /^#!/ { next }
		!begun {
			begun = 1
			if (c ? !/^\/\*/ : !/^#/) {
				print FILENAME " does not say in its first line what it is for"
				words = least
				exit
			}
		}
		{
			text = $0
			gsub(/^[ \t]*(\/\*|\*\/|\*|#+@?)|\*\/.*$/, "", text)
			words += split(text, word, " ")
			lines++
		}
		c ? /\*\// : !/^#/ {
			ended = 1
			exit
		}
		END {
			if (begun && words < least)
				print FILENAME " says in " words " words what it is for"
			if (ended && lines > most)
				print FILENAME " needs " lines " lines to say what it is for"
		}' "$file"
done)
if [ -n "$found" ]; then
	echo "$found" | sed 's/^/FAIL: /'
	exit 1
fi
echo "openings: $(find core tui tests -name '*.[ch]' | wc -l) sources and headers say what they are for"
