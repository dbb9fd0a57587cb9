# Looks through the pages of a document as `pdftohtml -xml` gives them, and prints a line for each that is wrong.
#   awk -v least=POINTS -v letter=1 -v names="A B" -f looks.awk NAME.xml
# least: no text is smaller. letter: the page before the signature, which is above 附件1, is at least half full. A day
# stands on one line, and so does each of the names, in a column of its own as in a text. Nothing is cut by the edge
# of a page. Lengths are points.
function wrong(what) { printf "page %d: %s\n", page, what }
function attribute(name,    found) {
	found = $0
	if (!sub(".*[ <]" name "=\"", "", found)) return ""
	sub("\".*", "", found)
	return found
}
# Whether what begins a line below the i-th text, at its left edge, is the rest of a name.
function goes_on(i, rest,    j) {
	for (j = 1; j <= count; j++)
		if (at[j] > at[i] + 2 && at[j] < at[i] + 30 && left[j] > left[i] - 40 && left[j] < left[i] + 40 &&
		    index(line[j], rest) == 1)
			return 1
	return 0
}
# Bytes are what some awks count: a Chinese character has three, and no other begins within it.
function broken_names(    i, n, k, name, head) {
	for (i = 1; i <= count; i++)
		for (n in list) {
			name = list[n]
			for (k = wide; k < length(name); k += wide) {
				head = substr(name, 1, k)
				if (length(line[i]) >= k && substr(line[i], length(line[i]) - k + 1) == head &&
				    goes_on(i, substr(name, k + 1)))
					wrong("a name is broken: " name)
			}
		}
}
BEGIN {
	split(names, list, " ")
	wide = length("字")
}
/<page / {
	page = attribute("number"); lowest[page] = 0; height[page] = attribute("height"); width = attribute("width")
	count = 0
}
/<fontspec / { size[attribute("id")] = attribute("size") }
/<text / {
	text = $0
	gsub(/<[^>]*>/, "", text)
	top = attribute("top") + 0
	if (text ~ /[^ ]/ && size[attribute("font")] + 0 < least)
		wrong("text of " size[attribute("font")] " pt: " text)
	if (text ~ /[^ ]/ && attribute("left") + attribute("width") > width + 1)
		wrong("the edge of the page cuts " text)
	# Page numbers stand below the type area, or to the left of a table that lies across.
	if (text !~ /^[ —0-9]*$/ && top > lowest[page])
		lowest[page] = top
	# A month alone is one, below a chart.
	if (text ~ /[0-9][0-9][0-9][0-9][-‑][0-9]?[0-9]?[-‑]?$/ && text !~ /[0-9]-[0-9][0-9]-[0-9][0-9]$/ &&
	    text !~ /^[0-9][0-9][0-9][0-9]-[0-9][0-9] *$/)
		broken[page] = broken[page] " " text
	if (text ~ /^附件$|^附件1/ && !annex && text !~ /：/)
		annex = page
	line[++count] = text
	at[count] = top
	left[count] = attribute("left") + 0
}
/<\/page>/ { broken_names() }
END {
	for (page = 1; page in lowest; page++)
		if (broken[page] != "")
			wrong("a day is broken:" broken[page])
	page = annex - 2
	if (letter && annex > 2 && lowest[page] < height[page] / 2)
		wrong("it is " int(100 * lowest[page] / height[page]) " % full, before the signature")
}
