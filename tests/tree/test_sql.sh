#!/bin/sh
# The annotated SQL: a slip in it stops the build with its file and line, and every statement of the program
# is valid on an empty workbook. KUAYUE_PREPARE is tests/tree/prepare.c.
set -u
cd "$(dirname "$0")/../.." || exit 1
build=${B:-build}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0
tried=0

complain() {
	echo "FAIL: $1"
	failures=$((failures + 1))
}

# build FILE SCRIPT: FILE with sed's SCRIPT applied, made into C and compiled. What is said goes to $work/said.
build() {
	what=$(basename "$1" .sql)
	sed "$2" "$1" >"$work/$what.sql"
	cmp -s "$1" "$work/$what.sql" && [ -n "$2" ] && complain "$1: the slip \"$2\" changes nothing"
	(cd "$work" && awk -v what="$what" -f "$OLDPWD/data/sql2c.awk" "$OLDPWD/data/campaign/taolun-2012.ini" \
		"$what.sql") >"$work/$what.c" 2>"$work/said" &&
		${CC:-cc} -std=c11 -Wall -Wextra -Werror -fsyntax-only -Icore/include -Icore "$work/$what.c" 2>"$work/said"
}

# refuses FILE SLIP LINE WORD: the build ends, names a line that holds LINE, and says WORD.
refuses() {
	tried=$((tried + 1))
	if build "$1" "$2"; then
		complain "$1 builds with $2"
		return
	fi
	at=$(sed -n "s/^$what.sql:\([0-9]*\):.*/\1/p" "$work/said" | head -1)
	sed -n "${at:-1}p" "$work/$what.sql" | grep -q -e "$3" || complain "$1: $2 is not said of its line: $(head -3 "$work/said")"
	grep -q -e "$4" "$work/said" || complain "$1: $2 does not say $4: $(head -3 "$work/said")"
}

for file in data/figures.sql data/guide.sql; do
	build "$file" '' || complain "$file does not build: $(head -3 "$work/said")"
done

figures=data/figures.sql
refuses $figures 's/^-- overview: always/-- overveiw: always/' '^-- overveiw' 'no directive "overveiw"'
refuses $figures 's/^-- overview: always/--overview: always/' '^--overview' 'neither a directive'
refuses $figures 's/^-- overview: always/ -- overview: always/' '^ -- overview' 'neither a directive'
refuses $figures 's/^-- overview: always/-- overview always/' '^-- overview always' 'neither a directive'
refuses $figures 's/^-- overview: always/-- Overview: always/' '^-- Overview' 'neither a directive'
refuses $figures 's/^-- overview: always/-- overview: alwais/' '^-- overview: alwais' 'KY_OVERVIEW_ALWAIS'
refuses $figures 's/^-- overview: always/-- overview:/' '^-- overview:$' 'says nothing'
refuses $figures 's/^-- origin: school/-- origin: skool/' '^-- origin: skool' 'KY_ORIGIN_SKOOL'
refuses $figures 's/^-- target: sessions/-- target: sesions/' '^-- target: sesions' 'sesions'
refuses $figures 's/^-- programs: yes/-- programs: yep/' '^-- programs: yep' 'yes, or is left out'
refuses $figures 's/^-- figure: attend$/-- figure: sessions/' '^-- figure: sessions$' 'declared twice; first in line'
refuses $figures 's/^-- alias: closed$/-- alias: silent/' '^-- alias: silent' 'declared twice'
refuses $figures 's/^-- parts: notes_should/-- parts: notes_shold/' '^-- figure: notes$' 'notes_shold'
refuses $figures '0,/^-- zh: .*/s///' '^-- figure: code$' 'lacks its "zh"'
refuses $figures '0,/^-- unit:/s//-- label: again\n-- unit:/' '^-- label: again' 'stands twice'
refuses $figures '0,/^-- of:/s//--- of:/' '^code$' 'before its directive'
refuses $figures '0,/^-- from:/s//-- from: school/' '^-- from: school' 'begins on the next line'
refuses $figures '0,/^code$/s///' '^-- figure: code' 'no line of SQL'
refuses $figures '0,/^-- label: School$/s//\n&/' '^-- figure: name' 'lacks'

