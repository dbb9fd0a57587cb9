# Fills the numbers into personal.in or not_personal.in; what it prints is committed beside them.
#   LC_ALL=C awk -f make_personal.awk personal.in > personal.tsv
# A row of personal.in is "text, note", a row of not_personal.in "text, what it is, note", tab separated.
# {kind}, {kind/digits} or {kind/digits:shape} in a text becomes a number: in a shape each # is its next
# digit, ~ drops one, and all else stays; the digits are wide, han, spoken or formal (１, 一, 幺, 壹). The
# seed of a row is its text, so that a new row changes no other.
#   m mobile, v mobile that is a WeChat account, l L b landline of 4+7, 4+8, 3+8 digits, i X x ID number that
#   ends in a digit, X, x, t T with a slip, with a wrong X, o of 15 digits, c16 to c19 card, u name for an
#   e-mail address, z number for one, q q8 q9 QQ, w WeChat; of nobody: n digits, hex, isbn, ean

BEGIN {
	FS = OFS = "\t"
	for (i = 1; i < 256; i++)
		code[sprintf("%c", i)] = i
	glyphs["wide"] = "０ １ ２ ３ ４ ５ ６ ７ ８ ９"
	glyphs["han"] = "零 一 二 三 四 五 六 七 八 九"
	glyphs["spoken"] = "〇 幺 二 三 四 五 六 七 八 九"
	glyphs["formal"] = "零 壹 贰 叁 肆 伍 陆 柒 捌 玖"
	mobiles = split("130 131 132 133 134 135 135 136 136 137 137 138 138 138 139 139 147 150 151 152 153 155 " \
			"156 157 158 159 166 170 177 178 180 181 182 183 185 186 187 188 189 191 198 199", mobile, " ")
	short_areas = split("010 020 021 023 025 027 028", short_area, " ")
	long_areas = split("0770 0770 0770 0772 0773 0775 0779 0858", long_area, " ")
	city_areas = split("0771 0755 0731 0571 0451 0851", city_area, " ")
	provinces = split("11 13 21 33 37 41 42 43 44 45 45 45 46 50 51 52 53 61", province, " ")
	bins = split("622800 622200 621700 622500 623600 621000 625900 622700", bin, " ")
	syllables = split("lin wei mo qin lan cen nong gan liao lu deng tang su xie liang fang wen hua ping", syllable, " ")
	n = split("m mobile v mobile|wechat l landline L landline b landline i id X id x id o id-old t id-typo T id-typo " \
		  "c16 card c17 card c18 card c19 card u email z email q qq q8 qq q9 qq w wechat", pairs, " ")
	for (i = 1; i < n; i += 2)
		class_of[pairs[i]] = pairs[i + 1]
}

function fail(why) {
	print FILENAME ":" FNR ": " why >"/dev/stderr"
	failed = 1
	exit 1
}

# Park and Miller's generator: exact in a double, so the same in every awk.
function below(n) {
	state = state * 16807 % 2147483647
	return int(state / 2147483647 * n)
}

function seed(text, again,    i) {
	state = 2012 + again
	for (i = 1; i <= length(text); i++)
		state = (state * 257 + code[substr(text, i, 1)]) % 2147483646
	state++
	for (i = 0; i < 4; i++)
		below(1)
}

# A string of n of these characters.
function some(n, of,    out) {
	while (n-- > 0)
		out = out substr(of, 1 + below(length(of)), 1)
	return out
}

function digits(n) {
	return some(n, "0123456789")
}

# The check character of GB 11643-1999 for the first 17 digits.
function id_check(id,    i, weight, sum) {
	weight = 1
	for (i = 17; i >= 1; i--) {
		weight = weight * 2 % 11
		sum += substr(id, i, 1) * weight
	}
	return substr("10X98765432", sum % 11 + 1, 1)
}

function luhn(number,    i, d, sum) {
	for (i = 0; i < length(number); i++) {
		d = substr(number, length(number) - i, 1) * (i % 2 + 1)
		sum += d > 9 ? d - 9 : d
	}
	return sum % 10 == 0
}

function born(first, years) {
	return first + below(years) sprintf("%02d%02d", 1 + below(12), 1 + below(28))
}

# No county has a code in 99; half of these people are born before 1910.
function region() {
	return province[1 + below(provinces)] "99" sprintf("%02d", 1 + below(99))
}

function id_number(with_x,    id) {
	do {
		id = region() (below(2) ? born(1900, 10) : born(1955, 53)) digits(3)
		id = id id_check(id)
	} while ((substr(id, 18) == "X") != with_x || luhn(id))
	return id
}

# One slip of the hand: the last digit is another, or two digits change places.
function id_typo(    id, at) {
	do {
		id = id_number(0)
		at = 15 + below(2)
		if (below(2))
			id = substr(id, 1, 17) (substr(id, 18) + 1 + below(9)) % 10
		else
			id = substr(id, 1, at - 1) substr(id, at + 1, 1) substr(id, at, 1) substr(id, at + 2)
	} while (substr(id, 18) == id_check(id) || luhn(id))
	return id
}

