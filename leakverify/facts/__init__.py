"""A column of text becomes typed, vectorised facts, computed once per batch and shared by all checks."""
