/* The handover list (移交清单) as a text that is printed and signed, for the command and the screen. */
#ifndef TUI_WIDGET_HANDOVER_TEXT_H
#define TUI_WIDGET_HANDOVER_TEXT_H

#include <stdio.h>

#include "kuayue/handover.h"

enum ky_code handover_text(struct ky_workbook *wb, FILE *out, struct ky_error *err);

#endif
