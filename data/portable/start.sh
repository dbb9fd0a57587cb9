#!/bin/sh
# Starts the program of this folder that fits the processor of this PC, with the arguments given. Says in Chinese
# what to do where none fits. FAT has no permission to execute and some PCs refuse it on sticks: then a copy in the
# user's own temporary folder is run, and removed afterwards.
here=$(cd "$(dirname "$0")" && pwd) || exit 1

say() {
	printf '%s\n' "$@" >&2
	# Somebody who clicked on the file sees the window vanish otherwise.
	[ -n "$KUAYUE_WINDOW" ] && printf '按回车键关闭。' >&2 && read -r _
	exit 1
}

# Clicked on in a file manager: the program needs a terminal around it. deepin's, Kylin's, then the others.
if [ ! -t 0 ] && [ $# -eq 0 ] && [ -n "$DISPLAY$WAYLAND_DISPLAY" ] && [ -z "$KUAYUE_WINDOW" ]; then
	export KUAYUE_WINDOW=1
	for terminal in deepin-terminal mate-terminal x-terminal-emulator gnome-terminal konsole xfce4-terminal xterm; do
		command -v "$terminal" >/dev/null 2>&1 || continue
		case $terminal in
		gnome-terminal) exec "$terminal" -- sh "$here/start.sh" ;;
		*) exec "$terminal" -e "sh '$here/start.sh'" ;;
		esac
	done
fi

machine=$(uname -m)
case $machine in
x86_64 | amd64) name=kuayue-x86_64 ;;
aarch64 | arm64) name=kuayue-aarch64 ;;
*)
	say "跨越不能在这台电脑上启动：它的处理器是 $machine，这里只有 x86_64 和 aarch64（arm64）的程序。" \
		"请换一台电脑；或者请懂技术的同事在这台电脑上由源代码编译，办法见源代码中的 README。"
	;;
esac
program=$here/$name
[ -f "$program" ] || say "找不到 $program：文件没有复制完整，请重新复制整个文件夹。"
if command -v sha512sum >/dev/null 2>&1 && [ -f "$here/SHA512SUMS" ]; then
	(cd "$here" && grep " $name\$" SHA512SUMS | sha512sum -c >/dev/null 2>&1) ||
		say "$name 与 SHA512SUMS 中的校验值不符：文件已损坏或被改动，请重新复制整个文件夹。"
fi

"$program" --version >/dev/null 2>&1 && exec "$program" "$@"

copy=$(mktemp -d "${TMPDIR:-/tmp}/kuayue-XXXXXX") || say "临时文件夹 ${TMPDIR:-/tmp} 不能写入，程序无法启动；请清理磁盘后再试。"
trap 'rm -rf "$copy"' EXIT
trap 'exit 1' HUP INT TERM
cp "$program" "$copy/kuayue" && chmod 700 "$copy/kuayue" ||
	say "程序不能复制到 $copy；请清理磁盘后再试。"
"$copy/kuayue" --version >/dev/null 2>&1 ||
	say "这台电脑不允许运行 $name。可能是系统内核太旧（$(uname -r)，需要 4.4 或更新），" \
		"也可能是安全设置不允许运行外来程序，请联系管理员。"
"$copy/kuayue" "$@"
