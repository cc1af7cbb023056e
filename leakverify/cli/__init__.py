"""The command line: words for a terminal, progress on stderr, results on stdout."""
