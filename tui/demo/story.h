/* Reads data/demo/story.tsv, the texts of the fictional schools. The head of that file says what a line may be. */
#ifndef TUI_DEMO_STORY_H
#define TUI_DEMO_STORY_H

/* Reads the story. Free it with demo_story_free; its texts live as long as it does. */
struct story *demo_story(void);
void demo_story_free(struct story *story);

/* A section that is not there ends the program: the file is compiled in, so the name is a fault of the program. */
int demo_lines(const struct story *story, const char *section);
/* Line and cell are counted from 0. Behind the last line the first one follows; a missing cell is "". */
const char *demo_cell(const struct story *story, const char *section, int line, int cell);
int demo_cells(const struct story *story, const char *section, int line);

#endif
