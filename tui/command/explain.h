/* What --help says of a kind: its fields, their types and their choices. */
#ifndef TUI_COMMAND_EXPLAIN_H
#define TUI_COMMAND_EXPLAIN_H

#include "command/command.h"

/* Of the kind that the call names, as people read it or with --json. Returns the exit status. */
int explain_kind(struct call *call);

#endif
