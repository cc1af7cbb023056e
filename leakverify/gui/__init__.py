"""The window: all of Qt and nothing else. Panes show what a `Session` holds and ask it for changes."""
