# make run    install what is missing, build, open the program
# make test   install what is missing, build, pass all tests (also under ASan and UBSan)
# make check  format, static analysis, manual pages, and the documents in LibreOffice as well
# make        build only; make install DESTDIR= PREFIX=; make clean
.SUFFIXES:
.DELETE_ON_ERROR:
.SECONDARY:

PREFIX ?= /usr/local
DESTDIR ?=
CC ?= cc
B ?= build
CFLAGS ?= -O2 -g
SANITIZE ?=
VERSION := 0.1.0

LIBS := sqlite3 jansson libzip libsodium libutf8proc xlsxwriter
WARN := -std=c11 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wmissing-prototypes -Wstrict-prototypes -Werror
FLAGS = $(WARN) -D_POSIX_C_SOURCE=200809L -DKUAYUE_VERSION=\"$(VERSION)\" -fPIC $(SANITIZE) $(CFLAGS)
# What the program links statically, so that it starts fast and runs from a stick.
STATIC_LIBS = -Wl,--wrap=_nc_flush_sp -Wl,-Bstatic -lsqlite3 -ljansson -lsodium -lutf8proc -liniparser -lcsv -lncursesw -ltinfo -Wl,-Bdynamic -lzip -lxlsxwriter -lm -lpthread -ldl
CORE_LIBS = $(shell pkg-config --libs $(LIBS)) -liniparser -lcsv
CORE_CFLAGS = $(shell pkg-config --cflags $(LIBS))

CORE_SRC := $(wildcard core/*/*.c core/*/*/*.c)
TUI_SRC := $(wildcard tui/*.c tui/*/*.c)
UNIT_SRC := $(wildcard tests/unit/*/test_*.c tests/unit/*/*/test_*.c)
GEN_SRC := $(B)/gen/campaign.c $(B)/gen/figures.c $(B)/gen/guide.c $(B)/gen/schema.c $(B)/gen/schema_2.c \
	$(B)/gen/schema_3.c $(B)/gen/report_css.c $(B)/gen/zh_mo.c
CORE_OBJ := $(CORE_SRC:%.c=$(B)/%.o) $(GEN_SRC:.c=.o)
TUI_OBJ := $(TUI_SRC:%.c=$(B)/%.o) $(B)/gen/demo.o
UNIT_BIN := $(UNIT_SRC:tests/unit/%.c=$(B)/unit/%)
SCREEN_BIN := $(patsubst tests/screen/%.c,$(B)/screen/%,$(wildcard tests/screen/test_*.c))

PAGES := $(B)/man/kuayue.1 $(B)/man/zh_CN/kuayue.1 $(B)/man/kuayue-campaign.7 $(B)/man/zh_CN/kuayue-campaign.7 \
	$(B)/man/kuayue-key.7 $(B)/man/zh_CN/kuayue-key.7

.PHONY: all run test test-documents check bench install clean setup units screens commands faults tree tests sanitized \
	format headers po messages
all: $(B)/kuayue $(B)/libkuayue.so $(B)/kuayue.pc $(PAGES)

$(B)/%.o: %.c
	@mkdir -p $(@D)
	@echo "  CC    $@"
	@$(CC) $(FLAGS) $(CORE_CFLAGS) -Icore/include -Icore -Itui -Itests -MMD -MP -c -o $@ $<
# The library cannot see the interface: its sources are compiled without tui/ in sight.
$(B)/core/%.o: core/%.c
	@mkdir -p $(@D)
	@echo "  CC    $@"
	@$(CC) $(FLAGS) $(CORE_CFLAGS) -Icore/include -Icore -MMD -MP -c -o $@ $<
$(B)/tui/%.o: tui/%.c
	@mkdir -p $(@D)
	@echo "  CC    $@"
	@$(CC) $(FLAGS) $(CORE_CFLAGS) -D_XOPEN_SOURCE=700 -Icore/include -Itui -Icore -MMD -MP -c -o $@ $<
$(B)/gen/%.o: $(B)/gen/%.c
	@echo "  CC    $@"
	@$(CC) $(FLAGS) -Icore/include -Icore -c -o $@ $<

