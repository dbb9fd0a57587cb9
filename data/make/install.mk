# Installs. Each folder can be set by itself, all are below DESTDIR, whose name may hold blanks.
##@ Install
## install                install below DESTDIR, PREFIX, BINDIR, LIBDIR, INCLUDEDIR, DATADIR and MANDIR
## uninstall              remove what install put there
.PHONY: install uninstall
BINDIR ?= $(PREFIX)/bin
LIBDIR ?= $(PREFIX)/lib
INCLUDEDIR ?= $(PREFIX)/include
DATADIR ?= $(PREFIX)/share
MANDIR ?= $(DATADIR)/man
$(foreach d,PREFIX BINDIR LIBDIR INCLUDEDIR DATADIR MANDIR,$(if $(word 2,$($d)),$(error $d must not hold a blank, as DESTDIR may)))

# mode:file:name, once for both targets.
INSTALLED = 755:$(B)/kuayue:$(BINDIR)/kuayue \
	644:$(B)/libkuayue.a:$(LIBDIR)/libkuayue.a \
	755:$(B)/libkuayue.so:$(LIBDIR)/libkuayue.so.0 \
	644:$(B)/kuayue.pc:$(LIBDIR)/pkgconfig/kuayue.pc \
	$(foreach h,$(wildcard core/include/kuayue/*.h),644:$h:$(INCLUDEDIR)/kuayue/$(notdir $h)) \
	$(foreach t,$(wildcard data/campaign/*.ini),644:$t:$(DATADIR)/kuayue/campaign/$(notdir $t)) \
	644:$(B)/gen/zh.mo:$(DATADIR)/locale/zh_CN/LC_MESSAGES/kuayue.mo \
	644:$(B)/completion/kuayue.bash:$(DATADIR)/bash-completion/completions/kuayue \
	644:$(B)/completion/kuayue.fish:$(DATADIR)/fish/vendor_completions.d/kuayue.fish \
	644:data/install/kuayue.desktop:$(DATADIR)/applications/kuayue.desktop \
	644:data/install/kuayue.xml:$(DATADIR)/mime/packages/kuayue.xml \
	$(foreach p,$(PAGES),644:$p:$(MANDIR)/man$(subst .,,$(suffix $p))/$(notdir $p)) \
	$(foreach p,$(PAGES_ZH),644:$p:$(MANDIR)/zh_CN/man$(subst .,,$(suffix $p))/$(notdir $p))
LINKED = $(LIBDIR)/libkuayue.so

PUT = install -D -m $(word 1,$(1)) $(word 2,$(1)) "$(DESTDIR)$(word 3,$(1))" &&
install: all $(B)/kuayue.pc
	@$(foreach f,$(INSTALLED),$(call PUT,$(subst :, ,$f))) ln -sf libkuayue.so.0 "$(DESTDIR)$(LINKED)"
uninstall:
	@rm -f $(foreach f,$(INSTALLED),"$(DESTDIR)$(word 3,$(subst :, ,$f))") "$(DESTDIR)$(LINKED)"
	@for d in "$(INCLUDEDIR)/kuayue" "$(DATADIR)/kuayue/campaign" "$(DATADIR)/kuayue"; do \
		[ ! -d "$(DESTDIR)$$d" ] || rmdir "$(DESTDIR)$$d" 2>/dev/null || true; done

# Made at every call: PREFIX may be another than the last time.
$(B)/kuayue.pc: data/install/kuayue.pc.in FORCE
	@mkdir -p $(@D)
	@sed -e 's|@PREFIX@|$(PREFIX)|; s|@LIBDIR@|$(LIBDIR)|; s|@INCLUDEDIR@|$(INCLUDEDIR)|' \
		-e 's|@VERSION@|$(VERSION)|; s|@LIBS@|$(CORE_LIBS)|' $< > $@
