# The table of kuayue-proof(7), from the figures that the parts of the proof write themselves.
.PHONY: proof-table
## proof-table            renew data/proof.tsv, the table of kuayue-proof(7); T=WORD: only the parts that hold it
PROVED := fuzz coverage $(addprefix long-,memory powercut every sites)
proof-table:
	@rm -f $(CURDIR)/build/proved
	@for part in $(if $(T),$(foreach p,$(PROVED),$(if $(findstring $(T),$p),$p)),$(PROVED)); do \
		PROOF_TABLE=$(CURDIR)/build/proved $(MAKE) --no-print-directory $${part%%-*} T=$$(echo $$part | sed -n 's/^long-//p') || exit 1; \
	done
	@cat build/proved data/proof.tsv | sort -s -u -t '	' -k 1,2 > build/proof.tsv && mv build/proof.tsv data/proof.tsv
