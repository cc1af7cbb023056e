"""A terminal for one card at a time: drawn on the other screen, which no scroll keeps, and one key at a time."""

import os
import re
import sys
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Final, Protocol, Self

from rich.console import Console
from rich.control import Control
from rich.text import Text

from leakverify.model.errors import UsageProblem

_MOST_AT_ONCE: Final = 64
_SEQUENCE: Final = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|O.|.)?", re.DOTALL)
"""What arrows and other keys send that are no letters: they end in one."""
_CLEAR_SCROLL: Final = "\x1b[3J"


class Screen(Protocol):
    """Shows lines in the place of those before, and waits for a key."""

    def show(self, lines: Iterable[str]) -> None:
        """Clear, then show."""

    def key(self) -> str:
        """The next key, in lower case; EOFError where none can come any more."""


class Terminal:
    """The terminal that the program was started in."""

    def __init__(self) -> None:
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            raise UsageProblem("NO_TERMINAL")
        self._console = Console(highlight=False, markup=False)
        self._restore: Callable[[], None] = _nothing

    def __enter__(self) -> Self:
        """Go to the other screen; keys come one by one and are not shown."""
        self._restore = _one_by_one()
        self._console.set_alt_screen(enable=True)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave nothing behind."""
        self.show(())
        self._console.set_alt_screen(enable=False)
        self._restore()

    def show(self, lines: Iterable[str]) -> None:
        """Clear, then show; what was on the screen is not kept for scrolling either."""
        self._console.control(Control.clear(), Control.home())
        self._console.file.write(_CLEAR_SCROLL)
        for line in lines:
            self._console.print(Text(line))
        self._console.file.flush()

    def key(self) -> str:
        """The next key; EOFError where the terminal is gone. Keys that send several bytes, such as arrows, and what was typed ahead are passed over."""
        while True:
            typed = _typed()
            if not typed:
                raise EOFError
            letters = _SEQUENCE.sub(b"", typed)
            if len(letters) == 1 and letters.isascii():
                return letters.decode("ascii").lower()


def _nothing() -> None:
    """Nothing to put back."""


if sys.platform == "win32":
    import msvcrt

    def _one_by_one() -> Callable[[], None]:
        """Keys come one by one here anyway."""
        return _nothing

    def _typed() -> bytes:
        key = msvcrt.getch()
        return key + msvcrt.getch() if key in {b"\x00", b"\xe0"} else key

else:
    import termios
    import tty

    def _one_by_one() -> Callable[[], None]:
        """Let keys through at once, unseen; gives what puts the terminal back."""
        handle = sys.stdin.fileno()
        before = termios.tcgetattr(handle)
        tty.setcbreak(handle)
        return lambda: termios.tcsetattr(handle, termios.TCSAFLUSH, before)

    def _typed() -> bytes:
        return os.read(sys.stdin.fileno(), _MOST_AT_ONCE)
