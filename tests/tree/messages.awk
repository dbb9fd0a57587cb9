# What is wrong with a catalogue, a line each: a text without Chinese, or whose slots ({due}) are not those of its
# English. A catalogue as `make po` writes it: one line a text, but where it has lines of its own.
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

# Of a text that is more than signs and places for values.
function has_words(text) {
	gsub(/%[-0-9.]*(ll|z)?[a-z]|\{[^{} ]+\}|\\n/, "", text)
	return text ~ /[A-Za-z]/
}

function finish() {
	if (id == "")
		;
	else if (fuzzy)
		print "fuzzy: " id
	else if (str == "")
		print "no Chinese: " id
	else if (has_words(id) && str !~ /[^ -~]/ && id !~ /^label language/)
		print "no Chinese in \"" str "\": " id
	else if (!each_is_in(slots(id), slots(str)) || !each_is_in(slots(str), slots(id)))
		print "other slots in the Chinese: " id
	id = str = part = fuzzy = ""
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
