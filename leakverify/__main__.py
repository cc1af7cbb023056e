"""The door of the program: silent from the first line; a child locks itself, the rest is imported when needed."""

import sys

from leakverify import silence

_VERSION_WORDS = ("--version", "-V")
_WINDOW_WORD = "open"


def main(argv: list[str] | None = None) -> int:
    """Run the command line, the window or a child; the exit status."""
    silence.arm()
    words = sys.argv[1:] if argv is None else argv
    if words[:1] == ["--child"]:
        from leakverify.engine.child import run

        return run(words[1] if len(words) > 1 else "")
    if words[:1] and words[0] in _VERSION_WORDS:
        from leakverify import __version__

        sys.stdout.write(f"leakverify {__version__}\n")
        return 0
    if not words or (words[0] == _WINDOW_WORD and not {"-h", "--help"} & set(words)):
        return _window(words[1:])
    from leakverify.cli.main import keep_private
    from leakverify.cli.main import main as command

    keep_private()
    return int(command(words))


def window() -> int:
    """Open the window, with the files that were dropped on the program."""
    silence.arm()
    words = sys.argv[1:]
    return main(words) if words[:1] == ["--child"] else _window(words)


def _window(paths: list[str]) -> int:
    """Qt is imported here and nowhere before."""
    from leakverify.gui.app import main as show

    return int(show(paths))


if __name__ == "__main__":
    raise SystemExit(main())
