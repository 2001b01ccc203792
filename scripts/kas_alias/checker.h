/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The checker as a part of a larger program.
 */
#ifndef KAS_ALIAS_CHECKER_H
#define KAS_ALIAS_CHECKER_H

/* checker_main() - what the checker does with its arguments; as main() */
int checker_main(int argc, char **argv);

#endif
