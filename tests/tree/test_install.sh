#!/bin/sh
# make install and uninstall below a folder whose name holds blanks, into folders of one's own; and the choices of
# the build: -Werror, static linking, another machine.
set -u
cd "$(dirname "$0")/../.." || exit 1
build=${B:-build}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

complain() {
	echo "FAIL: $1"
	failures=$((failures + 1))
}

place="$work/a b"
version=$(sed -n 's/^#define KY_VERSION "\(.*\)".*/\1/p' core/include/kuayue/version.h)
(umask 0077 && make -s --no-print-directory B="$build" DESTDIR="$place" PREFIX=/opt/k LIBDIR=/opt/k/lib/arch install) ||
	complain "make install"
(cd "$place/opt/k" 2>/dev/null && find . \( -type f -o -type l \) | sort) >"$work/installed"
for file in bin/kuayue lib/arch/libkuayue.a lib/arch/libkuayue.so lib/arch/libkuayue.so.0 lib/arch/pkgconfig/kuayue.pc \
	share/kuayue/campaign/taolun-2012.ini share/locale/zh_CN/LC_MESSAGES/kuayue.mo \
	share/bash-completion/completions/kuayue share/fish/vendor_completions.d/kuayue.fish \
	share/applications/kuayue.desktop share/mime/packages/kuayue.xml \
	$(cd core && find include/kuayue -name '*.h') \
	$(cd man && find . -name '*.in' | sed -n 's|^\./\(.*/\)\{0,1\}\([^/]*\.\([0-9]\)\)\.in$|share/man/\1man\3/\2|p'); do
	grep -qxF "./$file" "$work/installed" || complain "$file is not installed"
done
outside=$(find "$work" -mindepth 1 -maxdepth 3 ! -path "$work/installed" ! -path "$place" ! -path "$place/opt" ! -path "$place/opt/k")
[ -z "$outside" ] || complain "this was installed too: $outside"
closed=$(find "$place" \( -type d ! -perm -755 -o -type f ! -perm -644 \) | head -3)
[ -z "$closed" ] || complain "others cannot read this: $closed"
[ "$("$place/opt/k/bin/kuayue" --version | head -1)" = "kuayue $version" ] || complain "the installed program says another version"
cmp -s "$place/opt/k/share/kuayue/campaign/taolun-2012.ini" data/campaign/taolun-2012.ini || complain "the template is another one"

# What pkg-config says of it.
says() {
	PKG_CONFIG_PATH="$place/opt/k/lib/arch/pkgconfig" pkg-config "$@" kuayue 2>&1
}
[ "$(says --modversion)" = "$version" ] || complain "kuayue.pc: version $(says --modversion)"
[ "$(says --variable=prefix) $(says --variable=libdir) $(says --variable=includedir)" = \
	"/opt/k /opt/k/lib/arch /opt/k/include" ] || complain "kuayue.pc: not the folders of this call"
[ "$(says --cflags --libs | tr -s ' ' | sed 's/ $//')" = "-I/opt/k/include -L/opt/k/lib/arch -lkuayue" ] ||
	complain "kuayue.pc: $(says --cflags --libs)"

make -s --no-print-directory B="$build" DESTDIR="$place" PREFIX=/opt/k LIBDIR=/opt/k/lib/arch uninstall || complain "make uninstall"
left=$(find "$place" ! -type d; find "$place" -type d -name '*kuayue*')
[ -z "$left" ] || complain "uninstall leaves $left"

# kuayue.pc is of this call, not of the one before.
make -s --no-print-directory B="$build" PREFIX=/usr/local "$build/kuayue.pc" || complain "kuayue.pc cannot be made"
grep -q '^prefix=/usr/local$' "$build/kuayue.pc" || complain "kuayue.pc keeps the PREFIX of an earlier call"

# The choices of the build, read off what would be run.
would() {
	# Without what the caller gave make: this asks what each variable does.
	env -u CC -u MAKEFLAGS -u MFLAGS make -Bn --no-print-directory B="$work/build" "$@" 2>/dev/null
}
would WERROR= all >"$work/plain"
would WERROR=1 all >"$work/strict"
grep -q -- -Werror "$work/plain" && complain "a warning stops the build without WERROR=1"
[ "$(grep -c -- ' -c -o ' "$work/strict")" = "$(grep -c -- '-Werror.* -c -o ' "$work/strict")" ] ||
	complain "WERROR=1 does not hold for every source"
would STATIC=1 "$work/build/kuayue" | grep -q -- '-Wl,-Bstatic -lsqlite3' || complain "STATIC=1 does not link statically"
would STATIC=0 "$work/build/kuayue" | grep -q -- '-Bstatic' && complain "STATIC=0 links statically"
# For another machine: nothing that was built for it is run.
would CROSS=none-linux-gnu- CC_FOR_BUILD=cc all >"$work/cross"
grep -q '^none-linux-gnu-gcc .* -c -o ' "$work/cross" || complain "CROSS is not what it is compiled with"
grep -q "$work/build/native/kuayue --lang" "$work/cross" || complain "the lists of a foreign build are nobody's"
grep -q "$work/build/kuayue --" "$work/cross" && complain "a program built for another machine is run"

[ "$failures" = 0 ] && echo "install: $(wc -l <"$work/installed") files, and none is left"
exit "$failures"
