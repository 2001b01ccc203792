// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * kprobe - dump the stack whenever a function is entered
 *
 *	insmod kprobe.ko symbol=name_show@drivers_rtc_sysfs_c_26
 *
 * Any name that is unique will do, so an alias too. The dump shows functions by
 * their plain names.
 */
#include <linux/kprobes.h>
#include <linux/module.h>
#include <linux/printk.h>

static char *symbol;
module_param(symbol, charp, 0444);
MODULE_PARM_DESC(symbol, "the function, by its name or its alias");

static int entered(struct kprobe *probe, struct pt_regs *regs)
{
	pr_info("kprobe: %s is entered\n", probe->symbol_name);
	dump_stack();
	return 0;
}

static struct kprobe probe = {
	.pre_handler = entered,
};

static int __init kprobe_init(void)
{
	probe.symbol_name = symbol;
	return register_kprobe(&probe);
}

static void __exit kprobe_exit(void)
{
	unregister_kprobe(&probe);
}

module_init(kprobe_init);
module_exit(kprobe_exit);
MODULE_DESCRIPTION("Dumps the stack where a function is entered");
MODULE_LICENSE("GPL");
