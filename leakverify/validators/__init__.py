"""One value, one answer: pure functions; where a library knows the answer it is wrapped here and nowhere else."""
