/* Runs only the test named by KY_TEST, with patterns as cmocka has them. It is linked into each test program. */
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
