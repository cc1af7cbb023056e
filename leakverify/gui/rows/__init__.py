"""The rows pane: the whole sample as a table, a page at a time, masked until pressed."""
