"""Leakverify weighs whether a sample of allegedly leaked records is what its source says.

Importing the package imports nothing else: `leakverify.assess` is fetched when asked for.
"""

from typing import Any

__version__ = "0.1.0"
__all__ = ["Assessment", "Cancelled", "UnreadableInput", "__version__", "assess"]

_HOMES = {
    "assess": "leakverify.engine.api",
    "Assessment": "leakverify.model.assessment",
    "UnreadableInput": "leakverify.model.errors",
    "Cancelled": "leakverify.model.errors",
}


def __getattr__(name: str) -> Any:
    """Import a public name from its home on first use."""
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
