"""Looks at the window as a screen reader does: run by the system's Python, which has `pyatspi`; prints JSON.

Waits until an application of this name is there, walks it, tells how many nodes it has, the names of its controls, and which
interactive nodes in sight have no name.
"""

import json
import sys
import time

INTERACTIVE = (
    "PUSH_BUTTON", "CHECK_BOX", "COMBO_BOX", "TEXT", "ENTRY", "TOGGLE_BUTTON", "RADIO_BUTTON", "LIST", "SLIDER", "SPIN_BUTTON",
)  # fmt: skip
PATIENCE = 60.0


def found(spi, name):
    """The application, once it has a window."""
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        for app in spi.Registry.getDesktop(0):
            if app is not None and name in (app.name or "").lower() and app.childCount:
                return app
        time.sleep(0.2)
    sys.exit(3)


def walk(spi, node, out, depth=0):
    """Everything below a node."""
    if node is None or depth > 30:
        return
    out["nodes"] += 1
    shown = node.getState().contains(spi.STATE_SHOWING)
    roles = {getattr(spi, f"ROLE_{role}") for role in INTERACTIVE}
    if node.getRole() in roles and shown:
        if node.name:
            out["named"].append(node.name)
        else:
            out["unnamed"].append(node.getRoleName())
    for i in range(node.childCount):
        walk(spi, node.getChildAtIndex(i), out, depth + 1)


def main(name):
    """Walk the application of this name."""
    import pyatspi  # only the system's Python has it

    told = {"nodes": 0, "named": [], "unnamed": []}
    walk(pyatspi, found(pyatspi, name), told)
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1])
