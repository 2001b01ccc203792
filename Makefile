# SPDX-License-Identifier: GPL-2.0-or-later
#
# Builds the compiler plugin, the checker and the resolver, tests them and brings them into a
# kernel: see "make help".
#
# Everything that is made goes to .build/, but for the four results, which are
# where the kernel and a reader look for them.

PLUGIN  := plugin/kas_alias_plugin.so
CHECKER := scripts/kas_alias/kas_alias
PROGRAM := scripts/resolver/kas_alias
LIBDW_PROGRAMS := btf dwarf

comma := ,

.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules --no-print-directory

ifeq ($(origin CC),default)
CC := $(CROSS_COMPILE)gcc
endif
HOSTCC  ?= gcc
HOSTCXX ?= g++
# What the plugin is built for and tested in by "make check", beside $(CC).
ifeq ($(origin TEST_COMPILERS),undefined)
TEST_COMPILERS := $(shell scripts/setup --compilers unit)
endif
export TEST_COMPILERS
# ... and by "make check-arch".
ARCH_COMPILERS = $(shell scripts/setup --compilers arch)
# The kernels of "make check": the newest, and 6.12 where the compiler is not too new for it.
CHECK_KERNELS = $(if $(filter 6.12,$(shell scripts/setup --kernels)),kernel )newest

prefix  ?= /usr/local
bindir  ?= $(prefix)/bin
libdir  ?= $(prefix)/lib
datadir ?= $(prefix)/share
mandir  ?= $(datadir)/man
plugindir      = $(libdir)/kas_alias/$(CC_ID)
completionsdir = $(datadir)/bash-completion/completions

ifeq ($(V),1)
Q    :=
note  =
else
Q    := @
note  = @printf '  %-8s%s\n' '$(1)' $(call quote,$(2))
endif

# CPPFLAGS, CFLAGS, CXXFLAGS and LDFLAGS of who builds are added to the flags of what is
# used, behind them. What only the tests run has its own flags and no others.
C_FLAGS_ADDED   = $(CPPFLAGS) $(CFLAGS)
CXX_FLAGS_ADDED = $(CPPFLAGS) $(CXXFLAGS)

# What a user names, as one word of the shell.
quote = '$(subst ','\'',$(1))'

all: $(PLUGIN) $(CHECKER) $(PROGRAM)

# A file that holds $(2) and is touched only when that changes: what depends on
# it is remade after a change of flags or of the compiler.
define stamp
$(1): FORCE
	$$(Q)mkdir -p $$(@D)
	$$(Q)printf '%s\n' $$(call quote,$(2)) >$$@.new
	$$(Q)cmp -s $$@.new $$@ && rm $$@.new || mv $$@.new $$@
endef

## The plugin, one build directory for each compiler that it is to be loaded in

CC_MACHINE := $(shell $(CC) -dumpmachine 2>/dev/null)
CC_ID      := $(CC_MACHINE)-$(shell $(CC) -dumpversion 2>/dev/null)
CC_HEADERS := $(shell $(CC) -print-file-name=plugin 2>/dev/null)/include
CC_CONFIG   = $(foreach compiler,CC HOSTCXX,$(shell $($(compiler)) -v 2>&1 | tail -n 1))
PLUGIN_DIR := .build/plugin/$(CC_ID)

# The kernel's flags for its plugins (scripts/gcc-plugins/Makefile): no -std,
# g++ knows best which one the headers of a GCC of about its own age want.
PLUGIN_CXXFLAGS := -fPIC -fno-rtti -fno-exceptions -fasynchronous-unwind-tables \
	-ggdb -O2 -Wall -Wno-narrowing -Wno-unused-variable -Wno-format-diag \
	-I $(CC_HEADERS) -I scripts/kas_alias
