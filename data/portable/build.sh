#!/bin/sh
# build.sh FOLDER MACHINE: the program as one static file, FOLDER/kuayue-MACHINE, from the libraries of libs.sh.
set -eu
folder=$1 machine=$2
root=$(cd "$folder/$machine" && pwd)
host=$machine-linux-gnu
cache=
command -v ccache >/dev/null && cache="ccache "
libraries="-static-pie -s -Wl,--wrap=_nc_flush_sp -L$root/lib -lxlsxwriter -lzip -lz -lsqlite3 -ljansson -lsodium
	-lutf8proc -liniparser -lcsv -lexpat -lncursesw -ltinfo -lm"
${MAKE:-make} --no-print-directory B="$folder/$machine/o" CC="$cache$root/bin/musl-gcc" AR="$host-ar" CFLAGS=-O2 \
	CORE_CFLAGS="-I$root/include -I$root/include/ncursesw" CORE_LIBS= \
	PROGRAM_LIBS="$(echo $libraries)" "$folder/$machine/o/kuayue"
cp "$folder/$machine/o/kuayue" "$folder/.new" && mv "$folder/.new" "$folder/kuayue-$machine"
