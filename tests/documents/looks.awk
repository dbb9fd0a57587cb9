# Looks through the pages of a document as `pdftohtml -xml` gives them, and prints a line for each that is wrong.
#   awk -v least=POINTS -v letter=1 -f looks.awk NAME.xml
# least: no text is smaller. letter: the page before the signature, which is above 附件1, is at least half full. A day
# stands on one line. Lengths are points.
function wrong(what) { printf "page %d: %s\n", page, what }
function attribute(name,    found) {
	found = $0
	if (!sub(".*[ <]" name "=\"", "", found)) return ""
	sub("\".*", "", found)
	return found
}
/<page / { page = attribute("number"); lowest[page] = 0; height[page] = attribute("height") }
/<fontspec / { size[attribute("id")] = attribute("size") }
/<text / {
	text = $0
	gsub(/<[^>]*>/, "", text)
	top = attribute("top") + 0
	if (text ~ /[^ ]/ && size[attribute("font")] + 0 < least)
		wrong("text of " size[attribute("font")] " pt: " text)
	# Page numbers stand below the type area, or to the left of a table that lies across.
	if (text !~ /^[ —0-9]*$/ && top > lowest[page])
		lowest[page] = top
	if (text ~ /[0-9][0-9][0-9][0-9][-‑][0-9]?[0-9]?[-‑]?$/ && text !~ /[0-9]-[0-9][0-9]-[0-9][0-9]$/)
		broken[page] = broken[page] " " text
	if (text ~ /^附件$|^附件1/ && !annex && text !~ /：/)
		annex = page
}
END {
	for (page = 1; page in lowest; page++)
		if (broken[page] != "")
			wrong("a day is broken:" broken[page])
	page = annex - 2
	if (letter && annex > 2 && lowest[page] < height[page] / 2)
		wrong("it is " int(100 * lowest[page] / height[page]) " % full, before the signature")
}