PLUGIN_OBJECTS := $(patsubst plugin/%.c,$(PLUGIN_DIR)/%.o,$(wildcard plugin/*.c))

# By what it is, not by its name: g++ can be g++-12.
$(eval $(call stamp,$(PLUGIN_DIR)/flags,$$(CC_CONFIG) $$(wordlist 2,99,$$(HOSTCXX)) $$(PLUGIN_CXXFLAGS) \
	$$(CXX_FLAGS_ADDED) $$(LDFLAGS)))
$(PLUGIN_DIR)/flags: | $(CC_HEADERS)/plugin-version.h

# It answers with the headers of a GCC, so they do not tell.
ifneq ($(shell $(CC) -dM -E -x c /dev/null 2>/dev/null | grep -w __clang__),)
$(PLUGIN_DIR)/flags: | not-clang
.PHONY: not-clang
not-clang:
	@echo $(call quote,$(CC))': error: clang loads no plugins of GCC: name a gcc as CC' >&2; exit 1
endif

$(PLUGIN_DIR)/%.o: plugin/%.c $(PLUGIN_DIR)/flags
	$(call note,HOSTCXX,$< for $(CC_ID))
	$(Q)$(HOSTCXX) $(PLUGIN_CXXFLAGS) $(CXX_FLAGS_ADDED) -MMD -MP -c $< -o $@

$(PLUGIN_DIR)/kas_alias_plugin.so: $(PLUGIN_OBJECTS)
	$(call note,HOSTLD,$@)
	$(Q)$(HOSTCXX) $(CXXFLAGS) $(LDFLAGS) -shared $^ -o $@

# Switches when CC does. Renamed into its place: a compiler may be using it.
$(PLUGIN): $(PLUGIN_DIR)/kas_alias_plugin.so FORCE
	$(Q)cmp -s $< $@ || { cp $< $@.new && mv $@.new $@; }

$(CC_HEADERS)/plugin-version.h:
	@command -v $(CC) >/dev/null || { \
		echo $(call quote,$(CC))': error: no such compiler: install it, or name others as CC or TEST_COMPILERS' >&2; exit 1; }
	@echo "$@: error: no headers for plugins of $(CC):" \
	      "install the Debian package $$(CC=$(call quote,$(CC)) scripts/setup --list plugin)" >&2; exit 1

.PHONY: plugin-object
plugin-object: $(PLUGIN_DIR)/kas_alias_plugin.so

## The checker

CHECKER_DIR    := .build/checker
CHECKER_CFLAGS := -O2 -g -std=gnu11 -Wall -Wextra
CHECKER_OBJECTS := $(patsubst scripts/kas_alias/%.c,$(CHECKER_DIR)/%.o,\
	$(wildcard scripts/kas_alias/*.c scripts/kas_alias/*/*.c))

$(eval $(call stamp,$(CHECKER_DIR)/flags,$$(HOSTCC) $$(CHECKER_CFLAGS) $$(C_FLAGS_ADDED) $$(LDFLAGS)))

$(CHECKER_DIR)/%.o: scripts/kas_alias/%.c $(CHECKER_DIR)/flags
	$(call note,HOSTCC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) $(CHECKER_CFLAGS) $(C_FLAGS_ADDED) -MMD -MP -c $< -o $@

$(CHECKER): $(CHECKER_OBJECTS)
	$(call note,HOSTLD,$@)
	$(Q)$(HOSTCC) $(CFLAGS) $(LDFLAGS) $^ -lelf -o $@.new && mv $@.new $@

## The program that is installed: the checker and the resolver

