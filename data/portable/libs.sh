#!/bin/sh
# libs.sh FOLDER MACHINE: builds musl and every library statically from FOLDER/src for MACHINE (x86_64, aarch64)
# into FOLDER/MACHINE, a prefix with include/ and lib/. What a library's build prints is in FOLDER/MACHINE/log/.
set -eu
src=$(cd "$1/src" && pwd)
machine=$2
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1/$machine/log" "$1/$machine/work" "$1/$machine/lib"
root=$(cd "$1/$machine" && pwd)
host=$machine-linux-gnu
case $machine in
x86_64) debian=amd64 ;;
aarch64) debian=arm64 ;;
*) debian=$machine ;;
esac
flags="-O2 -fPIE -fstack-protector-strong -ffile-prefix-map=$src=. -ffile-prefix-map=$root=."
cc=$root/bin/musl-gcc

# Runs build_NAME in a folder of its own, once: a finished library leaves a stamp that says from what it was made.
recipe=$(cat "$here/libs.sh" "$here"/*.c "$here"/*.patch "$here/terminals.txt" | cksum)
build() {
	[ "$(cat "$root/log/$1.done" 2>/dev/null)" = "$recipe" ] && return
	echo "  LIB   $machine $1"
	rm -rf "$root/work/$1"
	mkdir "$root/work/$1"
	if ! (cd "$root/work/$1" && "build_$1") >"$root/log/$1" 2>&1; then
		tail -20 "$root/log/$1" | cut -c 1-300 >&2
		echo "$1 cannot be built; $root/log/$1 says more." >&2
		exit 1
	fi
	echo "$recipe" >"$root/log/$1.done"
}

# archive NAME FLAGS SOURCE...: a library whose own build would be longer than this.
archive() {
	name=$1 extra=$2
	shift 2
	# shellcheck disable=SC2086
	for file in "$@"; do
		"$cc" $flags $extra -c "$file" || return 1
	done
	"$host-ar" crs "$root/lib/lib$name.a" ./*.o
}

build_musl() {
	cp -R "$src/musl/." . && patch -p1 <"$here/musl-gb18030.patch" &&
		CFLAGS="$flags" ./configure --prefix="$root" --target="$host" --disable-shared --enable-wrapper=gcc \
			CC="$host-gcc" &&
		make -j2 && make install &&
		# The wrapper knows -static only; with this the file can lie anywhere in memory, as hardened programs do.
		sed -i -e 's|%{!shared: \(.*\)/Scrt1.o}|%{static-pie: \1/rcrt1.o} %{!shared:%{!static-pie: \1/Scrt1.o}}|' \
			-e 's|^\(-dynamic-linker [^ ]*\) \(.*\)|%{!static-pie:\1} %{static-pie:-static -pie --no-dynamic-linker -z text} \2|' \
			"$root/lib/musl-gcc.specs"
}

build_zlib() {
	cp -R "$src/zlib/." . &&
		CC="$cc" AR="$host-ar" RANLIB="$host-ranlib" CFLAGS="$flags" ./configure --static --prefix="$root" &&
		make -j2 libz.a && make install
}

build_ncurses() {
	fallbacks=$(grep -v '^#' "$here/terminals.txt" | tr '\n' ,)
	CC="$cc" CFLAGS="$flags" AR="$host-ar" RANLIB="$host-ranlib" "$src/ncurses/configure" --host="$host" \
		--prefix="$root" --enable-widec --with-termlib=tinfo --with-fallbacks="${fallbacks%,}" \
		--with-build-cc=gcc --with-tic-path="$(command -v tic)" --with-infocmp-path="$(command -v infocmp)" \
		--with-default-terminfo-dir=/etc/terminfo \
		--with-terminfo-dirs=/etc/terminfo:/lib/terminfo:/usr/share/terminfo:/usr/lib/terminfo \
		--without-shared --without-debug --without-ada --without-cxx --without-cxx-binding --without-manpages \
		--without-progs --without-tests --without-gpm --disable-db-install --disable-stripping --disable-rpath &&
		make -j2 libs && make install.libs install.includes
}

# with_cmake SOURCE OPTION...
with_cmake() {
	cmake -DCMAKE_SYSTEM_NAME=Linux -DCMAKE_SYSTEM_PROCESSOR="$machine" -DCMAKE_C_COMPILER="$cc" \
		-DCMAKE_AR="$(command -v "$host-ar")" -DCMAKE_RANLIB="$(command -v "$host-ranlib")" \
		-DCMAKE_C_FLAGS="$flags" -DCMAKE_BUILD_TYPE=None -DCMAKE_INSTALL_PREFIX="$root" \
		-DCMAKE_INSTALL_LIBDIR=lib -DCMAKE_FIND_ROOT_PATH="$root" -DCMAKE_FIND_ROOT_PATH_MODE_LIBRARY=ONLY \
		-DCMAKE_FIND_ROOT_PATH_MODE_INCLUDE=ONLY -DBUILD_SHARED_LIBS=OFF "$@" &&
		make -j2 && make install
}

build_jansson() {
	with_cmake "$src/jansson" -DJANSSON_BUILD_DOCS=OFF -DJANSSON_WITHOUT_TESTS=ON -DJANSSON_EXAMPLES=OFF
}

# The source has no configure yet.
build_libsodium() {
	cp -R "$src/libsodium/." . && autoreconf -fi &&
		CC="$cc" CFLAGS="$flags" AR="$host-ar" RANLIB="$host-ranlib" ./configure --host="$host" \
			--prefix="$root" --disable-shared && make -j2 -C src && make -C src install
}

# Packages are sealed by libsodium and packed by deflate: of libzip's other ways none is used.
build_libzip() {
	with_cmake "$src/libzip" -DZLIB_INCLUDE_DIR="$root/include" -DZLIB_LIBRARY="$root/lib/libz.a" \
		-DENABLE_COMMONCRYPTO=OFF -DENABLE_GNUTLS=OFF -DENABLE_MBEDTLS=OFF -DENABLE_OPENSSL=OFF \
		-DENABLE_BZIP2=OFF -DENABLE_LZMA=OFF -DBUILD_TOOLS=OFF -DBUILD_REGRESS=OFF -DBUILD_EXAMPLES=OFF \
		-DBUILD_DOC=OFF
}

build_libxlsxwriter() {
	third=$src/libxlsxwriter/third_party
	archive xlsxwriter "-I$src/libxlsxwriter/include -I$root/include" "$src"/libxlsxwriter/src/*.c \
		"$third/minizip/ioapi.c" "$third/minizip/zip.c" "$third/tmpfileplus/tmpfileplus.c" "$third/md5/md5.c" &&
		cp -R "$src/libxlsxwriter/include/." "$root/include/"
}

build_libcsv() {
	archive csv "-I$src/libcsv" "$src/libcsv/libcsv.c" && cp "$src/libcsv/csv.h" "$root/include/"
}

# Its configure would find out what is said here, in a header that it has to have.
build_expat() {
	: >expat_config.h
	archive expat "-I. -DXML_DTD -DXML_NS -DXML_CONTEXT_BYTES=1024 -DHAVE_GETRANDOM -DBYTEORDER=1234 -I$src/expat/expat/lib" \
		"$src"/expat/expat/lib/xmlparse.c "$src"/expat/expat/lib/xmlrole.c "$src"/expat/expat/lib/xmltok.c &&
		cp "$src"/expat/expat/lib/expat.h "$src"/expat/expat/lib/expat_external.h "$root/include/"
}

build_utf8proc() {
	archive utf8proc "-DUTF8PROC_STATIC" "$src/utf8proc/utf8proc.c" && cp "$src/utf8proc/utf8proc.h" "$root/include/"
}

# From the source where the mirror has it, else Debian's archive and what it wants of glibc.
build_iniparser() {
	mkdir -p "$root/include/iniparser"
	if [ -d "$src/iniparser/src" ]; then
		archive iniparser "" "$src"/iniparser/src/iniparser.c "$src"/iniparser/src/dictionary.c &&
			cp "$src"/iniparser/src/*.h "$root/include/iniparser/"
		return
	fi
	"$host-ar" x "$(find "$src/iniparser/$debian" -name libiniparser.a)" &&
		archive iniparser "" "$here/fortify.c" &&
		cp "$src/iniparser/$debian"/usr/include/iniparser/*.h "$root/include/iniparser/"
}

# The one large C file is made once, by a build for this machine; both machines compile it. The options that
# matter to a workbook are those of Debian's package: what is deleted is overwritten, blobs match no LIKE.
build_sqlite3() {
	(
		mkdir -p "$src/sqlite3.work"
		cd "$src/sqlite3.work"
		[ -e sqlite3.c ] || { "$src/sqlite3/configure" --disable-tcl --disable-readline CC=gcc && make sqlite3.c; }
	) && archive sqlite3 "-DSQLITE_SECURE_DELETE -DSQLITE_LIKE_DOESNT_MATCH_BLOBS -DSQLITE_USE_URI=1
		-DSQLITE_THREADSAFE=1 -DSQLITE_ENABLE_FTS5 -DSQLITE_ENABLE_COLUMN_METADATA -DSQLITE_OMIT_LOOKASIDE=1
		-DSQLITE_MAX_VARIABLE_NUMBER=250000 -DSQLITE_OMIT_LOAD_EXTENSION -DHAVE_USLEEP=1
		-fno-strict-aliasing" "$src/sqlite3.work/sqlite3.c" &&
		cp "$src/sqlite3.work/sqlite3.h" "$root/include/"
}

for library in musl zlib ncurses jansson libsodium libzip libxlsxwriter libcsv expat utf8proc iniparser sqlite3; do
	build "$library"
done
