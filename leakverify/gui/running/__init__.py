"""The checks pane: how far the run has come and what it has found so far."""