# Data is compiled in, so that the one file also runs from a stick.
define EMBED
	@mkdir -p $(@D)
	@{ printf 'extern const unsigned char %s[];\nextern const unsigned long %s_len;\n' $(1) $(1); \
	   printf 'const unsigned char %s[] = {\n' $(1); od -An -v -tu1 $< | sed 's/  */,/g; s/^,//; s/$$/,/'; \
	   printf '0 };\nconst unsigned long %s_len = %sUL;\n' $(1) $$(wc -c < $<); } > $@
endef
$(B)/gen/campaign.c: data/campaign/taolun-2012.ini
	$(call EMBED,data_campaign)
$(B)/gen/schema.c: data/sql/schema.sql
	$(call EMBED,data_schema)
$(B)/gen/schema_2.c: data/sql/schema-2.sql
	$(call EMBED,data_schema_2)
$(B)/gen/schema_3.c: data/sql/schema-3.sql
	$(call EMBED,data_schema_3)
$(B)/gen/report_css.c: data/report.css
	$(call EMBED,data_report_css)
$(B)/gen/zh.mo: data/po/zh_CN.po
	@mkdir -p $(@D)
	@msgfmt --check-format -o $@ $<
# Every sentence that the program can say, from the sources and from what is made of data/.
PO_SRC := $(sort $(CORE_SRC) $(TUI_SRC) $(wildcard core/*/*.h core/*/*/*.h tui/*.h tui/*/*.h)) $(B)/gen/guide.c
$(B)/gen/kuayue.pot: $(PO_SRC)
	@mkdir -p $(@D)
	@xgettext -L C --from-code=UTF-8 --keyword --keyword=_ --keyword=N_ --flag=_:1:pass-c-format \
		--flag=N_:1:pass-c-format --add-comments=TRANSLATORS --no-location -o $@ $(PO_SRC)
# Sorted and one line a text: what two people add does not meet. The clock is left out of it.
$(B)/gen/zh_CN.po: data/po/zh_CN.po $(B)/gen/kuayue.pot
	@msgmerge -q --no-fuzzy-matching --no-location --no-wrap --sort-output -o $@.all $^
	@msgattrib --no-obsolete --no-wrap --sort-output $@.all | sed '/^"POT-Creation-Date:/d' > $@
$(B)/gen/zh_mo.c: $(B)/gen/zh.mo
	$(call EMBED,data_zh_mo)
$(B)/gen/demo.c: data/demo/schools.tsv
	$(call EMBED,data_demo)
$(B)/gen/figures.c: data/figures.sql data/sql2c.awk data/campaign/taolun-2012.ini
	@mkdir -p $(@D)
	awk -v what=figures -f data/sql2c.awk data/campaign/taolun-2012.ini data/figures.sql > $@
$(B)/gen/guide.c: data/guide.sql data/sql2c.awk data/campaign/taolun-2012.ini
	@mkdir -p $(@D)
	awk -v what=guide -f data/sql2c.awk data/campaign/taolun-2012.ini data/guide.sql > $@

$(B)/libkuayue.a: $(CORE_OBJ)
	@rm -f $@
	@$(AR) qcs $@ $(CORE_OBJ)
# -z defs: a library that needed curses, or anything not named here, would not link.
$(B)/libkuayue.so: $(CORE_OBJ)
	@echo "  LINK  $@"
	@$(CC) -shared $(SANITIZE) -Wl,-soname,libkuayue.so.0 -Wl,-z,defs -o $@ $(CORE_OBJ) $(CORE_LIBS)
$(B)/kuayue: $(TUI_OBJ) $(B)/libkuayue.a
	@echo "  LINK  $@"
	@$(CC) $(SANITIZE) -o $@ $(TUI_OBJ) $(B)/libkuayue.a $(STATIC_LIBS)
$(B)/kuayue.pc: Makefile
	@mkdir -p $(@D)
	@printf 'prefix=%s\nName: kuayue\nDescription: workbook library\nVersion: %s\nRequires.private: %s\nLibs: -L$${prefix}/lib -lkuayue\nLibs.private: -liniparser -lcsv\nCflags: -I$${prefix}/include\n' '$(PREFIX)' '$(VERSION)' '$(LIBS)' > $@
