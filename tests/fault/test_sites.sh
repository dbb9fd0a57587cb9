#!/bin/sh
# Each place that calls what can fail sees it fail once (sites.c): memory, files, and where they are linked as shared
# libraries SQLite, libzip, jansson, libsodium, utf8proc and libxlsxwriter. No program ends by a signal, none that
# gives up is without a sentence, and the workbook is sound with all its records. Some places are taken; PROOF=1 takes
# each, and so does COUNT_ALL=1, with which the branches of core/ are counted.
. "$(dirname "$0")/../command/expect.sh"
layer=$(dirname "$program")/fault/sites.so walk=$(dirname "$program")/fault/walk
each=${PROOF:+1} each=${each:-${COUNT_ALL:+1}} each=${each:-61}

fail() {
	echo "FAIL: $1"
	failures=$((failures + 1))
}

# What the commands below need, made once.
expect 0 "base.kuayue" -- new --code G01 --name 榕溪县第一中学 --kind gaozhong base.kuayue
printf 'text,measure,raised\n' >rows.csv
i=0
while [ $i -lt 5 ]; do
	echo "导入的问题 $i,办法,2012-03-0$((1 + i % 9))" >>rows.csv
	i=$((i + 1))
done
"$program" --file base.kuayue import --kind problem rows.csv >/dev/null || exit 1
"$program" --file base.kuayue add opinion raw=意见 >/dev/null || exit 1
head -c 100000 /dev/zero >photo.bin
echo '318204 775190 246813 901557' >words
"$program" key new --name 领导小组 --passphrase-file words group.key >/dev/null || exit 1
mkdir packages sealed plain seen
"$program" --file base.kuayue export --to packages --no-seal >/dev/null || exit 1
package=$(realpath packages/*.zip)
"$program" --file base.kuayue key import --yes group.public.txt >/dev/null || exit 1
cp base.kuayue plain/w.kuayue
cp base.kuayue seen/w.kuayue
"$program" --file seen/w.kuayue export --to sealed >/dev/null || exit 1
sealed=$(realpath sealed/*.zip)
sed 's/^version=.*/version=9999/; s/^title=/title=新/' "$sources/data/campaign/taolun-2012.ini" >newer.ini
head -c 60000 base.kuayue >damaged.kuayue
tail -c +60001 base.kuayue | tr 'a' 'b' | head -c 3000 >>damaged.kuayue
tail -c +63001 base.kuayue >>damaged.kuayue

# A save that was killed half way: the workbook and its journal.
at=20
while [ ! -s hot/w.kuayue-journal ]; do
	rm -rf hot
	mkdir hot
	cp base.kuayue hot/w.kuayue
	KUAYUE_PULL_DIR="$work/hot" KUAYUE_PULL_AT=$at KUAYUE_PULL_HOW=kill LD_PRELOAD="$(dirname "$layer")/pull.so" \
		"$program" --file hot/w.kuayue import --kind problem rows.csv >/dev/null 2>&1
	at=$((at + 1))
	[ $at -lt 400 ] || { echo "no journal was left"; exit 1; }
done
digits=$("$program" --file base.kuayue key list | grep -oE '([0-9]{4} ){5}[0-9]{4}' | tail -1)
# A template of which much is another: a task and an item by new names, one that this school has not, words, numbers.
sed -e 's/^version=.*/version=9998/; s/^\[task.P37\]/[task.P38]/; s/^\[item.I5\]/[item.I6]/; /^title=成立领导机构/s/$/甲/' \
	-e '/^\[task.P02\]/,/^$/s/^skip=.*/skip=gaozhong/; /^\[task.P01\]/,/^$/s/^target=.*/target=2/' \
	-e '/^\[target.sessions\]/,/^$/s/^value=.*/value=4/; s/^gratitude.forms>=.*/&/; /^figure=/s/=.*/=body_date/' \
	-e '/^\[item.A1\]/,/^$/s/^title=.*/&乙/; s/^thought=.*/thought=思想/' "$sources/data/campaign/taolun-2012.ini" >much.ini
# Rows for add and set, in both forms.
printf '{"raw": "甲", "number": "x1", "merged_into": "x2"}\n{"raw": "乙", "number": "x2", "date": "2012-06-01"}\n' >rows.jsonl
printf '[{"id": "G01-003", "measure": "行一"}, {"id": "G01-004", "measure": null}]' >rows.json
printf '编号,原始意见,合并到\nx1,一,x2\nx2,二,\n' >opinions.csv
# A workbook in which more has happened: people and a session, things published, deleted, undone.
mkdir done
cp base.kuayue done/w.kuayue
for change in "add person name=李明" "add person name=王芳" "add session date=2012-06-01 topic=学习 attendance=李明 absent=王芳请假" "add opinion raw=删去的" "add visit date=2012-06-01 place=村" \
	"delete G01-O002" "add publication date=2012-06-02 channel=公示栏 items=G01-001" "set G01-002 measure=撤回" undo; do
	"$program" --file done/w.kuayue $change >/dev/null 2>err || { echo "$change: $(cat err)"; exit 1; }
done
# Of the program as it was.
for version in 1 3 5; do
	mkdir old-$version
	"$(dirname "$program")/fault/old" old-$version/w.kuayue <"$sources/tests/data/version-$version.sql" || exit 1
done
# Another copy of the workbook, in which other things were done, hands over; and a roster of which two may be one.
mkdir other handed
cp base.kuayue other/w.kuayue
for change in "set G01-003 measure=别的办法" "set G01-002 text=两处改了" "delete G01-004" "add visit date=2012-06-01 place=村"; do
	"$program" --file other/w.kuayue $change >/dev/null || exit 1
done
"$program" --file other/w.kuayue exchange --for pc --to handed >/dev/null || exit 1
handed=$(realpath handed/*.zip)
cp base.kuayue handed/w.kuayue
"$program" --file handed/w.kuayue set G01-002 text=这里也改了 >/dev/null || exit 1
"$program" --file handed/w.kuayue set G01-004 text=那边删了 >/dev/null || exit 1
"$program" --file handed/w.kuayue add person name=李明 >/dev/null || exit 1
mkdir merged
cp handed/w.kuayue merged/w.kuayue
"$program" --file merged/w.kuayue import --yes "$handed" >/dev/null || exit 1
printf '姓名,科室\n李明,办公室\n李明,教务处\n王芳,\n' >roster.csv
printf 'text\n\326\320\316\304\n' >gb18030.csv
unzip -qjo "$package" '*/ledgers.xlsx' || exit 1
"$program" key sign newer.ini --key group.key --passphrase-file words >/dev/null 2>&1 || exit 1
cp newer.ini signed.ini
mv newer.ini.sig signed.ini.sig

# libiniparser does not look whether it has the memory for its table (core/campaign/ini_values.c).
skip_of() {
	case $1 in "$walk") echo "$skip_walk" ;; *) echo "$skip_program" ;; esac
}
table_of() {
	nm -S "$1" | awk '$4 == "dictionary_new" { print $1, $2 }'
}
skip_program=$(table_of "$program") skip_walk=$(table_of "$walk")

