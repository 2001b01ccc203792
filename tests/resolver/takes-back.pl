#!/usr/bin/perl
# SPDX-License-Identifier: GPL-2.0-or-later
#
# usage: takes-back.pl PROGRAM STEP OPTION...
#
# Everything that "kas_alias find" prints it takes back: list all symbols of a
# source, and give each form in which they are printed to "find" again: it must
# find that symbol, and only that one where the form says so. STEP: of symbols
# without an alias, only each one of so many is tried.
use strict;
use warnings;

my ($program, $step, @options) = @ARGV;
my $failures = 0;
my %tried;

# The output of the program with these arguments, whatever its exit status
sub run {
	my @command = ($program, @_);
	open(my $pipe, '-|', @command) or die "$program: $!\n";
	local $/;
	my $output = <$pipe>;
	close($pipe);
	die "@command[0, 1]: exit status " . ($? >> 8) . "\n" if $? >> 8 == 2 && $_[0] ne 'find';
	return $output;
}

# The results of queries: of each, the symbols as they are printed, one a line, but
# for the place within them that was asked for. That the whole is JSON tests json.t.
sub results {
	my @results;
	for (split(/\n/, run('find', '--json', '--no-table', @options, '--', @_))) {
		if (/^\{"query":/) {
			push @results, [];
		} elsif (/^\{"symbol":/) {
			s/"offset":(\d+|null),//;
			s/\}(\]\})?,?$//;
			push @{$results[-1]}, $_;
		}
	}
	return @results;
}

# Members of a symbol that was printed
sub members {
	my ($line) = @_;
	my %member;
	$member{$1} = $3 // ($2 eq 'null' ? undef : $2)
		while $line =~ /"(\w+)":("([^"]*)"|\d+|null)/g;
	return { %member, line_printed => $line };
}

# Try spellings: [form, query, symbol, is it the only one that can be meant?]
sub try {
	my @spellings = @_;
	while (my @part = splice(@spellings, 0, 1000)) {
		my @results = results(map { $_->[1] } @part);
		for my $i (0 .. $#part) {
			my ($form, $query, $symbol, $only) = @{$part[$i]};
			my @found = grep { $_ eq $symbol->{line_printed} } @{$results[$i]};
			$tried{$form}++;
			next if @found == 1 && (!$only || @{$results[$i]} == 1);
			print STDERR "$form: '$query' is ", scalar(@{$results[$i]}), " symbols: not ",
				"$symbol->{symbol}, ", $symbol->{alias} // '-', "\n" if $failures++ < 20;
		}
	}
}

my @symbols = map { members($_) } map { @$_ } results('*');
my (@spellings, %seen);
my $count = 0;
for my $symbol (@symbols) {
	next if !$symbol->{alias} && $count++ % $step;
	my ($name, $alias, $module) = @$symbol{qw(symbol alias module)};
	# Such a name is itself a pattern, or one of several words.
	next if $name =~ /[^\w.\$\@]/;
	# The answer to a name that hundreds share is long, and the same for each.
	push @spellings, ['symbol', $name, $symbol, 0],
		['module:name', "$module:$name", $symbol, $symbol->{count} == 1],
		['name [module]', "$name [$module]", $symbol, $symbol->{count} == 1]
		if $seen{"$module:$name"}++ < 3;
	push @spellings, ['position', "$module:$name,$symbol->{sympos}", $symbol, 1]
		if $symbol->{sympos};
	push @spellings, ['address', $symbol->{address}, $symbol, 0] if $symbol->{address};
	push @spellings, ['frame', sprintf('%s+0x%x/0x%x', $name, 1, $symbol->{size}), $symbol, 0]
		if $symbol->{size} && $symbol->{size} > 1;
	push @spellings, ['section', sprintf('%s+0x%x', @$symbol{qw(section section_offset)}), $symbol, 0]
		if $symbol->{section};
	next unless $alias;
	push @spellings, ['alias', $alias, $symbol, 1];
	push @spellings, ['alias, escaped', $alias =~ s/\@/\\\@/r, $symbol, 1];
	push @spellings, ['alias frame', "$alias+0x0", $symbol, 1];
	my $tag = substr($alias, length($name) + 1);
	(my $path = $tag) =~ s/_\d+$//;
	push @spellings, ['name@path', "$name\@$tag", $symbol, 0];
	push @spellings, ['path:line', "$path:$symbol->{line}", $symbol, 0] if $symbol->{line};
	push @spellings, ['name@path:line', "$name\@$path:$symbol->{line}", $symbol, 0]
		if $symbol->{line};
}
try(splice(@spellings));

# Lines: those of the list, and those that are made to be pasted. There is none
# for some symbols; which one a line is of, the alias in it tells.
my %by_alias = map { $_->{alias} => $_ } grep { $_->{alias} } @symbols;
my @aliases = sort keys %by_alias;
for my $form ('', map { "--for=$_" } qw(kprobe ftrace perf bpftrace libbpf livepatch
		systemtap gdb crash)) {
	my @left = @aliases;
	while (my @part = splice(@left, 0, 1000)) {
		for my $line (split(/\n/, run('find', '--no-table', @options,
				$form || (), '--', @part))) {
			my ($alias) = grep { $by_alias{$_} } split(/[^\w.\$@]+/, $line =~ s/\\//gr);
			push @spellings, [$form || 'line', $line, $by_alias{$alias}, 1] if $alias;
		}
	}
}
try(splice(@spellings));
die "no symbols\n" unless @symbols;
my $queries = 0;
$queries += $_ for values %tried;
printf "%d symbols, %d queries, %d failures\n", scalar(@symbols), $queries, $failures;
printf "%s: %d\n", $_, $tried{$_} for sort keys %tried;
exit($failures > 0);
