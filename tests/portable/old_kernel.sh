#!/bin/sh
# old_kernel.sh LAUNCHER COMMAND...: the command under LAUNCHER (oldkernel.c), unless this kernel has no filters.
"$1" true
case $? in
0) exec "$@" ;;
77) echo "old kernel: left out, this machine lets nobody filter system calls" ;;
*) exit 1 ;;
esac
