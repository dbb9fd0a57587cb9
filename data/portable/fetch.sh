#!/bin/sh
# fetch.sh FOLDER ARCHITECTURE...: unpacks the Debian source package of every library into FOLDER/src. apt keeps
# its lists and its cache in FOLDER/apt: nothing of the system's is touched, and nobody has to be root.
set -eu
folder=$1
shift
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$folder/apt/lists/partial" "$folder/apt/cache/archives/partial" "$folder/src"
folder=$(cd "$folder" && pwd)
recipe=$(cksum <"$here/fetch.sh")
[ "$(cat "$folder/src/fetched" 2>/dev/null)" = "$recipe" ] && exit 0

# The mirror that this machine installs from.
mirror=$(apt-get indextargets --format '$(REPO_URI)' 2>/dev/null | grep '/debian/\?$' | sort -u | head -1)
mirror=${mirror:-http://deb.debian.org/debian}
suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
printf 'deb %s %s main\ndeb-src %s %s main\n' "$mirror" "$suite" "$mirror" "$suite" >"$folder/apt/sources.list"

apt() {
	command=$1
	shift
	apt-get -qq -o Dir::State="$folder/apt" -o Dir::State::Lists="$folder/apt/lists" \
		-o Dir::State::status=/var/lib/dpkg/status -o Dir::Cache="$folder/apt/cache" \
		-o Dir::Etc::SourceList="$folder/apt/sources.list" -o Dir::Etc::SourceParts=- \
		-o Debug::NoLocking=1 -o APT::Sandbox::User="$(id -un)" $foreign "$command" "$@"
}
foreign="-o APT::Architectures::=$(dpkg --print-architecture)"
for arch in "$@"; do
	foreign="$foreign -o APT::Architectures::=$arch"
done

echo "Fetching the libraries' sources into $folder/src" >&2
apt update
cd "$folder/src"
for source in musl zlib sqlite3 ncurses utf8proc jansson libzip libsodium libcsv libxlsxwriter expat; do
	rm -rf "$source" "$source"[_-]*
	apt source "$source" >apt.log 2>&1 || { cat apt.log >&2; exit 1; }
	mv "$source"-*/ "$source"
done
# A mirror may lack this one: then it is Debian's own archive, which needs three functions more (fortify.c).
rm -rf iniparser iniparser[_-]*
if apt source iniparser >apt.log 2>&1; then
	mv iniparser-*/ iniparser
else
	mkdir iniparser
	for arch in "$@"; do
		(cd iniparser && apt download "libiniparser-dev:$arch" && dpkg -x libiniparser-dev_*_"$arch".deb "$arch")
	done
fi
echo "$recipe" >fetched
