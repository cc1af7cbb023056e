"""The columns pane: what was opened, how it was read, what each column holds."""
