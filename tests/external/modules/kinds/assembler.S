/* SPDX-License-Identifier: GPL-2.0-or-later */
/* many-kinds - what no compiler saw; see main.c. */
#include <linux/linkage.h>

SYM_FUNC_START(from_assembler)
	mov	%edi, %eax
	RET
SYM_FUNC_END(from_assembler)

SYM_FUNC_START_LOCAL(name_show)
	RET
SYM_FUNC_END(name_show)

	.section .rodata
SYM_DATA_LOCAL(written_in_asm, .long 2)
