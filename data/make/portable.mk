##@ Any office PC
## portable               one static file for each of PORTABLE="x86_64 aarch64", build/portable/kuayue-MACHINE
.PHONY: portable
PORTABLE ?= x86_64 aarch64
PLACE := $(B)/portable

portable: setup all
	@sh tests/setup.sh data/packages-portable.txt
	@sh data/portable/fetch.sh $(PLACE) amd64 arm64
	@for m in $(PORTABLE); do sh data/portable/libs.sh $(PLACE) $$m && \
		MAKE='$(MAKE)' sh data/portable/build.sh $(PLACE) $$m || exit 1; done
	@for m in $(PORTABLE); do sh tests/portable/measure.sh $(PLACE)/kuayue-$$m $(B)/kuayue || exit 1; done
