#!/usr/bin/perl
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Judge the aliases in a copy of /proc/kallsyms, without help of the checker.
#
#	kallsyms.pl [OPTION]... KALLSYMS
#
#	--objects FILE		lines "IMAGE OBJECT...": what was linked; IMAGE is
#				vmlinux or a module's name, with a "+" before it for
#				an external module. Names are counted in these.
#	--elf FILE		vmlinux as it runs: tells which of its data have no size
#	--nm PROGRAM		that reads these [nm]
#	--baseline KALLSYMS	of a kernel without aliases
#	--separator CHARACTER	[@]
#	--level LEVEL		functions, data or all [data]
#	--nowhere TEXT		what no alias may contain
#
# Prints a line for each finding and a summary; exits with 1 if there was one.
use strict;
use warnings;
no warnings 'portable';	# addresses have 64 bits
use Getopt::Long;

my %option = (separator => '@', level => 'data', nm => 'nm');
my @nowhere;
GetOptions(\%option, 'objects=s', 'elf=s', 'nm=s', 'baseline=s', 'separator=s', 'level=s',
	   'nowhere=s' => \@nowhere) && @ARGV == 1 && $option{objects}
	or die "usage: kallsyms.pl --objects FILE [OPTION]... KALLSYMS\n";

my $findings = 0;

sub finding
{
	print "finding: @_\n" if ++$findings <= 40;
}

# What arm64 has objcopy put before all names of some objects.
my $prefix = qr/(?:__(?:efistub|pi|kvm_nvhe)_)?/;

# Symbols that tools made from others, labels of the assembler, its marks of code
# and data: no names of anything in the source.
sub is_derived
{
	return $_[0] =~ /^$prefix(?:__(?:pfx|cfi|kcfi_typeid)_|\.L|\$[adtx](?:\.|$))/;
}

# What ld calls its stubs for an erratum of AArch64.
sub is_stub { return $_[0] =~ /^e843419@[0-9a-f]+_[0-9a-f]+_[0-9a-f]+$/ }

# Data that the compiler and the macros of the kernel name: not of level "data".
sub is_made
{
	return $_[0] =~ /^$prefix(?:__func__|__FUNCTION__|__PRETTY_FUNCTION__|CSWTCH
			    |__compound_literal|__key|__already_done|__print_once
			    |__warned|_rs|__flags|___done|__{1,2}_?once_key
			    |___tp_str|trace_printk_fmt|_entry|_entry_ptr)(?:\.\d+)*$/x
		|| $_[0] =~ /^$prefix(?:__UNIQUE_ID_|__param_str_|__initcall_|_note_
			    |(?:__)?TRACE_SYSTEM_)/x;
}

