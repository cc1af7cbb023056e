"""Database dumps as text: tokenised, never run."""
