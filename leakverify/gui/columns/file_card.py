"""What was opened and how it was read, with the choices that can be changed."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.card import Card
from leakverify.gui.widgets.label import ElidedLabel, plain_label
from leakverify.model.messages import Source
from leakverify.model.sample import SampleFile
from leakverify.safe_text import for_screen
from leakverify.words.language import spelling
from leakverify.words.lists import dotted
from leakverify.words.numbers import count
from leakverify.words.say import plural, seals_sentence, ui

ENCODINGS = (
    "utf-8",
    "utf-16",
    "cp1252",
    "latin-1",
    "cp850",
    "mac_roman",
    "cp1250",
    "cp1251",
    "cp1254",
    "cp1256",
    "shift_jis",
    "gb18030",
    "big5",
    "euc_kr",
)
PER_LINE = 4
Line = tuple[str, str, QWidget]
TEXTUAL = frozenset({"csv", "tsv", "txt", "json", "jsonl"})


class FileCard(Card):
    """Facts of the file; `read_as` carries a setting's name and its new value ("": find out)."""

    read_as = Signal(str, str)
    keys_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(ui("What arrived"))
        self.name = ElidedLabel(kind="title", middle=True)
        self.body.addWidget(self.name)
        self._facts = {
            "format": (ui("Kind of file"), plain_label()),
            "rows": (ui("Rows"), plain_label()),
            "size": (ui("Size"), plain_label()),
            "hash": (ui("SHA-256"), ElidedLabel(middle=True)),
        }
        self._choices = {
            "encoding": (ui("Encoding"), _box(ui("Encoding"))),
            "delimiter": (ui("Separator"), _box(ui("Separator"))),
            "header": (ui("First row"), _box(ui("First row"))),
            "table": (ui("Table"), _box(ui("Table"))),
        }
        self.bad = plain_label(kind="small", wrap=True, name="bad_rows")
        self.seals = plain_label(kind="small", wrap=True, name="mail_seals")
        self.keys = button(ui("Give DKIM keys…"), self.keys_wanted.emit, name="dkim_keys")
        self.keys.setToolTip(
            ui("A text file: selector._domainkey.domain and its TXT record, a line each")
        )
        self._lay_out()
        for key, (_caption, box) in self._choices.items():
            box.activated.connect(lambda _i, k=key, b=box: self.read_as.emit(k, b.currentData()))

    def show_source(self, source: Source, read: Mapping[str, str]) -> None:
        """Show the files of the sample; the choices concern the first."""
        first = source.files[0]
        others = len(source.files) - 1
        name = for_screen(first.name or ui("table in memory"), 120)
        more = plural("and {n} more file", "and {n} more files", others).format(n=others)
        self.name.setText(f"{name} {more}" if others else name)
        rows = sum(f.rows_read for f in source.files)
        size = sum(f.size or 0 for f in source.files)
        self._facts["format"][1].setText(for_screen(first.format, 24).upper())
        self._facts["rows"][1].setText(count(rows) if source.final else f"{count(rows)} …")
        self._facts["size"][1].setText(size_in_words(size))
        self._facts["hash"][1].setText(for_screen(first.sha256, 80))
        self._facts["hash"][1].setAccessibleName(ui("SHA-256") + " " + for_screen(first.sha256, 80))
        self._fill_choices(first, source, read)
        text = _bad_rows(source.files)
        self.bad.setText(text)
        self.bad.setVisible(bool(text))
        said = [seals_sentence(f.seals) for f in source.files if f.seals is not None]
        self.seals.setText(" ".join(said))
        self.seals.setVisible(bool(said))
        self.keys.setVisible(any(f.seals is not None and f.seals.signed for f in source.files))

    def forget(self) -> None:
        """No sample is open: nothing of the last one stays."""
        for label in (
            self.name,
            self.bad,
            self.seals,
            *(label for _, label in self._facts.values()),
        ):
            label.clear()
        self._facts["hash"][1].setAccessibleName("")
        for _caption, box in self._choices.values():
            box.clear()

    def _fill_choices(self, first: SampleFile, source: Source, read: Mapping[str, str]) -> None:
        """What can be read otherwise: the value in use first, then the others."""
        marks = {
            ",": ui("comma ,"),
            ";": ui("semicolon ;"),
            "\t": ui("tab"),
            "|": ui("bar |"),
            ":": ui("colon :"),
            " ": ui("space"),
        }
        headers = {"yes": ui("names"), "no": ui("data")}
        tables = {t: for_screen(t, 40) for t in source.tables or first.tables}
        in_use = {
            "encoding": first.encoding,
            "delimiter": first.delimiter or "",
            "header": "yes" if first.header else "no",
            "table": first.table or "",
        }
        words = {
            "encoding": {e: e for e in ENCODINGS},
            "delimiter": marks,
            "header": headers,
            "table": tables,
        }
        for key, (caption, box) in self._choices.items():
            _fill(box, in_use[key], words[key], read.get(key, ""))
            how = ui("{what}, your choice") if key in read else ui("{what}, found")
            self._captions[key].setText(how.format(what=caption))
        text = first.delimiter is not None
        self._show("delimiter", shown=text)
        self._show("encoding", shown=text or first.format in TEXTUAL)
        self._show("table", shown=len(tables) > 1)

    def _show(self, key: str, *, shown: bool) -> None:
        box = self._choices[key][1]
        box.setVisible(shown)
        self._captions[key].setVisible(shown)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(4)
        self._captions: dict[str, QLabel] = {}
        facts: list[Line] = [(k, caption, label) for k, (caption, label) in self._facts.items()]
        boxes: list[Line] = [(k, caption, box) for k, (caption, box) in self._choices.items()]
        for line, group in enumerate((facts, boxes)):
            for column, (key, caption, widget) in enumerate(group):
                label = plain_label(caption, kind="small", wrap=True)
                self._captions[key] = label
                grid.addWidget(label, line * 3, column)
                grid.addWidget(widget, line * 3 + 1, column, Qt.AlignmentFlag.AlignTop)
            grid.setRowMinimumHeight(line * 3 + 2, 6)
        for column in range(PER_LINE):
            grid.setColumnStretch(column, 1)
        self.body.addLayout(grid)
        self.body.addWidget(self.bad)
        self.body.addWidget(self.seals)
        self.body.addWidget(self.keys, 0, Qt.AlignmentFlag.AlignLeft)


