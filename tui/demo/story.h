/* data/demo/story.tsv: what the fictional schools write. Its head says what a line of it may be. */
#ifndef TUI_DEMO_STORY_H
#define TUI_DEMO_STORY_H

/* A story of its own for each run; free it with demo_story_free. Its texts live as long as it does. */
struct story *demo_story(void);
void demo_story_free(struct story *story);

/* The section must be there: the file is compiled in, so that a wrong name is a fault of the program. */
int demo_lines(const struct story *story, const char *section);
/* Line and cell are counted from 0. Behind the last line the first one follows; a cell that is not there is "". */
const char *demo_cell(const struct story *story, const char *section, int line, int cell);
int demo_cells(const struct story *story, const char *section, int line);

#endif
