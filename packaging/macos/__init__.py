"""What macOS wants of a program beside its files."""
