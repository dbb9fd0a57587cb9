# Takes comments and indentation out of a part of the document: what is left is the part as report.docx holds it.
#   awk -f pack.awk PART.xml
# A part is written with one element or more a line. A line break is kept behind the XML declaration, and behind a
# closing tag that stands alone and one tab deep, so that each style is a line of the document's own styles.xml.

/^<!--$/ { comment = FNR }
comment {
	if (/^-->$/)
		comment = 0
	next
}
/^<\?xml / {
	print
	next
}
!/^\t*<.*>$/ || /<!--/ {
	printf "%s:%d: neither elements of XML that are whole on this line, nor <!-- or --> alone on it\n", FILENAME, FNR > "/dev/stderr"
	bad = 1
	exit 1
}
{
	end = /^\t<\/[^>]*>$/ ? "\n" : ""
	sub(/^\t*/, "")
	printf "%s%s", $0, end
}
END {
	if (comment) {
		printf "%s:%d: this comment has no end\n", FILENAME, comment > "/dev/stderr"
		bad = 1
	}
	if (bad)
		exit 1
}
