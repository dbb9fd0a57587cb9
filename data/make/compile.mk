# Compiles the library from core/ and the program from tui/.
all: $(B)/kuayue $(B)/libkuayue.so

LIBS := sqlite3 jansson libzip libsodium libutf8proc xlsxwriter expat
CORE_LIBS = $(shell $(PKG_CONFIG) --libs $(LIBS)) -liniparser -lcsv
CORE_CFLAGS = $(shell $(PKG_CONFIG) --cflags $(LIBS))

# STATIC=1 is the default because the loader's work is a good part of the time to the first paint, and because a
# program on a stick meets PCs without these libraries. libzip and libxlsxwriter have no static library in Debian:
# core/lazy loads them when they are first called. --wrap: see tui/terminal/term.c; it reaches into a static curses only.
ifeq ($(STATIC),1)
PROGRAM_LIBS = -Wl,--wrap=_nc_flush_sp $(B)/lazy.a -Wl,-Bstatic -lsqlite3 -ljansson -lsodium -lutf8proc -liniparser -lcsv -lexpat \
	-lncursesw -ltinfo -Wl,-Bdynamic -lm -lpthread -ldl
else
PROGRAM_LIBS = -Wl,--wrap=_nc_flush_sp $(CORE_LIBS) -lncursesw -ltinfo -lm
endif

CORE_SRC := $(wildcard core/*/*.c core/*/*/*.c)
LAZY_SRC := $(filter core/lazy/%,$(CORE_SRC))
TUI_SRC := $(wildcard tui/*.c tui/*/*.c)
CORE_GEN := $(patsubst %,$(B)/gen/%.c,campaign figures guide schema schema_2 schema_3 schema_4 schema_5 schema_6 views report_css iniparser \
	zh_mo $(patsubst data/docx/%.xml,docx_%,$(wildcard data/docx/*.xml)))
TUI_GEN := $(patsubst data/demo/%.tsv,$(B)/gen/demo_%.c,$(wildcard data/demo/*.tsv))
TEXTS := $(B)/gen/texts.h $(B)/gen/readings.h
CORE_OBJ := $(patsubst %.c,$(B)/%.o,$(filter-out $(LAZY_SRC),$(CORE_SRC))) $(CORE_GEN:.c=.o)
TUI_OBJ := $(TUI_SRC:%.c=$(B)/%.o) $(TUI_GEN:.c=.o)

# What objects are compiled with, rewritten only when it changes: then they are compiled again.
$(B)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(filter-out ccache,$(CC)) $(FLAGS) $(CORE_CFLAGS)' | cmp -s - $@ || \
		echo '$(filter-out ccache,$(CC)) $(FLAGS) $(CORE_CFLAGS)' > $@

define COMPILE
	@mkdir -p $(@D)
	@echo "  CC    $@"
	@$(CC) $(FLAGS) $(FAIL) $(CORE_CFLAGS) $(1) -MMD -MP -c -o $@ $<
endef
$(B)/%.o: %.c $(B)/flags | $(TEXTS)
	$(call COMPILE,-DKY_TEST -Icore/include -Icore -Itui -Itests -I$(B)/gen)
# The library cannot see the interface: its sources are compiled without tui/ in sight.
$(B)/core/%.o: core/%.c $(B)/flags | $(TEXTS)
	$(call COMPILE,-Icore/include -Icore -I$(B)/gen)
$(B)/tui/%.o: tui/%.c $(B)/flags | $(TEXTS)
	$(call COMPILE,-D_XOPEN_SOURCE=700 -Icore/include -Itui -Icore -I$(B)/gen)
$(B)/gen/%.o: $(B)/gen/%.c $(B)/flags
	$(call COMPILE,-Icore/include -Icore)

$(B)/libkuayue.a: $(CORE_OBJ)
	@rm -f $@
	@$(AR) qcs $@ $(CORE_OBJ)
# -z defs: a library that needed curses, or anything not named here, would not link.
$(B)/libkuayue.so: $(CORE_OBJ)
	@echo "  LINK  $@"
	@$(CC) -shared $(SANITIZE) $(HARDEN_LINK) $(LDFLAGS) -Wl,-soname,libkuayue.so.0 -Wl,-z,defs -o $@ $(CORE_OBJ) $(CORE_LIBS)
# Under the name that a program linked with the library would ask the loader for.
soname = $(shell readelf -d "$$($(CC) -print-file-name=lib$(1).so)" | sed -n 's/.*(SONAME).*\[\(.*\)\]/\1/p')
# private: what is compiled for it, build/flags, does not inherit this.
$(B)/core/lazy/lazy.o: private CORE_CFLAGS += -DLAZY_ZIP='"$(call soname,zip)"' -DLAZY_XLSX='"$(call soname,xlsxwriter)"'
$(B)/lazy.a: $(LAZY_SRC:%.c=$(B)/%.o)
	@rm -f $@
	@$(AR) qcs $@ $^
$(B)/kuayue: $(TUI_OBJ) $(B)/libkuayue.a $(filter %.a,$(PROGRAM_LIBS))
	@echo "  LINK  $@"
	@$(CC) $(SANITIZE) $(PIE) $(HARDEN_LINK) $(LDFLAGS) -o $@ $(TUI_OBJ) $(B)/libkuayue.a $(PROGRAM_LIBS)
