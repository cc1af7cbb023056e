"""The parent never reads a row, so it must not pay for what reads them."""

import subprocess
import sys

import pytest

HEAVY = ("numpy", "pandas", "pyarrow", "ftfy", "phonenumbers")


@pytest.mark.parametrize(
    "module",
    [
        "leakverify.cli.check",
        "leakverify.cli.draw",
        "leakverify.cli.bound",
        "leakverify.cli.calls",
        "leakverify.cli.call_terminal",
        "leakverify.engine.client",
        "leakverify.gui.people.plan_page",
    ],
)
def test_the_command_starts_without_the_large_libraries(module):
    words = f"import sys, {module}; print(*(n for n in {HEAVY!r} if n in sys.modules))"
    done = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


@pytest.mark.parametrize("module", ["leakverify.gui.main_window", "leakverify.gui.wiring"])
def test_the_window_starts_without_them_and_without_what_could_ask(module):
    asking = (*HEAVY, "dns", "httpx2", "asyncio", "ssl", "socket")
    words = f"import sys, {module}; print(*(n for n in {asking!r} if n in sys.modules))"
    done = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
