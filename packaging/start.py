"""Where the frozen program begins: the same door as `python -m leakverify`, after what only freezing needs."""

import os
import sys

QT_ALLOWED = frozenset(
    {
        "QT_ACCESSIBILITY", "QT_ENABLE_HIGHDPI_SCALING", "QT_FONT_DPI", "QT_IM_MODULE", "QT_IM_MODULES",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON", "QT_QPA_PLATFORM", "QT_SCALE_FACTOR", "QT_SCALE_FACTOR_ROUNDING_POLICY",
        "QT_SCREEN_SCALE_FACTORS",
    }
)  # fmt: skip
"""Settings of displays, typing and assistive programs. Others could make Qt load a library from elsewhere."""

SMOKE = "--smoke"
"""The word by which smoke.py has the window walked through."""


def forget_foreign_settings() -> None:
    """Take out of the environment what could bend Qt or its plugins."""
    for name in [
        n for n in os.environ if n.startswith(("QT_", "QML", "QSG_")) and n not in QT_ALLOWED
    ]:
        del os.environ[name]


def be_a_worker() -> None:
    """What `multiprocessing` starts this program for (calibration); it ends the process if that is what it is."""
    if "--multiprocessing-fork" in sys.argv:
        import multiprocessing.spawn

        multiprocessing.spawn.freeze_support()
    words = sys.argv[1:]
    if "-c" in words[:-1]:
        command = words[words.index("-c") + 1]
        known = re_tracker(command)
        if known is not None:
            from multiprocessing.resource_tracker import main as track

            track(known)
            raise SystemExit


def re_tracker(command: str) -> int | None:
    """The descriptor in the one line by which Python starts its tracker of resources, None for any other line."""
    before, after = "from multiprocessing.resource_tracker import main;main(", ")"
    inner = command.removeprefix(before).removesuffix(after)
    return int(inner) if command == f"{before}{inner}{after}" and inner.isdecimal() else None


def is_the_window(program: str) -> bool:
    """Whether this is the program that always opens the window, with the files that were dropped on it."""
    return os.path.basename(program).partition(".")[0].endswith("-window")  # noqa: PTH119  (before anything is imported)


if __name__ == "__main__":
    forget_foreign_settings()
    be_a_worker()
    from leakverify import silence

    silence.arm()
    if sys.argv[1:2] == [SMOKE] and len(sys.argv) == 4:  # noqa: PLR2004  (the word, a folder, a sample)
        from pathlib import Path

        import walk

        raise SystemExit(walk.run(Path(sys.argv[2]), Path(sys.argv[3])))
    from leakverify.__main__ import main, window

    raise SystemExit(window() if is_the_window(sys.executable) else main())
