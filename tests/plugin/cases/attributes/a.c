/* SPDX-License-Identifier: GPL-2.0-or-later */
#define keep __attribute__((used))

static keep __attribute__((cold)) int cold_one(int x) { return x + 1; }
static keep __attribute__((hot)) int hot_one(int x) { return x + 2; }
static keep __attribute__((noreturn))
void stop(void)
{
	for (;;)
		;
}
static keep __attribute__((no_reorder)) int in_order(int x) { return x + 3; }
static keep __attribute__((aligned(64))) int aligned_one(int x) { return x; }
static keep __attribute__((no_instrument_function, noclone, flatten))
int many(int x)
{
	return x + 4;
}

static keep __attribute__((aligned(64))) int aligned_data;
static keep __attribute__((section(".data..read_mostly"), aligned(8)))
	int read_mostly = 1;
static keep volatile int constant = 2;
static keep __attribute__((deprecated, unused)) int old = 3;

/* Global in this object, no concern of others or not. */
__attribute__((visibility("hidden"))) int hidden_one(int x) { return x + 5; }
__attribute__((visibility("internal"))) int internal_data = 4;
__attribute__((visibility("protected"))) int protected_data = 5;
extern int declared __attribute__((visibility("hidden")));
int declared = 6;
