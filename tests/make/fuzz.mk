# Bytes of libFuzzer's making for what reads files and text from outside; the files of tests/fuzz/NAME/ are where it
# begins, and every test run reads them again. What it finds lies in build/fuzz/found/; it becomes a test of its own.
.PHONY: fuzz corpus
FUZZ_NAMES := $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
FUZZ_BIN := $(FUZZ_NAMES:%=$(B)/fuzz/%)
FUZZ_SECONDS ?= 60
FUZZ := build/fuzzer
PROOFS += fuzz
##@ Proof
## fuzz                   libFuzzer, FUZZ_SECONDS=60 for each of the targets in tests/fuzz/; T=WORD: only those that hold it
## corpus                 the files in tests/fuzz/ alone, without it
# memfd_create
$(B)/tests/fuzz/%.o: private CORE_CFLAGS += -D_GNU_SOURCE
$(B)/fuzz/%: $(B)/tests/fuzz/fuzz_%.o $(B)/tests/fuzz/replay.o $(B)/libkuayue.a
	@mkdir -p $(@D)
	@echo "  LINK  $@"
	@$(CC) $(SANITIZE) -o $@ $(filter %.o,$^) $(B)/libkuayue.a $(CORE_LIBS)
$(B)/libfuzzer/%: $(B)/tests/fuzz/fuzz_%.o $(B)/libkuayue.a
	@mkdir -p $(@D)
	@echo "  LINK  $@"
	@$(CC) $(SANITIZE) -fsanitize=fuzzer -o $@ $(filter %.o,$^) $(B)/libkuayue.a $(CORE_LIBS)
corpus: $(FUZZ_BIN)
	@$(RUN) corpus
fuzz: setup
	@sh tests/setup.sh data/packages-check.txt
	@$(MAKE) --no-print-directory -j $(J) CC=clang B=$(FUZZ) CFLAGS="-O1 -g" \
		SANITIZE="-fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=undefined" \
		$(FUZZ_NAMES:%=$(FUZZ)/libfuzzer/%)
	@SECONDS_EACH=$(FUZZ_SECONDS) sh tests/fuzz/fuzz.sh $(FUZZ)/libfuzzer $(if $(T),$(foreach n,$(FUZZ_NAMES),$(if $(findstring $(T),$n),$n)),$(FUZZ_NAMES))
