# What reads the sources without running them, and the documents opened by an office's own program.
##@ Check
## format                 lay out the sources as .clang-format says
## headers                each public header compiles alone, as C and as C++
## static                 format, headers, cppcheck, manual pages, clang
## check                  static, then test-documents
## test-documents         what the school hands in, opened and looked through with LibreOffice
.PHONY: format headers check static test-documents
FORMATTED := $(wildcard core/*/*.[ch] core/*/*/*.[ch] tui/*.[ch] tui/*/*.[ch] \
	tests/*.[ch] tests/*/*.[ch] tests/unit/*/*.[ch] tests/unit/*/*/*.[ch])
format:
	@clang-format -i $(FORMATTED)
headers:
	@for h in $(notdir $(wildcard core/include/kuayue/*.h)); do \
		printf '#include "kuayue/%s"\nextern int nothing;\n' $$h > $(B)/alone; \
		$(CC) $(WARN) -Werror -fsyntax-only -Icore/include -x c $(B)/alone && \
		$(CXX) -std=c++11 -Wall -Wextra -Wpedantic -Wshadow -Werror -fsyntax-only -Icore/include -x c++ $(B)/alone || exit 1; \
	done

# All of check that needs no office: what .ci/run does behind the tests.
static: setup tree headers all messages
	@sh tests/setup.sh data/packages-check.txt
	@clang-format --dry-run -Werror $(FORMATTED)
	cppcheck --quiet --std=c11 --enable=warning,portability --inline-suppr --suppress=unknownEvaluationOrder --error-exitcode=1 -Icore/include -Icore -I$(B)/gen core tui
	mandoc -Tlint -W warning $(PAGES)
	mandoc -Tlint -W error $(PAGES_ZH)
	@$(MAKE) --no-print-directory guide
	@$(MAKE) --no-print-directory CC=clang B=build/clang WERROR=1 all
check: static
	@$(MAKE) --no-print-directory test-documents
test-documents: setup all
	@sh tests/setup.sh data/packages-documents.txt
	@KUAYUE=$(B)/kuayue sh tests/documents/test_documents.sh
