# Turns an annotated query file into a C array of its declarations.
#   awk -v what=figures|guide -f sql2c.awk FILE.sql > FILE.c
# "-- key: value" lines describe, the lines after "-- value:" and "-- records:" are the query;
# a blank line ends a block, and any other comment is for the reader.

function quoted(s) {
	gsub(/\\/, "\\\\", s)
	gsub(/"/, "\\\"", s)
	return "\"" s "\""
}

function literal(key) {
	return (key in decl) ? decl[key] : "NULL"
}

function fail(why) {
	printf "%s:%d: %s\n", FILENAME, FNR, why > "/dev/stderr"
	failed = 1
	exit 1
}

function finish() {
	if (!open)
		return
	if (!("value" in decl))
		fail("the block before this line has no query")
	if (what == "figures")
		figure()
	else
		rule()
	open = 0
	part = ""
	split("", decl)
}

function figure() {
	printf "\t{ .figure = { %s, %s, %s, %s },\n", decl["figure"], literal("label"), literal("zh"), literal("unit")
	printf "\t  .target = %s, .blank = %s,\n", literal("target"), ("blank" in decl) ? decl["blank"] : "\"未填\""
	printf "\t  .origin = %s,\n", ("origin" in decl) ? decl["origin"] : "\"computed\""
	printf "\t  .value =%s,\n\t  .records =%s },\n", literal("value"), literal("records")
}

function rule() {
	printf "\t{ .name = %s, .finding = %s, .urgency = %s, .target = %s,\n", decl["guide"],
		(decl["as"] == "\"finding\"") ? "true" : "false",
		("urgency" in decl) ? "KY_STEP_" toupper(substr(decl["urgency"], 2, length(decl["urgency"]) - 2)) : "KY_STEP_OPEN",
		literal("target")
	printf "\t  .text = N_(%s),\n\t  .query =%s },\n", literal("text"), literal("value")
}

BEGIN {
	array = (what == "figures") ? "figure_decls" : "guide_rules"
	print "/* Made from data/ by data/sql2c.awk: change it there. */"
	print "#include \"figure/decl.h\"\n"
	print "#include \"base/i18n.h\"\n"
	printf "const struct %s %s[] = {\n", (what == "figures") ? "figure_decl" : "guide_rule", array
}

{ sub(/\r$/, "") }

/^-- (figure|guide): / { finish(); open = 1 }

/^-- [a-z]+:/ {
	if (!open)
		next
	key = $2
	sub(/:$/, "", key)
	value = $0
	sub(/^-- [a-z]+: */, "", value)
	if (key == "value" || key == "records")
		part = key
	else
		decl[key] = quoted(value)
	next
}

/^--/ { next }
/^[ \t]*$/ { part = ""; next }

{
	if (part == "")
		fail("a query line outside a block")
	decl[part] = decl[part] "\n\t\t" quoted($0 " ")
}

END {
	if (failed)
		exit 1
	finish()
	print "};"
	printf "const size_t %s_count = sizeof(%s) / sizeof(%s[0]);\n", array, array, array
}
