"""Plan, run, cancel, progress; executors in line, over processes, and the children behind the wire."""
