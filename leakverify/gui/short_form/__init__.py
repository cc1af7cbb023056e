"""The short form on screen: looked at, copied, saved."""
