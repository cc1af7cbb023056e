"""The page on version, updates and licences opens from the menu, says it all, and can be copied."""

from PySide6.QtWidgets import QLabel

from leakverify import __version__


def test_the_page_opens_from_the_menu(window, qtbot):
    command = next(c for c in window.commands if c and c.text == "Version, updates and licences")
    command.run()
    page = window.aside._program_help
    qtbot.addWidget(page)
    assert page.isVisible()
    said = "\n".join(label.text() for label in page.findChildren(QLabel))
    assert f"Leakverify {__version__}" in said
    assert "The program never looks for a newer version" in said
    assert "PySide6" in said
    command.run()
    assert window.aside._program_help is page
    page.close()
