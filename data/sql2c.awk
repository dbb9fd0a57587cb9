# Turns an annotated query file into a C array of its declarations.
#   awk -v what=figures|guide -f sql2c.awk FILE.sql > FILE.c
# "-- key: value" lines describe, the lines after "-- value:" and "-- records:" are the query; instead of
# both, "-- from:" (and "-- of:") say what is counted, or "-- parts:" which figures above stand together. A
# blank line ends a block, and any other comment is for the reader.

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
	if ("from" in decl) {
		what_of = ("of" in decl) ? decl["of"] : "\n\t\t\"count(*) \""
		decl["value"] = "\n\t\t\"SELECT \"" what_of "\n\t\t\"FROM \"" decl["from"]
		decl["records"] = "\n\t\t\"SELECT id, number FROM \"" decl["from"] "\n\t\t\"ORDER BY ord, seq\""
	}
	if ("parts" in decl)
		join()
	if (!("value" in decl) && !("scan" in decl) && !("zeros" in decl))
		fail("the block before this line has no query")
	if (what == "figures")
		figure()
	else
		rule()
	open = 0
	part = ""
	split("", decl)
}

# Each part in its place, — where it is 未填; nothing where all are.
function join(   n, i, id, name, shown, all, some) {
	n = split(substr(decl["parts"], 2, length(decl["parts"]) - 2), name, " ")
	for (i = 1; i <= n; i++) {
		id = quoted(name[i])
		if (!(id in values))
			fail("the part " id " is not declared above")
		shown = shown "\n\t\t\"" (i > 1 ? "|| '/' || " : "") "ifnull(p" i ", '—') \""
		all = all "\n\t\t\"" (i > 1 ? ", " : "") "(\"" values[id] "\n\t\t\") AS p" i " \""
		some = some (i > 1 ? " OR " : "") "p" i " IS NOT NULL"
		decl["records"] = decl["records"] "\n\t\t\"" (i > 1 ? "UNION " : "") "SELECT id, number FROM (\"" records[id] "\n\t\t\") \""
	}
	decl["value"] = "\n\t\t\"SELECT \"" shown "\n\t\t\" FROM (SELECT \"" all "\n\t\t\") WHERE " some "\""
	decl["records"] = decl["records"] "\n\t\t\"ORDER BY number\""
}

function overview_rank() {
	if (!("overview" in decl))
		return "0"
	if (decl["overview"] != "\"yes\"" && decl["overview"] != "\"more\"")
		fail("overview is yes or more")
	return decl["overview"] == "\"yes\"" ? "1" : "2"
}

function entry(id, alias) {
	return sprintf("\t{ .figure = { %s, %s, %s, %s, %s, %s, %s },\n", id, literal("label"), literal("zh"), literal("unit"),
		alias == "true" ? "0" : overview_rank(), alias, \
		("counts" in decl) || (("from" in decl) && !("of" in decl)) ? "true" : "false") \
		sprintf("\t  .measures = %s, .target = %s, .blank = %s,\n", decl["figure"], literal("target"), ("blank" in decl) ? decl["blank"] : "\"未填\"") \
		sprintf("\t  .origin = %s,\n", ("origin" in decl) ? decl["origin"] : "\"computed\"") \
		sprintf("\t  .value =%s,\n\t  .records =%s },\n", ("value" in decl) ? decl["value"] : " NULL", decl["records"])
}

# Aliases come behind all others, so that screens can leave them out.
function figure() {
	if ("value" in decl) {
		values[decl["figure"]] = decl["value"]
		records[decl["figure"]] = decl["records"]
	}
	if ("programs" in decl)
		aliases = aliases entry(decl["figure"], "true")
	else
		printf "%s", entry(decl["figure"], "false")
	if ("alias" in decl)
		aliases = aliases entry(decl["alias"], "true")
}

function rule() {
	printf "\t{ .name = %s, .finding = %s, .urgency = %s, .target = %s, .rank = %s, .scan = %s, .basis = %s,\n", decl["guide"],
		(decl["as"] == "\"finding\"") ? "true" : "false",
		("urgency" in decl) ? "KY_STEP_" toupper(substr(decl["urgency"], 2, length(decl["urgency"]) - 2)) : "KY_STEP_OPEN",
		literal("target"), ("rank" in decl) ? substr(decl["rank"], 2, length(decl["rank"]) - 2) : "3", literal("scan"), literal("basis")
	printf "\t  .text = N_(%s),\n\t  .query =%s },\n", literal("text"), ("value" in decl) ? decl["value"] : " NULL"
}

BEGIN {
	array = (what == "figures") ? "figure_decls" : "guide_rules"
	print "/* Made from data/ by data/sql2c.awk: change it there. */"
	printf "#include \"%s/decl.h\"\n\n", (what == "figures") ? "figure" : "guide"
	print "#include \"base/i18n.h\"\n"
	printf "const struct %s %s[] = {\n", (what == "figures") ? "figure_decl" : "guide_rule", array
}

{ sub(/\r$/, "") }

/^-- (figure|guide): / { finish(); open = 1 }

/^-- (figure|guide|label|zh|unit|alias|programs|overview|counts|origin|target|blank|parts|zeros|of|from|value|records|as|urgency|rank|scan|basis|text):/ {
	if (!open)
		next
	key = $2
	sub(/:$/, "", key)
	value = $0
	sub(/^-- [a-z]+: */, "", value)
	if (key == "value" || key == "records" || key == "from" || key == "of")
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
	printf "%s", aliases
	print "};"
	printf "const size_t %s_count = sizeof(%s) / sizeof(%s[0]);\n", array, array, array
}
