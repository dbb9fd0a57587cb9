#!/bin/sh
# Installs the Debian packages of data/packages.txt (or of the list named) that are missing, with sudo only
# when not root. Says nothing when there is nothing to do.
set -eu
cd "$(dirname "$0")/.."
missing=
for package in $(grep -v '^#' "${1:-data/packages.txt}"); do
	dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
done
[ -z "$missing" ] && exit 0
sudo=
[ "$(id -u)" = 0 ] || sudo=sudo
echo "Installing:$missing" >&2
$sudo apt-get update -qq
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends $missing >/dev/null
