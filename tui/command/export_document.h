/* kuayue export --document: one document of the template as a file of its own, without a package. */
#ifndef TUI_COMMAND_EXPORT_DOCUMENT_H
#define TUI_COMMAND_EXPORT_DOCUMENT_H

#include "command/command.h"

/* Takes the rest of the options. Returns the exit status. */
int export_document(struct call *call, const char *name);

#endif
