# Prints the tests of the static files as tests/list.sh prints its own: those of this folder, then those of commands
# and screens with the static file as the program, then the same as a kernel of 4.4 would run it. $B is the build.
set -eu
build=${B:-build}
place=$build/portable
static=$place/kuayue-$(uname -m)
tab=$(printf '\t')

for file in tests/portable/test_*.sh; do
	name=${file#tests/} name=${name%.sh}
	program=$static
	[ "$name" != portable/test_arm64 ] || program=$place/kuayue-aarch64
	echo "$name${tab}KUAYUE=$program DYNAMIC=$build/kuayue TYPE=$place/type SCREENS=$build/screen/test_seal STICK=$build/stick sh $file"
done
sh tests/list.sh commands screens | sed "s|KUAYUE=$build/kuayue|KUAYUE=$static|" >"$place/list"
sed 's|^|static/|' "$place/list"
sed "s|^\([^$tab]*\)$tab|as-4.4/\1${tab}exec sh tests/portable/old_kernel.sh $place/oldkernel env |" "$place/list"
