# Tests: units mirror core/, commands run the program, screens drive it on a terminal of their own, faults pull
# the stick at each call, tree looks at the shape of the sources.
##@ Test
## test                   install what is missing, build, pass all tests, also under ASan and UBSan
## test T=WORD            only the tests whose name holds WORD, and not under the sanitizers
## units                  the library, function by function; J=N tests run side by side
## commands               the program as scripts call it
## screens                the program on a terminal
## faults                 the stick pulled in the middle
## tree                   what the sources promise about themselves
## tests                  units, commands and screens
## sanitized              the same under ASan and UBSan
.PHONY: test units screens commands faults tree tests sanitized
T ?=
J ?= $(shell nproc)

UNIT_SRC := $(wildcard tests/unit/*/test_*.c tests/unit/*/*/test_*.c)
UNIT_BIN := $(UNIT_SRC:tests/unit/%.c=$(B)/unit/%)
SCREEN_BIN := $(patsubst tests/screen/%.c,$(B)/screen/%,$(wildcard tests/screen/test_*.c))
# What the tests of all groups need.
TESTED = all $(B)/tree/prepare $(B)/tree/shape $(B)/gen/zh_CN.po $(B)/README $(UNIT_BIN) $(SCREEN_BIN) $(B)/screen/kuayue \
	$(FAULTS) $(FUZZ_BIN) $(B)/merge/driver
RUN = B=$(B) sh tests/run.sh -j $(J) $(if $(T),-t '$(T)')

# What the program writes is read back with a library that did not write it.
$(B)/unit/report/xlsx/test_xlsx $(B)/unit/report/page/test_html: READERS = -lexpat
$(B)/unit/report/test_ics: READERS = -lical
$(B)/unit/base/test_width: READERS = -lvterm
# Its own malloc stands before the library's.
$(B)/unit/workbook/test_memory: READERS = -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc
$(B)/tests/unit/report/docx/%.o: private CORE_CFLAGS += $(shell $(PKG_CONFIG) --cflags libxml-2.0)
$(B)/screen/test_escapes: READERS = -lsqlite3
$(B)/unit/report/docx/test_document $(B)/unit/report/docx/test_parts: READERS = $(shell $(PKG_CONFIG) --libs libxml-2.0)
$(B)/unit/%: $(B)/tests/unit/%.o $(B)/tests/filter.o $(B)/libkuayue.a
	@mkdir -p $(@D)
	@echo "  LINK  $@"
	@$(CC) $(SANITIZE) -o $@ $(filter %.o,$^) $(B)/libkuayue.a $(CORE_LIBS) $(READERS) -lcmocka
$(B)/screen/test_%: $(B)/tests/screen/test_%.o $(B)/tests/screen/terminal.o $(B)/tests/filter.o
	@mkdir -p $(@D)
	@echo "  LINK  $@"
	@$(CC) $(SANITIZE) -o $@ $^ -lvterm $(READERS) -lcmocka
# The program with tables of drives that a test can write.
$(B)/screen/kuayue: $(TUI_OBJ) $(B)/tests/screen/sources.o $(B)/libkuayue.a $(filter %.a,$(PROGRAM_LIBS))
	@mkdir -p $(@D)
	@echo "  LINK  $@"
	@$(CC) $(SANITIZE) -o $@ $(TUI_OBJ) $(B)/tests/screen/sources.o $(B)/libkuayue.a $(PROGRAM_LIBS)
FAULTS := $(patsubst %,$(B)/fault/%,pull.so missing.so scarce.so sites.so record.so short powercut backup walk old)
$(B)/fault/short: $(B)/tests/fault/short.o $(B)/tests/screen/terminal.o
	@mkdir -p $(@D)
	@echo "  LINK  $@"
	@$(CC) $(SANITIZE) -o $@ $^ -lvterm
$(B)/fault/powercut $(B)/fault/backup $(B)/fault/walk: $(B)/fault/%: $(B)/tests/fault/%.o $(B)/libkuayue.a
	@mkdir -p $(@D)
	@echo "  LINK  $@"
	@$(CC) $(SANITIZE) -o $@ $< $(B)/libkuayue.a $(CORE_LIBS)
# Not under the sanitizers: they have to be loaded before anything else.
$(B)/fault/%.so: tests/fault/%.c
	@mkdir -p $(@D)
	@echo "  LINK  $@"
	@$(CC) $(WARN) $(FAIL) $(LAYER_CFLAGS) -fPIC -O1 -g -shared -o $@ $< -ldl

# It stands before the libraries' functions, with the types that they declare.
$(B)/fault/sites.so: private LAYER_CFLAGS = $(shell $(PKG_CONFIG) --cflags sqlite3 jansson libzip libsodium) \
	$(if $(filter 0,$(STATIC)),-DSHARED_LIBRARIES)

$(B)/fault/old: tests/fault/old.c
	@mkdir -p $(@D)
	@echo "  LINK  $@"
	@$(CC) $(WARN) $(FAIL) -O1 -g -o $@ $< $(shell $(PKG_CONFIG) --cflags --libs sqlite3)

units: $(UNIT_BIN)
	@$(if $^,$(RUN) units)
screens: $(B)/kuayue $(B)/screen/kuayue $(SCREEN_BIN)
	@$(if $(SCREEN_BIN),$(RUN) screens)
commands: $(B)/kuayue $(B)/merge/driver
	@$(RUN) commands
faults: $(B)/kuayue $(FAULTS)
	@$(RUN) faults
# The shape of the tree itself, read off what was built, and every statement of SQL.
$(B)/tree/prepare: $(B)/tests/tree/prepare.o $(B)/libkuayue.a
	@mkdir -p $(@D)
	@echo "  LINK  $@"
	@$(CC) $(SANITIZE) -o $@ $< $(B)/libkuayue.a $(CORE_LIBS)
$(B)/tree/shape: $(B)/tests/tree/shape.o
	@mkdir -p $(@D)
	@echo "  LINK  $@"
	@$(CC) $(SANITIZE) -o $@ $< -ljansson
tree: all $(B)/tree/prepare $(B)/tree/shape $(B)/gen/zh_CN.po $(B)/README
	@$(RUN) tree
tests: $(UNIT_BIN) $(B)/kuayue $(B)/screen/kuayue $(SCREEN_BIN) $(FUZZ_BIN) $(B)/merge/driver
	@$(RUN) units commands screens corpus

ASAN := -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
sanitized:
	@$(MAKE) --no-print-directory B=build/asan CFLAGS="-O1 -g -Wno-format-truncation" SANITIZE="$(ASAN)" tests

# Everything. WERROR=1 in both builds: a warning is an error here.
AGAIN = $(MAKE) -s WERROR=1
ifneq ($(T),)
test: setup
	@$(AGAIN) -j $(J) $(TESTED)
	@$(RUN) tree units commands screens faults corpus
else
test: export TIMES := $(B)/times
test: setup
	@$(AGAIN) -j $(J) $(TESTED)
	@rm -f $(TIMES)
	@$(RUN) tree units commands screens faults corpus
	@NOTE=sanitized $(AGAIN) -j $(J) sanitized
	@echo "The ten that took longest, in seconds:"; sort -rn $(TIMES) | head -10
endif
