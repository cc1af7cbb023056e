"""The case in the window: saved, opened again, its custody log, its notes, its end."""
