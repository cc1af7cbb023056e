"""Whether this build can make look-ups at all: the offline build lacks `network/` and the libraries that it needs."""

import contextlib
from importlib.util import find_spec
from typing import Final

NEEDED: Final = ("dns", "h2", "socksio", "leakverify.network.run")
"""What `packaging/offline_tree.py` leaves out."""


def is_built_in() -> bool:
    """Whether the room is there with its libraries. Imports no module of them."""
    with contextlib.suppress(ImportError):
        return all(find_spec(name) is not None for name in NEEDED)
    return False
