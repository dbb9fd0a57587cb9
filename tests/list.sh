# Prints each test of the groups named as "name<TAB>command", to be run in the folder above. Screen tests are one
# function each, since one program of them takes long; units too where EACH is set. $B is the build.
# usage: sh tests/list.sh GROUP...
set -eu
build=${B:-build}
tab=$(printf '\t')

# functions FILE: the tests that the file registers, of which several may stand in one line.
functions() {
	grep -v '^#' "$1" | grep -oE '\b(TEST|cmocka_unit_test[a-z_]*)\([a-z0-9_]+' | sed 's/.*(//'
}

# programs GROUP EACH FILE...: one line a program, or one a function of it.
programs() {
	group=$1 each=$2
	shift 2
	for file; do
		path=${file#tests/"$group"/} path=${path%.c}
		command="KY_SRCDIR=. KUAYUE=$build/kuayue $build/$group/$path"
		if [ "$each" ]; then
			for test in $(functions "$file"); do
				echo "$group/$path:$test${tab}KY_TEST=$test $command"
			done
		else
			echo "$group/$path$tab$command"
		fi
	done
}

# scripts GROUP FILE...: one line a script.
scripts() {
	group=$1
	shift
	for file; do
		[ -e "$file" ] || continue
		path=${file#tests/} path=${path%.sh}
		echo "$path${tab}B=$build KUAYUE=$build/kuayue PULL=$build/fault/pull.so sh $file"
	done
}

for group; do
	case $group in
	units) programs unit "${EACH:-}" $(find tests/unit -name 'test_*.c' | sort) ;;
	screens) programs screen each tests/screen/test_*.c ;;
	commands) scripts command tests/command/test_*.sh ;;
	faults) scripts fault tests/fault/test_*.sh ;;
	tree) scripts tree tests/tree/test_*.sh ;;
	corpus)
		for file in tests/fuzz/fuzz_*.c; do
			name=${file#tests/fuzz/fuzz_} name=${name%.c}
			echo "fuzz/$name${tab}$build/fuzz/$name tests/fuzz/$name"
		done
		;;
	portable) sh tests/portable/list.sh ;;
	debian) scripts debian tests/debian/test_*.sh ;;
	# What is there only for it, and each test that looks at PROOF: that one has a long form.
	proof)
		scripts proof tests/proof/test_*.sh
		for group in tree command fault; do
			scripts $group $(grep -lw PROOF tests/$group/test_*.sh)
		done
		programs unit '' $(grep -rlw PROOF tests/unit --include='test_*.c' | sort)
		programs screen each $(grep -lw PROOF tests/screen/test_*.c)
		;;
	*)
		echo "tests/list.sh: there is no group $group" >&2
		exit 2
		;;
	esac
done
