"""People to be called: the draw of rows, and what their answers allow one to write."""
