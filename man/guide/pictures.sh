#!/bin/sh
# pictures.sh LANG BUILD FOLDER: draws the pictures of kuayue-guide(7) from the program in BUILD, on the fictional county
# that it makes, each as FOLDER/NAME.svg. What a picture is called below it stands in the page: @PICTURE NAME Caption@.
set -eu
lang=$1 build=$2 folder=$3
case $lang in
zh) page=man/zh_CN/kuayue-guide.7.in ;;
*) page=man/kuayue-guide.7.in ;;
esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$folder"
export HOME="$work" XDG_DATA_HOME="$work" XDG_STATE_HOME="$work" TZ=Asia/Shanghai
"$build/kuayue" demo "$work/county" >/dev/null

# word ZH|EN: the half in the language.
word() {
	case $lang in
	zh) echo "${1%%|*}" ;;
	*) echo "${1##*|}" ;;
	esac
}

# key NAME: how the program's list calls the key of the action; what begins with = is typed, a digit is a page's.
key() {
	case $1 in
	=* | [0-9]) echo "${1#=}" ;;
	*) awk -F '\t' -v name="$1" '$1 == name { print $2; found = 1 } END { exit !found }' "$build/list/$lang.keys" ;;
	esac
}

# draw NAME WORKBOOK DAY WORD [KEY WORD]...: the screen that has WORD, the next one after KEY, and so on to the last.
draw() {
	name=$1 workbook=$2 day=$3 begin=$(word "$4")
	shift 4
	count=$#
	while [ "$count" -gt 0 ]; do
		pressed=$(key "$1") shown=$(word "$2")
		shift 2
		set -- "$@" "$pressed" "$shown"
		count=$((count - 2))
	done
	caption=$(sed -n "s/^@PICTURE $name \(.*\)@\$/\1/p" "$page")
	[ "$caption" ] || { echo "$page has no picture called $name" >&2; exit 1; }
	"$build/screen/picture" -s "$caption" 24 80 "$begin" "$@" -- \
		"$build/kuayue" --lang "$lang" --today "$day" "$workbook" >"$folder/$name.new"
	mv "$folder/$name.new" "$folder/$name.svg"
}

school=$(echo "$work"/county/C02_*.kuayue)
here=$(pwd)
case $build in /*) ;; *) build=$here/$build ;; esac
case $folder in /*) ;; *) folder=$here/$folder ;; esac
page=$here/$page
cd "$work" # where a new workbook is made, by a name alone

draw first-run C02.kuayue 2012-02-06 '学校代码|School code' =C02 C02 ENTER '与公章一致|as on the seal' \
	=青石镇初级中学 青石镇初级中学 ENTER '下发哪些任务|which tasks' 3 '初中'
draw overview "$school" 2012-10-31 '下一步|Next'
draw problem "$school" 2012-10-31 '下一步|Next' 6 C02-002 ENTER '年轻教师'
draw chain "$school" 2012-10-31 '下一步|Next' 6 C02-005 DOWN C02 DOWN C02 DOWN C02 DOWN C02 CHAIN C02-G001
draw check "$school" 2012-10-31 '下一步|Next' CHECK C02-001
draw preview "$school" 2012-10-31 '下一步|Next' 7 '教职工|Staff' PREVIEW '一、基本情况'