# The keys of the manual pages are the program's own list (tui/action.h).
$(B)/man/kuayue.1: man/kuayue.1.in $(B)/kuayue
	@mkdir -p $(@D)
	@$(B)/kuayue --lang en keys --help > $@.keys
	@$(B)/kuayue --lang en kinds --help > $@.kinds
	@sed -e '/^@KEYS@$$/{r $@.keys' -e 'd;}' -e '/^@KINDS@$$/{r $@.kinds' -e 'd;}' man/kuayue.1.in > $@
$(B)/man/zh_CN/kuayue.1: man/zh_CN/kuayue.1.in $(B)/kuayue
	@mkdir -p $(@D)
	@$(B)/kuayue --lang zh keys --help > $@.keys
	@$(B)/kuayue --lang zh kinds --help > $@.kinds
	@sed -e '/^@KEYS@$$/{r $@.keys' -e 'd;}' -e '/^@KINDS@$$/{r $@.kinds' -e 'd;}' man/zh_CN/kuayue.1.in > $@
# What the campaign asks for, and where the program has it: one table, also walked by a test.
$(B)/man/kuayue-campaign.7: man/kuayue-campaign.7.in man/coverage.awk data/coverage.tsv
	@mkdir -p $(@D)
	@awk -F '\t' -v lang=en -f man/coverage.awk data/coverage.tsv > $@.table
	@sed -e '/^@TABLE@$$/{r $@.table' -e 'd;}' $< > $@
$(B)/man/zh_CN/kuayue-campaign.7: man/zh_CN/kuayue-campaign.7.in man/coverage.awk data/coverage.tsv
	@mkdir -p $(@D)
	@awk -F '\t' -v lang=zh -f man/coverage.awk data/coverage.tsv > $@.table
	@sed -e '/^@TABLE@$$/{r $@.table' -e 'd;}' $< > $@
$(B)/man/%.7: man/%.7
	@mkdir -p $(@D)
	@cp $< $@
# What the program writes is read back with a library that did not write it.
$(B)/unit/report/xlsx/test_xlsx $(B)/unit/report/page/test_html: READERS = -lexpat
$(B)/unit/report/test_ics: READERS = -lical
$(B)/tests/unit/report/docx/test_document.o: CORE_CFLAGS += $(shell pkg-config --cflags libxml-2.0)
$(B)/unit/report/docx/test_document: READERS = $(shell pkg-config --libs libxml-2.0)
$(B)/unit/%: $(B)/tests/unit/%.o $(B)/libkuayue.a
	@mkdir -p $(@D)
	@echo "  LINK  $@"
	@$(CC) $(SANITIZE) -o $@ $< $(B)/libkuayue.a $(CORE_LIBS) $(READERS) -lcmocka
$(B)/screen/test_%: $(B)/tests/screen/test_%.o $(B)/tests/screen/terminal.o
	@mkdir -p $(@D)
	@echo "  LINK  $@"
	@$(CC) $(SANITIZE) -o $@ $^ -lvterm -lcmocka

# The program with tables of drives that a test can write.
$(B)/screen/kuayue: $(TUI_OBJ) $(B)/tests/screen/sources.o $(B)/libkuayue.a
	@mkdir -p $(@D)
	@echo "  LINK  $@"
	@$(CC) $(SANITIZE) -o $@ $(TUI_OBJ) $(B)/tests/screen/sources.o $(B)/libkuayue.a $(STATIC_LIBS)

setup:
	@sh tests/setup.sh
run: setup
	@$(MAKE) --no-print-directory -s $(B)/kuayue
	@exec $(B)/kuayue

units: $(UNIT_BIN)
	@for t in $(UNIT_BIN); do KY_SRCDIR=. $$t || exit 1; done
screens: $(B)/kuayue $(B)/screen/kuayue $(SCREEN_BIN)
	@for t in $(SCREEN_BIN); do KUAYUE=$(B)/kuayue $$t || exit 1; done
