# Hardening as dpkg-buildflags does it with hardening=+all, and returns and jumps that only go where they may (CET, BTI).
# HARDEN= builds without. The sanitizers have checks of their own, and FORTIFY needs an optimizer.
comma := ,
MACHINE := $(firstword $(subst -, ,$(shell $(CC) -dumpmachine)))
BRANCHES_x86_64 = -fcf-protection
BRANCHES_aarch64 = -mbranch-protection=standard
FORTIFY = $(if $(SANITIZE)$(findstring _FORTIFY_SOURCE,$(CFLAGS)),,$(if $(filter -O1 -O2 -O3 -Os,$(CFLAGS)),-D_FORTIFY_SOURCE=2))
HARDEN ?= -fstack-protector-strong $(BRANCHES_$(MACHINE)) -Wformat -Wformat-security $(FORTIFY)
HARDEN_LINK = $(if $(HARDEN),-Wl$(comma)-z$(comma)relro -Wl$(comma)-z$(comma)now)
# -static-pie, which a static program brings, is one already.
PIE = $(if $(HARDEN),$(if $(filter -static-pie,$(PROGRAM_LIBS)),,-pie))
