"""The frozen program's first lines: foreign settings are forgotten, Python's own helpers are recognised."""

import os

import pytest
import start


def test_settings_that_could_load_something_are_forgotten(monkeypatch):
    for name in (
        "QT_PLUGIN_PATH",
        "QT_QPA_PLATFORMTHEME",
        "QT_STYLE_OVERRIDE",
        "QML2_IMPORT_PATH",
        "QSG_INFO",
    ):
        monkeypatch.setenv(name, "rubbish")
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setenv("QT_IM_MODULE", "ibus")
    start.forget_foreign_settings()
    left = {n for n in os.environ if n.startswith(("QT_", "QML", "QSG_"))}
    assert left <= start.QT_ALLOWED
    assert {"QT_QPA_PLATFORM", "QT_IM_MODULE"} <= left


@pytest.mark.parametrize(
    ("line", "descriptor"),
    [
        ("from multiprocessing.resource_tracker import main;main(7)", 7),
        ("from multiprocessing.resource_tracker import main;main(7);print(1)", None),
        ("from multiprocessing.resource_tracker import main;main(x)", None),
        ("import os", None),
        ("", None),
    ],
)
def test_only_pythons_own_line_is_taken(line, descriptor):
    assert start.re_tracker(line) == descriptor


def test_other_words_are_left_to_the_program(monkeypatch):
    monkeypatch.setattr("sys.argv", ["leakverify", "check", "-c"])
    start.be_a_worker()
    monkeypatch.setattr("sys.argv", ["leakverify", "-c", "print(1)"])
    start.be_a_worker()


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        ("/opt/leakverify/leakverify", False),
        (r"C:\Programs\leakverify-window.exe".rpartition("\\")[2], True),
        ("/Applications/Leakverify.app/Contents/MacOS/leakverify-window", True),
        ("/home/me/my-window/leakverify", False),
    ],
)
def test_a_file_that_is_dropped_on_the_window_is_opened(program, expected):
    assert start.is_the_window(program) is expected
