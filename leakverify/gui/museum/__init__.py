"""What this program catches: the self-test in the window."""
