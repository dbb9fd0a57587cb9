# What is wrong with a catalogue, a line each: a text without Chinese, whose slots ({due}) are not those of its
# English, or that spells a key instead of having a slot for it ({CHECK}).
#   kuayue keys --help | awk -f messages.awk - CATALOGUE
# A catalogue as `make po` writes it: one line a text, but where it has lines of its own.
function slots(text,   found) {
	found = ""
	while (match(text, /\{[^{} ]+\}/)) {
		found = found substr(text, RSTART, RLENGTH) "\n"
		text = substr(text, RSTART + RLENGTH)
	}
	return found
}

function each_is_in(all, there,   n, i, slot) {
	n = split(all, slot, "\n")
	for (i = 1; i < n; i++)
		if (index(there, slot[i] "\n") == 0)
			return 0
	return 1
}

# "" or the first slot for a key that is in no list of keys.
function unknown_key(all,   n, i, slot) {
	n = split(all, slot, "\n")
	for (i = 1; i < n; i++)
		if (slot[i] ~ /^\{\^?[A-Z]/ && !(substr(slot[i], 2, length(slot[i]) - 2) in keys))
			return slot[i]
	return ""
}

# Of a text that is more than signs and places for values.
function words(text) {
	gsub(/%[-0-9.*$]*(ll|l|z)?[a-z]|\{[^{} ]+\}|\\n/, " ", text)
	return text
}

# "" or the key that the text spells, standing by itself. y and n also answer questions, d is a day, 0 a number.
function spelled(text,   key, at, before, behind) {
	text = words(text)
	gsub(/y does it|y: yes|y: 是|\(y\/n\)|（y\/n）|按 y|  d$/, "", text)
	for (key in written) {
		if (key ~ /^[0-9]$/)
			continue
		at = index(text, key)
		before = at > 1 ? substr(text, at - 1, 1) : " "
		behind = substr(text, at + length(key), 1)
		if (at && before !~ /[A-Za-z0-9`.\/_-]/ && behind !~ /[A-Za-z0-9`.\/_'-]/)
			return key
	}
	return ""
}

# "" or the half-width sign that stands beside Chinese: each sentence has the signs of its own language. What stands
# in backquotes, a page of the manual, and one letter in quotes are no sentence.
function half_width(text) {
	if (text !~ /[\200-\377]|%[-0-9.*$]*s/)
		return ""
	gsub(/`[^`]*`|'[^']*'|[a-z]\([0-9]\)/, "", text)
	gsub(/%[-0-9.*$+]*(ll|l|z)?[a-zA-Z]|\{[^{} ]+\}/, "\377", text)
	gsub(/\\n/, " ", text)
	gsub(/\\"/, "\"", text)
	if (match(text, /[\200-\377] ?[,;:?!()"]/) || match(text, /[,;:?!()"] ?[\200-\377]/) ||
	    match(text, /[\200-\377]\.( |$|[\200-\377])/))
		return substr(text, RSTART, RLENGTH)
	return ""
}

function finish() {
	if (id == "")
		;
	else if (fuzzy)
		print "fuzzy: " id
	else if (str == "")
		print "no Chinese: " id
	else if (words(id) ~ /[A-Za-z]/ && str !~ /[^ -~]/)
		print "no Chinese in \"" str "\": " id
	else if (!each_is_in(slots(id), slots(str)) || !each_is_in(slots(str), slots(id)))
		print "other slots in the Chinese: " id
	else if (unknown_key(slots(id)) != "")
		print "no key is called " unknown_key(slots(id)) ": " id
	else if (spelled(id) != "" || spelled(str) != "")
		print "the key " spelled(id) spelled(str) " needs a slot: " id
	else if (half_width(str) != "")
		print "half-width \"" half_width(str) "\": " str
	else if (str ~ /第[0-9]+[列栏]/)
		print "a column of paper nobody has there: " str
	id = str = part = fuzzy = ""
}

FNR == NR {
	n = split($0, row, "\t")
	keys[row[1]] = keys["^" row[1]] = 1
	written[row[2]] = written[row[3]] = 1
	next
}
FNR == 1 {
	delete written["/"]
	delete written["?"]
	delete written[":"]
	written["Ctrl"] = written["1 to 9"] = 1
}
/^#~/ { print "dead: " $0 }
/^#,.*fuzzy/ { fuzzy = 1 }
/^msgid / { part = "id" }
/^msgstr / { part = "str" }
/^$/ { finish() }
/"$/ {
	text = $0
	sub(/^[^"]*"/, "", text)
	sub(/"$/, "", text)
	if (part == "id")
		id = id text
	else if (part == "str")
		str = str text
}
END { finish() }
