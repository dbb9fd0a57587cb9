/* What marks a name as public: all others are hidden in the library. */
#ifndef KUAYUE_API_H
#define KUAYUE_API_H

#if defined(__GNUC__)
#define KY_API __attribute__((visibility("default")))
#else
#define KY_API
#endif

#endif
