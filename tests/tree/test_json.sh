#!/bin/sh
# The examples of kuayue-json(5) have the shape of what the program writes for the fictional county; both pages tell each
# key; no command that takes --json is left out.
set -u
cd "$(dirname "$0")/../.." || exit 1
build=$(cd "${B:-build}" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0
compared=0

complain() {
	echo "FAIL: $1"
	failures=$((failures + 1))
}

export KUAYUE_TODAY=2012-10-31 XDG_DATA_HOME="$work" HOME="$work"
kuayue="$build/kuayue --lang en"
$kuayue demo "$work/county" >/dev/null || complain "no county was made"
school=$(echo "$work"/county/C02_*.kuayue)
point=$(echo "$work"/county/J01_*.kuayue)
small=$work/small.kuayue

# What the county does not have: a key that was replaced, a record after the report, a day without a phase.
can() {
	"$@" >"$work/said" 2>&1 || complain "$* fails: $(cat "$work/said")"
}
can $kuayue --file "$work"/county/X02_*.kuayue verify "$work"/county/packages/C02_*.zip
can $kuayue --file "$work"/county/X02_*.kuayue verify "$work"/county/packages/J01_*.zip
can $kuayue --file "$point" key renew --yes
can $kuayue --file "$point" export --to "$work"
can $kuayue --file "$work"/county/X02_*.kuayue key import --yes "$work"/J01_*.zip
can $kuayue --file "$school" add opinion channel=意见箱 group=教师 date=2012-10-31 raw=操场太小
can $kuayue --today 2012-01-05 new --code P01 --name 某学校 --kind xiaoxue "$small"

# real NAME COMMAND...: writes what the command prints into $work/NAME, behind what is there already.
real() {
	name=$1
	shift
	$kuayue "$@" >>"$work/$name" 2>>"$work/said"
	case $? in
	0 | 1) ;; # 1: it has findings
	*) complain "kuayue $* fails: $(tail -1 "$work/said")" ;;
	esac
}

# told NAME HEADING: both pages tell each key of the example below this heading.
told() {
	grep -o '^ *"[a-z_]*":' "man/json/$1.json" | tr -dc 'a-z_\n' | sort -u >"$work/keys"
	for page in kuayue-json.5 zh_CN/kuayue-json.5; do
		awk -v heading="$2" '/^\.S[hs] / { inside = substr($0, 5) == heading } inside && /^\.(It Va|Va) / {
			for (i = 2; i <= NF; i++) print $i }' "$build/man/$page" | sort -u >"$work/items"
		case $1 in
		# A record's fields are told in kuayue(1).
		list*) printf '%s\n' id number $([ "$1" = list ] || echo record) ;;
		records) printf '%s\n' fields id number record ;;
		*) cat "$work/keys" ;;
		esac | sort -u | comm -23 - "$work/items" >"$work/untold"
		[ -s "$work/untold" ] && complain "man/$page.in does not tell of $2: $(tr '\n' ' ' <"$work/untold")"
	done
}

# same [-n | -z PATH] NAME HEADING: what was written has the shape of the example.
same() {
	loose=
	[ "$1" = -n ] && loose=-n && shift
	[ "$1" = -z ] && loose="-z $2" && shift 2
	"$build/tree/shape" $loose "man/json/$1.json" "$work/$1" >"$work/differ" 2>&1 ||
		complain "man/json/$1.json is not what kuayue writes: $(tr '\n' ';' <"$work/differ")"
	told "$1" "$2"
	compared=$((compared + 1))
}

real list --file "$school" list bulletin --json
real add-help --file "$school" add bulletin --help --json
echo '{"raw":"操场小"}' >"$work/rows.jsonl"
real add --file "$school" add opinion --from "$work/rows.jsonl" --json
real set --file "$school" set C02-001 owner=韦文华 --json
real undo --file "$school" undo --json
real redo --file "$school" redo --json
real undo --file "$school" undo --dry-run --json
real delete --file "$school" delete C02-B001 --json
real restore --file "$school" restore --json
can $kuayue --file "$school" restore C02-B001
real status-figure --file "$school" status --figure sessions --json
real list-behind --file "$school" list --behind published --json
for day in 2012-10-31 2012-01-05; do
	real status --file "$school" --today $day status --json
	real next --file "$school" --today $day next --json
