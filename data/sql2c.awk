# Turns an annotated query file into a C array of its declarations.
#   awk -v what=figures|guide -f sql2c.awk TEMPLATE.ini FILE.sql > FILE.c
# A block is the lines from its "-- figure: ID" or "-- guide: ID" to the next blank line. In it "-- key: value"
# is a directive, "--- text" is a comment for the reader, and every other line is SQL of the directive before it.
# A directive that is not known, stands twice or outside of a block, lacks its value or names what is not there
# ends the build with file and line. Words that stand for something in C (rank, urgency, overview, origin, scan)
# become its name there, under a #line of their own: the compiler knows which there are, and says where it is.

BEGIN {
	# What follows each directive: an id of this file, a text, a text that may be empty, a word of C, "yes",
	# the name of a target of the template, or lines of SQL.
	rules["figures"] = "figure=id label=text zh=text unit=maybe alias=id programs=yes overview=word counts=yes" \
		" origin=word target=target blank=maybe parts=text ledgers=text day=text means=text zhmeans=text rate=text least=text" \
		" sum=text row=text of=sql from=sql value=sql records=sql reached=sql"
	rules["guide"] = "guide=id as=word urgency=word rank=word target=target scan=word basis=text asks=text by=text text=text each=sql none=sql value=sql"
	n = split(rules[what], list, " ")
	for (i = 1; i <= n; i++) {
		split(list[i], pair, "=")
		takes[pair[1]] = pair[2]
	}
	prefix["as"] = "GUIDE_"
	prefix["urgency"] = "KY_STEP_"
	prefix["rank"] = "KY_RANK_"
	prefix["overview"] = "KY_OVERVIEW_"
	prefix["origin"] = "KY_ORIGIN_"
	array = (what == "figures") ? "figure_decls" : "guide_rules"
	print "/* Made from data/ by data/sql2c.awk: change it there. */"
	printf "#include \"%s/decl.h\"\n\n", (what == "figures") ? "figure" : "guide"
	print "#include \"base/i18n.h\""
	if (what == "guide")
		print "#include \"guide/scan.h\""
	printf "\nconst struct %s %s[] = {\n", (what == "figures") ? "figure_decl" : "guide_rule", array
}

{ sub(/\r$/, "") }

