# Makes C of data/, which is compiled in so that the program is one file and runs from a stick.
define EMBED
	@mkdir -p $(@D)
	@{ printf 'extern const unsigned char %s[];\nextern const unsigned long %s_len;\n' $(1) $(1); \
	   printf 'const unsigned char %s[] = {\n' $(1); od -An -v -tu1 $< | sed 's/  */,/g; s/^,//; s/$$/,/'; \
	   printf '0 };\nconst unsigned long %s_len = %sUL;\n' $(1) $$(wc -c < $<); } > $@
endef
$(B)/gen/campaign.c: data/campaign/taolun-2012.ini
	$(call EMBED,data_campaign)
$(B)/gen/schema.c: data/sql/schema.sql
	$(call EMBED,data_schema)
$(B)/gen/schema_2.c: data/sql/schema-2.sql
	$(call EMBED,data_schema_2)
$(B)/gen/schema_3.c: data/sql/schema-3.sql
	$(call EMBED,data_schema_3)
$(B)/gen/schema_4.c: data/sql/schema-4.sql
	$(call EMBED,data_schema_4)
$(B)/gen/schema_5.c: data/sql/schema-5.sql
	$(call EMBED,data_schema_5)
$(B)/gen/schema_6.c: data/sql/schema-6.sql
	$(call EMBED,data_schema_6)
$(B)/gen/views.c: data/sql/views.sql
	$(call EMBED,data_views)
$(B)/gen/report_css.c: data/report.css
	$(call EMBED,data_report_css)
$(B)/gen/demo_%.c: data/demo/%.tsv
	$(call EMBED,data_demo_$*)
# Chinese texts as macros, so that a misspelt name stops the build and formats are checked.
$(B)/gen/texts.h: data/texts.tsv data/texts.awk
	@mkdir -p $(@D)
	@awk -f data/texts.awk $< > $@
# How Han characters are read, for finding names by their initials.
$(B)/gen/readings.h: /usr/share/unicode/Unihan_Readings.txt.bz2 data/pinyin.awk
	@mkdir -p $(@D)
	@bzcat $< | LC_ALL=C awk -f data/pinyin.awk > $@

# libiniparser does not say which it is; its package does.
$(B)/gen/iniparser.c: data/make/generated.mk
	@mkdir -p $(@D)
	@version=$$(dpkg-query -W -f '$${Version}' libiniparser-dev 2>/dev/null | sed 's/^[0-9]*://; s/[-+].*//'); \
		printf 'extern const char iniparser_version[];\nconst char iniparser_version[] = "%s";\n' "$${version:-4}" > $@
# The document's fixed parts, without the comments and the indentation that they have for people.
$(B)/gen/docx_%.xml: data/docx/%.xml data/docx/pack.awk
	@mkdir -p $(@D)
	@awk -f data/docx/pack.awk $< > $@
$(B)/gen/docx_%.c: $(B)/gen/docx_%.xml
	$(call EMBED,data_docx_$*)

$(B)/gen/zh.mo: data/po/zh_CN.po
	@mkdir -p $(@D)
	@msgfmt --check-format -o $@ $<
$(B)/gen/zh_mo.c: $(B)/gen/zh.mo
	$(call EMBED,data_zh_mo)

# The annotated SQL: what is declared in its comments becomes a table.
$(B)/gen/figures.c: data/figures.sql data/sql2c.awk data/campaign/taolun-2012.ini
	@mkdir -p $(@D)
	@awk -v what=figures -f data/sql2c.awk data/campaign/taolun-2012.ini data/figures.sql > $@
$(B)/gen/guide.c: data/guide.sql data/sql2c.awk data/campaign/taolun-2012.ini
	@mkdir -p $(@D)
	@awk -v what=guide -f data/sql2c.awk data/campaign/taolun-2012.ini data/guide.sql > $@
