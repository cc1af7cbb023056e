"""Looks at the window as a screen reader does: run by the system's Python, which has `pyatspi`; prints JSON.

Waits until an application of this name is there, walks it, tells how many nodes it has, the names of its buttons, and which
interactive nodes in sight have no name.
"""

import json
import sys
import time

import pyatspi

INTERACTIVE = {
    pyatspi.ROLE_PUSH_BUTTON, pyatspi.ROLE_CHECK_BOX, pyatspi.ROLE_COMBO_BOX, pyatspi.ROLE_TEXT, pyatspi.ROLE_ENTRY,
    pyatspi.ROLE_TOGGLE_BUTTON, pyatspi.ROLE_RADIO_BUTTON, pyatspi.ROLE_LIST, pyatspi.ROLE_SLIDER, pyatspi.ROLE_SPIN_BUTTON,
}  # fmt: skip
PATIENCE = 60.0


def found(name):
    """The application, once it has a window."""
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        for app in pyatspi.Registry.getDesktop(0):
            if app is not None and name in (app.name or "").lower() and app.childCount:
                return app
        time.sleep(0.2)
    sys.exit(3)


def walk(node, out, depth=0):
    """Everything below a node."""
    if node is None or depth > 30:
        return
    out["nodes"] += 1
    shown = node.getState().contains(pyatspi.STATE_SHOWING)
    if node.getRole() in INTERACTIVE and shown:
        if node.name:
            out["named"].append(node.name)
        else:
            out["unnamed"].append(node.getRoleName())
    for i in range(node.childCount):
        walk(node.getChildAtIndex(i), out, depth + 1)


told = {"nodes": 0, "named": [], "unnamed": []}
walk(found(sys.argv[1]), told)
print(json.dumps(told))
