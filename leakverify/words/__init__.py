"""Everything the program says, in each language: codes and numbers become sentences here and nowhere else."""
