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
[ "$failures" = 0 ] && echo "completion: $(wc -l <"$work/commands") commands and $(wc -l <"$work/kinds") kinds"
exit "$failures"
