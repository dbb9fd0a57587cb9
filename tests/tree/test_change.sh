#!/bin/sh
# README's "How to change it", taken at its word: two of its rows here, all of them in tests/proof/test_change.sh.
[ -z "${KUAYUE_CHANGED:-}" ] || exit 0 # the changed copy's own tests
exec sh "$(dirname "$0")/change.sh" field command
