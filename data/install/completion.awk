# What a shell completes behind `kuayue`, made of what the program says of itself: its help, its kinds and their fields,
# its documents and its figures. Choices are those of the built-in template.
# usage: awk -v form=bash|fish -f completion.awk HELP KINDS DOCUMENTS FIELDS FIGURES
BEGIN { FS = "|" }
FNR == 1 { file++ }

# "kuayue NAME ARGUMENTS", and what it does on the line below.
file == 1 && /^  kuayue [a-z]/ {
	name = $0
	sub(/^  kuayue /, "", name)
	sub(/ .*/, "", name)
	names = names " " name
	sub(/^ *kuayue [a-z]+ */, "")
	arguments[name] = $0
	getline
	sub(/^ */, "")
	does[name] = $0
	next
}
# Those that stand before or behind any command.
file == 1 && / --lang / {
	sub(/^[^:]*: */, "")
	gsub(/[,.]/, "")
	arguments["*"] = $0
}
file == 2 && /^\.It Cm / { kinds = kinds " " substr($0, 8) }
file == 3 && /^\.It Pa / { documents = documents " " substr($0, 8) }
file == 3 && /^\.It Pa [a-z0-9_]*\.docx$/ && !/ report\.docx$/ {
	declared = declared " " substr($0, 8, length($0) - 7 - length(".docx"))
}
# KIND, nothing and its prefix, then KIND, FIELD and its choices.
file == 4 && $2 == "" { prefix[$1] = $3 }
file == 4 && $2 != "" {
	fields[$1] = fields[$1] " " $2 "="
	for (i = 3; i <= NF; i++)
		words[$1, $2] = words[$1, $2] " " $i
}
file == 5 && /^\.It Li / {
	gsub(/^\.It Li \{|\}$/, "")
	figures = figures " " $0
}

