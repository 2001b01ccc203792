#!/usr/bin/perl
# SPDX-License-Identifier: GPL-2.0-or-later
#
# usage: faults.pl NAME FIRST OUTPUTS COMMAND...
#
# Run a command once as it is, and once for each system call that it makes from the
# first on that names the file FIRST, and for each error that such a call can have:
# that call fails, or the command is killed there. OUTPUTS, separated by commas, are
# in the directory "old" what they are before each run.
#
# Right is: the status of the run without a fault and its outputs, in the owner, the
# mode and the extended attributes too, unless a warning tells what was lost; or
# status 2, a message, and each output the old or the new one, whole. No other file is
# there afterwards, but what SIGKILL leaves, with which the next run does what the first
# did. Prints a line for a table, and says what is wrong.
use strict;
use warnings;

my ($name, $first, $outputs, @command) = @ARGV;
my @outputs = grep { $_ ne '-' } split /,/, $outputs;

# What each call can fail with, as its manual has it. A close() that fails has closed;
# brk() returns where memory ends.
my %errors = (
	openat => [qw(EIO ENOMEM EMFILE EACCES EINTR ENOSPC)],
	read => [qw(EIO EINTR)], pread64 => [qw(EIO EINTR)],
	write => [qw(ENOSPC EIO EDQUOT EINTR)], pwrite64 => [qw(ENOSPC EIO EDQUOT)],
	writev => [qw(ENOSPC EIO EDQUOT)],
	fstat => [qw(EIO ENOMEM)], newfstatat => [qw(EIO ENOMEM EACCES)],
	stat => [qw(EIO ENOMEM)], lstat => [qw(EIO ENOMEM)], statx => [qw(EIO ENOMEM)],
	readlink => [qw(EIO ENOMEM)], getdents64 => [qw(EIO ENOENT)], lseek => [qw(EINVAL)],
	mmap => [qw(ENOMEM ENODEV)], brk => [0],
	getcwd => [qw(ENOENT ENOMEM)], munmap => [qw(ENOMEM)],
	mremap => [qw(ENOMEM)], close => [qw(EIO EINTR ENOSPC EDQUOT)],
	rename => [qw(ENOSPC EIO EDQUOT ENOMEM)], renameat => [qw(ENOSPC EIO)],
	fchmod => [qw(EIO EPERM)], fchown => [qw(EIO EPERM EDQUOT)],
	listxattr => [qw(EIO ENOMEM)], getxattr => [qw(EIO ENOMEM)],
	fgetxattr => [qw(EIO)], fsetxattr => [qw(ENOSPC EDQUOT EPERM EIO)],
	getrandom => [qw(EINTR ENOSYS)], rt_sigaction => [qw(EINVAL)],
	unlink => [], umask => [], exit_group => [],
);

sub slurp {
	my ($file) = @_;
	open(my $in, '<:raw', $file) or return 'none';
	local $/;
	return <$in> // '';
}

sub attributes {
	my ($file) = @_;
	my @status = lstat $file or return 'none';
	my $extended = `getfattr -m user. -d --absolute-names $file 2>/dev/null`;
	return sprintf '%o %d %d %s', @status[2, 4, 5], $extended;
}

sub files {
	opendir(my $directory, '.') or die;
	return join ' ', sort grep { !/^\.\.?$|^(log|out|err)\.txt$/ } readdir $directory;
}

my (%old, %new, %old_attributes, %new_attributes);

sub restore {
	system 'rm', '-f', @outputs, glob '.tmp*' if @outputs;
	system 'cp', '-a', (map { "old/$_" } grep { -e "old/$_" } @outputs), '.'
		if grep { -e "old/$_" } @outputs;
}

sub run {
	my ($how) = @_;
	system "exec strace -f -qq -o log.txt $how @command >out.txt 2>err.txt </dev/null";
	return $? & 127 ? 128 + ($? & 127) : $? >> 8;
}

restore();
$old{$_} = slurp($_), $old_attributes{$_} = attributes($_) for @outputs;
my $status = run('');
my ($wanted_out, $wanted_err) = (slurp('out.txt'), slurp('err.txt'));
$new{$_} = slurp($_), $new_attributes{$_} = attributes($_) for @outputs;
my $wanted_files = files();

# The calls, each with its number among those of its name.
my (%count, @calls, $on);
for (split /\n/, slurp('log.txt')) {
	my ($call) = /^\d* *(\w+)\(/ or next;
	$count{$call}++;
	$on ||= index($_, "\"$first\"") >= 0 && $call ne 'execve';
	push @calls, [$call, $count{$call}] if $on;
}
die "$name: no call names $first\n" unless $on;

my ($bad, %runs, %survived, %unknown) = (0);

sub wrong {
	my ($what, $call, $number) = @_;
	print "# $name: $call $number: $what\n" if $bad++ < 10;
}

sub judge {
	my ($got, $call, $number, $fault) = @_;
	my $error = slurp('err.txt');
	my $as_wanted = $got == $status;
	for (@outputs) {
		my $now = slurp($_);
		return "$_ is neither the old nor the new one"
			if $now ne $new{$_} && $now ne $old{$_};
		return "status $got without a new $_" if $as_wanted && $now ne $new{$_};
		my $is = attributes($_);
		return "$_ has other attributes: $is" if $now eq $new{$_} &&
			$is ne $new_attributes{$_} && $error !~ /warning: /;
	}
	if ($fault eq 'SIGKILL') {
		return "status $got" if $got != 137;
		# What is left does no harm.
		system 'rm', '-f', grep { !-e "old/$_" } @outputs;
		return 'the next run fails' if run('-e trace=none') != $status;
		for (@outputs) {
			return "$_ is another one after it" if slurp($_) ne $new{$_};
		}
		return '';
	}
	return "status $got, not $status or 2: $error" unless $as_wanted || $got == 2;
	return 'status 2 without a message' if $got == 2 && $error !~ /error: /;
	return 'another text on stdout' if $as_wanted && slurp('out.txt') ne $wanted_out;
	my $left = join ' ', grep { /^\.tmp/ } split / /, files();
	return "is left: $left" if $left;
	return '';
}

# Was a call made so often in the last run? libc asks for random numbers when it needs
# some, and not in each run as often.
sub is_reached {
	my ($call, $number) = @_;
	my @made = slurp('log.txt') =~ /^\d* *$call\(/mg;
	return @made >= $number;
}

my $missed = 0;
for (@calls) {
	my ($call, $number) = @$_;
	$unknown{$call} = 1 unless $errors{$call};
	for my $fault (@{$errors{$call} // []}, 'SIGKILL') {
		restore();
		my $how = $fault eq 'SIGKILL' ? 'signal=KILL' :
			  $fault eq '0' ? 'retval=0' : "error=$fault";
		my $got = run("-e trace=$call -e inject=$call:$how:when=$number");
		unless (is_reached($call, $number)) {
			wrong('is seldom reached', $call, $number) if ++$missed > 9;
			next;
		}
		my $what = judge($got, $call, $number, $fault);
		$runs{$call}++;
		$what eq '' ? $survived{$call}++ : wrong($what, $call, "$number, $fault");
	}
}
print "# $name: no errors are known here of $_\n" for sort keys %unknown;
my ($runs, $calls) = (0, scalar @calls);
$runs += $_ for values %runs;
printf "# %-8s %4d calls %5d faults %5d survived: %s\n", $name, $calls, $runs, $runs - $bad,
	join(', ', map { "$_ " . ($survived{$_} // 0) . "/$runs{$_}" } sort keys %runs);
exit($bad != 0);
