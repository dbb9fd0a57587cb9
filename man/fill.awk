# Fills a manual page or README: a line @KEYS@, @KINDS@ and the like becomes the list of that name, @JSON status@ the
# example man/json/status.json, {CHECK} the key of that action, {^CHECK} its key while text is typed, {=CHECK} what it is
# called on the screen, {=6} the page of that number and {=since} the tool of that name as the screen has them.
#   awk -v form=mdoc|guide|text -v list=PREFIX -f fill.awk PREFIX.keys FILE
# PREFIX.keys is what `kuayue keys --help` prints; @KINDS@ is read from PREFIX.kinds. A line @PICTURE name Caption@ is
# for the guide as a page of HTML, which has a picture there; elsewhere it is left out.

# A key as an argument of a macro: a sign must not be taken for punctuation or a request.
function protected(key) {
	if (form == "text")
		return key
	gsub(/\\/, "\\e", key)
	return (key ~ /^[A-Za-z0-9]/ ? "" : "\\&") key
}

function fail(why) {
	printf "%s:%d: %s\n", FILENAME, FNR, why > "/dev/stderr"
	failed = 1
	exit 1
}

function filled(line,   out, slot, name) {
	out = ""
	while (match(line, /\{(\^?[A-Z][A-Z_]*|=[A-Za-z0-9_]+)\}/)) {
		slot = substr(line, RSTART, RLENGTH)
		name = substr(slot, 2, RLENGTH - 2)
		if (!(name in key))
			fail("nothing is called " slot)
		out = out substr(line, 1, RSTART - 1) protected(key[name])
		line = substr(line, RSTART + RLENGTH)
	}
	return out line
}

function print_keys(   i, name) {
	for (i = 1; i <= count; i++) {
		name = names[i]
		print ".It " protected(key[name]) (key["^" name] == key[name] ? "" : " , " protected(key["^" name]))
		print label[name]
	}
}

function print_list(name,   file, line) {
	file = list "." tolower(name)
	while ((getline line < file) > 0)
		print line
	if (close(file) != 0)
		fail("there is no list " file)
}

function print_example(name,   file, line) {
	file = "man/json/" name ".json"
	while ((getline line < file) > 0) {
		gsub(/\\/, "\\e", line)
		print line
	}
	if (close(file) != 0)
		fail("there is no example " file)
}

BEGIN {
	while ((getline line < (list ".places")) > 0) {
		name = line
		sub(/ .*/, "", name)
		key["=" name] = substr(line, length(name) + 2)
	}
}
FILENAME == list ".keys" {
	split($0, row, "\t")
	names[++count] = row[1]
	key[row[1]] = row[2]
	key["^" row[1]] = row[3]
	label[row[1]] = key["=" row[1]] = row[4]
	next
}
/^@PICTURE [a-z-]+ .*@$/ {
	if (form == "guide")
		printf ".Pp\n@@%s@@\n.Pp\n", $2
	next
}
$0 == "@KEYS@" { print_keys(); next }
/^@JSON [a-z-]+@$/ { print_example(substr($0, 7, length($0) - 7)); next }
/^@[A-Z]+@$/ { print_list(substr($0, 2, length($0) - 2)); next }
{ print filled($0) }