# Fills option[1..n], and value[] with the word behind each: empty where it takes none.
function options(text,    n, at) {
	while (match(text, /--[a-z-]+/)) {
		option[++n] = substr(text, RSTART, RLENGTH)
		text = substr(text, RSTART + RLENGTH)
		value[n] = ""
		if (match(text, /^ [A-Za-z|]+/))
			value[n] = substr(text, 2, RLENGTH - 1)
	}
	return n
}
# What can stand for a word of the help: a list of words, "files", or "" where people write freely. The kind that new
# asks for is the school's, which the campaign declares.
function choices(word, name) {
	if (word ~ /\|/ && word ~ /^[a-z|]+$/) {
		gsub(/\|/, " ", word)
		return word
	}
	if (word ~ /^KIND/ && name != "new")
		return substr(kinds, 2)
	if (word == "FIGURE")
		return substr(figures, 2)
	if (word == "NAME" && name == "--what")
		return "all" documents
	if (word == "NAME" && name == "--document")
		return substr(declared, 2)
	if (word ~ /(^|\|)(FILE|DIR|PATH|PACKAGE|WORKBOOK|TEMPLATE|DAMAGED)/)
		return "files"
	return ""
}
function all_options(name,    i, n, text) {
	n = options(arguments[name] " " (name == "*" ? "" : arguments["*"]))
	for (i = 1; i <= n; i++)
		if (index(text " ", " " option[i] " ") == 0)
			text = text " " option[i]
	return substr(text, 2)
}
# Of the options of one command, or of "*": what stands behind each, as patterns of a case.
function values(name,    i, n, list, pattern) {
	n = options(arguments[name])
	for (i = 1; i <= n; i++) {
		if (value[i] == "")
			continue
		list = choices(value[i], option[i] ~ /^--(what|document)$/ ? option[i] : name)
		pattern = (name == "*" ? "*:" : name ":") option[i]
		if (list == "files")
			file_options = file_options (file_options ? " | " : "") pattern
		else if (list == "")
			free_options = free_options (free_options ? " | " : "") pattern
		else
			print "\t" pattern ") words=\"" list "\" ;;"
	}
}
function first_word(text) {
	sub(/^\[?/, "", text)
	return match(text, /^[A-Za-z|-]+/) ? substr(text, 1, RLENGTH) : ""
}
function quoted(text) {
	gsub(/\\/, "\\\\", text)
	gsub(/\047/, "\\\047", text)
	return "\047" text "\047"
}

# Each kind's fields, and each field's choices, as functions that set words.
function bash_fields(    n, i, kind, k, key, part) {
	n = split(substr(kinds, 2), kind, " ")
	print "_kuayue_fields()\n{\n\tcase $1 in"
	for (i = 1; i <= n; i++)
		print "\t" kind[i] ") words=\"" substr(fields[kind[i]], 2) "\" ;;"
	print "\tesac\n}\n_kuayue_choices()\n{\n\tcase $1:$2 in"
	for (key in words) {
		split(key, part, SUBSEP)
		print "\t" part[1] ":" part[2] ") words=\"" substr(words[key], 2) "\" ;;" | "sort"
	}
	close("sort")
	print "\tesac\n}"
	print "# The kind of a record, by its number.\n_kuayue_kind()\n{\n\tcase $1 in"
	for (i = 1; i <= n; i++)
		if (prefix[kind[i]] != "")
			print "\t*-" (prefix[kind[i]] == "-" ? "" : prefix[kind[i]]) "[0-9]*) kind=" kind[i] " ;;"
	print "\tesac\n}"
}
function bash(    i, n, list, given) {
	for (i = 1; i <= count; i++)
		given = given "\n" arguments[each[i]]
	print "# Completion of kuayue for bash, made by its Makefile."
	bash_fields()
	print "_kuayue()\n{"
	print "\tlocal cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} command= words= kind= field= front= i at=0"
	print "\tCOMPREPLY=()"
	print "\tfor ((i = 1; i < COMP_CWORD; i++)); do"
	print "\t\tcase ${COMP_WORDS[i]} in"
	n = options(given " " arguments["*"])
	for (i = 1; i <= n; i++)
		if (value[i] != "" && !seen[option[i]]++)
			list = list (list ? " | " : "") option[i]
	print "\t\t" list ") ((i++)) || true ;;"
	print "\t\t-*) ;;"
	print "\t\t*) [[ $command ]] && { ((++at)); [[ $kind ]] || kind=${COMP_WORDS[i]}; } || command=${COMP_WORDS[i]} ;;"
	print "\t\tesac\n\tdone"
	print "\t# FIELD=VALUE is one word or three, by COMP_WORDBREAKS."
	print "\tif [[ $cur == = ]]; then field=$prev cur="
	print "\telif [[ $prev == = ]]; then field=${COMP_WORDS[COMP_CWORD - 2]}"
	print "\telif [[ $cur == [a-z]*=* ]]; then field=${cur%%=*} front=${cur%%=*}= cur=${cur#*=}\n\tfi"
	print "\tif [[ $command == @(add|set) && $at -gt 0 && $cur != -* && $prev != -* ]]; then"
	print "\t\t[[ $command == set ]] && _kuayue_kind \"$kind\""
	print "\t\tif [[ $field ]]; then _kuayue_choices \"$kind\" \"$field\""
	print "\t\telse _kuayue_fields \"$kind\"; compopt -o nospace 2>/dev/null\n\t\tfi"
	print "\t\tmapfile -t COMPREPLY < <(compgen -P \"$front\" -W \"$words\" -- \"$cur\")\n\t\treturn 0\n\tfi"
	print "\tcase $command:$prev in"
	for (i = 1; i <= count; i++)
		values(each[i])
	values("*")
	print "\t" file_options ") return ;;"
	print "\t" free_options ") compopt +o default 2>/dev/null; return ;;"
	print "\tesac"
	print "\tif [[ ! $words ]]; then\n\t\tcase $command:$cur in"
	for (i = 1; i <= count; i++)
		print "\t\t" each[i] ":-*) words=\"" all_options(each[i]) "\" ;;"
	print "\t\t*:-*) words=\"" all_options("*") "\" ;;"
	print "\t\t:*) words=\"" substr(names, 2) "\" ;;"
	for (i = 1; i <= count; i++) {
		list = choices(first_word(arguments[each[i]]), each[i])
		if (list != "" && list != "files")
			print "\t\t" each[i] ":*) ((at)) || words=\"" list "\" ;;"
	}
	print "\t\tesac\n\tfi"
	print "\t[[ $words ]] && mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$cur\")"
	print "\t[[ ! $command && $prev != -* && $cur != -* ]] && mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen -f -X '!*.kuayue' -- \"$cur\")"
	print "\treturn 0\n}"
	print "complete -o default -F _kuayue kuayue"
}

# Behind add KIND, and behind set NUMBER: each field, and each of its choices.
function fish_fields(    n, i, j, m, kind, field, name, list, record) {
	n = split(substr(kinds, 2), kind, " ")
	for (i = 1; i <= n; i++) {
		record = "-" (prefix[kind[i]] == "-" ? "" : prefix[kind[i]]) "[0-9]+\\$"
		m = split(substr(fields[kind[i]], 2), field, " ")
		for (j = 1; j <= m; j++) {
			name = field[j]
			sub(/=$/, "", name)
			list = words[kind[i], name]
			gsub(/ /, " " field[j], list)
			list = quoted(list == "" ? field[j] : substr(list, 2))
			print "complete -c kuayue -f -n " \
				quoted("__fish_seen_subcommand_from add; and __fish_seen_subcommand_from " kind[i]) " -a " list
			if (prefix[kind[i]] != "")
				print "complete -c kuayue -f -n " quoted("__fish_seen_subcommand_from set; and " \
					"string match -qr -- \"" record "\" (commandline -opc)") " -a " list
		}
	}
}
function fish_options(name, condition,    i, n, list) {
	n = options(arguments[name])
	for (i = 1; i <= n; i++) {
		if (had[name, option[i]]++)
			continue
		printf "complete -c kuayue%s -l %s", condition, substr(option[i], 3)
		list = value[i] == "" ? "" : choices(value[i], option[i] ~ /^--(what|document)$/ ? option[i] : name)
		print value[i] == "" ? "" : list == "files" ? " -r" : list == "" ? " -x" : " -x -a " quoted(list)
	}
}
function fish(    i, list, condition) {
	print "# Completion of kuayue for fish, made by its Makefile."
	fish_options("*", "")
	for (i = 1; i <= count; i++)
		print "complete -c kuayue -n " quoted("not __fish_seen_subcommand_from" names) " -a " each[i] " -d " \
			quoted(does[each[i]])
	for (i = 1; i <= count; i++) {
		condition = " -n " quoted("__fish_seen_subcommand_from " each[i])
		fish_options(each[i], condition)
		list = choices(first_word(arguments[each[i]]), each[i])
		if (list != "" && list != "files")
			print "complete -c kuayue -f" condition " -a " quoted(list)
	}
	fish_fields()
}
END {
	count = split(substr(names, 2), each, " ")
	if (!count || kinds == "" || documents == "" || figures == "" || fields["problem"] == "") {
		print "completion.awk: the help names no commands, kinds, documents, fields or figures" > "/dev/stderr"
		exit 1
	}
	if (form == "fish")
		fish()
	else
		bash()
}
