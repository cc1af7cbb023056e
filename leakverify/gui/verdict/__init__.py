"""The verdict pane: the result in words, what speaks for and against it, and its rows."""
