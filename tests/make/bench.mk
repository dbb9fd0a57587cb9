# Workbooks of three sizes, made once; the largest takes a few minutes and 1 GB.
##@ Measure
## bench                  time and memory, held against the bounds and against other programs
## bench-paint            only the time to the first screen, against less
## bench-search           only the search, against a look through all texts
## bench-growth           only that what comes from outside costs in proportion
.PHONY: bench bench-paint bench-growth bench-search
BENCH := $(B)/bench
$(BENCH)/fill: $(B)/tests/bench/fill.o $(B)/libkuayue.a
	@mkdir -p $(@D)
	@$(CC) -o $@ $^ $(CORE_LIBS)
$(BENCH)/bench: $(patsubst %,$(B)/tests/bench/%.o,bench measure paint alike export growth search) $(B)/tests/screen/terminal.o $(B)/libkuayue.a
	@mkdir -p $(@D)
	@$(CC) -o $@ $^ $(CORE_LIBS) -lvterm
$(BENCH)/%.kuayue: | $(B)/kuayue $(BENCH)/fill
	@rm -f $@ $@.part*
	@$(B)/kuayue --today 2012-10-31 new --code G01 --name 样例学校 --kind gaozhong $@.part >/dev/null
	$(BENCH)/fill $@.part $* && mv $@.part $@
$(BENCH)/school.kuayue: | $(B)/kuayue $(BENCH)/fill
	@rm -f $@ $@.part*
	@$(B)/kuayue --today 2012-10-31 new --code G01 --name 样例学校 --kind gaozhong $@.part >/dev/null
	$(BENCH)/fill $@.part 10000 school && mv $@.part $@
$(BENCH)/lines.txt:
	@mkdir -p $(BENCH)/files
	@seq 1 1000000 | sed 's/^/学习笔记 /' > $@
	@cd $(BENCH)/files && seq 1 10000 | sed 's/^/file/' | xargs touch
bench: setup all $(BENCH)/bench $(BENCH)/100.kuayue $(BENCH)/10000.kuayue $(BENCH)/1000000.kuayue $(BENCH)/school.kuayue $(BENCH)/lines.txt
	@sh tests/setup.sh data/packages-check.txt
	@$(BENCH)/bench $(B)/kuayue $(BENCH)
bench-paint: setup all $(BENCH)/bench $(BENCH)/100.kuayue $(BENCH)/10000.kuayue $(BENCH)/1000000.kuayue $(BENCH)/lines.txt
	@$(BENCH)/bench $(B)/kuayue $(BENCH) paint
bench-search: all $(BENCH)/bench $(BENCH)/1000000.kuayue
	@$(BENCH)/bench $(B)/kuayue $(BENCH) search
bench-growth: all $(BENCH)/bench $(BENCH)/100.kuayue
	@$(BENCH)/bench $(B)/kuayue $(BENCH) growth
