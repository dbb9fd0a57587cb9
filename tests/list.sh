# Prints each test of the groups named as "name<TAB>command", to be run in the folder above. Screen tests are one
# function each, since one program of them takes long; units too where EACH is set. $B is the build.
# usage: sh tests/list.sh GROUP...
set -eu
build=${B:-build}
tab=$(printf '\t')

# functions FILE: the tests that the file registers.
functions() {
	sed -nE 's/^[[:space:]]*(TEST|cmocka_unit_test[a-z_]*)\(([a-z0-9_]+).*/\2/p' "$1"
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

scripts() {
	group=$1
	for file in tests/"$group"/test_*.sh; do
		path=${file#tests/} path=${path%.sh}
		echo "$path${tab}B=$build KUAYUE=$build/kuayue PULL=$build/fault/pull.so sh $file"
	done
}

for group; do
	case $group in
	units) programs unit "${EACH:-}" $(find tests/unit -name 'test_*.c' | sort) ;;
	screens) programs screen each tests/screen/test_*.c ;;
	commands) scripts command ;;
	faults) scripts fault ;;
	tree) scripts tree ;;
	portable) sh tests/portable/list.sh ;;
	debian) scripts debian ;;
	*)
		echo "tests/list.sh: there is no group $group" >&2
		exit 2
		;;
	esac
done