done
real check --file "$school" check --json
real chain --file "$school" chain C02-005 --json
real calendar --file "$school" calendar --json
real since --file "$school" since --json
real since --file "$point" --today 2012-11-05 since --json
real since --file "$small" since --json
printf '姓名,任教学科,性别\r\n严平,数学,女\r\n,语文,男\r\n' >"$work/花名册.csv"
real import --file "$school" import --json --left "$work/left.csv" "$work/花名册.csv"

# A second PC of a school, on which the same field was written.
can $kuayue --file "$small" add problem text=会议多 due=2012-02-01
real clone --file "$small" clone "$work/b.kuayue" --json
can $kuayue --file "$small" set P01-001 due=2012-02-10
can $kuayue --file "$work/b.kuayue" --today 2012-01-05 set P01-001 due=2012-02-20
can mkdir "$work/stick"
real exchange --file "$work/b.kuayue" --today 2012-01-05 exchange --for pc --to "$work/stick" --json
real import-package --file "$small" import --yes --json "$work"/stick/*.zip
real conflicts --file "$small" conflicts --json
real unimport --file "$small" unimport --json
real unimport-back --file "$small" unimport 1 --json
real unimport --file "$small" unimport --json
can $kuayue --file "$small" import --yes "$work"/stick/*.zip
real resolve --file "$small" resolve P01-001 due 2012-02-15 --json
real handover --file "$school" handover --json
real campaign --file "$school" campaign --json
# A school's key is confirmed once somebody has compared it.
digits=$($kuayue --file "$work"/county/X02_*.kuayue key list | sed -n '/C02/,$s/.*fingerprint *//p' | head -1)
can $kuayue --file "$work"/county/X02_*.kuayue key confirm C02 --fingerprint "$digits"
real key-list --file "$work"/county/X02_*.kuayue key list --json
unzip -p "$work"/county/packages/C02_*.zip '*/figures.json' >"$work/figures"
unzip -p "$work"/county/packages/C02_*.zip '*/records.jsonl' | grep '"record":"person"' >"$work/records"

same add 'add, add --from'
same -n add-help 'add KIND --help'
same set 'set, set --from'
same delete 'delete ID'
same restore restore
same undo undo
same redo redo
same status-figure 'status --figure ID'
same -n list 'list KIND'
same -n list-behind 'list --behind FIGURE'
same -z /phase status status # pages say so: an example has one value
same -z /last since since
same import-package 'import PACKAGE'
same -n unimport unimport
same unimport-back 'unimport PACKAGE'
for name in next check calendar import exchange conflicts resolve clone handover campaign; do
	same $name $name
done
same chain 'chain ID'
same key-list 'key list'
same figures data/figures.json
same -n records data/records.jsonl
[ "$compared" = "$(find man/json -name '*.json' | wc -l)" ] || complain "man/json has an example that nothing is compared with"

# Every command that takes --json has an example, and the page shows each.
{
	$kuayue --help | sed -n 's/^  kuayue \([a-z]*\) .*--json.*/\1/p'
	$kuayue key 2>&1 | sed -n 's/.*kuayue key \([a-z]*\) .*--json.*/key-\1/p'
} | sort -u >"$work/commands"
[ "$(wc -l <"$work/commands")" -ge 9 ] || complain "--help names hardly any command with --json"
for command in $(cat "$work/commands"); do
	[ -e "man/json/$command.json" ] || complain "kuayue $command --json has no example in man/json/"
done
for example in man/json/*.json; do
	name=$(basename "$example" .json)
	for page in man/kuayue-json.5.in man/zh_CN/kuayue-json.5.in; do
		grep -qx "@JSON $name@" $page || complain "$page does not show $example"
	done
done

# What would slip through: a key that is missing, another order, another type, what is not real.
for slip in 's/"rank": 3/"rank": "3"/' '/"rule"/d' 's/"basis"/"base"/' 's/"rank": 3/"rank": null/'; do
	sed "$slip" man/json/check.json >"$work/slip"
	cmp -s "$work/slip" man/json/check.json && complain "the slip $slip changes nothing"
	"$build/tree/shape" "$work/slip" "$work/check" >/dev/null && complain "the slip $slip passes"
done

[ "$failures" = 0 ] && echo "json: $compared examples, $(wc -l <"$work/commands") commands"
exit "$failures"
