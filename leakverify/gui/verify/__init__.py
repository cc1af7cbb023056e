"""A dossier verified in the window."""
