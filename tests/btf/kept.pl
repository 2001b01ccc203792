#!/usr/bin/perl
# SPDX-License-Identifier: GPL-2.0-or-later
#
# usage: kept.pl OLD NEW
#
# Are the types and strings of one BTF file the first ones of another? Exits with 1, and
# says what is not, if something is not.
use strict;
use warnings;

sub parts {
	my ($path) = @_;
	open my $file, '<:raw', $path or die "$path: $!\n";
	local $/;
	my $bytes = <$file>;
	my ($magic, $version, $flags, $header, $types, $types_length, $strings, $strings_length) =
		unpack 'vCCVVVVV', $bytes;
	return (magic => $magic, version => $version, flags => $flags, header => $header,
		types_place => $types, extra => substr($bytes, 24, $header - 24),
		types => substr($bytes, $header + $types, $types_length),
		strings => substr($bytes, $header + $strings, $strings_length),
		between => $strings - $types - $types_length,
		rest => length($bytes) - $header - $strings - $strings_length);
}

my %old = parts($ARGV[0]);
my %new = parts($ARGV[1]);
my $status = 0;
for my $part (sort keys %old) {
	my $have = $part =~ /^(types|strings)$/ ? substr($new{$part}, 0, length $old{$part}) : $new{$part};
	next if $have eq $old{$part};
	print "$part: another\n";
	$status = 1;
}
exit $status;