# The account is nearly all zeros.
function card(size,    number, i) {
	number = bin[1 + below(bins)] substr("0000000000", 1, size - 11) digits(4)
	for (i = 0; i < 10; i++)
		if (luhn(number i))
			return number i
}

# The last digit of an EAN-13, which an ISBN is too.
function ean(number,    i, sum) {
	for (i = 1; i <= 12; i++)
		sum += substr(number, i, 1) * (i % 2 ? 1 : 3)
	return number (10 - sum % 10) % 10
}

# Two syllables of the demo's family names.
function user() {
	return syllable[1 + below(syllables)] syllable[1 + below(syllables)]
}

function number_of(kind, shape) {
	if (kind == "m" || kind == "v")
		return mobile[1 + below(mobiles)] "0000" digits(4)
	if (kind == "l")
		return long_area[1 + below(long_areas)] 2 + below(7) "000" digits(3)
	if (kind == "L")
		return city_area[1 + below(city_areas)] 2 + below(7) "0000" digits(3)
	if (kind == "b")
		return short_area[1 + below(short_areas)] 2 + below(7) "0000" digits(3)
	if (kind == "i")
		return id_number(0)
	if (kind == "X")
		return id_number(1)
	if (kind == "x")
		return tolower(id_number(1))
	if (kind == "o")
		return region() substr(born(1930, 60), 3) digits(3)
	if (kind == "t")
		return id_typo()
	if (kind == "T")
		return substr(id_number(0), 1, 17) "X"
	if (kind ~ /^c1[6-9]$/)
		return card(substr(kind, 2) + 0)
	if (kind == "q")	# more than 32 bits, which no QQ number is
		return 5 + below(5) "00" digits(7)
	if (kind == "q8" || kind == "q9")
		return 5 + below(5) (kind == "q8" ? "0000" : "00000") digits(3)
	if (kind == "z")	# no QQ number begins with 0
		return "00" digits(7)
	if (kind == "u")
		return user()
	if (kind == "w")
		return user() "_00" digits(4)
	if (kind == "isbn")
		return ean("9787" digits(8))
	if (kind == "ean")
		return ean("690" digits(9))
	if (kind == "n")
		return digits(gsub(/#/, "#", shape))
	if (kind == "hex")
		return some(gsub(/#/, "#", shape), "0123456789abcdef")
	fail("what is {" kind "}?")
}

function shaped(number, shape, look,    i, at, out, mark, glyph) {
	split(glyphs[look], glyph, " ")
	at = 1
	for (i = 1; i <= length(shape); i++) {
		mark = substr(shape, i, 1)
		if (mark == "#" || mark == "~") {
			if (at > length(number))
				fail("the shape " shape " is too long")
			if (mark == "#" && look != "" && substr(number, at, 1) ~ /[0-9]/)
				out = out glyph[substr(number, at, 1) + 1]
			else if (mark == "#")
				out = out substr(number, at, 1)
			at++
		} else
			out = out mark
	}
	if (at <= length(number))
		fail("the shape " shape " is too short")
	return out
}

# Writes the numbers into a text and counts the classes.
function filled(text,    from, to, out, kind, shape, look, number) {
	split("", count)
	total = 0
	while ((from = index(text, "{")) > 0) {
		to = index(text, "}")
		kind = substr(text, from + 1, to - from - 1)
		out = out substr(text, 1, from - 1)
		text = substr(text, to + 1)
		shape = look = ""
		if (match(kind, /:/)) {
			shape = substr(kind, RSTART + 1)
			kind = substr(kind, 1, RSTART - 1)
		}
		if (match(kind, /\//)) {
			look = substr(kind, RSTART + 1)
			kind = substr(kind, 1, RSTART - 1)
			if (!(look in glyphs))
				fail("no digits are " look)
		}
		number = number_of(kind, shape)
		if (shape == "") {
			shape = number
			gsub(/./, "#", shape)
		}
		out = out shaped(number, shape, look)
		if (kind in class_of && count[class_of[kind]]++ == 0)
			order[++total] = class_of[kind]
	}
	return out text
}

function expected(    i, out) {
	for (i = 1; i <= total; i++)
		out = out (i > 1 ? ", " : "") count[order[i]] " " order[i]
	return out
}

# A number of 15 to 19 digits that is by chance an ID or card number would be no fair row.
function by_chance(text,    run) {
	gsub(/[-. ]/, "", text)
	while (match(text, /[0-9]+/)) {
		run = substr(text, RSTART, RLENGTH)
		text = substr(text, RSTART + RLENGTH)
		if (length(run) >= 16 && length(run) <= 19 && luhn(run) || length(run) == 18 && substr(run, 18) == id_check(run))
			return 1
	}
	return 0
}

/^#/ || /^$/ {
	print
	next
}

NF == 2 {
	seed($1, 0)
	text = filled($1)
	if (total == 0)
		fail("nothing to find")
	print text, expected(), $2
	next
}

NF == 3 {
	again = 0
	do {
		if (again > 20)
			fail("by chance the number of a card or an ID card")
		seed($1, again++)
		text = filled($1)
		if (total > 0)
			fail("personal data")
	} while (by_chance(text))
	print text, $2, $3
	next
}

{ fail("two or three columns, not " NF) }

END { exit failed }