RESOLVER_DIR     := .build/resolver
RESOLVER_CFLAGS  := $(CHECKER_CFLAGS) -D_GNU_SOURCE=
RESOLVER_OBJECTS := $(patsubst scripts/resolver/%.c,$(RESOLVER_DIR)/%.o,\
	$(wildcard scripts/resolver/*.c))

$(eval $(call stamp,$(RESOLVER_DIR)/flags,$$(HOSTCC) $$(RESOLVER_CFLAGS) $$(C_FLAGS_ADDED) $$(LDFLAGS)))

$(RESOLVER_DIR)/%.o: scripts/resolver/%.c $(RESOLVER_DIR)/flags
	$(call note,HOSTCC,$<)
	$(Q)$(HOSTCC) $(RESOLVER_CFLAGS) $(C_FLAGS_ADDED) -MMD -MP -c $< -o $@

$(PROGRAM): $(RESOLVER_OBJECTS) $(filter-out %/start.o,$(CHECKER_OBJECTS))
	$(call note,HOSTLD,$@)
	$(Q)$(HOSTCC) $(CFLAGS) $(LDFLAGS) $^ -lelf -o $@.new && mv $@.new $@

## The programs that read debug information, with libdw

# A target $(1) that builds the program kas_alias_$(1).
define libdw_program
$(1)_OBJECTS := $$(patsubst scripts/kas_alias_$(1)/%.c,.build/$(1)/%.o,\
	$$(wildcard scripts/kas_alias_$(1)/*.c))

$$(eval $$(call stamp,.build/$(1)/flags,$$$$(HOSTCC) $$$$(CHECKER_CFLAGS) $$$$(C_FLAGS_ADDED) $$$$(LDFLAGS)))

.build/$(1)/%.o: scripts/kas_alias_$(1)/%.c .build/$(1)/flags
	$$(call note,HOSTCC,$$<)
	$$(Q)mkdir -p $$(@D)
	$$(Q)$$(HOSTCC) $$(CHECKER_CFLAGS) $$(C_FLAGS_ADDED) -I plugin -I scripts/kas_alias -MMD -MP -c $$< -o $$@

scripts/kas_alias_$(1)/kas_alias_$(1): $$($(1)_OBJECTS)
	$$(call note,HOSTLD,$$@)
	$$(Q)$$(HOSTCC) $$(CFLAGS) $$(LDFLAGS) $$^ -ldw -lelf -o $$@.new && mv $$@.new $$@

.PHONY: $(1)
$(1): scripts/kas_alias_$(1)/kas_alias_$(1)
endef

$(foreach program,$(LIBDW_PROGRAMS),$(eval $(call libdw_program,$(program))))

## Tests: C programs for what uses no GCC type, as C and as C++, then scripts

UNIT_DIR     := .build/unit
UNIT_SOURCES := $(wildcard tests/unit/*.c)
UNIT_PARTS   := scripts/kas_alias/grammar.c scripts/kas_alias/policy.c plugin/kas_alias_tag.c \
		plugin/kas_alias_labels.c
UNIT_TESTS   := $(UNIT_SOURCES:tests/unit/%.c=$(UNIT_DIR)/%-c) \
		$(UNIT_SOURCES:tests/unit/%.c=$(UNIT_DIR)/%-c++)
# A package is built where they may not be.
UNIT_SANITIZERS := -fsanitize=address,undefined -fno-sanitize-recover=all
UNIT_FLAGS   := -g -O1 -Wall -Wextra $(UNIT_SANITIZERS) -I scripts/kas_alias -I plugin
UNIT_HEADERS := $(wildcard tests/unit/*.h) $(UNIT_PARTS:.c=.h) scripts/kas_alias/form.h

$(UNIT_DIR)/%-c: tests/unit/%.c $(UNIT_PARTS) $(UNIT_HEADERS)
	$(call note,HOSTCC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) -std=gnu11 $(UNIT_FLAGS) $< $(UNIT_PARTS) -o $@

$(UNIT_DIR)/%-c++: tests/unit/%.c $(UNIT_PARTS) $(UNIT_HEADERS)
	$(call note,HOSTCXX,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCXX) $(UNIT_FLAGS) $< $(UNIT_PARTS) -o $@

.PHONY: unit-tests
unit-tests: $(UNIT_TESTS)

# Programs that tests use, independent of what they test.
TEST_TOOLS := $(patsubst %.c,.build/tests/%,$(notdir $(wildcard tests/lib/*.c tests/oracle/*.c)))
vpath %.c tests/lib tests/oracle

.build/tests/%: %.c
	$(call note,HOSTCC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) $(CHECKER_CFLAGS) $< -ldw -lelf -o $@

# The checker and the plugin's parts without GCC, read by fuzz targets: with GCC
# alone, as the tests have it, and with libFuzzer. The checker ends in functions of
# tests/fuzz/sandbox.c, which holds two of its parts.
FUZZ_DIR     := .build/fuzz
FUZZ_CC      ?= clang
FUZZ_SOURCES := $(wildcard tests/fuzz/*.c) plugin/kas_alias_tag.c plugin/kas_alias_labels.c \
		$(filter-out %/main.c %/start.c %/options.c %/mapped.c %/output.c,\
		$(wildcard scripts/kas_alias/*.c scripts/kas_alias/*/*.c))
