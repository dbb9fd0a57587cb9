# Kuayue. `make help` lists what can be made, from the lines that begin with ## here and in the parts:
# data/make/ has what is built and installed, tests/make/ what is proved.
.SUFFIXES:
.DELETE_ON_ERROR:
.SECONDARY:

##@ Build
## all                    the program, the library and the manual pages, under build/ (also: make alone)
## run                    install what is missing, build, open the program
## setup                  install the Debian packages that are missing
## clean                  remove build/
## help                   this list
.PHONY: all run setup clean help FORCE
all: # its prerequisites stand in data/make/

##@ Variables
## B=build                the folder that everything is built in
## CC= CFLAGS= LDFLAGS=   the compiler and its flags, -O2 -g unless given
## HARDEN=                without the stack protector and what else data/make/harden.mk has
## STATIC=1               1: link statically what costs time at start; 0: every library shared
## WERROR=1               a warning is an error, as in every test
## CROSS=PREFIX-          compile for another machine; CC_FOR_BUILD=cc is the compiler of this one
## PREFIX=/usr/local      where it is installed, below DESTDIR; LIBDIR=PREFIX/lib and others (data/make/install.mk)
B ?= build
CFLAGS ?= -O2 -g
LDFLAGS ?=
SANITIZE ?=
STATIC ?= 1
WERROR ?=
CROSS ?=
CC_FOR_BUILD ?= cc
PREFIX ?= /usr/local
DESTDIR ?=
ifneq ($(CROSS),)
CC := $(CROSS)gcc
AR := $(CROSS)ar
PKG_CONFIG ?= $(CROSS)pkg-config
endif
CC ?= cc
PKG_CONFIG ?= pkg-config

VERSION := $(shell sed -n 's/^\#define KY_VERSION "\(.*\)".*/\1/p' core/include/kuayue/version.h)
WARN := -std=c11 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wmissing-prototypes -Wstrict-prototypes \
	-Wvla -Walloca
# Not among the FLAGS that a stamp keeps: what was built without it need not be built again with it.
FAIL = $(if $(filter 1,$(WERROR)),-Werror)
# Before every source: the functions that nothing here may use.
FLAGS = $(WARN) -include core/base/banned.h -D_POSIX_C_SOURCE=200809L -fPIC -fvisibility=hidden $(HARDEN) $(SANITIZE) $(CFLAGS)

include $(sort $(wildcard data/make/*.mk tests/make/*.mk))

setup:
	@sh tests/setup.sh
run: setup
	@$(MAKE) --no-print-directory -s $(B)/kuayue
	@exec $(B)/kuayue
clean:
	rm -rf build

# Titles, names and what they do, as they stand in the comments.
help:
	@sed -n 's/^##@ \(.*\)/\n\1/p; s/^## /  /p' $(filter-out %.d,$(MAKEFILE_LIST))

FORCE:
-include $(shell find $(addprefix $(B)/,core tui tests gen) -name '*.d' 2>/dev/null)