commands: $(B)/kuayue
	@for t in tests/command/test_*.sh; do KUAYUE=$(B)/kuayue sh $$t || exit 1; done
# Not under the sanitizers: they have to be loaded before anything else.
$(B)/fault/pull.so: tests/fault/pull.c
	@mkdir -p $(@D)
	@echo "  LINK  $@"
	@$(CC) $(WARN) -fPIC -O1 -g -shared -o $@ $< -ldl
faults: $(B)/kuayue $(B)/fault/pull.so
	@KUAYUE=$(B)/kuayue PULL=$(B)/fault/pull.so sh tests/fault/test_fault.sh
	@KUAYUE=$(B)/kuayue PULL=$(B)/fault/pull.so sh tests/fault/test_workbook.sh
	@KUAYUE=$(B)/kuayue sh tests/fault/test_sticks.sh
# The shape of the tree itself, read off what was built, and every statement of SQL.
$(B)/tree/prepare: $(B)/tests/tree/prepare.o $(B)/libkuayue.a
	@mkdir -p $(@D)
	@echo "  LINK  $@"
	@$(CC) $(SANITIZE) -o $@ $< $(B)/libkuayue.a $(CORE_LIBS)
tree: all $(B)/tree/prepare $(B)/gen/zh_CN.po
	@for t in tests/tree/test_*.sh; do B=$(B) sh $$t || exit 1; done
tests: units commands screens
ASAN := -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
sanitized:
	@$(MAKE) --no-print-directory B=build/asan CFLAGS="-O1 -g -Wno-format-truncation" SANITIZE="$(ASAN)" tests
test: setup
	@$(MAKE) --no-print-directory -j2 all
	@$(MAKE) --no-print-directory tree tests
	@$(MAKE) --no-print-directory faults
	@$(MAKE) --no-print-directory -j2 B=build/asan CFLAGS="-O1 -g -Wno-format-truncation" SANITIZE="$(ASAN)" build/asan/kuayue
	@$(MAKE) --no-print-directory sanitized

# Workbooks of three sizes, made once; the largest takes a few minutes and 1 GB.
BENCH := $(B)/bench
$(BENCH)/fill: $(B)/tests/bench/fill.o $(B)/libkuayue.a
	@mkdir -p $(@D)
	@$(CC) -o $@ $^ $(CORE_LIBS)
$(BENCH)/bench: $(patsubst %,$(B)/tests/bench/%.o,bench measure alike export) $(B)/tests/screen/terminal.o $(B)/libkuayue.a
	@mkdir -p $(@D)
	@$(CC) -o $@ $^ $(CORE_LIBS) -lvterm
$(BENCH)/%.kuayue: | $(B)/kuayue $(BENCH)/fill
	@rm -f $@ $@.part*
	@$(B)/kuayue --today 2012-10-31 new --code G01 --name 样例学校 --kind gaozhong $@.part >/dev/null
	$(BENCH)/fill $@.part $* && mv $@.part $@
$(BENCH)/school.kuayue: | $(B)/kuayue $(BENCH)/fill
	@rm -f $@ $@.part*
	@$(B)/kuayue --today 2012-10-31 new --code G01 --name 样例学校 --kind gaozhong $@.part >/dev/null
	$(BENCH)/fill $@.part 10000 school && mv $@.part $@
$(BENCH)/lines.txt:
	@mkdir -p $(BENCH)/files
	@seq 1 1000000 | sed 's/^/学习笔记 /' > $@
	@cd $(BENCH)/files && seq 1 10000 | sed 's/^/file/' | xargs touch
bench: setup all $(BENCH)/bench $(BENCH)/100.kuayue $(BENCH)/10000.kuayue $(BENCH)/1000000.kuayue $(BENCH)/school.kuayue $(BENCH)/lines.txt
	@sh tests/setup.sh data/packages-check.txt
	@$(BENCH)/bench $(B)/kuayue $(BENCH)

