# The readings of Han characters without tones, out of the Unihan readings on standard input: those of modern
# dictionaries (kTGHZ2013, kXHC1983), which know surnames too, with the commonest (kMandarin) first. What comes out are
# tables for core/base/pinyin.c: a bit for each character that has a reading, how many come before each 32, and a
# syllable for each; a character with several has the place of its list instead.
# usage: awk -f pinyin.awk <Unihan_Readings.txt
BEGIN {
	FS = "\t"
	FIRST = number("4E00"); LAST = number("9FFF")
	bare("ā á ǎ à", "a"); bare("ē é ě è ê ế ề", "e"); bare("ī í ǐ ì", "i"); bare("ō ó ǒ ò", "o")
	bare("ū ú ǔ ù", "u"); bare("ǖ ǘ ǚ ǜ ü", "v"); bare("ń ň ǹ", "n"); bare("ḿ", "m")
}
function number(hex,  i, n) {
	for (i = 1; i <= length(hex); i++)
		n = n * 16 + index("0123456789ABCDEF", substr(hex, i, 1)) - 1
	return n
}
function bare(letters, letter,  list, i, n) {
	n = split(letters, list, " ")
	for (i = 1; i <= n; i++)
		plain[list[i]] = letter
}
function syllable(text,  letter) {
	for (letter in plain)
		gsub(letter, plain[letter], text)
	gsub(/[^a-z]/, "", text) # a mark of a tone by itself
	return text
}
function take(at, text,  i, n, list) {
	n = split(text, list, /[ ,]/)
	for (i = 1; i <= n; i++) {
		sub(/^[0-9.*]+:/, "", list[i])
		list[i] = syllable(list[i])
		if (list[i] != "" && index(" " readings[at] " ", " " list[i] " ") == 0)
			readings[at] = readings[at] (readings[at] == "" ? "" : " ") list[i]
	}
}
substr($1, 1, 2) == "U+" && length($1) == 6 && ($2 == "kMandarin" || $2 == "kTGHZ2013" || $2 == "kXHC1983") {
	at = number(substr($1, 3))
	if (at < FIRST || at > LAST)
		next
	text = $3
	# A dictionary may give the places of one reading with commas between them.
	gsub(/[0-9.*,]+:/, "", text)
	if ($2 == "kMandarin")
		common[at] = text
	else
		found[at] = found[at] " " text
}
END {
	for (at = FIRST; at <= LAST; at++)
		if (at in found) {
			take(at, common[at])
			take(at, found[at])
		}
	print "/* Made by data/pinyin.awk. */"
	printf "static const char syllables[][7] = {\n"
	for (at = FIRST; at <= LAST; at++) {
		n = split(readings[at], list, " ")
		for (i = 1; i <= n; i++)
			if (!(list[i] in id)) {
				id[list[i]] = syllables++
				printf "\"%s\",\n", list[i]
			}
	}
	printf "};\nstatic const uint32_t present[] = {\n"
	for (from = FIRST; from <= LAST; from += 32) {
		bits = 0; bit = 1
		for (i = 0; i < 32; i++) {
			if (readings[from + i] != "")
				bits += bit
			bit *= 2
		}
		printf "%.0fU,\n", bits
	}
	printf "};\nstatic const uint16_t before[] = {\n"
	for (from = FIRST; from <= LAST; from += 32) {
		printf "%d,\n", count
		for (i = 0; i < 32; i++)
			count += readings[from + i] != ""
	}
	printf "};\nstatic const uint16_t reading[] = {\n"
	for (at = FIRST; at <= LAST; at++) {
		n = split(readings[at], list, " ")
		if (n == 1)
			printf "%d,\n", id[readings[at]]
		else if (n > 1) {
			if (!(readings[at] in place)) {
				place[readings[at]] = length_of_lists
				length_of_lists += n
				for (i = 1; i <= n; i++)
					lists = lists sprintf("%d,\n", id[list[i]] + (i == n ? 32768 : 0))
			}
			printf "%d,\n", 32768 + place[readings[at]]
		}
	}
	printf "};\nstatic const uint16_t several[] = {\n%s};\n", lists
}