points=0 kept=5 began=$(date +%s) with=plain/w.kuayue
# strike NAME COMMAND...: that in the folder stick, where $with lies, once for each place that has not failed yet.
strike() {
	name=$1 first=$points
	shift
	while :; do
		rm -rf stick
		mkdir stick
		cp $with stick/
		rm -f newer.ini.sig
		SITES="$work/places" SITES_EACH=$each SITES_SKIP=$(skip_of "$1") LD_PRELOAD="$layer" "$@" >out 2>err </dev/null
		status=$?
		[ "$(head -c 8 places | od -An -t x8 | tr -d ' ')" = 0000000000000000 ] && break
		failed=$(head -c 72 places | tail -c 64 | tr -d '\000')
		points=$((points + 1))
		[ "$status" -le 4 ] || fail "$name, $failed: exit $status: $(tail -3 err)"
		[ "$status" -lt 3 ] || grep -q '[.。:：]' err || fail "$name, $failed: exit $status without a sentence"
		# Who has no memory does not blame what was typed, or the file.
		case $failed in malloc* | calloc* | realloc*) [ "$status" != 3 ] || fail "$name, $failed: $(tail -1 err)" ;; esac
		# The workbook is looked at now and then; a place that harms it has many neighbours.
		[ $((points % 8)) = 0 ] || continue
		"$program" --file stick/w.kuayue list problem --json >listed 2>&1
		[ "$(grep -c '"number"' listed)" -ge $kept ] || fail "$name, $failed: a record is lost: $(head -2 listed)"
	done
	[ "$status" -le 1 ] || fail "$name, left alone: exit $status: $(cat err)"
	echo "each place: $name, $((points - first)) places"
}
book="$work/stick/w.kuayue"
strike add "$program" --file "$book" add problem text=新的
strike set "$program" --file "$book" set G01-003 measure=办法 
strike attach "$program" --file "$book" add archive box=4-1 title=照片 file=photo.bin
strike list "$program" --file "$book" list problem --json
strike status "$program" --file "$book" status --json
strike behind "$program" --file "$book" list --behind problems --json
strike next "$program" --file "$book" next
strike check "$program" --file "$book" check
strike calendar "$program" --file "$book" calendar
strike since "$program" --file "$book" since
strike handover "$program" --file "$book" handover
strike chain "$program" --file "$book" chain G01-003
strike join "$program" --file "$book" join G01-001 G01-003
strike import "$program" --file "$book" import --kind problem rows.csv
strike template "$program" --file "$book" import --unsigned newer.ini
strike export "$program" --file "$book" export --to "$work/stick"
strike verify "$program" --file "$book" verify "$package"
strike "verify, sealed" "$program" verify "$sealed" --key group.key --passphrase-file words
strike open "$program" open "$sealed" --key group.key --passphrase-file words --to "$work/stick"
strike sign "$program" key sign newer.ini --key group.key --passphrase-file words
strike "key new" "$program" key new --name 组 --passphrase-file words "$work/stick/new.key"
strike "key import" "$program" --file "$book" key import --yes group.public.txt
strike "key export" "$program" --file "$book" key export "$work/stick/own.txt"
strike renew "$program" --file "$book" key renew --yes
strike keys "$program" --file "$book" key list
strike recover "$program" recover "$work/damaged.kuayue" "$work/stick/new.kuayue"
strike new "$program" new --code G02 --name 另一所小学 --kind xiaoxue "$work/stick/new.kuayue"
for part in lists records figures pages report save keys kept; do
	strike "walk, $part" "$walk" "$book" $part "$work/photo.bin"
