# What takes longer than a test may. A part of the build adds to it with PROOFS += TARGET, a script tests/proof/test_*.sh
# by being there. A test of `make test` that looks at PROOF in its environment has a short, seeded form there and a long
# one here.
##@ Proof
## proof                  everything that takes longer, within sixty minutes; T=WORD: only the parts that hold it
## long                   the tests that have a long form, in that form; T=WORD: only those that hold it
.PHONY: proof long
PROOFS += long
proof: setup
	@J=$(J) sh tests/proof.sh $(sort $(if $(T),$(foreach p,$(PROOFS),$(if $(findstring $(T),$p),$p)),$(PROOFS)))
long: setup
	@$(AGAIN) -j $(J) $(TESTED)
	@PROOF=1 $(RUN) proof
