"""Words that the analyst and its parent agree on beyond the messages themselves."""

from typing import Final

USAGE: Final = "usage"
"""Set in a failure's place where the user's words cannot be followed, rather than the file."""
