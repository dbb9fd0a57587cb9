#!/bin/sh
# Tests what check says of the three schools to learn from: one that did nothing, a small honest one, a late one.
. "$(dirname "$0")/expect.sh"

expect 0 "K01_" "K02_" "K03_" -- demo county
unset KUAYUE_TODAY

# They are outside of the county: in no folder of it but their own.
[ "$(ls county/*.kuayue | wc -l)" = 12 ] || { echo "FAIL: lessons: the county has not twelve schools"; failures=$((failures + 1)); }
ls county county/packages | grep '^K0' && { echo "FAIL: lessons: one of them is in the county"; failures=$((failures + 1)); }

# rules SCHOOL: the rules that fire on it in December, and how often.
rules() {
	"$program" --today 2012-12-10 --file county/lessons/"$1"_*.kuayue check --json |
		sed -n 's/.*"rule": "\([a-z_]*\)".*/\1/p' | LC_ALL=C sort | uniq -c | sed 's/^ *//' | grep -v ' unarchived$\| to_write$\| school_'
}

# says SCHOOL: stdin has what rules finds.
says() {
	rules "$1" >found
	cat >wanted
	diff wanted found || {
		echo "FAIL: lessons: check does not say of $1 what it must (<)"
		failures=$((failures + 1))
	}
}

# All but F1, which no record proves, and A4, C4, D2, I5, which they do.
says K01 <<'END'
1 all_at_the_top
38 denied
1 few_notes
3 no_channel
3 no_check
5 no_form
3 no_group
1 no_report
4 no_theme
1 none_body
1 none_media
1 none_meeting
1 none_opinion
1 none_problem
1 none_visit
76 not_answered
1 one_day
1 one_evidence
1 one_text
31 task_denied
26 task_late
END
says K02 </dev/null
says K03 <<'END'
2 no_check
62 not_answered
1 overdue_anything
24 task_late
END

# An honest school is told so.
expect 0 "Nothing was found." -- --today 2012-12-10 --file "$(ls county/lessons/K02_*.kuayue)" check
finish "lessons"
