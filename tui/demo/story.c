/* Reads data/demo/story.tsv, which is compiled in: sections of lines of cells. */
#include "demo/story.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "terminal/memory.h"

extern const unsigned char data_demo_story[];
extern const unsigned long data_demo_story_len;

#define LINES_MAX 400
#define SECTIONS_MAX 60

struct section {
	const char *name;
	int first, count; /* lines */
};

struct story {
	char *text;
	const char *lines[LINES_MAX]; /* cells, each ended by NUL */
	int cells[LINES_MAX];
	struct section sections[SECTIONS_MAX];
	int line_count, section_count;
};

/* Cuts a line at its tabs, in place, and turns \n into a line break. Returns the number of cells. */
static int split(char *line)
{
	int cells = 1;
	char *to = line;
	for (const char *from = line; *from; from++) {
		bool breaks = from[0] == '\\' && from[1] == 'n';
		cells += *from == '\t';
		*to++ = breaks ? '\n' : *from == '\t' ? '\0' : *from;
		from += breaks;
	}
	*to = '\0';
	return cells;
}

static void begin_section(struct story *story, char *line)
{
	char *end = strchr(line, ']');
	assert(end && story->section_count < SECTIONS_MAX);
	*end = '\0';
	story->sections[story->section_count++] = (struct section){ .name = line + 1, .first = story->line_count };
}

static void add_line(struct story *story, char *line)
{
	assert(story->section_count > 0 && story->line_count < LINES_MAX);
	story->cells[story->line_count] = split(line);
	story->lines[story->line_count++] = line;
	story->sections[story->section_count - 1].count++;
}

struct story *demo_story(void)
{
	struct story *story = xalloc(sizeof(*story));
	char *text = xstrndup((const char *)data_demo_story, data_demo_story_len), *rest = text;
	story->text = text;
	for (char *line = strtok_r(rest, "\r\n", &rest); line; line = strtok_r(NULL, "\r\n", &rest)) {
		if (line[0] == '[')
			begin_section(story, line);
		else if (line[0] != '#')
			add_line(story, line);
	}
	return story;
}

void demo_story_free(struct story *story)
{
	if (story)
		free(story->text);
	free(story);
}

static const struct section *find(const struct story *story, const char *name)
{
	for (int i = 0; i < story->section_count; i++)
		if (strcmp(story->sections[i].name, name) == 0)
			return &story->sections[i];
	assert(!name); /* the story has every section that is asked for */
	abort();
}

int demo_lines(const struct story *story, const char *section)
{
	return find(story, section)->count;
}

static int index_of(const struct story *story, const char *name, int line)
{
	const struct section *section = find(story, name);
	assert(line >= 0 && section->count > 0);
	return section->first + line % section->count;
}

const char *demo_cell(const struct story *story, const char *section, int line, int cell)
{
	int index = index_of(story, section, line);
	const char *text = story->lines[index];
	if (cell >= story->cells[index])
		return "";
	while (cell-- > 0)
		text += strlen(text) + 1;
	return text;
}

int demo_cells(const struct story *story, const char *section, int line)
{
	return story->cells[index_of(story, section, line)];
}
