# The static files: alone in an empty root, on an old kernel, on another processor, and beside the dynamic program.
.PHONY: test-portable
$(PLACE)/type: $(B)/tests/portable/type.o $(B)/tests/screen/terminal.o
	@mkdir -p $(@D)
	@echo "  LINK  $@"
	@$(CC) $(SANITIZE) -o $@ $^ -lvterm
$(PLACE)/oldkernel: tests/portable/oldkernel.c
	@mkdir -p $(@D)
	@echo "  LINK  $@"
	@$(CC) $(WARN) $(FAIL) -O1 -o $@ $<

PROOFS += test-portable test-deb
test-portable: stick $(PLACE)/type $(PLACE)/oldkernel $(SCREEN_BIN) $(B)/screen/kuayue
	@$(RUN) portable
# The Debian packages.
.PHONY: test-deb
test-deb: deb
	@DEBIAN=$(B)/debian.tar DEB=$(B)/deb $(RUN) debian
