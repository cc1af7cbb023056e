"""The menu: few enough lines for a small screen in every language, everything in some part of it, keys as they stand on keyboards."""

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu

from leakverify.words.language import OWN_NAMES

LOWEST_SCREEN = 720
"""What a screen of 768 pixels leaves."""


@pytest.fixture
def speak(window):
    yield window.tongue.choose
    window.tongue.choose("en")


@pytest.mark.parametrize("code", sorted(OWN_NAMES))
def test_it_is_one_column_on_a_small_screen(window, speak, code):
    speak(code)
    for menu in (window._menu, *window._menu.findChildren(QMenu)):
        assert menu.sizeHint().height() <= LOWEST_SCREEN
        assert menu.columnCount() == 1


def test_every_command_that_is_to_be_shown_stands_in_it_once(window):
    texts = [
        action.text()
        for menu in (window._menu, *window._menu.findChildren(QMenu))
        for action in menu.actions()
        if not action.isSeparator()
    ]
    for command in (*window.commands, *window.case_commands):
        if command is not None and command.shown:
            assert texts.count(command.text.replace("&", "&&")) == 1, command.text


@pytest.mark.parametrize(("code", "key"), [("fa", "Ctrl"), ("ar", "Ctrl"), ("de", "Strg")])
def test_keys_are_called_as_on_keyboards_of_the_language(window, speak, code, key):
    speak(code)
    assert QCoreApplication.translate("QShortcut", "Ctrl") == key