# An array of entries: [address, type, name, module], in the order of the file.
sub read_kallsyms
{
	my ($path) = @_;
	my @entries;

	open my $file, '<', $path or die "$path: error: $!\n";
	while (<$file>) {
		/^([0-9a-f]+) (\S) (\S+)(?:\s+\[(\S+)\])?$/
			or die "$path:$.: error: malformed line: $_";
		# What the kernel makes while it runs: pages of kprobes and the like.
		next if defined $4 && $4 =~ /^__builtin__|^bpf$/;
		push @entries, [$1, $2, $3, $4 // 'vmlinux'];
	}
	return \@entries;
}

# How often each name is defined: in the kernel and its modules, {''}, and in
# each external module, {NAME}. And in which images with a size, "NAME IMAGE".
my (%count, %sized);
sub count_names
{
	my ($path) = @_;

	open my $list, '<', $path or die "$path: error: $!\n";
	while (<$list>) {
		my ($image, @objects) = split;
		my $counts = $count{$image =~ s/^\+// ? $image : ''} //= {};
		open my $nm, '-|', $option{nm}, '-S', '--no-sort', @objects
			or die "$option{nm}: error: $!\n";
		while (<$nm>) {
			next unless /^[0-9a-f]+ ([0-9a-f]+ )?([^aA]) (\S+)$/;
			next if is_derived($3);
			$counts->{$3}++;
			$sized{"$3 $image"} = 1 if $1;
		}
		close $nm or die "nm @objects: error: failed\n";
	}
}

# What has no size in vmlinux, as "NAME ADDRESS"; and its first address.
my (%empty, $linked_at);
sub read_vmlinux
{
	my ($path) = @_;

	# A label of assembler, without a type, is not empty: nobody gave it a size.
	my $readelf = $option{nm} =~ s/nm$/readelf/r;
	open my $in, '-|', $readelf, '-sW', $path or die "$readelf: error: $!\n";
	while (<$in>) {
		next unless /^\s*\d+: ([0-9a-f]+)\s+0 (\S+) .* (\S+)$/;
		$empty{"$3 $1"} = 1 if $2 ne 'NOTYPE';
		$linked_at = hex $1 if $3 eq '_text';
	}
	close $in or die "$path: error: readelf failed\n";
}

my $entries = read_kallsyms($ARGV[0]);
count_names($option{objects});
read_vmlinux($option{elf}) if defined $option{elf};

# The kernel runs elsewhere than where it was linked, but for per-cpu data.
my ($text) = grep { $_->[2] eq '_text' } @$entries;
my $offset = $text && $linked_at ? hex($text->[0]) - $linked_at : 0;

sub is_empty
{
	my ($address, $name, $image) = @_;

	return !$sized{"$name $image"} if $image ne 'vmlinux';
	return $empty{"$name $address"} ||
	       $empty{sprintf '%s %016x', $name, hex($address) - $offset};
}

# How often each name is there.
my %times;
$times{$_->[2]}++ for @$entries;

# Why a symbol has no alias; '' when it has to have one.
sub exempt
{
	my ($address, $type, $name, $image) = @_;
	my $tree = $count{''}{$name} // 0;
	my $own = $count{$image} ? $count{$image}{$name} // 0 : 0;

	return 'derived' if is_derived($name);
	return 'linker-made' if $tree + $own == 0 && $times{$name} >= 2;
	return 'unique' if $tree + $own < 2;
	return 'weak' if $type =~ /[wWvV]/;
	return 'linker-made' if $count{$image} ? !$own : !$tree;
	return '' if $type =~ /[tT]/ || $option{level} eq 'all';
	return 'level' if $option{level} eq 'functions' || is_made($name) ||
			  is_empty($address, $name, $image);
	return '';
}

# Tell aliases from plain symbols. A "place" is a symbol: name, address, image.
my %plain_at;
$plain_at{"$_->[2] $_->[0] $_->[3]"}++ for @$entries;

my (@plain, %aliases_at, %seen, %first_at);
for my $entry (@$entries) {
	my ($address, undef, $name, $image) = @$entry;
	my ($base) = $name =~ /^(.+)\Q$option{separator}\E(?=\w*_)\w+$/;

	if (defined $base && $plain_at{"$base $address $image"}) {
		push @{$aliases_at{"$base $address $image"}}, $name;
		finding("$name: two of this name") if $seen{$name}++;
		finding("$name: comes before any plain name of its address")
			unless $first_at{"$address $image"};
		finding("$name: no alias is wanted of $base") if is_derived($base);
		for my $text (@nowhere) {
			finding("$name: contains $text") if index($name, $text) >= 0;
		}
	} else {
		finding("$name: no symbol at its address is called so")
			if $option{separator} eq '@' && $name =~ /@/ && !is_stub($name);
		push @plain, $entry;
		$first_at{"$address $image"} = 1;
	}
}

# Every symbol has as many aliases as it should: one or none.
my (%names, %without, %done);
my ($bearers, $aliases) = (0, 0);
for my $entry (@plain) {
	my ($address, undef, $name, $image) = @$entry;
	my $place = "$name $address $image";
	next if $done{$place}++;

	my $why = exempt(@$entry);
	my $symbols = $plain_at{$place};
	my $wanted = $why eq '' ? $symbols : 0;
	my @got = @{$aliases_at{$place} // []};
	finding("$name at $address [$image]: has " . @got . " aliases, not $wanted" .
		($why ? " ($why)" : '') . ": @got") if @got != $wanted;
	$aliases += @got;
	next if $why eq 'derived' || $why eq 'unique';

	$names{$name} = 1;
	$bearers += $symbols;
	push @{$without{$why}}, $name if $why;
}

# Whoever reads plain names only sees what is there without the option.
if (defined $option{baseline}) {
	my $baseline = read_kallsyms($option{baseline});
	finding('plain names: ' . @plain . ', without the option ' . @$baseline)
		if @plain != @$baseline;
	for my $i (0 .. ($#plain < $#$baseline ? $#plain : $#$baseline)) {
		my ($got, $wanted) = map { join ' ', @{$_}[1 .. 3] } $plain[$i], $baseline->[$i];
		next if $got eq $wanted;
		finding("plain name $i: $got, without the option $wanted");
		last;
	}
}

printf "%d entries, %d ambiguous names, %d symbols of these names, %d aliases\n",
	scalar @$entries, scalar keys %names, $bearers, $aliases;
for my $why (sort keys %without) {
	my %seen_here;
	my @names = sort { $times{$b} <=> $times{$a} || $a cmp $b }
		    grep { !$seen_here{$_}++ } @{$without{$why}};
	printf "without alias, %s: %d symbols: %s\n", $why, scalar @{$without{$why}},
		join ' ', splice(@names, 0, 12), @names ? '...' : ();
}
print "$findings findings\n";
exit($findings ? 1 : 0);
