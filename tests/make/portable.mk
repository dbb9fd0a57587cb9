# The static files: alone in an empty root, on an old kernel, on another processor, and beside the dynamic program.
##@ Any office PC
## test-portable          the static files pass the tests of commands and screens, in an empty root, as Linux 4.4
.PHONY: test-portable
STATIC_FILE = $(PLACE)/kuayue-$(shell uname -m)
TRY = KUAYUE=$(STATIC_FILE) DYNAMIC=$(B)/kuayue TYPE=$(B)/portable/type
$(PLACE)/type: $(B)/tests/portable/type.o $(B)/tests/screen/terminal.o
	@mkdir -p $(@D)
	@echo "  LINK  $@"
	@$(CC) $(SANITIZE) -o $@ $^ -lvterm
$(PLACE)/oldkernel: tests/portable/oldkernel.c
	@mkdir -p $(@D)
	@echo "  LINK  $@"
	@$(CC) $(WARN) -O1 -o $@ $<

OLD = sh tests/portable/old_kernel.sh $(PLACE)/oldkernel
test-portable: portable $(PLACE)/type $(PLACE)/oldkernel $(SCREEN_BIN) $(B)/screen/kuayue
	@sh tests/portable/test_static.sh $(PORTABLE:%=$(PLACE)/kuayue-%)
	@$(TRY) sh tests/portable/test_empty_root.sh
	@$(TRY) sh tests/portable/test_both.sh
	@for t in tests/command/test_*.sh; do KUAYUE=$(STATIC_FILE) sh $$t && KUAYUE=$(STATIC_FILE) $(OLD) sh $$t || exit 1; done
	@for t in $(SCREEN_BIN); do KUAYUE=$(STATIC_FILE) $$t && KUAYUE=$(STATIC_FILE) $(OLD) $$t || exit 1; done
	@$(TRY) KUAYUE=$(PLACE)/kuayue-aarch64 SCREENS=$(B)/screen/test_seal sh tests/portable/test_arm64.sh
