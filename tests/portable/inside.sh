# inside FOLDER COMMAND...: runs it where FOLDER is the whole file system, and /proc. can_go_inside says if that is
# possible here: bubblewrap needs root or user namespaces, which some machines and containers refuse.
# inside_read_only: the same, and nothing can be written.
inside() {
	folder=$1
	shift
	bwrap --bind "$folder" / --proc /proc --chdir / --die-with-parent --unsetenv TMPDIR "$@"
}

inside_read_only() {
	folder=$1
	shift
	bwrap --ro-bind "$folder" / --proc /proc --chdir / --die-with-parent --unsetenv TMPDIR "$@"
}

# can_go_inside PROGRAM
can_go_inside() {
	empty=$(mktemp -d)
	mkdir "$empty/proc"
	cp "$1" "$empty/true"
	inside "$empty" /true --version >/dev/null 2>&1
	could=$?
	rm -rf "$empty"
	return $could
}
