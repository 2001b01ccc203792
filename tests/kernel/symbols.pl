#!/usr/bin/perl
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Do two images have the same symbols, aliases aside?
#
#	symbols.pl [--separator=C] [--linked] PLAIN WITH [PLAIN WITH]...
#
# Compares names, types, bindings, visibilities, sizes, sections, values and the
# order of all symbols, those that tools made from others (__pfx_NAME) included.
# What WITH has more must be an alias: of the name, section, value, type and size of
# a plain symbol, and local, or global as that is; or a marker, absolute. ld -r puts
# the name of the file ("x.o") before local symbols that come without one; that may
# be there for markers, or for what pruning has left of them. With --linked, values are told from the start of the section,
# and not at all in .rodata, where kallsyms' tables lie, which differ in size.
#
# Reads what readelf prints, so it shares nothing with what it judges. Tells of
# each difference, and how many symbols there were; exits with 1 if one differed.
use strict;
use warnings;
no warnings 'portable';	# addresses have 64 bits
use Getopt::Long;

my $separator = '@';
my $linked;
GetOptions('separator=s' => \$separator, 'linked' => \$linked) && @ARGV && @ARGV % 2 == 0
	or die "usage: symbols.pl [--separator=C] [--linked] PLAIN WITH...\n";
my $readelf = $ENV{READELF} // 'readelf';
my ($differences, $plain_count, $alias_count, $prefix_count) = (0, 0, 0, 0);

sub differs {
	my ($path, $what) = @_;
	print "$path: $what\n" if $differences++ < 20;
}

# The sections of a file: index => [name, address].
sub sections {
	my ($path) = @_;
	my %sections = (UND => ['UND', 0], ABS => ['ABS', 0], COM => ['COM', 0]);
	open my $in, '-|', $readelf, '-SW', $path or die "$readelf: $!\n";
	while (<$in>) {
		$sections{$1} = [$2, hex $3]
			if /^\s*\[\s*(\d+)\] (\S*)\s+\S+\s+([0-9a-f]{8,16}) [0-9a-f]{6}/;
	}
	close $in or die "$path: $readelf failed\n";
	return \%sections;
}

# The symbols of a file, in order: [name, place and form].
sub symbols {
	my ($path) = @_;
	my $sections = sections($path);
	my @symbols;
	open my $in, '-|', $readelf, '-sW', $path or die "$readelf: $!\n";
	while (<$in>) {
		my ($value, $size, $type, $bind, $visibility, $index, $name) =
			/^\s*\d+: ([0-9a-f]+)\s+(\S+) (\S+)\s+(\S+)\s+(\S+)\s+(?:\[.*?\]\s+)?(\S+)(?: (.*))?$/
			or next;
		my $section = $sections->{$index} // [$index, 0];
		my $address = $value;
		if ($linked) {
			# A mark of the linker script can lie before its section.
			my $offset = hex($value) - $section->[1];
			$address = $section->[0] eq '.rodata' || $index eq 'ABS' || $offset < 0 ?
				'-' : sprintf '%x', $offset;
		}
		push @symbols, {
			name => $name // '', bind => $bind, index => $index,
			form => "$address $size $type $visibility $section->[0]",
			place => "$value $size $type $index",
		};
	}
	close $in or die "$path: $readelf failed\n";
	return @symbols;
}

# Has a name the form of an alias? Then what it is an alias of.
sub target {
	my ($name) = @_;
	return $name =~ /^(.+)\Q$separator\E[A-Za-z0-9_]*_[A-Za-z0-9_]*$/ && $name !~ /^e843419\@/ ?
		$1 : undef;
}

# Is this the name of an object of which there are markers and nothing else?
sub heads_markers {
	my ($i, $symbols) = @_;
	my $count = 0;
	return if $symbols->[$i]{form} !~ / FILE / || $symbols->[$i]{name} !~ /\.o$/;
	while (++$i < @$symbols && $symbols->[$i]{bind} eq "LOCAL" && $symbols->[$i]{form} !~ / FILE /) {
		return if !defined target($symbols->[$i]{name});
		$count++;
	}
	# Pruning takes the markers, and leaves the name.
	return $count || $linked;
}

# Take the aliases out of a list of symbols, and see that they are what they should be.
sub without_aliases {
	my ($path, @symbols) = @_;
	my (@plain, %at);
	$at{"$_->{name} $_->{place}"} = $_->{bind} for @symbols;
	for my $i (0 .. $#symbols) {
		my $symbol = $symbols[$i];
		my $target = target($symbol->{name});
		if (!defined $target) {
			next if heads_markers($i, \@symbols);
			push @plain, $symbol;
			next;
		}
		$alias_count++;
		differs($path, "$symbol->{name}: an alias that is $symbol->{bind}")
			if $symbol->{bind} ne 'LOCAL' &&
			   $symbol->{bind} ne ($at{"$target $symbol->{place}"} // '');
		differs($path, "$symbol->{name}: an alias of what a tool made")
			if $symbol->{name} =~ /^__(pfx|cfi)_/;
		differs($path, "$symbol->{name}: an alias of nothing")
			if $symbol->{index} ne 'ABS' && !$at{"$target $symbol->{place}"} && $separator eq '@';
		push @plain, $symbol
			if $separator ne '@' && !$at{"$target $symbol->{place}"} && $symbol->{index} ne 'ABS';
	}
	return @plain;
}

sub line {
	my ($symbol) = @_;
	return "$symbol->{name} $symbol->{bind} $symbol->{form}";
}

while (my ($plain_path, $with_path) = splice @ARGV, 0, 2) {
	my @symbols = symbols($plain_path);
	my @wanted = map { line($symbols[$_]) }
		grep { !$linked || !heads_markers($_, \@symbols) } 0 .. $#symbols;
	my @found = map { line($_) } without_aliases($with_path, symbols($with_path));
	die "$plain_path: no symbols\n" if !@wanted;
	$plain_count += @wanted;
	$prefix_count += grep { /^__pfx_/ } @wanted;

	my %count;
	$count{$_}++ for @wanted;
	$count{$_}-- for @found;
	my @others = grep { $count{$_} } sort keys %count;
	differs($with_path, ($count{$_} > 0 ? 'is missing' : 'is new') . ": $_") for @others;
	next if @others;
	for my $i (0 .. $#wanted) {
		next if $wanted[$i] eq $found[$i];
		differs($with_path, "order, from symbol $i: $wanted[$i], not $found[$i]");
		last;
	}
}
print "$plain_count plain symbols, $prefix_count of them __pfx_*; $alias_count aliases and markers\n";
exit($differences ? 1 : 0);
