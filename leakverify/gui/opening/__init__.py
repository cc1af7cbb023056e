"""The first pane: take in what arrived, and say honestly what the program protects from."""
