/* What `verify` and `open` ask of a package alike: who signed it, is that the school's key, and is it the newest.
 */
#ifndef TUI_COMMAND_VERIFY_H
#define TUI_COMMAND_VERIFY_H

#include "command/command.h"
#include "kuayue/key.h"
#include "kuayue/package.h"

/* "Sealed for: NAME (CODE), fingerprint …" */
void verify_print_key(const char *label, const char *name, const char *code, const char *fingerprint);
/* Says who signed and what the workbook, where there is one, knows of the key and of the school's packages; of a
 * whole one it remembers both. 0; KY_NO where something of that is a finding; else the exit status, said. */
int verify_trust(const struct call *call, const struct ky_package_report *report, bool whole);
/* The secret key behind --key, or NULL; *failed with the sentence said. */
struct ky_secret_key *verify_take_key(const char *file, const char *passphrase_file, int *failed);

#endif
