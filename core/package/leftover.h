/* What a killed export leaves on a stick. */
#ifndef CORE_PACKAGE_LEFTOVER_H
#define CORE_PACKAGE_LEFTOVER_H

#define LEFTOVER_NAME ".kuayue-" /* and six letters or digits: a package that has not got its name yet */

/* Removes what earlier exports left in the folder. It is known by its content, a package's, and by its lock, which
 * nobody holds any more; a file of that name alone may be anybody's. */
void leftovers_remove(const char *dir);

#endif
