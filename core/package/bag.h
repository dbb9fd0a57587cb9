/* What writing and verifying a bag share (BagIt 1.0, RFC 8493), and the seal of its ZIP. */
#ifndef CORE_PACKAGE_BAG_H
#define CORE_PACKAGE_BAG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "kuayue/error.h"
#include "kuayue/package.h"

#define PAYLOAD_MANIFEST "manifest-sha512.txt"
#define TAG_MANIFEST "tagmanifest-sha512.txt"
#define INFO_FILE "bag-info.txt"
#define PACKAGE_ATTACHMENT "attachment" /* in state.json: a file that the school attached */
#define BAG_TAG_MAX (4 << 20)           /* bytes of a manifest or label */
#define BAG_DECLARATION "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
#define BAG_HEX 129 /* SHA-512 in hexadecimal and its end */
#define SEAL_PREFIX "kuayue-seal sha512="
#define SEAL_SIZE (sizeof(SEAL_PREFIX) - 1 + BAG_HEX - 1)

void bag_hash(const void *bytes, size_t len, char hex[BAG_HEX]);
/* Of so many bytes of the file from that place on. False if reading failed, or there are fewer. */
bool bag_hash_part(FILE *file, int64_t from, int64_t size, char hex[BAG_HEX]);
/* From the file's start; reads at most limit bytes (-1: all). False if reading failed. */
bool bag_hash_file(FILE *file, int64_t limit, char hex[BAG_HEX]);

#define BAG_PREFIX "kuayue-" /* of every package's folder */
/* The name inside the folder: ASCII letters, digits, '.', '-', '_'. */
void bag_folder(const char *code, char *out, size_t size);

/* name.c */
/* CODE_NAME_情况报告_YYYYMMDD_v, which a number and ".zip" end; of a hand-over CODE_NAME_交换包_TO_YYYYMMDD_n.
 * Safe on FAT and exFAT. malloc'd. to: NULL for a report. */
char *bag_file_prefix(const char *code, const char *school, const char *to, const char *yyyymmdd);
/* Of a single document: "G01_整改方案_20121031", malloc'd. */
char *bag_document_stem(const char *code, const char *title, const char *yyyymmdd);
/* True for another report of the same school; *version is its number. */
bool bag_is_package_of(const char *file, const char *code, int *version);

/* The highest number of a package of this school and kind in the folder; 0: there is none. */
int bag_highest_version(const char *dir, const char *code, enum ky_package_kind kind);

/* portable.c */
/* Windows takes CON, NUL, COM1 and so on for devices, also with anything behind a dot. */
bool bag_is_device_name(const char *name);
/* Whether a path inside the bag is one that every system takes, and takes alike: visible, composed (NFC), without
 * what Windows forbids, at most one folder below data/, and nothing that a double click would run. */
bool bag_name_is_portable(const char *path);
/* The same for two names that some system takes for one: case, width, composition, dots and blanks at a part's
 * end make no difference. malloc'd; NULL if memory is out. */
char *bag_name_key(const char *path);

/* own.c: the bag's own files, in their order in the container. */
bool bag_is_own(const char *path);
struct strbuf;
/* A line of each, for README.txt: its name and what it is, in Chinese or in English, ended by CR LF. */
void bag_list_own(struct strbuf *out, bool chinese);

/* bag.c */
/* Puts the seal into the last SEAL_SIZE bytes, a ZIP comment of that length. */
enum ky_code seal_write(FILE *file, struct ky_error *err);
enum seal_state { SEAL_WHOLE, SEAL_BROKEN, SEAL_MISSING };
/* hex: what the seal should say. */
enum seal_state seal_check(FILE *file, char hex[BAG_HEX]);

#endif