# What the school hands in, opened by the office's own program.
test-documents: setup all
	@sh tests/setup.sh data/packages-documents.txt
	@KUAYUE=$(B)/kuayue sh tests/documents/test_documents.sh

# Renews the catalogue from the sources: new sentences come in without Chinese, dead ones go.
po: $(B)/gen/zh_CN.po
	@cp $< data/po/zh_CN.po
	@msgattrib --untranslated --no-wrap $< | sed -n 's/^msgid "\(..*\)"/no Chinese yet: \1/p'
messages: $(B)/kuayue $(B)/gen/zh_CN.po
	@B=$(B) sh tests/tree/test_messages.sh

FORMATTED := $(wildcard core/*/*.[ch] core/*/*/*.[ch] core/include/kuayue/*.h tui/*.[ch] tui/*/*.[ch] tests/*/*.[ch] tests/unit/*/*.[ch] tests/unit/*/*/*.[ch])
format:
	@clang-format -i $(FORMATTED)
headers:
	@for h in core/include/kuayue/*.h; do $(CC) $(WARN) -x c -fsyntax-only -Icore/include $$h || exit 1; done
check: setup headers all messages
	@sh tests/setup.sh data/packages-check.txt
	@clang-format --dry-run -Werror $(FORMATTED)
	cppcheck --quiet --std=c11 --enable=warning,portability --inline-suppr --suppress=unknownEvaluationOrder --error-exitcode=1 -Icore/include -Icore core tui
	mandoc -Tlint -W warning $(B)/man/kuayue.1 $(B)/man/kuayue-campaign.7 $(B)/man/kuayue-key.7
	mandoc -Tlint -W error $(B)/man/zh_CN/kuayue.1 $(B)/man/zh_CN/kuayue-campaign.7 $(B)/man/zh_CN/kuayue-key.7
	@$(MAKE) --no-print-directory CC=clang B=build/clang all
	@$(MAKE) --no-print-directory test-documents

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/lib/pkgconfig $(DESTDIR)$(PREFIX)/include/kuayue \
		$(DESTDIR)$(PREFIX)/share/man/man1 $(DESTDIR)$(PREFIX)/share/man/zh_CN/man1 \
		$(DESTDIR)$(PREFIX)/share/man/man7 $(DESTDIR)$(PREFIX)/share/man/zh_CN/man7
	install -m 755 $(B)/kuayue $(DESTDIR)$(PREFIX)/bin/kuayue
	install -m 644 $(B)/libkuayue.a $(DESTDIR)$(PREFIX)/lib/libkuayue.a
	install -m 755 $(B)/libkuayue.so $(DESTDIR)$(PREFIX)/lib/libkuayue.so.0
	ln -sf libkuayue.so.0 $(DESTDIR)$(PREFIX)/lib/libkuayue.so
	install -m 644 $(B)/kuayue.pc $(DESTDIR)$(PREFIX)/lib/pkgconfig/kuayue.pc
	install -m 644 core/include/kuayue/*.h $(DESTDIR)$(PREFIX)/include/kuayue/
	install -m 644 $(B)/man/kuayue.1 $(DESTDIR)$(PREFIX)/share/man/man1/kuayue.1
	install -m 644 $(B)/man/zh_CN/kuayue.1 $(DESTDIR)$(PREFIX)/share/man/zh_CN/man1/kuayue.1
	install -m 644 $(B)/man/kuayue-campaign.7 $(DESTDIR)$(PREFIX)/share/man/man7/kuayue-campaign.7
	install -m 644 $(B)/man/zh_CN/kuayue-campaign.7 $(DESTDIR)$(PREFIX)/share/man/zh_CN/man7/kuayue-campaign.7
	install -m 644 $(B)/man/kuayue-key.7 $(DESTDIR)$(PREFIX)/share/man/man7/kuayue-key.7
	install -m 644 $(B)/man/zh_CN/kuayue-key.7 $(DESTDIR)$(PREFIX)/share/man/zh_CN/man7/kuayue-key.7
clean:
	rm -rf build

-include data/make/portable.mk
-include $(shell find $(addprefix $(B)/,core tui tests) -name '*.d' 2>/dev/null)