FUZZ_FLAGS   := -g -O1 -std=gnu11 -Wall -Wextra -fno-sanitize-recover=all \
	-I scripts/kas_alias -I plugin \
	-Dexit=sandbox_exit -Dfopen=sandbox_fopen -Dfclose=sandbox_fclose \
	-DFIRST_SLOTS=8 -DBLOCK_SIZE=256 -DBUFFER_SIZE=1024

# fuzz_program NAME COMPILER-VARIABLE FLAGS
define fuzz_program
$(FUZZ_DIR)/$(1): $(FUZZ_SOURCES:%.c=$(FUZZ_DIR)/$(1).d/%.o)
	$$(call note,$(2),$$@)
	$$(Q)$$($(2)) $(3) $$^ -lelf -o $$@

$(FUZZ_DIR)/$(1).d/%.o: %.c $(FUZZ_DIR)/$(1).flags
	$$(call note,$(2),$$<)
	$$(Q)mkdir -p $$(@D)
	$$(Q)$$($(2)) $$(FUZZ_FLAGS) $(3) -MMD -MP -c $$< -o $$@

-include $$(wildcard $(foreach depth,*/*.d */*/*.d */*/*/*.d,$(FUZZ_DIR)/$(1).d/$(depth)))
$$(eval $$(call stamp,$(FUZZ_DIR)/$(1).flags,$$($(2)) $$(FUZZ_FLAGS) $(3)))
endef

$(eval $(call fuzz_program,replay,HOSTCC,-fsanitize=address$(comma)undefined))
$(eval $(call fuzz_program,libfuzzer,FUZZ_CC,-DLIBFUZZER -fsanitize=fuzzer$(comma)address$(comma)undefined))

# The installed program again, for tests of bad input: an error of memory ends it.
.build/tests/kas_alias: $(wildcard $(addprefix scripts/,$(addsuffix .[ch],\
		resolver/* kas_alias/* kas_alias/*/*)))
	$(call note,HOSTCC,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) $(RESOLVER_CFLAGS) -O1 -fsanitize=address,undefined -fno-sanitize-recover=all \
		$(filter-out %/start.c,$(filter %.c,$^)) -lelf -o $@

