"""The strip below all panes: which bytes were read, how, and with which tables."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout

from leakverify.gui.session import Session
from leakverify.gui.widgets.label import ElidedLabel
from leakverify.safe_text import for_screen
from leakverify.words.dates import day
from leakverify.words.lists import dotted, quoted
from leakverify.words.numbers import count
from leakverify.words.say import plural, ui

HASH_SHOWN = 8


class Footer(QFrame):
    """Facts that make a result repeatable, always in sight."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("footer")
        self._session = session
        self.file = ElidedLabel(kind="small")
        self.made_with = ElidedLabel(kind="small")
        self.made_with.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 6, 20, 6)
        layout.setSpacing(24)
        layout.addWidget(self.file, 3)
        layout.addWidget(self.made_with, 2)
        for signal in (
            session.sample_changed,
            session.columns_changed,
            session.assessment_changed,
        ):
            signal.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the session as it stands."""
        self.file.setText(self._file_text())
        self.made_with.setText(self._made_with_text())

    def _file_text(self) -> str:
        heard = self._session.heard
        if not heard.files:
            return ui("No sample open")
        first = heard.files[0]
        digest = for_screen(first.sha256, 64)
        short = f"{digest[:HASH_SHOWN]}…{digest[-6:]}" if digest else "…"
        columns = len(heard.infos)
        parts = [
            for_screen(first.name or ui("table in memory"), 40),
            f"SHA-256 {short}",
            plural("{n} row", "{n} rows", heard.rows).format(n=count(heard.rows)),
            plural("{n} column", "{n} columns", columns).format(n=columns),
            for_screen(first.encoding, 24),
        ]
        if first.delimiter:
            mark = ui("tab") if first.delimiter == "\t" else for_screen(first.delimiter, 4)
            parts.append(quoted(mark))
        return dotted(parts)

    def _made_with_text(self) -> str:
        assessment = self._session.assessment
        if assessment is None:
            return ""
        tool = assessment.tool
        newest = max(tool.tables.values(), default="")
        parts = [ui("Seed {n}").format(n=tool.seed), day(tool.as_of)]
        if newest:
            parts.append(ui("tables of {day}").format(day=day(for_screen(newest, 16))))
        return dotted(parts)
