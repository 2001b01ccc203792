/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The table of the places where all symbols with an alias were written,
 * System.aliases, for people:
 *
 *	# kas_alias table 1
 *	# alias	path	line	module	unit
 *	name_show@drivers_rtc_sysfs_c_26	drivers/rtc/sysfs.c	26	vmlinux	drivers/rtc/sysfs.c
 *
 * Lines are sorted by alias, as memcmp() does. Two lines of one alias are two
 * paths of which it can be either. The line is 0 if it is not known, the path "-"
 * if no source was found. The unit is the file that was compiled, which includes
 * the other or is the same. Later versions can add fields at the end.
 */
#ifndef KAS_ALIAS_TABLE_H
#define KAS_ALIAS_TABLE_H

#define TABLE_HEADER "# kas_alias table "
#define TABLE_VERSION 1
#define TABLE_COLUMNS "# alias\tpath\tline\tmodule\tunit"

#endif