guide=data/guide.sql
refuses $guide 's/^-- urgency: due$/-- urgency: deu/' '^-- urgency: deu' 'KY_STEP_DEU'
refuses $guide 's/^-- rank: unproved$/-- rank: unprooved/' '^-- rank: unprooved' 'KY_RANK_UNPROOVED'
refuses $guide 's/^-- rank: late$/-- rank: 3/' '^-- rank: 3' 'one word'
refuses $guide 's/^-- scan: numbers$/-- scan: nubmers/' '^-- scan: nubmers' 'scan_nubmers'
refuses $guide 's/^-- target: sessions/-- target: sesions/' '^-- target: sesions' 'sesions'
refuses $guide 's/^-- as: step$/-- as: stp/' '^-- as: stp\|^-- guide: overdue$' 'GUIDE_STP\|lacks its'
refuses $guide 's/^-- guide: due_soon$/-- guide: overdue/' '^-- guide: overdue$' 'declared twice'
refuses $guide 's/^-- basis: /-- basic: /' '^-- basic' 'no directive "basic"'
refuses $guide '0,/^-- urgency: overdue$/{/^-- urgency: overdue$/d}' '^-- guide: overdue$' 'lacks its "urgency"'
refuses $guide '0,/^-- as: finding$/s//-- as: finding\n-- urgency: due/' '^-- guide: ' 'does not go with'

# A comment behind a line hides nothing that is put behind that line.
build $figures 's/^school$/school -- the one/; s/^document$/document -- all of them/'
cat >"$work/print.c" <<'END'
#include <stdio.h>
#include <string.h>
#include "figures.c"
int main(void)
{
	for (size_t i = 0; i < figure_decls_count; i++)
		if (strcmp(figure_decls[i].figure.id, "documents") == 0)
			printf("%s", figure_decls[i].records);
	return 0;
}
END
${CC:-cc} -std=c11 -Icore/include -Icore -I"$work" -o "$work/print" "$work/print.c" && "$work/print" >"$work/records"
grep -q -e '-- all of them$' "$work/records" || complain "the comment is not in the statement"
grep -q '^ORDER BY ord, seq$' "$work/records" || complain "a comment hides the order of the records"

# Every statement that the sources hold as one constant. Those with a slot for a name are made of declarations;
# the unit tests run them.
find "$build/core" -name '*.o' ! -path '*/gen/*' | sort | while read -r object; do
	source=${object#"$build"/} source=${source%.o}.c
	[ ! -e "$source" ] || echo "$object" # one whose source is gone is no part of the program
done | xargs strings -n 6 -e S |
	grep -E '^(SELECT|INSERT|UPDATE|DELETE|WITH|CREATE|PRAGMA|BEGIN|COMMIT|ALTER) ' | grep -v '%' | sort -u >"$work/constants"
[ "$(wc -l <"$work/constants")" -gt 40 ] || complain "the objects in $build hold hardly any statement; is it built?"
"$build/tree/prepare" <"$work/constants" || complain "a statement is not valid on an empty workbook"

# data/sql/README names every fixed table, every view and every function of SQL, and no other.
{
	sed -n 's/^CREATE TABLE \(IF NOT EXISTS \)*\([a-z_]*\) .*/\2/p' data/sql/schema*.sql
	sed -n 's/^CREATE TEMP VIEW IF NOT EXISTS \([a-z_]*\) .*/\1/p' data/sql/views.sql
	sed -n 's/.*add_view(&sb, "\([a-z_]*\)".*/\1/p' core/record/views.c
	sed -n '/^static const struct db_function/,/^};/p' core/record/functions.c | grep -o '{ "[a-z_]*"' | tr -dc 'a-z_\n'
} | sort >"$work/there"
sed -n '/^Fixed tables/,/^Kind tables/p; /^Views/,/^The queries/p' data/sql/README |
	sed -n 's/^    \([a-z_, ]*[a-z_]\)  .*/\1/p; s/^    \([a-z_]*, [a-z_]*\)$/\1/p; /^call functions/,/functions\.c/s/.*/&/p' |
	sed 's/call functions of core: //; s/(.*//; s/\. .*//' | tr -cs 'a-z_\n' '\n' | grep . | sort >"$work/named"
diff "$work/there" "$work/named" >"$work/differ" || complain "data/sql/README (>) and the files (<) differ: $(grep '^[<>]' "$work/differ" | tr '\n' ' ')"
for file in data/sql/*.sql; do
	case $(basename "$file") in
	schema-*) ;;
	*) grep -q "$(basename "$file")" data/sql/README || complain "data/sql/README does not name $file" ;;
	esac
done

# What was merged counts again when what it was merged into is gone: the views know that, a comparison does not.
grep -n 'merged_into IS' data/*.sql data/sql/*.sql $(find core tui -name '*.c') >"$work/merged" &&
	complain "merged_into is compared, and not asked of a view: $(head -3 "$work/merged")"

[ "$failures" = 0 ] && echo "sql: $tried slips stop the build"
exit "$failures"
