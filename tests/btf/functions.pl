#!/usr/bin/perl
# SPDX-License-Identifier: GPL-2.0-or-later
#
# usage: bpftool -j btf dump file FILE | functions.pl
#
# Each function of BTF as C has it, in order: "static show: int (struct device *dev)". Of
# several files, of which the last is split from the others, those of the last.
use strict;
use warnings;
use JSON::PP;

my @files = map { decode_json($_)->{types} } <STDIN>;
my %types = map { $_->{id} => $_ } map { @$_ } @files;
my %words = (STRUCT => 'struct', UNION => 'union', ENUM => 'enum', ENUM64 => 'enum', FWD => 'fwd');
my %qualifiers = (CONST => 'const', VOLATILE => 'volatile', RESTRICT => 'restrict');

sub name {
	my ($type) = @_;
	return $type->{name} eq '(anon)' ? '' : $type->{name};
}

sub parameters {
	my ($type) = @_;
	return '(' . join(', ', map {
		!$_->{type_id} ? '...' :
		(join ' ', grep { length } spell($_->{type_id}), name($_)) =~ s/\* (?=\w+$)/*/r;
	} @{$type->{params}}) . ')';
}

# A structure is told by its members, too: several can have its name.
sub spell {
	my ($id) = @_;
	my $type = $types{$id};

	return 'void' unless $id;
	my $kind = $type->{kind};
	return spell($type->{type_id}) . ' *' if $kind eq 'PTR';
	return spell($type->{type_id}) . " $qualifiers{$kind}" if $qualifiers{$kind};
	return spell($type->{type_id}) . ' ' . name($type) if $kind eq 'TYPE_TAG';
	return spell($type->{type_id}) . " [$type->{nr_elems}]" if $kind eq 'ARRAY';
	return spell($type->{ret_type_id}) . ' ' . parameters($type) if $kind eq 'FUNC_PROTO';
	# C23 has it without the underscore.
	return name($type) eq 'bool' ? '_Bool' : name($type) unless $words{$kind};
	my $members = join ',', map { name($_) . ($_->{bitfield_size} ? ":$_->{bitfield_size}" : '') }
		@{$type->{members} || $type->{values} || []};
	return join ' ', grep { length } $words{$kind}, name($type), length $members ? "{$members}" : '';
}

for my $type (grep { $_->{kind} eq 'FUNC' } @{$files[-1]}) {
	print "$type->{linkage} $type->{name}: ", spell($type->{type_id}), "\n";
}
