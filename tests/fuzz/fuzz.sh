#!/bin/sh
# Runs each of the targets for so many seconds, two at a time, beginning with its files in tests/fuzz/. Says how many
# inputs were tried and how much of the code they reach; fails if one of them was not stood.
# usage: SECONDS_EACH=60 sh tests/fuzz/fuzz.sh FOLDER NAME...
set -u
folder=$1
shift
found=build/fuzzer/found
mkdir -p "$found" build/fuzzer/grown
one='
	name=$2 log=$3/$2.log
	mkdir -p build/fuzzer/grown/$name
	more=
	[ $name != template ] || more=data/campaign
	begin=$(date +%s)
	"$1/$name" -max_total_time='"${SECONDS_EACH:-60}"' -timeout=20 -rss_limit_mb=2048 -max_len=16384 -print_final_stats=1 \
		-artifact_prefix="$3/$name-" build/fuzzer/grown/$name tests/fuzz/$name $more >"$log" 2>&1
	status=$?
	runs=$(sed -n "s/^stat::number_of_executed_units: *//p" "$log")
	reached=$(sed -n "s/.* cov: \([0-9]*\) .*/\1/p" "$log" | tail -1)
	echo "fuzz: $name $runs inputs, $reached edges, $(($(date +%s) - begin)) s$([ $status = 0 ] || echo ", FAILED: $log")"
	printf "fuzz\t%s\t%s\t%s\t%s\n" $name ${reached:-0} ${runs:-0} $(($(date +%s) - begin)) >>"${PROOF_TABLE:-/dev/null}"
	exit $status'
printf '%s\n' "$@" | xargs -P 2 -I NAME sh -c "$one" sh "$folder" NAME "$found"
