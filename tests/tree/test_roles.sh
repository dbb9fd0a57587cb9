#!/bin/sh
# What the program does with a field is its declared role (kuayue/kind.h): core and tui look up none by its name, but
# for a kind's own file, and for what takes a template's values into the records of tasks and items.
set -u
cd "$(dirname "$0")/../.." || exit 1
found=$(grep -rnE 'field_find\([^)]*, "' core tui --include='*.c' |
	grep -vE '^(core/record/kinds/|tui/demo/)|core/setup/update_records.c:[0-9]+:.*"figure"')
if [ -n "$found" ]; then
	echo "FAIL: a field is looked up by name; give it a role, or flag it in its declaration:"
	echo "$found"
	exit 1
fi
grep -rqE 'field_find\([^)]*, "' core/setup || {
	echo "FAIL: this test looks for what is not written any more"
	exit 1
}
echo "roles: no field is looked up by its name"
