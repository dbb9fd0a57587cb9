# What `make -n` prints, as compile_commands.json: one entry for each line that compiles a source. Set folder.
function text(s) {
	gsub(/\\/, "\\\\", s)
	gsub(/"/, "\\\"", s)
	return "\"" s "\""
}
/ -c -o [^ ]+ [^ ]+\.c$/ {
	sub(/^[ \t]+/, "")
	printf "%s\n  { \"directory\": %s, \"output\": %s, \"file\": %s,\n    \"command\": %s }", found++ ? "," : "[", \
		text(folder), text($(NF - 1)), text($NF), text($0)
}
END {
	print found ? "\n]" : "[]"
}
