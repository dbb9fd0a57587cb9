# The library from core/, the program from tui/ over it.
all: $(B)/kuayue $(B)/libkuayue.so

LIBS := sqlite3 jansson libzip libsodium libutf8proc xlsxwriter
CORE_LIBS = $(shell $(PKG_CONFIG) --libs $(LIBS)) -liniparser -lcsv
CORE_CFLAGS = $(shell $(PKG_CONFIG) --cflags $(LIBS))

# STATIC=1 is the default because the loader's work is a good part of the time to the first paint, and because a
# program on a stick meets PCs without these libraries. libzip and libxlsxwriter stay shared: Debian's static
# libzip needs what has no static library. --wrap: see tui/terminal/term.c; it reaches into a static curses only.
ifeq ($(STATIC),1)
PROGRAM_LIBS = -Wl,--wrap=_nc_flush_sp -Wl,-Bstatic -lsqlite3 -ljansson -lsodium -lutf8proc -liniparser -lcsv \
	-lncursesw -ltinfo -Wl,-Bdynamic -lzip -lxlsxwriter -lm -lpthread -ldl
else
PROGRAM_LIBS = -Wl,--wrap=_nc_flush_sp $(CORE_LIBS) -lncursesw -ltinfo -lm
endif

CORE_SRC := $(wildcard core/*/*.c core/*/*/*.c)
TUI_SRC := $(wildcard tui/*.c tui/*/*.c)
CORE_GEN := $(patsubst %,$(B)/gen/%.c,campaign figures guide schema schema_2 schema_3 views report_css zh_mo)
TUI_GEN := $(B)/gen/demo.c
CORE_OBJ := $(CORE_SRC:%.c=$(B)/%.o) $(CORE_GEN:.c=.o)
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
$(B)/%.o: %.c $(B)/flags
	$(call COMPILE,-DKY_TEST -Icore/include -Icore -Itui -Itests)
# The library cannot see the interface: its sources are compiled without tui/ in sight.
$(B)/core/%.o: core/%.c $(B)/flags
	$(call COMPILE,-Icore/include -Icore)
$(B)/tui/%.o: tui/%.c $(B)/flags
	$(call COMPILE,-D_XOPEN_SOURCE=700 -Icore/include -Itui -Icore)
$(B)/gen/%.o: $(B)/gen/%.c $(B)/flags
	$(call COMPILE,-Icore/include -Icore)

$(B)/libkuayue.a: $(CORE_OBJ)
	@rm -f $@
	@$(AR) qcs $@ $(CORE_OBJ)
# -z defs: a library that needed curses, or anything not named here, would not link.
$(B)/libkuayue.so: $(CORE_OBJ)
	@echo "  LINK  $@"
	@$(CC) -shared $(SANITIZE) $(LDFLAGS) -Wl,-soname,libkuayue.so.0 -Wl,-z,defs -o $@ $(CORE_OBJ) $(CORE_LIBS)
$(B)/kuayue: $(TUI_OBJ) $(B)/libkuayue.a
	@echo "  LINK  $@"
	@$(CC) $(SANITIZE) $(LDFLAGS) -o $@ $(TUI_OBJ) $(B)/libkuayue.a $(PROGRAM_LIBS)
