#!/bin/sh
# Takes README's "How to change it" at its word. In a copy of the tree it makes each addition named, and sees that it
# touched the files that README's row names, all of them and no other, that the tree builds without a warning, and
# that what was added is there: in help, lists, pages, manuals and documents, and in a workbook made before.
# usage: sh tests/tree/change.sh [-t] ADDITION...   (field kind figure step screen key command document; -t: the tests
# of the tree itself pass at the end)
set -u
cd "$(dirname "$0")/../.." || exit 1
sources=$(pwd)
build=${B:-build}
case $build in /*) build=build ;; esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Its own make: not the one that runs the tests, whose job server does not reach here.
unset MAKEFLAGS MAKELEVEL T KUAYUE LANGUAGE
export LC_ALL=C.UTF-8 HOME="$work" KUAYUE_TODAY=2012-06-15
failures=0
word=教学相长千帆竞发
line=教室前的一块石碑 # what the additions show

complain() {
	echo "FAIL: $1"
	failures=$((failures + 1))
}

# A copy of the tree, and of what is built where that is the tree's own build/: then little is built again.
mkdir "$work/tree" "$work/before"
tar -c --exclude="./$build" --exclude=./build --exclude=./.git . | tar -x -C "$work/tree"
if [ -d "$build/core" ]; then
	mkdir -p "$work/tree/$build/screen"
	for part in core tui gen tests man list county flags libkuayue.a libkuayue.so lazy.a kuayue README screen/picture tree; do
		[ ! -e "$build/$part" ] || cp -a "$build/$part" "$work/tree/$build/$part"
	done
fi
cd "$work/tree" || exit 1

make_it() {
	make -s -j"$(nproc)" B="$build" WERROR=1 all "$build/screen/picture" "$@" >"$work/made" 2>&1 || {
		complain "after adding a $what the tree does not build: $(grep -v '^  ' "$work/made" | head -5)"
		return 1
	}
}

# row NAME: the files that the row of README names. What stands in brackets is read, not changed.
row() {
	sed -n '/^How to change it/,/^What the build/p' "$sources/README" |
		awk -v name="A $1" 'index($0, name "  ") == 1 { at = 1; $0 = substr($0, 14) }
			at && /^[^ ]/ && index($0, name) != 1 && seen { exit }
			at { print; seen = 1 }' | tr '\n' ' ' | sed 's/([^)]*)//g; s/`[^`]*`//g' |
		grep -oE '(core|tui|data|man)/[A-Za-z0-9_./-]+\.[a-z]+|\bREADME\b' | sort -u
}

# Which files the addition touched, against README's row.
touches() {
	diff -rq "$work/before" . -x "$build" | sed -n 's/^Files .* and \.\/\(.*\) differ$/\1/p; s/^Only in \.\/*\(.*\): \(.*\)$/\1\/\2/p' |
		sed 's/^\///' | sort >"$work/touched"
	[ -s "$work/touched" ] || complain "adding a $what changed nothing"
	name=$what
	[ "$what" != step ] || name="next step"
	row "$name" | sed 's/[A-Z][A-Z]*\.c$/*.c/' >"$work/named"
	while read -r file; do
		found=
		while read -r pattern; do
			# shellcheck disable=SC2254
			case $file in $pattern) found=1 ;; esac
		done <"$work/named"
		[ "$found" ] || complain "adding a $what touches $file, which README does not say"
	done <"$work/touched"
	while read -r pattern; do
		found=
		while read -r file; do
			# shellcheck disable=SC2254
			case $file in $pattern) found=1 ;; esac
		done <"$work/touched"
		[ "$found" ] || complain "README says that a new $what is also in $pattern; it is not needed"
	done <"$work/named"
}

# has WHERE WORD...: the words are in what was written last.
has() {
	where=$1
	shift
	for wanted; do
		grep -qF -- "$wanted" "$work/out" || {
			complain "a new $what: \"$wanted\" is not in $where"
			head -8 "$work/out"
		}
	done
}

kuayue() {
	"$build/kuayue" "$@" >"$work/out" 2>&1 || complain "a new $what: kuayue $* failed: $(head -3 "$work/out")"
}

# manuals ENGLISH CHINESE: each in its page.
manuals() {
	cat "$build/man/kuayue.1" >"$work/out"
	has "man/kuayue.1" "$1"
	cat "$build/man/zh_CN/kuayue.1" >"$work/out"
	has "man/zh_CN/kuayue.1" "$2"
}

# screen LANGUAGE TEXT [KEYS TEXT]...: the workbook's screen once all was typed.
screen() {
	language=$1
	shift
	"$build/screen/picture" 30 100 "$@" -- "$build/kuayue" --lang "$language" "$work/old.kuayue" >"$work/out" 2>&1 ||
		complain "a new $what: on the screen: $(cat "$work/out")"
}

# insert FILE BEFORE: standard input before the first line that has the text.
insert() {
	cat >"$work/inserted"
	awk -v before="$2" -v text="$work/inserted" '
		!done && index($0, before) { while ((getline line < text) > 0) print line; done = 1 }
		{ print }' "$1" >"$work/new"
	cat "$work/new" >"$1"
}

# sentence ENGLISH CHINESE: by `make po`, and then by hand.
sentence() {
	make -s B="$build" po >"$work/made" 2>&1
	grep -qF "no Chinese yet: $1" "$work/made" || complain "a new $what: make po does not ask for the Chinese of: $1"
	awk -v id="msgid \"$1\"" -v str="msgstr \"$2\"" '
		at && /^msgstr ""$/ { $0 = str }
		{ at = ($0 == id) }
		{ print }' data/po/zh_CN.po >"$work/new"
	cat "$work/new" >data/po/zh_CN.po
}

packed() {
	rm -rf "$work/out.d" && mkdir "$work/out.d"
	kuayue --file "$work/old.kuayue" export --to "$work/out.d" --what "$1" --no-seal
	unzip -p "$work/out.d"/*.zip "*/data/$2" >"$work/out" 2>/dev/null
}

