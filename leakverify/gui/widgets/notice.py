"""Notices: errors told inline, in one sentence with what to do, never in a dialog."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from leakverify.gui.icons import tinted
from leakverify.gui.theme import tokens_of
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.card import row
from leakverify.gui.widgets.label import plain_label
from leakverify.gui.widgets.remedy import Remedies, remedy_for
from leakverify.safe_text import for_screen
from leakverify.words.say import error_sentence, ui


class Notice(QFrame):
    """One problem: which file, what happened, what to do; its details hold a code and numbers only."""

    def __init__(
        self,
        code: str,
        place: dict[str, str | int],
        subject: str = "",
        remedy: QWidget | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.problem = (code, place, subject)
        code, place = for_screen(code, 40), _harmless(place)
        self._details = "\n".join(
            [f"code: {code}", *(f"{key}: {value}" for key, value in sorted(place.items()))]
        )
        self._sign = plain_label()
        self._sign.setFixedSize(18, 18)
        texts = QVBoxLayout()
        texts.setSpacing(4)
        if subject:
            texts.addWidget(plain_label(for_screen(subject), kind="strong", wrap=True))
        texts.addWidget(plain_label(error_sentence(code, place), wrap=True, name="notice_text"))
        if remedy is not None:
            texts.addWidget(remedy)
        texts.addLayout(
            row(
                plain_label(ui("Code: {code}").format(code=code), kind="small"),
                button(ui("Copy details"), self._copy, kind="link", name="copy_details"),
                None,
                button(ui("Dismiss"), self._dismiss, kind="link", name="dismiss"),
            )
        )
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 8)
        layout.setSpacing(10)
        layout.addWidget(self._sign)
        layout.setAlignment(self._sign, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(texts, 1)
        self._tint()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()
        super().changeEvent(event)

    def _tint(self) -> None:
        self._sign.setPixmap(tinted("warning", tokens_of(self).against).pixmap(18, 18))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details)

    def _dismiss(self) -> None:
        self.hide()
        self.deleteLater()


class NoticeList(QWidget):
    """Problems one below the other; takes no room while there are none."""

    def __init__(self) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self.remedies = Remedies()

    def add(self, code: str, place: dict[str, str | int], subject: str = "") -> None:
        """Tell one more problem."""
        made = Notice(code, place, subject, remedy_for(code, self.remedies))
        self._layout.addWidget(made)
        made.show()

    def take_over(self, before: "NoticeList") -> None:
        """Tell the problems of another list here, in the language in use."""
        for notice in before.findChildren(Notice):
            if not notice.isHidden():
                self.add(*notice.problem)

    def clear(self) -> None:
        """Forget all problems."""
        for notice in self.findChildren(Notice):
            self._layout.removeWidget(notice)
            notice.hide()
            notice.deleteLater()


def _harmless(place: dict[str, str | int]) -> dict[str, str | int]:
    """Numbers and closed words of an error; whatever else a child put there shows as it is."""
    return {
        for_screen(key, 40): value if isinstance(value, int) else for_screen(value, 80)
        for key, value in place.items()
    }
