# Makes the manual pages and README. Their lists of keys, kinds and documents come from the program.
##@ Documents
## readme                 renew README from README.in: the program's keys, and its screen as a picture
## guide                  the user's guide as one page to print: build/guide.html, and in English build/guide.en.html
.PHONY: readme guide
PAGES = $(patsubst %.in,$(B)/%,$(wildcard man/*.in))
PAGES_ZH = $(patsubst %.in,$(B)/%,$(wildcard man/zh_CN/*.in))
all: $(PAGES) $(PAGES_ZH)

# The program that is asked for its lists. Where all is built for another machine, it is built for this one besides.
ifneq ($(CROSS),)
SAYS ?= $(B)/native/kuayue
$(B)/native/kuayue: FORCE
	@$(MAKE) --no-print-directory -s B=$(B)/native CROSS= CC='$(CC_FOR_BUILD)' AR=ar PKG_CONFIG=pkg-config STATIC=0 \
		CFLAGS=-O1 LDFLAGS= $@
else
SAYS ?= $(B)/kuayue
endif
LISTS := proof keys places kinds documents choices figures definitions campaign verdicts
$(B)/list/en.% $(B)/list/zh.%: $(SAYS)
	@mkdir -p $(@D)
	@for l in en zh; do $(SAYS) --lang $$l $* --help > $(B)/list/$$l.$* || exit 1; done
$(B)/list/en.help: $(SAYS)
	@mkdir -p $(@D)
	@$(SAYS) --lang en --help > $@
# The page of kuayue-campaign(7), from one table that a test walks too.
$(B)/list/%.campaign: man/coverage.awk data/coverage.tsv
	@mkdir -p $(@D)
	@awk -F '\t' -v lang=$* -f man/coverage.awk data/coverage.tsv > $@
# The table of kuayue-proof(7), from what the proof wrote when it was last made (make proof-table).
$(B)/list/%.proof: man/proof.awk data/proof.tsv
	@mkdir -p $(@D)
	@awk -F '\t' -v lang=$* -f man/proof.awk data/proof.tsv > $@
$(B)/list/%.proved: man/proof.awk data/proof.tsv
	@mkdir -p $(@D)
	@awk -F '\t' -v lang=$* -v form=line -f man/proof.awk data/proof.tsv > $@
# What verify says: one table for both languages of kuayue-package(7) and for README; a test runs each row.
$(B)/list/%.verdicts: man/verdicts.awk data/verdicts.tsv
	@mkdir -p $(@D)
	@awk -F '\t' -v lang=$* -v form=mdoc -f man/verdicts.awk data/verdicts.tsv > $@
$(B)/list/%.answers: man/verdicts.awk data/verdicts.tsv
	@mkdir -p $(@D)
	@awk -F '\t' -v lang=$* -v form=text -f man/verdicts.awk data/verdicts.tsv > $@
EXAMPLES := $(wildcard man/json/*.json)
# Static patterns: of two implicit rules make takes the one whose lists are there already, be it the other language's.
$(PAGES): $(B)/man/%: man/%.in man/fill.awk $(EXAMPLES) $(LISTS:%=$(B)/list/en.%)
	@mkdir -p $(@D)
	@awk -v form=mdoc -v list=$(B)/list/en -f man/fill.awk $(B)/list/en.keys $< > $@
$(PAGES_ZH): $(B)/man/zh_CN/%: man/zh_CN/%.in man/fill.awk $(EXAMPLES) $(LISTS:%=$(B)/list/zh.%)
	@mkdir -p $(@D)
	@awk -v form=mdoc -v list=$(B)/list/zh -f man/fill.awk $(B)/list/zh.keys $< > $@

# What bash and fish complete.
COMPLETIONS := $(B)/completion/kuayue.bash $(B)/completion/kuayue.fish
all: $(COMPLETIONS)
$(B)/completion/kuayue.%: data/install/completion.awk $(B)/list/en.help $(B)/list/en.kinds $(B)/list/en.documents \
		$(B)/list/en.fields $(B)/list/en.figures
	@mkdir -p $(@D)
	@awk -v form=$* -f $^ > $@

# README is in the tree as people read it; a test compares it with this one.
$(B)/screen/picture: $(B)/tests/screen/picture.o $(B)/tests/screen/terminal.o
	@mkdir -p $(@D)
	@echo "  LINK  $@"
	@$(CC) $(SANITIZE) -o $@ $^ -lvterm
$(B)/list/en.screen: $(B)/kuayue $(B)/screen/picture
	@mkdir -p $(@D)
	@rm -rf $(B)/county && $(B)/kuayue demo $(B)/county > /dev/null
	@$(B)/screen/picture 24 80 下一步 -- $(B)/kuayue --lang zh --today 2012-10-31 $(B)/county/C02_*.kuayue > $@
$(B)/README: README.in man/fill.awk $(B)/list/en.keys $(B)/list/en.places $(B)/list/en.screen $(B)/list/en.answers \
		$(B)/list/en.proved
	@awk -v form=text -v list=$(B)/list/en -f man/fill.awk $(B)/list/en.keys $< > $@
readme: $(B)/README
	@cp $< README

# The guide is a manual page, and one page of HTML with pictures of the program's own screens.
GUIDE := $(wildcard man/guide/*)
guide: $(B)/guide.html $(B)/guide.en.html
$(B)/guide/%/fragment: $(LISTS:%=$(B)/list/en.%) $(LISTS:%=$(B)/list/zh.%) $(B)/screen/picture $(GUIDE) man/fill.awk \
		man/kuayue-guide.7.in man/zh_CN/kuayue-guide.7.in
	@mkdir -p $(@D)
	@sh man/guide/pictures.sh $* $(B) $(@D)
	@awk -v form=guide -v list=$(B)/list/$* -f man/fill.awk $(B)/list/$*.keys $(GUIDE_$*) > $(@D)/page
	@mandoc -Thtml -K utf-8 -O fragment $(@D)/page > $@
GUIDE_zh = man/zh_CN/kuayue-guide.7.in
GUIDE_en = man/kuayue-guide.7.in
BOUND = @awk -v lang=$(1) -v style=man/guide/style.css -v pictures=$(B)/guide/$(1) -f man/guide/page.awk $(GUIDE_$(1)) $< > $@
$(B)/guide.html: $(B)/guide/zh/fragment
	$(call BOUND,zh)
$(B)/guide.en.html: $(B)/guide/en/fragment
	$(call BOUND,en)
