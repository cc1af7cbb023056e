"""Mail archives, and what their signatures are worth under keys that the user gave."""
