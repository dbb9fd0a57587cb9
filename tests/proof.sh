#!/bin/sh
# Makes one target after the other, goes on behind one that fails, and says how long each took. Fails if one failed,
# or if all of them together took more than an hour.
# usage: J=JOBS sh tests/proof.sh TARGET...
set -u
cd "$(dirname "$0")/.." || exit 1
[ $# -gt 0 ] || {
	echo "tests/proof.sh: no part of the proof has that name" >&2
	exit 2
}
limit=3600
failed='' begin=$(date +%s)
# What calls this gives no jobs on: each target is made with its own.
unset MAKEFLAGS MFLAGS T
for target; do
	at=$(date +%s)
	PROOF=1 WERROR=1 ${MAKE:-make} --no-print-directory -s -j "${J:-1}" "$target" || failed="$failed $target"
	echo "proof: $target took $(($(date +%s) - at)) s"
done
took=$(($(date +%s) - begin))
echo "proof: $# parts in $((took / 60)) min $((took % 60)) s"
[ "$took" -le "$limit" ] || failed="$failed (more than $((limit / 60)) minutes)"
[ -z "$failed" ] || {
	echo "proof: these failed:$failed"
	exit 1
}
