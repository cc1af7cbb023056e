"""The claim pane: what the source says, as far as it is known."""