FILENAME ~ /\.ini$/ {
	if ($0 ~ /^\[target\./)
		targets[substr($0, 9, index($0, "]") - 9)] = 1
	next
}

/^---( |$)/ { next }
/^[ \t]*--/ {
	directive()
	next
}
/^[ \t]*$/ {
	finish()
	next
}
{
	if (part == "")
		fail(open ? "a line of SQL before its directive (-- value:)" : "a line of SQL outside of a block")
	decl[part] = decl[part] "\n\t\t" quoted($0 "\n")
}

END {
	if (failed)
		exit 1
	finish()
	if (failed)
		exit 1
	printf "%s", aliases
	print "};"
	printf "const size_t %s_count = sizeof(%s) / sizeof(%s[0]);\n", array, array, array
}

function fail(why) {
	if (!failed)
		printf "%s:%d: %s\n", FILENAME, FNR, why > "/dev/stderr"
	failed = 1
	exit 1
}

# The last line of a block was read, and maybe a blank one behind it: says where the block begins.
function fail_block(why) {
	if (!failed)
		printf "%s:%d: %s \"%s\": %s\n", FILENAME, lines[first], first, id, why > "/dev/stderr"
	failed = 1
	exit 1
}

function quoted(s) {
	gsub(/\\/, "\\\\", s)
	gsub(/"/, "\\\"", s)
	gsub(/\n/, "\\n", s)
	return "\"" s "\""
}

function directive(   key, value) {
	if ($0 !~ /^-- [a-z]+:( |$)/)
		fail("neither a directive (-- key: value) nor a comment (--- text): " $0)
	key = substr($2, 1, length($2) - 1)
	value = $0
	sub(/^-- [a-z]+: */, "", value)
	if (!(key in takes))
		fail("there is no directive \"" key "\"; a comment begins with ---")
	if (key == "figure" || key == "guide") {
		if (open)
			fail("a blank line ends a block; there is none before this one")
		open = 1
		first = key
		id = value
	} else if (!open) {
		fail("the directive \"" key "\" stands outside of a block")
	}
	if (key in lines)
		fail("the directive \"" key "\" stands twice in this block")
	lines[key] = FNR
	part = (takes[key] == "sql") ? key : ""
	take(key, value)
}

function take(key, value,   type) {
	type = takes[key]
	if (type == "sql" && value != "")
		fail("the SQL of \"" key "\" begins on the next line")
	if (type == "sql")
		return
	if (value == "" && type != "maybe")
		fail("the directive \"" key "\" says nothing")
	if (type == "yes" && value != "yes")
		fail("the directive \"" key "\" is yes, or is left out")
	if (type == "word" && value !~ /^[a-z]+$/)
		fail("the directive \"" key "\" is one word")
	if (type == "target" && !(value in targets))
		fail("no template states a target \"" value "\"")
	if (type == "id" && value in ids)
		fail("\"" value "\" is declared twice; first in line " ids[value])
	if (type == "id")
		ids[value] = FNR
	decl[key] = (type == "word") ? value : quoted(value)
}

function need(key) {
	if (!(key in lines))
		fail_block("it lacks its \"" key "\"")
}

function forbid(key, why) {
	if (key in lines)
		fail_block("\"" key "\" does not go with " why)
}

function or_null(key) {
	return (key in decl) ? decl[key] : "NULL"
}

# A member whose value is a name of C, so that the compiler finds a misspelt one where it was written.
function word(member, key, otherwise) {
	if (!(key in decl))
		return "\t  ." member " = " otherwise ",\n"
	return sprintf("#line %d \"%s\"\n\t  .%s = %s,\n", lines[key], FILENAME, member, \
		(key == "scan") ? "scan_" decl[key] : prefix[key] toupper(decl[key]))
}

function finish(   key) {
	part = ""
	if (!open)
		return
	for (key in lines)
		if (takes[key] == "sql" && !(key in decl))
			fail_block("\"" key "\" has no line of SQL")
	if (what == "figures")
		figure()
	else
		rule()
	open = 0
	split("", decl)
	split("", lines)
}

# The SQL lines keep their ends, so that a comment behind one does not hide what is put behind it here.
function figure() {
	need("label")
	need("zh")
	need("unit")
	need("means")
	need("zhmeans")
	if ("sum" in decl) {
		need("from")
		need("row")
		forbid("of", "a \"sum\"")
		sum()
	}
	if ("from" in decl) {
		forbid("value", "\"from\"")
		forbid("records", "\"from\"")
		decl["value"] = "\n\t\t\"SELECT \"" (("of" in decl) ? decl["of"] : "\n\t\t\"count(*)\\n\"") \
			"\n\t\t\"" (("sum" in decl) ? "known" : "AS value") " FROM \"" decl["from"]
		decl["records"] = "\n\t\t\"SELECT id, number FROM \"" decl["from"] "\n\t\t\"ORDER BY ord, seq\\n\""
		forbid("reached", "\"from\"")
	} else if ("parts" in decl) {
		forbid("value", "\"parts\"")
		forbid("records", "\"parts\"")
		join("parts")
	} else if ("rate" in decl) {
		forbid("value", "\"rate\"")
		forbid("records", "\"rate\"")
		forbid("blank", "\"rate\"")
		join("rate")
		decl["blank"] = quoted("—")
	} else if ("least" in decl) {
		forbid("value", "\"least\"")
		forbid("records", "\"least\"")
		join("least")
	} else {
		forbid("of", "a \"value\"")
		need("value")
		need("records")
	}
	records[decl["figure"]] = decl["records"]
	ledgers()
	# Aliases come behind all others, so that screens can leave them out.
	if ("programs" in decl)
		aliases = aliases entry(decl["figure"], "true")
	else
		printf "%s", entry(decl["figure"], "false")
	if ("alias" in decl)
		aliases = aliases entry(decl["alias"], "true")
}

# Of the rows that say a number: their sum, and how many of all they are.
function sum(   field) {
	field = "stated(" substr(decl["sum"], 2, length(decl["sum"]) - 2) ")"
	decl["of"] = "\n\t\t" quoted("CASE count(*) WHEN 0 THEN 0 ELSE sum(" field ") END AS value, count(*) AS held, count(" \
		field ") AS\n")
}

# Behind several figures as one is what is behind each of them, behind a rate what is behind its divisor, behind the
# smaller of two what is behind the first.
function join(key,   n, i, name) {
	n = split(substr(decl[key], 2, length(decl[key]) - 2), name, " ")
	if (key == "rate" && n != 2)
		fail_block("a rate divides one figure by another")
	if (key == "least" && n != 2)
		fail_block("it is the least of two figures")
	for (i = 1; i <= n; i++) {
		if (!(quoted(name[i]) in records))
			fail_block("the part \"" name[i] "\" is not declared above")
		decl["records"] = decl["records"] "\n\t\t\"" (i > 1 ? "UNION " : "") "SELECT id, number FROM (\"" \
			records[quoted(name[i])] "\n\t\t\")\\n\""
	}
	decl["records"] = decl["records"] "\n\t\t\"ORDER BY number\\n\""
	if (key == "rate")
		decl["records"] = records[divisor()]
	if (key == "least")
		decl["records"] = records[quoted(name[1])]
}

function first_of(key,   name) {
	split(substr(decl[key], 2, length(decl[key]) - 2), name, " ")
	return quoted(name[1])
}

function divisor(   name) {
	split(substr(decl["rate"], 2, length(decl["rate"]) - 2), name, " ")
	return quoted(name[2])
}

# The ledgers that a 0 is about: those named, else the one that the records are from. "none": it needs no word.
function ledgers(   from) {
	if (("origin" in decl) || ("parts" in decl) || ("rate" in decl)) {
		forbid("ledgers", "\"origin\", \"parts\" or \"rate\"")
		if (("rate" in decl) && (divisor() in ledgers_of))
			decl["ledgers"] = ledgers_of[divisor()]
		return
	}
	if ("least" in decl)
		decl["ledgers"] = ledgers_of[first_of("least")]
	if (!("ledgers" in decl)) {
		from = ("from" in decl) ? decl["from"] : ""
		sub(/^[^"]*"/, "", from)
		if (from !~ /^((standing|past|within)_)?[a-z]+[ \\]/)
			fail_block("it lacks its \"ledgers\": what it counts is no ledger")
		sub(/^(standing|past|within)_/, "", from)
		sub(/[ \\].*/, "", from)
		decl["ledgers"] = quoted(from)
	}
	if (decl["ledgers"] == quoted("none"))
		delete decl["ledgers"]
	else
		ledgers_of[decl["figure"]] = decl["ledgers"]
}

# What it counts, where that is how many different things its records name.
function thing(   of) {
	of = or_null("of")
	if (of !~ /^[ \t\n"]*count\(DISTINCT [a-z_]+\)/)
		return "NULL"
	sub(/.*count\(DISTINCT /, "", of)
	sub(/\).*/, "", of)
	return quoted(of)
}

function entry(name, alias,   counts) {
	counts = (("counts" in decl) || (("from" in decl) && !("of" in decl))) ? "true" : "false"
	return sprintf("\t{ .figure = { .id = %s, .label = %s, .zh = %s, .unit = %s,\n\t  .means = %s,\n\t  .zh_means = %s,\n", \
		name, decl["label"], decl["zh"], decl["unit"], decl["means"], decl["zhmeans"]) \
		((alias == "true") ? "" : word("overview", "overview", "KY_OVERVIEW_NEVER")) \
		sprintf("\t  .alias = %s, .counts = %s },\n", alias, counts) \
		word("origin", "origin", "KY_ORIGIN_COMPUTED") \
		sprintf("\t  .measures = %s, .target = %s, .blank = %s,\n", decl["figure"], or_null("target"), \
			("blank" in decl) ? decl["blank"] : "\"未填\"") \
		sprintf("\t  .row = %s, .rate = %s, .least = %s,\n", or_null("row"), or_null("rate"), or_null("least")) \
		sprintf("\t  .ledgers = %s, .parts = %s,\n\t  .value = %s,\n\t  .records = %s,\n", or_null("ledgers"), \
			or_null("parts"), or_null("value"), decl["records"]) \
		sprintf("\t  .steps = %s, .thing = %s, .day = %s,\n\t  .from = %s,\n\t  .reached = %s },\n", \
			(counts == "true" || thing() != "NULL") ? "true" : "false", thing(), or_null("day"), \
			or_null("from"), or_null("reached"))
}

function rule() {
	need("as")
	need("text")
	need(decl["as"] == "step" ? "urgency" : "rank")
	if (decl["as"] == "both")
		need("urgency")
	if ("none" in lines) {
		forbid("value", "\"none\"")
		none()
	}
	need(("each" in lines) ? "none" : "text")
	need(("by" in lines || "none" in lines) ? "asks" : "text")
	need(("scan" in lines) ? "scan" : ("none" in lines) ? "none" : "value")
	if ("scan" in lines)
		forbid("value", "\"scan\"")
	if (decl["as"] != "both")
		forbid(decl["as"] == "step" ? "rank" : "urgency", "\"as: " decl["as"] "\"")
	printf "\t{ .name = %s, .text = N_(%s),\n", decl["guide"], decl["text"]
	printf "%s%s%s%s", word("as", "as", ""), word("urgency", "urgency", "KY_STEP_OPEN"), \
		word("rank", "rank", "KY_RANK_NONE"), word("scan", "scan", "NULL")
	printf "\t  .target = %s, .basis = %s, .asks = %s, .by = %s,\n\t  .query = %s },\n", or_null("target"), \
		or_null("basis"), or_null("asks"), or_null("by"), or_null("value")
}

# None of a kind's records are so, or for a row of "each" (its columns key and text, and maybe id and number) none is.
function none(   kind) {
	kind = decl["none"]
	sub(/^[^"]*"/, "", kind)
	sub(/^((standing|past|within)_)/, "", kind)
	sub(/[ \\].*/, "", kind)
	decl["value"] = "\n\t\t" quoted("SELECT '" kind "' AS kind, '' AS id, '' AS number, " \
		(("each" in decl) ? "each.text" : "''") " AS title, ?5 AS due") \
		(("each" in decl) ? "\n\t\t\" FROM (\"" decl["each"] "\n\t\t\") each\"" : "") \
		"\n\t\t\" WHERE NOT EXISTS (SELECT 1 FROM \"" decl["none"] "\n\t\t\")\""
}
