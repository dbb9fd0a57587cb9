#!/bin/sh
# What manual pages list is what there is, in both languages: each file of a package and each label in it, each section
# and key of a template, each table, column and version of a workbook.
set -u
cd "$(dirname "$0")/../.." || exit 1
build=$(cd "${B:-build}" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

complain() {
	echo "FAIL: $1"
	failures=$((failures + 1))
}

# same PAGE WHAT: $work/there, what there is, and $work/named, what the page names, are the same.
same() {
	sort -u "$work/there" >"$work/there.sorted"
	sort -u "$work/named" >"$work/named.sorted"
	diff "$work/there.sorted" "$work/named.sorted" >"$work/differ" ||
		complain "man/$1.in (>) and $2 (<) differ: $(grep '^[<>]' "$work/differ" | tr '\n' ' ')"
}

# items PAGE MACRO HEADING...: what ".It MACRO NAME" names in the sections or subsections with these headings.
items() {
	page=$1 macro=$2
	shift 2
	for heading; do
		awk -v heading="$heading" -v macro="$macro" '
			/^\.S[hs] / { inside = substr($0, 5) == heading }
			inside && $1 == ".It" && $2 == macro { print $3 }' "$build/man/$page"
	done
}

# What the program lists came into each page in the page's language.
lists=0
for name in kinds documents choices figures campaign; do
	for page in $(grep -lx "@$(echo $name | tr a-z A-Z)@" man/*.in man/zh_CN/*.in); do
		lang=en
		[ "${page#man/zh_CN/}" = "$page" ] || lang=zh
		there=$build/${page%.in}
		[ "$(grep -cxFf "$there" "$build/list/$lang.$name")" = "$(wc -l <"$build/list/$lang.$name")" ] ||
			complain "$there has not all of $build/list/$lang.$name"
		lists=$((lists + 1))
	done
done
[ $lists -ge 10 ] || complain "only $lists lists came into pages"

# The package, plain and sealed.
export KUAYUE_TODAY=2012-06-15 XDG_DATA_HOME="$work" HOME="$work"
kuayue=$build/kuayue
echo '榕树 2931 gate 8807' >"$work/secret"
{
	"$kuayue" new --code P01 --name 某学校 --kind xiaoxue "$work/w.kuayue"
	mkdir "$work/plain" "$work/sealed"
	echo 照片 >"$work/photo.jpg"
	"$kuayue" --file "$work/w.kuayue" add archive box=1-2-1 title=照片 "file=$work/photo.jpg"
	"$kuayue" --file "$work/w.kuayue" export --to "$work/plain" --attach all
	"$kuayue" key new --name 某办公室 --passphrase-file "$work/secret" "$work/o.key"
	"$kuayue" --file "$work/w.kuayue" key import --yes "$work/o.public.txt"
	"$kuayue" --file "$work/w.kuayue" export --to "$work/sealed"
} >"$work/said" 2>&1
for form in plain sealed; do
	unzip -q "$work/$form"/*.zip -d "$work/$form.bag" || complain "no package was written: $(cat "$work/said")"
	(cd "$work/$form.bag"/kuayue-P01 && find . -type f | sed 's|^\./||')
done | sed 's/ledger_L[0-9]*_[a-z]*\.csv/ledger_LNN_KIND.csv/; s/1-2-1\.jpg/NUMBER.ENDING/
s|^data/\(report\.docx\)$|data/\1|; t; s|^data/[a-z0-9_]*\.docx$|data/NAME.docx|' >"$work/files"
cat "$work"/*.bag/kuayue-P01/bag-info.txt "$work"/*.bag/kuayue-P01/signature.txt | sed -n 's/^\([A-Za-z-]*\): .*/\1/p' >"$work/labels"
[ "$(sort -u "$work/files" | wc -l)" -gt 12 ] || complain "the packages hold hardly anything"
for page in kuayue-package.7 zh_CN/kuayue-package.7; do
	cp "$work/files" "$work/there"
	items $page Pa FILES 文件 >"$work/named"
	same $page "the files of a package"
	cp "$work/labels" "$work/there"
	items $page Li FILES 文件 SIGNATURE 签名 >"$work/named"
	same $page "the labels in a package"
done
for page in "$build"/man/kuayue-package.7 "$build"/man/zh_CN/kuayue-package.7; do
	comment=$(unzip -z "$work/plain"/*.zip | tail -1)
	[ ${#comment} = 147 ] && grep -q 147 "$page" || complain "$page: the seal has ${#comment} bytes"
done

# The template: its sections as its reader lists them, and the keys that each refuses another for.
"$kuayue" campaign --print >"$work/built-in.ini"
# refused SCRIPT: what is said of the built-in template with sed's SCRIPT applied.
refused() {
	sed "$1" "$work/built-in.ini" >"$work/slip.ini"
	"$kuayue" --lang en new --code P02 --name 某学校 --kind xiaoxue --campaign "$work/slip.ini" "$work/never" 2>&1
}
sed -n '/^} forms\[\]/,/^};/p' core/campaign/read.c | grep -o '{ "[a-z.]*"' | tr -dc 'a-z.\n' | sort >"$work/forms"
[ "$(wc -l <"$work/forms")" -ge 10 ] || complain "core/campaign/read.c lists hardly any section"
refused '1i [nonsense]' | sed 's/.*expected //; s/ (line.*//; s/ or /, /' | tr -d ' ' | tr ',' '\n' >"$work/there"
sed 's/\..*/./' "$work/there" | sort | diff - "$work/forms" >/dev/null ||
	complain "what is said of an unknown section is not what core/campaign/read.c lists"
for page in kuayue-template.5 zh_CN/kuayue-template.5; do
	sed -n 's/^\.Ss \[\(.*\)\]$/\1/p' "$build/man/$page" >"$work/named"
	same $page "the sections of a template"
done
for form in $(cat "$work/there"); do
	first=$(sed -n "s/^\[\(${form%%.*}\(\.[^0].*\)*\)\]\$/\1/p" "$work/built-in.ini" | head -1)
	refused "/^\[$first\]/a nonsense=1" >"$work/said"
	grep -q 'unknown key; expected one of' "$work/said" || continue
	sed 's/.*expected one of //; s/ (line.*//; s/, /\n/g' "$work/said" >"$work/keys"
	for page in kuayue-template.5 zh_CN/kuayue-template.5; do
		cp "$work/keys" "$work/there"
		items $page Li "[$form]" >"$work/named"
		same $page "the keys of [$form]"
	done
	keys=$((${keys:-0} + $(wc -l <"$work/keys")))
done
[ "${keys:-0}" -gt 45 ] || complain "only ${keys:-0} keys of a template were compared"

# The workbook: its fixed tables with their columns as the steps make them, its versions, and what each kind begins with.
cat data/sql/schema.sql data/sql/schema-*.sql | sed 's/--.*//' | tr -s ' \n\t' ' ' | tr ';' '\n' | awk '
	# The parts of a list of columns, cut at commas that are in no bracket; a constraint is no column.
	function columns(table, list,   i, c, depth, part) {
		for (i = 1; i <= length(list) + 1; i++) {
			c = i > length(list) ? "," : substr(list, i, 1)
			depth += (c == "(") - (c == ")")
			if (c != "," || depth) {
				part = part c
				continue
			}
			sub(/^ */, "", part)
			if (part !~ /^(PRIMARY|UNIQUE|CHECK|FOREIGN|CONSTRAINT)[ (]/) {
				sub(/ .*/, "", part)
				print table "." part
			}
			part = ""
		}
	}
	/^ *CREATE TABLE / {
		sub(/^ *CREATE TABLE (IF NOT EXISTS )?/, "")
		table = $1
		list = substr($0, index($0, "(") + 1)
		sub(/\)[^)]*$/, "", list)
		columns(table, list)
	}
	/^ *ALTER TABLE / && / ADD / { table = $3; sub(/.* ADD (COLUMN )?/, ""); columns(table, $1) }' >"$work/columns"
[ "$(wc -l <"$work/columns")" -gt 40 ] || complain "data/sql has hardly any column"
sed 's/\(.*\)\.\(.*\)/SELECT "\1"."\2" FROM "\1"/' "$work/columns" | "$build/tree/prepare" || complain "a column is not there"
version=$(sed -n 's/^#define WORKBOOK_VERSION //p' core/workbook/meta.h)
for page in kuayue-workbook.5 zh_CN/kuayue-workbook.5; do
	cp "$work/columns" "$work/there"
	awk '/^\.S[hs] / { table = $1 == ".Ss" ? $2 : "" } table && /^\.It Va / { print table "." $3 }' "$build/man/$page" >"$work/named"
	same $page "the columns of data/sql"
	seq "$version" >"$work/there"
	items $page Sy VERSIONS 版本 >"$work/named"
	same $page "the versions of a workbook"
	{
		sed -n 's/^#define FIXED "\(.*\)".*/\1/p' core/record/table.c | tr -d ' ' | tr ',' '\n'
		sed -n 's/^#define RECORD_SITE "\([a-z]*\)".*/\1/p' core/record/internal.h
	} >"$work/there"
	items $page Va "TABLES OF KINDS" 各类记录的表 >"$work/named"
	same $page "what a kind's table begins and ends with"
done

[ "$failures" = 0 ] && echo "pages: $(sort -u "$work/files" | wc -l) files of packages, $keys keys of templates, $(wc -l <"$work/columns") columns"
exit "$failures"
