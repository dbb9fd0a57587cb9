/* Linked into each test program: with KY_TEST only the test of that name runs (patterns as cmocka has them). */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

__attribute__((constructor)) static void choose_test(void)
{
	const char *name = getenv("KY_TEST");
	if (name)
		cmocka_set_test_filter(name);
}