add_field() {
	insert core/record/kinds/spirit.c EVIDENCE_FIELD <<'END'
	{ .name = "song", .label = "School song", .zh = "校歌", .type = KY_TEXT, .list = { KY_LIST_ROOM, 12 } },
END
}
see_field() {
	kuayue --file "$work/old.kuayue" add spirit "text=$word" "song=$line"
	id=$(cat "$work/out")
	kuayue --file "$work/old.kuayue" list spirit --json
	has "JSON" '"song"' "$line"
	kuayue --file "$work/old.kuayue" list spirit --csv
	has "CSV" ,song, "$line"
	kuayue --file "$work/old.kuayue" set "$id" song=另一块石碑
	packed records.jsonl records.jsonl
	has records.jsonl '"song"' 另一块石碑
	manuals 'song School song' 'song 校歌'
	screen zh 阶段 / 查找 "$word" "$word" "$(printf '\r')" 学校精神 "$(printf '\r')" 校歌
	has "the form" 校歌 另一块石碑
}

add_kind() {
	sed 's/kind_spirit/kind_stone/; s/"spirit"/"stone"/; s/"School spirit"/"Memorial stone"/; s/学校精神/纪念石碑/; s/"X"/"XS"/' \
		core/record/kinds/spirit.c >core/record/kinds/stone.c
	sed -i 's/^\(\tKIND(spirit)  *\)\\$/&\n\tKIND(stone) \\/' core/record/kinds/kinds.h
	sed -i '/^S36\t/s/spirit\.text /&stone /' data/coverage.tsv
}
see_kind() {
	kuayue --file "$work/old.kuayue" add stone "text=$line"
	kuayue --file "$work/old.kuayue" list stone --json
	has "JSON" "$line" '"meaning"'
	packed records.jsonl records.jsonl
	has records.jsonl '"stone"' "$line"
	manuals '.It Cm stone' '.It Cm stone'
	screen zh 阶段 8 纪念石碑 / 查找 "$line" "$line" "$(printf '\r')" 纪念石碑
	has "the search" 纪念石碑 "$line"
}

