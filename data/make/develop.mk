# For who works on it: other builds, what editors read, and the sources as one file.
##@ Develop
## debug                  the program for a debugger, build/debug/kuayue: nothing optimized, nothing inlined
## coverage               which branches of core/ tests take, file by file, and why the others not (tests/uncovered/);
##                        T=WORD: only units and commands of that name
## compile_commands.json  how each source is compiled, for editors and analysers
## tags                   where each name is defined, for editors
## dist                   the sources as build/kuayue-VERSION.tar.xz, the same bytes wherever it is made
.PHONY: debug coverage dist
debug:
	@$(MAKE) --no-print-directory B=build/debug CFLAGS="-O0 -g3" all
	@echo "gdb --args build/debug/kuayue WORKBOOK"

# The counts of an earlier run are taken away: what is printed is of these tests alone. Without asserts, whose other
# side is a mistake in the program; with the libraries shared, so that a layer under the tests can let them fail.
COVERAGE := build/coverage
COUNTED = $(MAKE) --no-print-directory -j $(J) B=$(COVERAGE) STATIC=0 CFLAGS="-O0 -g -DNDEBUG" SANITIZE=--coverage
coverage:
	@mkdir -p $(COVERAGE) && find $(COVERAGE) -name '*.gcda' -delete && date +%s >$(COVERAGE)/began
	@$(COUNTED) units commands
	@$(if $(T),,$(COUNTED) corpus screens && COUNT_ALL=1 $(COUNTED) faults)
	@python3 tests/coverage.py $(COVERAGE) $(if $(T),,whole)

# Read off what make would do, so that it cannot say something else. Not $(MAKE): `make -n` would run that line.
compile_commands.json: all FORCE
	@make -Bn --no-print-directory B=$(B) all $(UNIT_BIN) $(SCREEN_BIN) | \
		awk -v folder="$(CURDIR)" -f data/commands2json.awk > $@.part && mv $@.part $@
	@echo "$@: $$(grep -c '"file"' $@) sources"

tags: FORCE
	@sh tests/setup.sh data/packages-develop.txt
	@ctags-universal -R --languages=C core tui tests

dist:
	@sh data/dist.sh $(B)
	@ls -s $(B)/kuayue-$(VERSION).tar.xz