$(LIBDW_PROGRAMS:%=.build/tests/kas_alias_%): .build/tests/kas_alias_%: \
		$(foreach program,$(LIBDW_PROGRAMS),$(wildcard scripts/kas_alias_$(program)/*.[ch]))
	$(call note,HOSTCC,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) $(CHECKER_CFLAGS) -I plugin -I scripts/kas_alias -O1 -fsanitize=address,undefined -fno-sanitize-recover=all \
		$(wildcard scripts/kas_alias_$*/*.c) -ldw -lelf -o $@

.PHONY: test-objects test-plugins
JOBS := $(if $(findstring -j,$(MAKEFLAGS)),,-j$(shell nproc))

test-plugins: $(TEST_COMPILERS:%=test-plugin-%)

# With g++ of the compiler's own version, if its name tells one. After $(PLUGIN),
# which can be the same as one of these.
test-plugin-%: FORCE | $(PLUGIN)
	$(Q)$(MAKE) CC=$* CROSS_COMPILE= HOSTCXX=$(or $(patsubst %,g++-%,$(word 2,$(subst gcc-, ,x$*))),$(HOSTCXX)) plugin-object

test-objects: all $(LIBDW_PROGRAMS) test-plugins $(UNIT_TESTS) $(TEST_TOOLS) .build/tests/kas_alias \
		$(LIBDW_PROGRAMS:%=.build/tests/kas_alias_%) $(FUZZ_DIR)/replay

# A target $(1) that installs what a purpose $(2) of scripts/setup takes, builds
# $(3) and runs $(4). With SUITE, all of that in a system of that suite of Debian.
define task
.PHONY: $(1)
$(1):
ifeq ($(SUITE),)
	$$(Q)CC=$$(call quote,$$(CC)) scripts/setup $(2)
	$$(Q)$$(MAKE) $$(JOBS) $(3)
	$$(Q)$(4)
else
	$$(Q)env -u MAKEFLAGS tests/suite/run $$(call quote,$$(SUITE)) \
		make $$@ $$(filter-out SUITE=% KAS_CACHE=%,$$(MAKEOVERRIDES)) \
		$$(if $$(filter environment,$$(origin TEST_COMPILERS)),TEST_COMPILERS=$$(call quote,$$(TEST_COMPILERS)))
endif
endef
check = $(call task,$(1),$(2),test-objects,$(3))

$(eval $(call check,check,unit lint kernel,env LINT_SHORT=1 tests/run unit build plugin checker btf fuzz resolver lint $$(CHECK_KERNELS)))
$(eval $(call check,check-unit,unit,tests/run unit build plugin checker btf fuzz resolver))
$(eval $(call check,check-lint,lint,tests/run lint))
$(eval $(call check,check-kernel,kernel,tests/run kernel))
$(eval $(call check,check-rules,rules,tests/run rules))
$(eval $(call check,check-external,external,tests/run external))
$(eval $(call check,check-matrix,matrix,$$(if $$(VARIANTS),prove -v tests/matrix/matrix.t :: $$(VARIANTS),tests/run matrix)))
$(eval $(call check,check-livepatch,livepatch,tests/run livepatch))
$(eval $(call check,check-guest,guest,tests/run guest))
$(eval $(call check,check-oracle,kernel,tests/run oracle))
$(eval $(call check,check-arch,arch,tests/run arch))
$(eval $(call check,check-programs,programs,tests/run programs))
$(eval $(call check,check-torture,torture,tests/run torture))
$(eval $(call check,check-stress,stress,tests/run stress))
$(eval $(call check,check-suite,unit suite,tests/run suite))
$(eval $(call task,check-packaging,packaging,all,tests/run packaging))
$(eval $(call check,check-all,all,tests/all))
$(eval $(call task,fuzz,fuzz,$(FUZZ_DIR)/replay $(FUZZ_DIR)/libfuzzer,tests/fuzz/run $(or $(TIME),60) $(TARGETS)))
$(eval $(call task,demo,demo,all,CC=$$(call quote,$$(CC)) scripts/demo))
$(eval $(call task,bench,bench,all,scripts/bench/bench $(PARTS)))

# Of which kernel, says KVER, or KAS_KVER in the environment; for which machine,
# ARCH or KAS_ARCH.
check-kernel check-rules check-external check-matrix: export KAS_KVER := $(or $(KVER),$(KAS_KVER))
check-livepatch: export KAS_KVER := $(or $(KVER),$(KAS_KVER),7.2)
check-guest: export KAS_KVER := $(or $(KVER),$(KAS_KVER),7.2)
bench: export KAS_KVER := $(or $(KVER),$(KAS_KVER),7.2)
check-guest: export KAS_SEPARATOR := $(or $(SEPARATOR),$(KAS_SEPARATOR))
check-kernel: export KAS_ARCH := $(or $(ARCH),$(KAS_ARCH))

check-arch: export TEST_COMPILERS = $(ARCH_COMPILERS)

## Packages

$(eval $(call task,deb,deb,all,scripts/packaging/deb .build/deb))

## A kernel tree

.PHONY: apply unapply
apply unapply:
	@test -n $(call quote,$(KSRC)) || { echo 'usage: make $@ KSRC=DIR (a kernel source tree)' >&2; exit 2; }
	$(Q)kbuild/$@ $(call quote,$(KSRC))

.PHONY: series
series:
	@test -n $(call quote,$(KVER)) || { echo 'usage: make $@ KVER=7.2 (or 6.12, 6.1)' >&2; exit 2; }
	$(Q)kbuild/series $(call quote,$(KVER)) $(call quote,.build/series/$(KVER))

## The system

.PHONY: install install-program install-plugin install-libdw-programs uninstall clean help

# A folder of the system. No function of make's that splits at blanks may see it.
in = $(call quote,$(DESTDIR)$($(1)))

install: install-plugin install-program

install-plugin: $(PLUGIN)
	$(call note,INSTALL,$(DESTDIR)$(plugindir))
	$(Q)install -D -m 644 $(PLUGIN) $(call in,plugindir)/kas_alias_plugin.so

install-program: $(PROGRAM)
	$(call note,INSTALL,$(DESTDIR)$(bindir))
	$(Q)install -D -m 755 $(PROGRAM) $(call in,bindir)/kas_alias
	$(Q)install -D -m 644 scripts/kas_alias.1 $(call in,mandir)/man1/kas_alias.1
	$(Q)install -D -m 644 scripts/kas_alias-find.1 $(call in,mandir)/man1/kas_alias-find.1
	$(Q)install -D -m 644 scripts/kas_alias.bash-completion $(call in,completionsdir)/kas_alias

install-libdw-programs: $(LIBDW_PROGRAMS)
	$(call note,INSTALL,$(DESTDIR)$(bindir))
	$(Q)for program in $(LIBDW_PROGRAMS:%=kas_alias_%); do \
		install -D -m 755 scripts/$$program/$$program $(call in,bindir)/$$program && \
		install -D -m 644 scripts/$$program.1 $(call in,mandir)/man1/$$program.1 || exit; \
	done

uninstall:
	$(Q)rm -f $(call in,plugindir)/kas_alias_plugin.so
	$(Q)rm -f $(call in,bindir)/kas_alias
	$(Q)rm -f $(call in,mandir)/man1/kas_alias.1
	$(Q)rm -f $(call in,mandir)/man1/kas_alias-find.1
	$(Q)for program in $(LIBDW_PROGRAMS:%=kas_alias_%); do \
		rm -f $(call in,bindir)/$$program $(call in,mandir)/man1/$$program.1 || exit; \
	done
	$(Q)rm -f $(call in,completionsdir)/kas_alias

clean:
	$(Q)rm -rf .build
	$(Q)rm -f $(PLUGIN) $(CHECKER) $(PROGRAM)
	$(Q)rm -f $(foreach program,$(LIBDW_PROGRAMS),scripts/kas_alias_$(program)/kas_alias_$(program))

# tests/build/help.t compares this with the targets.
help:
	@echo 'Build:'
	@echo '  all (default)   the plugin for $$(CC), the checker and the resolver'
	@echo '  btf, dwarf      kas_alias_btf and kas_alias_dwarf, which a kernel build also makes for'
	@echo '                  itself; need libdw'
	@echo '  CC=gcc-11       build the plugin for another compiler; for a cross compiler:'
	@echo '                  CROSS_COMPILE=aarch64-linux-gnu- CC=aarch64-linux-gnu-gcc-12'
	@echo '  CFLAGS=-g3      add flags to those that are there: CPPFLAGS, CFLAGS and LDFLAGS for the'
	@echo '                  programs, CPPFLAGS, CXXFLAGS and LDFLAGS for the plugin'
	@echo '  V=1             show the commands'
	@echo '  clean           remove everything that was built'
	@echo
	@echo 'Try:'
	@echo '  demo            tell duplicate symbols of small programs apart (a minute)'
	@echo '  bench           measure the cost as ratios: the checker against nm and objcopy, the'
	@echo '                  plugin in instructions, a whole kernel, a guest, 10,000 modules;'
	@echo '                  PARTS="checker plugin build guest scale dwarf" for some of them'
	@echo
	@echo 'Test (each target installs missing packages, or prints the command that does):'
	@echo '  check           check-unit, check-lint and kernels in QEMU (half an hour the first time)'
	@echo '  check-unit      the daily tests of plugin, checker and resolver, without a kernel (a minute)'
	@echo '  check-lint      gcc -fanalyzer, cppcheck, clang-tidy and valgrind on the checker, the'
	@echo '                  resolver and the plain C of the plugin (three minutes)'
	@echo '  check-kernel    one kernel, ARCH=x86_64 or arm64 [x86_64]'
	@echo '  check-rules     what each change rebuilds; killed builds; the same kernel in any'
	@echo '                  directory'
	@echo '  check-external  external modules, packages of headers, modules of Debian'
	@echo '  check-matrix    kas_alias together with other options of the kernel'
	@echo '  check-livepatch klp-build on a kernel with aliases and on one without [KVER=7.2]'
	@echo '  check-guest     each tool that takes or shows kernel symbols, in a Debian guest,'
	@echo '                  SEPARATOR=@ or . [both]; as root, and with SUITE=trixie or later for'
	@echo '                  a recent pahole [KVER=7.2]'
	@echo '  check-arch      the plugin in the compilers for ARM and RISC-V'
	@echo '  check-oracle    every alias of a kernel against its debug info'
	@echo '  check-programs  programs from Debian, built with aliases'
	@echo '  check-torture   the test suite of GCC: the same code with and without the plugin'
	@echo '  check-stress    the plugin when a compilation fails or is killed, and programs of csmith:'
	@echo '                  CSMITH_PROGRAMS of them [200]'
	@echo '  fuzz            fuzz targets, TIME seconds each [60]; TARGETS="prune tag" selects some'
	@echo '  check-suite     systems of other suites of Debian: made, used, killed (5 minutes)'
	@echo '  check-packaging packages of this project: built, installed, used, removed; with SUITE='
	@echo '  check-all       all of these but check-guest and fuzz, for all kernels, in several suites'
	@echo '                  (hours); a new run goes on where the last one stopped'
	@echo '  KVER=7.2, 6.1   the kernel of check-kernel, check-rules, check-external and'
	@echo '                  check-matrix [6.12]'
	@echo '  VARIANTS="rust plugins"  some of check-matrix [all]; tests/matrix/matrix.t --list'
	@echo '                  prints their names'
	@echo '  SUITE=sid       run any of these, demo or bench in a system of this suite of Debian:'
	@echo '                  bookworm, trixie, forky, sid; as root'
	@echo '  TEST_COMPILERS="gcc-12 gcc-11"  test the plugin in these compilers'
	@echo '                  [$(TEST_COMPILERS)]'
	@echo '  KAS_SOURCE=FILE a tarball of KVER, instead of the source in the package of Debian'
	@echo '  KAS_CACHE=DIR   where kernel sources and builds are kept'
	@echo '                  [$${XDG_CACHE_HOME:-~/.cache}/kas_alias]'
	@echo
	@echo 'Use:'
	@echo '  apply KSRC=DIR    add kas_alias to a Linux source tree, or update it there'
	@echo '  unapply KSRC=DIR  remove it from the tree'
	@echo '  series KVER=6.12  write patches for "git am" to .build/series/6.12'
	@echo '  install           install the plugin, the program, the man pages and the shell'
	@echo '                    completion; takes DESTDIR= and prefix= [$(prefix)]'
	@echo '  install-plugin, install-program  install only the plugin for $$(CC), or only the rest'
	@echo '  install-libdw-programs  install kas_alias_btf and kas_alias_dwarf, and their man pages'
	@echo '  uninstall         remove what was installed'
	@echo '  deb               build Debian packages in .build/deb: the program, and the plugin for'
	@echo '                    each GCC of the suite; takes the name of the maintainer from'
	@echo '                    DEBFULLNAME and DEBEMAIL, or from git'
	@echo '  help              print this text'

.PHONY: all FORCE
FORCE:

-include $(wildcard $(PLUGIN_DIR)/*.d $(CHECKER_DIR)/*.d $(CHECKER_DIR)/*/*.d $(RESOLVER_DIR)/*.d $(LIBDW_PROGRAMS:%=.build/%/*.d))