add_figure() {
	cat >>data/figures.sql <<'END'

-- figure: spirits
-- label: Wordings of the spirit
-- zh: 精神表述条数
-- unit: 条
-- from:
spirit WHERE text IS NOT NULL
END
}
see_figure() {
	kuayue --file "$work/old.kuayue" add spirit "text=$word"
	kuayue --file "$work/old.kuayue" status --json
	has "status --json" '"spirits"' 精神表述条数
	kuayue --file "$work/old.kuayue" list --behind spirits
	has "list --behind" "$word"
	packed figures.json figures.json
	has figures.json '"spirits"' 'Wordings of the spirit'
	screen zh 阶段 7 汇总 G 精神表述条数
	has "the page of figures" 精神表述条数 条
}

add_step() {
	insert data/guide.sql '-- guide: old_column' <<'END'
-- guide: no_spirit
-- as: step
-- urgency: open
-- text: The school has not written down its spirit yet.
-- basis: 三(四)3 / L43-45
-- value:
SELECT 'spirit' AS kind, '' AS id, '' AS number, name AS title FROM school
 WHERE NOT EXISTS (SELECT 1 FROM spirit WHERE meaning IS NOT NULL) ORDER BY ord, seq

END
	sentence 'The school has not written down its spirit yet.' 学校精神还没有写下来。
}
see_step() {
	kuayue --file "$work/old.kuayue" --lang zh next
	has "next" 学校精神还没有写下来。
	kuayue --file "$work/old.kuayue" --lang en next --json
	has "next --json" 'The school has not written down its spirit yet.'
}

add_screen() {
	cat >tui/screen/stone.c <<'END'
/* The stone before the school. */
#include "screen/rows.h"

static void fill(struct app *app, struct rows *rows, const char *about)
{
	(void)app;
	(void)about;
	rows_add(rows, LOOK_PLAIN, "", "", "%s", _("A stone stands before the school."));
}

static const struct rows_source source = {
	.help = N_("What stands before the school."),
	.fill = fill,
	.empty = "",
};

void screen_stone(struct app *app, int page)
{
	screen_rows(app, page, _("The stone"), &source, "");
}
END
	insert tui/places.h 'PLACE(export,' <<'END'
	PLACE(stone, ACT_NONE, 0, N_("The stone"))                                                                \
END
	sentence 'The stone' 石碑一览
	sentence 'What stands before the school.' 学校门前立着什么。
	sentence 'A stone stands before the school.' 学校门前有一块石碑。
}
see_screen() {
	screen zh 阶段 8 石碑一览 G 石碑一览 "$(printf '\r')" 学校门前有一块石碑。
	screen en Overview 8 'The stone' G 'The stone' "$(printf '\r')" 'A stone stands before' '?' 'What stands before'
}

# Also: another key for what there is. What is written of it follows.
add_key() {
	insert tui/terminal/action.h 'ACTION(EXPORT,' <<'END'
	ACTION(TAKE_OVER, 'b', 0, "hand over", "移交") \
END
	sed -i "s/ACTION(CALENDAR, 'm'/ACTION(CALENDAR, 'M'/" tui/terminal/action.h
	sed -i 's/PLACE(handover, ACT_NONE/PLACE(handover, ACT_TAKE_OVER/' tui/places.h
	make -s B="$build" readme >"$work/made" 2>&1
}
see_key() {
	kuayue --lang en keys --help
	has "keys --help" "TAKE_OVER	b	b	hand over" "CALENDAR	M	M	calendar"
	manuals "It b
hand over" "It b
移交"
	manuals "It M
calendar" "It M
日历"
	cat README >"$work/out"
	has README 'M the calendar'
	screen zh 阶段 b 交接单
	screen zh 阶段 8 更多 G M
	has "page 8" "       M" "       b"
	screen zh 阶段 M 日历
	screen zh 阶段 '?' 帮助 G 换页
	has "the help" '  b         移交'
}

