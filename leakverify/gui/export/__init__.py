"""The report pane: what leaves this computer, in which form, and only when asked."""
