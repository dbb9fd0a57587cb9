/* The version of Kuayue, the program and the library. */
#ifndef KUAYUE_VERSION_H
#define KUAYUE_VERSION_H

#define KY_VERSION "0.1.0"

#endif
