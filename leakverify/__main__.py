"""The door of the program: silent from the first line; a child locks itself, the rest is imported when needed."""

import sys

from leakverify import silence

_VERSION_WORDS = ("--version", "-V")
_WINDOW_WORD = "open"
_LANGUAGE_WORD = "--language"


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
    language, rest = _language(words)
    if not rest or (rest[0] == _WINDOW_WORD and not {"-h", "--help"} & set(rest)):
        return _window(rest[1:], language)
    from leakverify.cli.main import keep_private
    from leakverify.cli.main import main as command

    keep_private()
    return int(command(words))


def window() -> int:
    """Open the window, with the files that were dropped on the program."""
    silence.arm()
    words = sys.argv[1:]
    return main(words) if words[:1] == ["--child"] else _window(words)


def _language(words: list[str]) -> tuple[str, list[str]]:
    """A language asked for before the command, and the words after it; what is no language is told by the command line."""
    if words[:1] == [_LANGUAGE_WORD] and len(words) > 1:
        code, rest = words[1], words[2:]
    elif words and words[0].startswith(f"{_LANGUAGE_WORD}="):
        code, rest = words[0].partition("=")[2], words[1:]
    else:
        return "", words
    from leakverify.words.language import exists

    return (code, rest) if exists(code) else ("", words)


def _window(paths: list[str], language: str = "") -> int:
    """Qt is imported here and nowhere before."""
    from leakverify.gui.app import main as show

    return int(show(paths, language))


if __name__ == "__main__":
    raise SystemExit(main())
