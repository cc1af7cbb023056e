"""The short form on screen."""

import pytest
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QPushButton

from leakverify.gui.long_job import LongJob
from leakverify.gui.short_form.window import ShortFormWindow
from leakverify.model.errors import ChildDied
from tests.gui.test_window import unnamed


def png(wide=40):
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image = QImage(wide, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


@pytest.fixture
def shown(dressed, session, qtbot):
    asked = []

    def drawn(wanted):
        asked.append((wanted.ending, wanted.named))
        return png(80 if wanted.named else 40)

    made = ShortFormWindow(None, LongJob(session.jobs), drawn)
    made.asked = asked
    qtbot.addWidget(made)
    made.show()
    made.draw()
    qtbot.waitUntil(lambda: made.picture.image.width() == 40)
    return made


def test_it_is_drawn_without_the_name_of_the_file_until_asked(shown, qtbot):
    assert shown.asked == [(".png", False)]
    assert "no name of the file" in shown.said.text()
    shown.named.setChecked(True)
    qtbot.waitUntil(lambda: shown.picture.image.width() == 80)
    assert shown.asked[-1] == (".png", True)
    assert "name of the file is shown" in shown.said.text()


def test_it_is_copied_as_a_picture(shown, qtbot):
    qtbot.mouseClick(shown.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().image().width() == 40
    assert "clipboard" in shown.said.text()
    QGuiApplication.clipboard().clear()


def test_it_is_saved_in_the_form_of_its_ending(shown, qtbot, tmp_path):
    shown.save_to(tmp_path / "result.svg")
    qtbot.waitUntil(lambda: "saved" in shown.said.text())
    assert shown.asked[-1] == (".svg", False)
    assert (tmp_path / "result.svg").read_bytes() == png()
    assert (tmp_path / "result.svg").stat().st_mode & 0o777 == 0o600


def test_what_cannot_be_drawn_says_so(dressed, session, qtbot):
    def drawn(_wanted):
        raise ChildDied("CHILD_DIED")

    made = ShortFormWindow(None, LongJob(session.jobs), drawn)
    qtbot.addWidget(made)
    made.draw()
    qtbot.waitUntil(lambda: made.said.text() != "The picture is being drawn.")
    assert made.said.text()
    assert not made.copy.isEnabled()


def test_everything_has_a_name(shown):
    assert unnamed(shown) == []
    assert shown.findChild(QPushButton, "copy_short_form").isDefault() is False