done
strike "signed template" "$program" new --code G02 --name 另一所小学 --kind xiaoxue --campaign signed.ini "$work/stick/new.kuayue"
strike "GB 18030" "$program" --file "$book" import --kind problem gb18030.csv
strike xls "$program" --file "$book" import --kind person --left "$work/stick/left" "$sources/tests/data/roster.xls"
strike xlsx "$program" --file "$book" import --kind problem --dry-run ledgers.xlsx
strike "template, much" "$program" --file "$book" import --unsigned much.ini
strike "rows of JSON" "$program" --file "$book" add opinion --from rows.jsonl
strike "rows of a table" "$program" --file "$book" add opinion --from opinions.csv --json
strike "rows changed" "$program" --file "$book" set --from rows.json
strike zero "$program" --file "$book" set visit zero=yes
strike campaign "$program" --file "$book" campaign --own
strike author "$program" --file "$book" author 谢春娟
strike "calendar, ics" "$program" --file "$book" calendar --ics
strike public "$program" --file "$book" export --set public --allow-personal --to "$work/stick"
strike "key confirm" "$program" --file "$book" key confirm 领导小组 --fingerprint "$digits"
with=done/w.kuayue
strike undo "$program" --file "$book" undo
strike redo "$program" --file "$book" redo
strike restore "$program" --file "$book" restore G01-O002
strike "restore, list" "$program" --file "$book" restore
strike delete "$program" --file "$book" delete --json G01-V001
strike "published" "$program" --file "$book" add publication date=2012-06-03 channel=网站 items=G01-001,G01-003
strike "attended" "$program" --file "$book" add session date=2012-06-04 topic=学习 attendance=李明,王芳
strike "walk, pages" "$walk" "$book" pages "$work/photo.bin"
strike "csv" "$program" --file "$book" list problem --csv
kept=0
for version in 1 3 5; do
	with=old-$version/w.kuayue
	strike "from version $version" "$program" --file "$book" list problem
done
kept=5
with=handed/w.kuayue
strike exchange "$program" --file "$book" exchange --for pc --to "$work/stick"
strike clone "$program" --file "$book" clone "$work/stick/clone.kuayue"
strike "walk, merge" "$walk" "$book" merge "$handed"
with=merged/w.kuayue
strike conflicts "$program" --file "$book" conflicts --json
strike resolve "$program" --file "$book" resolve G01-002 text --take 2
strike unimport "$program" --file "$book" unimport 1
with=handed/w.kuayue
strike "walk, import" "$walk" "$book" import "$work/roster.csv"
with="hot/w.kuayue hot/w.kuayue-journal"
strike "rolled back" "$program" --file "$book" list problem
with=seen/w.kuayue
strike "verify again" "$program" --file "$book" verify "$package"
echo "each place: $points places"
printf 'place\tall\t%s\t%s\t%s\n' "$points" "$points" "$(($(date +%s) - began))" >>"${PROOF_TABLE:-/dev/null}"
finish "each place"
