# Makes a C header of data/texts.tsv: #define ZH_NAME "text".
#   awk -f texts.awk texts.tsv > texts.h

BEGIN {
	FS = "\t"
	print "/* Made from data/texts.tsv by data/texts.awk: change it there. */"
	print "#ifndef GEN_TEXTS_H\n#define GEN_TEXTS_H\n"
}
/^#/ || /^$/ { next }
NF != 2 || $2 == "" { fail("not a name, a tab and a text") }
$1 !~ /^[A-Z][A-Z_]*$/ { fail("\"" $1 "\" is no name: capital letters and _") }
$1 in seen { fail($1 " stands here and in line " seen[$1]) }
$2 ~ /\\[^rn]/ || $2 ~ /\\$/ { fail("only \\r and \\n may follow a backslash") }
{
	seen[$1] = FNR
	gsub(/"/, "\\\"", $2)
	printf "#define ZH_%s \"%s\"\n", $1, $2
}
END {
	if (failed)
		exit 1
	print "\n#endif"
}

function fail(why) {
	printf "%s:%d: %s\n", FILENAME, FNR, why > "/dev/stderr"
	failed = 1
	exit 1
}
