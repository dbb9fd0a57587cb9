#!/bin/sh
# What copies of a workbook become when they are merged, held against a model in another language on random histories
# (tests/merge/model.py); and the model with one rule put wrong must not agree. With PROOF set: ten times as many.
set -u
driver=${B:-build}/merge/driver model=tests/merge/model.py
failures=0
said=$(mktemp)
trap 'rm -f "$said"*' EXIT

# Those under the sanitizers do the same with fewer.
each=${PROOF:+10000} each=${each:-1000}
case ${B:-build} in
*asan*) each=50 ;;
esac
python3 $model "$driver" -n $each -s 1 >"$said.1" 2>&1 &
first=$!
python3 $model "$driver" -n $each -s 500001 >"$said.2" 2>&1 || failures=$((failures + 1))
wait $first || failures=$((failures + 1))
cat "$said.1" "$said.2"
[ "$each" -gt 50 ] || exit "$failures"

for mutant in heads last names fields undo compensate; do
	if python3 $model "$driver" -n 200 -m $mutant >"$said" 2>&1; then
		echo "FAIL: histories do not tell the rules from the mutant \"$mutant\""
		failures=$((failures + 1))
	fi
	grep -q '^history ' "$said" || {
		echo "FAIL: the mutant \"$mutant\" ends otherwise: $(tail -1 "$said")"
		failures=$((failures + 1))
	}
done
exit "$failures"
