# The manual pages. Lists that stand in the program are filled in from it.
PAGES = $(patsubst %,$(B)/man/%,kuayue.1 kuayue-campaign.7 kuayue-key.7)
PAGES_ZH = $(patsubst %,$(B)/man/zh_CN/%,kuayue.1 kuayue-campaign.7 kuayue-key.7)
all: $(PAGES) $(PAGES_ZH)

# The keys are the program's own list (tui/terminal/action.h), the kinds those of core/record/kinds/.
$(B)/man/kuayue.1: man/kuayue.1.in $(B)/kuayue
	@mkdir -p $(@D)
	@$(B)/kuayue --lang en keys --help > $@.keys
	@$(B)/kuayue --lang en kinds --help > $@.kinds
	@sed -e '/^@KEYS@$$/{r $@.keys' -e 'd;}' -e '/^@KINDS@$$/{r $@.kinds' -e 'd;}' man/kuayue.1.in > $@
$(B)/man/zh_CN/kuayue.1: man/zh_CN/kuayue.1.in $(B)/kuayue
	@mkdir -p $(@D)
	@$(B)/kuayue --lang zh keys --help > $@.keys
	@$(B)/kuayue --lang zh kinds --help > $@.kinds
	@sed -e '/^@KEYS@$$/{r $@.keys' -e 'd;}' -e '/^@KINDS@$$/{r $@.kinds' -e 'd;}' man/zh_CN/kuayue.1.in > $@
# What the campaign asks for, and where the program has it: one table, also walked by a test.
$(B)/man/kuayue-campaign.7: man/kuayue-campaign.7.in man/coverage.awk data/coverage.tsv
	@mkdir -p $(@D)
	@awk -F '\t' -v lang=en -f man/coverage.awk data/coverage.tsv > $@.table
	@sed -e '/^@TABLE@$$/{r $@.table' -e 'd;}' $< > $@
$(B)/man/zh_CN/kuayue-campaign.7: man/zh_CN/kuayue-campaign.7.in man/coverage.awk data/coverage.tsv
	@mkdir -p $(@D)
	@awk -F '\t' -v lang=zh -f man/coverage.awk data/coverage.tsv > $@.table
	@sed -e '/^@TABLE@$$/{r $@.table' -e 'd;}' $< > $@
$(B)/man/%.7: man/%.7
	@mkdir -p $(@D)
	@cp $< $@
