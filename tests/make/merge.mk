# What two copies of a workbook become, held against a model in Python (tests/merge/model.py).
$(B)/merge/driver: $(B)/tests/merge/driver.o $(B)/libkuayue.a
	@mkdir -p $(@D)
	@echo "  LINK  $@"
	@$(CC) $(SANITIZE) -o $@ $< $(B)/libkuayue.a $(CORE_LIBS)
