"""What Windows wants of a program beside its files."""
