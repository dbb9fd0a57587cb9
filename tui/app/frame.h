/* Paints the frame and, within it, the newest screen. */
#ifndef TUI_APP_FRAME_H
#define TUI_APP_FRAME_H

#include "app/app.h"

void frame_draw(struct app *app);
bool app_typing(const struct app *app); /* printable keys are text now */

#endif
