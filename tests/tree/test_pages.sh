#!/bin/sh
# What manual pages list is what there is: each file of a package and each label in it, in both languages.
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

# items PAGE MACRO HEADING...: what ".It MACRO NAME" names in the sections with these headings.
items() {
	page=$1 macro=$2
	shift 2
	for heading; do
		awk -v heading="$heading" -v macro="$macro" '
			/^\.Sh / { inside = substr($0, 5) == heading }
			inside && $1 == ".It" && $2 == macro { print $3 }' "$build/man/$page"
	done
}

# The package, plain and sealed.
export KUAYUE_TODAY=2012-06-15 XDG_DATA_HOME="$work" HOME="$work"
kuayue=$build/kuayue
echo passphrase >"$work/secret"
{
	"$kuayue" new --code P01 --name 某学校 --kind xiaoxue "$work/w.kuayue"
	mkdir "$work/plain" "$work/sealed"
	"$kuayue" --file "$work/w.kuayue" export --to "$work/plain"
	"$kuayue" key new --name 某办公室 --passphrase-file "$work/secret" "$work/o.key"
	"$kuayue" --file "$work/w.kuayue" key import --yes "$work/o.public.txt"
	"$kuayue" --file "$work/w.kuayue" export --to "$work/sealed"
} >"$work/said" 2>&1
for form in plain sealed; do
	unzip -q "$work/$form"/*.zip -d "$work/$form.bag" || complain "no package was written: $(cat "$work/said")"
	(cd "$work/$form.bag"/kuayue-P01 && find . -type f | sed 's|^\./||')
done | sed 's/ledger_L[0-9]*_[a-z]*\.csv/ledger_LNN_KIND.csv/' >"$work/files"
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

[ "$failures" = 0 ] && echo "pages: $(sort -u "$work/files" | wc -l) files of packages"
exit "$failures"