add_command() {
	cat >tui/command/stone.c <<'END'
/* The stone before the school. */
#include "command/command.h"

static int run_stone(struct call *call)
{
	int failed = call_expect(call, &command_stone, 0, 0);
	if (!failed)
		show(stdout, "%s\n", "a stone");
	return failed;
}

const struct command command_stone = {
	.name = "stone",
	.usage = "",
	.help = N_("what stands before the school"),
	.run = run_stone,
};
END
	sed -i 's/^\(\tCOMMAND(since)  *\)\\$/&\n\tCOMMAND(stone) \\/' tui/command/command.h
	insert man/kuayue.1.in '.It Cm since' <<'END'
.It Cm stone
Says what stands before the school.
END
	insert man/zh_CN/kuayue.1.in '.It Cm since' <<'END'
.It Cm stone
说明学校门前立着什么。
END
	sentence 'what stands before the school' 学校门前立着什么
}
see_command() {
	kuayue stone
	has "what it prints" 'a stone'
	kuayue --lang zh --help
	has "--help" 'kuayue stone' 学校门前立着什么
	kuayue --lang en stone --help
	has "its --help" 'what stands before the school'
	manuals 'Says what stands before the school.' 说明学校门前立着什么。
}

add_document() {
	cat >core/report/stone.c <<'END'
/* The stone before the school, as a text. */
#include "report/documents.h"

enum ky_code write_stone(struct ky_workbook *wb, const struct ky_range *range, FILE *out, struct ky_error *err)
{
	(void)wb;
	(void)range;
	(void)err;
	for (int i = 0; i < 20; i++)
		fputs("a stone\r\n", out);
	return KY_OK;
}
END
	sed -i 's/^\t*DOCUMENT(figures, /\tDOCUMENT(stone, document, "stone.txt", "the stone, as a text", "石碑的说明") \\\n&/' core/report/documents.h
	sed -i 's/^ \* ledgers.csv    stands/ * stone.txt      what is written on the stone\n&/' core/include/kuayue/export.h
	printf '%s\n' '.It Pa data/stone.txt' 'What is written on the stone.' |
		insert man/kuayue-package.7.in '.It Pa data/sealed.bin'
	printf '%s\n' '.It Pa data/stone.txt' 石碑上写的字。 | insert man/zh_CN/kuayue-package.7.in '.It Pa data/sealed.bin'
}
see_document() {
	packed stone.txt stone.txt
	has "the package" 'a stone'
	unzip -p "$work/out.d"/*.zip '*/README.txt' >"$work/out"
	has "the package's README" data/stone.txt 石碑的说明 'the stone, as a text'
	manuals 'the stone, as a text' 石碑的说明
	"$build/kuayue" --file "$work/old.kuayue" export --what nothing >"$work/out" 2>&1 && complain "a document that is none is exported"
	has "the list of documents" stone.txt
	screen zh 阶段 x 导出
	has "the dialog" stone.txt
}

with_tests=
[ "${1:-}" = -t ] && { with_tests=1; shift; }
what=nothing
make_it || exit 1
"$build/kuayue" new --code G01 --name 样例学校 --kind gaozhong "$work/old.kuayue" >/dev/null || complain "no workbook"
done_all=$*
for what; do
	rm -rf "$work/before" && mkdir "$work/before"
	tar -c --exclude="./$build" . | tar -x -C "$work/before"
	"add_$what"
	touches
	make_it && "see_$what"
done
if [ "$with_tests" ]; then
	what="$done_all"
	make_it tree units commands KUAYUE_CHANGED=1 || grep -A5 FAIL "$work/made"
fi
[ "$failures" = 0 ] && echo "change: $done_all, each in the files that README names"
exit "$failures"
