# What a shell completes behind `kuayue`, made of what the program says of itself: its help, its kinds and its documents.
# usage: awk -v form=bash|fish -f completion.awk HELP KINDS DOCUMENTS
FNR == 1 { file++ }

# "kuayue NAME ARGUMENTS", and what it does on the line below.
file == 1 && /^  kuayue [a-z]/ {
	name = $2
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
file == 2 && /^\.It Cm / { kinds = kinds " " $3 }
file == 3 && /^\.It Pa / { documents = documents " " $3 }

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
	if (word == "NAME" && name == "--what")
		return "all" documents
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
		list = choices(value[i], option[i] == "--what" ? option[i] : name)
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

function bash(    i, n, list, given) {
	for (i = 1; i <= count; i++)
		given = given "\n" arguments[each[i]]
	print "# Completion of kuayue for bash, made by its Makefile."
	print "_kuayue()\n{"
	print "\tlocal cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} command= words= i at=0"
	print "\tCOMPREPLY=()"
	print "\tfor ((i = 1; i < COMP_CWORD; i++)); do"
	print "\t\tcase ${COMP_WORDS[i]} in"
	n = options(given " " arguments["*"])
	for (i = 1; i <= n; i++)
		if (value[i] != "" && !seen[option[i]]++)
			list = list (list ? " | " : "") option[i]
	print "\t\t" list ") ((i++)) || true ;;"
	print "\t\t-*) ;;"
	print "\t\t*) [[ $command ]] && ((++at)) || command=${COMP_WORDS[i]} ;;"
	print "\t\tesac\n\tdone"
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

function fish_options(name, condition,    i, n, list) {
	n = options(arguments[name])
	for (i = 1; i <= n; i++) {
		if (had[name, option[i]]++)
			continue
		printf "complete -c kuayue%s -l %s", condition, substr(option[i], 3)
		list = value[i] == "" ? "" : choices(value[i], option[i] == "--what" ? option[i] : name)
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
}
END {
	count = split(substr(names, 2), each, " ")
	if (!count || kinds == "" || documents == "") {
		print "completion.awk: the help names no commands, kinds or documents" > "/dev/stderr"
		exit 1
	}
	if (form == "fish")
		fish()
	else
		bash()
}
