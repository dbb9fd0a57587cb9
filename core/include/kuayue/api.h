/* KY_API marks a public name. The library is compiled with all other names hidden (-fvisibility=hidden). */
#ifndef KUAYUE_API_H
#define KUAYUE_API_H

#if defined(__GNUC__)
#define KY_API __attribute__((visibility("default")))
#else
#define KY_API
#endif

#endif
