#!/bin/bash
# What bash completes behind `kuayue` is what the program says of itself; fish is told the same.
[ -n "${BASH_VERSION:-}" ] || exec bash "$0"
set -u
cd "$(dirname "$0")/../.." || exit 1
build=${B:-build}
program=$build/kuayue
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

complain() {
	echo "FAIL: $1"
	failures=$((failures + 1))
}

# shellcheck disable=SC1091
. "$build/completion/kuayue.bash" || exit 1
# complete_behind WORD...: what is offered for the last of them, a line each.
complete_behind() {
	COMP_WORDS=(kuayue "$@")
	COMP_CWORD=$#
	COMPREPLY=()
	_kuayue
	printf '%s\n' "${COMPREPLY[@]}"
}
offers() {
	wanted=$1
	shift
	complete_behind "$@" | grep -qxF -- "$wanted" || complain "kuayue $*: bash does not offer $wanted"
}
offers_not() {
	wanted=$1
	shift
	complete_behind "$@" | grep -qxF -- "$wanted" && complain "kuayue $*: bash offers $wanted"
}

"$program" --lang en --help >"$work/help"
sed -n 's/^  kuayue \([a-z]\{1,\}\).*/\1/p' "$work/help" | sort >"$work/commands"
(cd "$work" && complete_behind '') | sort >"$work/offered"
cmp -s "$work/commands" "$work/offered" || complain "bash offers other commands than the help has:
$(diff "$work/commands" "$work/offered")"
# Every option of every command, and no command's options behind another.
while read -r command; do
	complete_behind "$command" - | sort >"$work/offered"
	"$program" --lang en "$command" --help | head -1 | grep -oE -- '--[a-z-]+' |
		cat - <(sed -n 's/.*any command: //p' "$work/help" | grep -oE -- '--[a-z-]+') | sort -u >"$work/options"
	cmp -s "$work/options" "$work/offered" || complain "kuayue $command: bash offers other options than its help has:
$(diff "$work/options" "$work/offered")"
	grep -qF -- "-a $command -d" "$build/completion/kuayue.fish" || complain "fish does not offer $command"
	while read -r option; do
		grep -qE -- "^complete -c kuayue( .*from $command'| ) *-l ${option#--}( |$)" "$build/completion/kuayue.fish" ||
			complain "fish does not offer $option behind $command"
	done <"$work/options"
done <"$work/commands"
"$program" --lang en kinds --help | sed -n 's/^\.It Cm //p' | while read -r kind; do
	echo "$kind"
done >"$work/kinds"
while read -r kind; do
	offers "$kind" list ''
	offers "$kind" --file w.kuayue add ''
	offers "$kind" import --kind ''
done <"$work/kinds"
while read -r document; do
	offers "$document" export --what ''
done < <("$program" --lang en documents --help | sed -n 's/^\.It Pa //p')

"$program" --lang en figures --help | sed -n 's/^\.It Li {\(.*\)}$/\1/p' >"$work/figures"
[ "$(wc -l <"$work/figures")" -gt 20 ] || complain "the program names hardly any figure"
while read -r figure; do
	offers "$figure" status --figure ''
	offers "$figure" list --behind ''
done <"$work/figures"

# Fields and choices: all that `add KIND --help` names, wherever a shell breaks FIELD=VALUE.
fields=0
choices=0
while read -r kind; do
	while read -r field type rest; do
		fields=$((fields + 1))
		offers "$field=" add "$kind" ''
		[ "$type" = choice ] || continue
		while read -r choice; do
			choices=$((choices + 1))
			offers "$field=$choice" add "$kind" "$field="
			offers "$choice" add "$kind" "$field" = ''
			grep -qF -- "$field=$choice" "$build/completion/kuayue.fish" || complain "fish does not offer $field=$choice"
		done < <(printf '%s\n' "$rest" | sed 's/^[^:]*: //; s/ | /\n/g')
	done < <(HOME=$work XDG_DATA_HOME=$work "$program" --lang en add "$kind" --help | sed -n 's/^  //p')
done <"$work/kinds"
[ "$fields" -gt 200 ] && [ "$choices" -gt 100 ] || complain "only $fields fields and $choices choices were looked at"
offers status=整改中 set C02-001 status=整改
offers 整改中 set C02-001 status = 整改
offers self=3 set C02-C002 self=
offers owner= --file w.kuayue set C02-O017 text=x ow
offers_not owner= set C02-S001 ''
offers_not status=整改中 add problem status=未
offers number add problem --print ''
offers --json add problem -

touch "$work/school a.kuayue" "$work/other.txt"
(
	cd "$work" || exit 1
	complete_behind s | grep -qxF 'school a.kuayue'
) || complain "bash does not offer a workbook in the folder"
offers status st
offers_not status list st
offers zh --lang ''
offers zh status --lang z
offers renew key ''
offers_not renew key new ''
offers_not problem new --kind ''
offers_not problem list problem ''

if command -v fish >/dev/null; then
	fish -n "$build/completion/kuayue.fish" || complain "fish cannot read it"
fi
[ "$failures" = 0 ] && echo "completion: $(wc -l <"$work/commands") commands, $(wc -l <"$work/kinds") kinds, $fields fields, $choices choices"
exit "$failures"
