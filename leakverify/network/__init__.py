"""The only room with a door to the outside: mail domains are looked up here, by a child that has no sample.

`prepare` reads what the machine says of resolvers and roots; then the process may be locked; `look_up` asks. Importing
the package imports neither asyncio nor dnspython, so that its presence can be told without opening anything.
"""

from typing import Any

__all__ = ["Prepared", "look_up", "prepare"]

_HOMES = {
    "Prepared": "leakverify.network.preparing",
    "look_up": "leakverify.network.run",
    "prepare": "leakverify.network.preparing",
}


def __getattr__(name: str) -> Any:
    """Import a public name from its home on first use."""
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
