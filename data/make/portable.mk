##@ Any office PC
## portable               one static file for each of PORTABLE="x86_64 aarch64", build/portable/kuayue-MACHINE
## stick                  a folder to copy onto a stick, build/stick: those files, what starts the right one, the guide
## test-portable          the static files pass the tests of commands and screens, in an empty root and as Linux 4.4
## deb                    Debian packages of this tree, build/deb
## test-deb               they are clean for lintian, the same bytes when built again, and work where installed
.PHONY: portable stick deb
PORTABLE ?= x86_64 aarch64
PLACE := $(B)/portable

portable: setup all
	@sh tests/setup.sh data/packages-portable.txt
	@sh data/portable/fetch.sh $(PLACE) amd64 arm64
	@for m in $(PORTABLE); do sh data/portable/libs.sh $(PLACE) $$m && \
		MAKE='$(MAKE)' sh data/portable/build.sh $(PLACE) $$m || exit 1; done
	@for m in $(PORTABLE); do sh tests/portable/measure.sh $(PLACE)/kuayue-$$m $(B)/kuayue || exit 1; done

stick: portable
	@$(MAKE) --no-print-directory guide
	@sh data/portable/stick.sh $(PLACE) $(B) $(B)/stick
	@echo "$(B)/stick holds $$(ls $(B)/stick | wc -l) files, $$(du -sk $(B)/stick | cut -f 1) KiB; copy it as it is."

deb:
	@sh tests/setup.sh
	@sh tests/setup.sh data/packages-deb.txt
	@sh data/debian/deb.sh $(B)/deb
	@ls -s $(B)/deb/*.deb
