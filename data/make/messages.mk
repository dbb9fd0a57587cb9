# Keeps data/po/zh_CN.po, the Chinese of what the program says.
##@ Messages
## po                     renew the catalogue from the sources: new sentences come without Chinese, dead ones go
## messages               every sentence has its Chinese
.PHONY: po messages

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
po: $(B)/gen/zh_CN.po
	@cp $< data/po/zh_CN.po
	@msgattrib --untranslated --no-wrap $< | sed -n 's/^msgid "\(..*\)"/no Chinese yet: \1/p'
messages: $(B)/kuayue $(B)/gen/zh_CN.po
	@B=$(B) sh tests/tree/test_messages.sh