def size_in_words(size: int) -> str:
    """A size in bytes as people read it."""
    for unit, word in ((1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")):
        if size >= unit:
            return f"{spelling().spell(f'{size / unit:.1f}')} {word}"
    return ui("{n} bytes").format(n=count(size))


def _bad_rows(files: tuple[SampleFile, ...]) -> str:
    """What did not fit, in one line; empty where all is well."""
    width = sum(f.bad_width for f in files)
    undecodable = sum(f.bad_undecodable for f in files)
    skipped = sum(f.rows_skipped for f in files)
    parts = []
    if width:
        parts.append(
            plural("{n} row of another width", "{n} rows of another width", width).format(
                n=count(width)
            )
        )
    if undecodable:
        parts.append(
            plural(
                "{n} row with bytes that this encoding does not know",
                "{n} rows with bytes that this encoding does not know",
                undecodable,
            ).format(n=count(undecodable))
        )
    if skipped:
        parts.append(
            plural("{n} row left out", "{n} rows left out", skipped).format(n=count(skipped))
        )
    return dotted(parts)


def _box(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
    return box


def _fill(box: QComboBox, in_use: str, words: Mapping[str, str], chosen: str) -> None:
    """Fill a choice. The empty value means "find out"; it stands first, as what was found if nothing was chosen."""
    box.clear()
    box.addItem(ui("find out") if chosen else words.get(in_use, for_screen(in_use, 24)), "")
    for value, word in words.items():
        if chosen or value != in_use:
            box.addItem(word, value)
    box.setCurrentIndex(max(0, box.findData(chosen)))
