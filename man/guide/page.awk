# The guide as one page of HTML, from what mandoc -Thtml -O fragment makes of it.
#   awk -v lang=zh|en -v style=FILE -v pictures=FOLDER -f page.awk PAGE.in FRAGMENT
# PAGE.in has the headings and the captions; the paragraph @@NAME@@ becomes FOLDER/NAME.svg with its caption.

function fail(why) {
	print "page.awk: " why > "/dev/stderr"
	failed = 1
	exit 1
}

function escaped(text) {
	gsub(/&/, "\\&amp;", text)
	gsub(/</, "\\&lt;", text)
	return text
}

function put(file,   line) {
	while ((getline line < file) > 0)
		print line
	if (close(file) != 0)
		fail("there is no " file)
}

function begin() {
	begun = 1
	title = lang == "zh" ? "跨越 联络员手册" : "Kuayue: the coordinator's guide"
	print "<!DOCTYPE html>"
	printf "<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n", lang == "zh" ? "zh-CN" : "en"
	print "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
	printf "<title>%s</title>\n<style>\n", title
	put(style)
	printf "</style>\n</head>\n<body>\n<header><h1>%s</h1>\n<p>%s</p></header>\n", title, escaped(subtitle)
	put_list()
}

# The chapters and what is in them; the first, a manual page's name, is left out.
function put_list(   i) {
	print "<nav>\n<ul>"
	for (i = 2; i <= headings; i++) {
		printf "%s<a href=\"#s%d\">%s</a>", part[i] ? (part[i - 1] ? "</li>\n<li>" : "\n<ul>\n<li>") : "<li>", i, escaped(heading[i])
		if (i == headings || !part[i + 1])
			print part[i] ? "</li>\n</ul></li>" : "</li>"
	}
	print "</ul>\n</nav>"
}

function put_picture(name) {
	if (!(name in caption))
		fail("no picture is called " name)
	print "<figure>"
	put(pictures "/" name ".svg")
	printf "<figcaption>%s</figcaption>\n</figure>\n", escaped(caption[name])
	placed++
}

FNR == NR {
	if (sub(/^\.Nd /, ""))
		subtitle = $0
	if (/^\.S[hs] /) {
		part[++headings] = /^\.Ss/
		heading[headings] = substr($0, 5)
		sub(/^\\&/, "", heading[headings])
	}
	if (sub(/^@PICTURE /, "") && sub(/@$/, "")) {
		name = $1
		sub(/^[^ ]+ /, "")
		caption[name] = $0
		count++
	}
	next
}
!begun { begin() }
# The head and foot of a manual page, and the section that has only its name.
/^<table class="(head|foot)">/ { skipping = "</table>" }
/^<section class="Sh">/ && !first { first = 1; skipping = "</section>" }
skipping { if (index($0, skipping)) skipping = ""; next }
/^<section class="Sh">/ && !second { second = 1; sub(/Sh/, "Sh first") }
match($0, /^ *<p class="Pp">@@[a-z-]+@@<\/p>$/) {
	split($0, parts, "@@")
	put_picture(parts[2])
	next
}
# mandoc makes no anchor of a heading in Chinese: they are counted.
match($0, /<h[12] class="S[hs]"[^>]*>/) {
	$0 = substr($0, 1, RSTART - 1) sprintf("<h%d id=\"s%d\">", substr($0, RSTART + 2, 1), ++headed + 1) \
		substr($0, RSTART + RLENGTH)
}
{ print }
END {
	if (failed)
		exit 1
	if (headed + 1 != headings)
		fail(headings - 1 " headings are listed, " headed " stand on the page")
	if (placed != count)
		fail(count " pictures are named, " placed + 0 " stand on the page")
	print "</body>\n</html>"
}
