"""The table of mail domains, held whole in memory and painted cell by cell; filtered and sorted here, without a proxy."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from leakverify.gui.mail_domains.ticks import Ticks
from leakverify.gui.widgets.line_model import SIDE_ROLE
from leakverify.model.look_up import Answer, DomainKind, MailStatus, SampleDomain
from leakverify.safe_text import ours_on_screen
from leakverify.words.look_up import kind_name
from leakverify.words.mail_domains import answer_word, domain_note, risks_word, server_of
from leakverify.words.numbers import count
from leakverify.words.say import ui

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
SHOWN_LENGTH: Final = 80
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Field(IntEnum):
    """The table's columns."""

    TICK = 0
    DOMAIN = 1
    ROWS = 2
    ADDRESSES = 3
    KIND = 4
    NOTE = 5
    RISK = 6
    ANSWER = 7
    SERVER = 8


FIELDS: Final = tuple(Field)
ROLES: Final = frozenset(
    {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.CheckStateRole,
        Qt.ItemDataRole.TextAlignmentRole,
        SIDE_ROLE,
    }
)


@dataclass(frozen=True, slots=True)
class Filter:
    """What is shown: names that hold a text, of one kind, with one answer, with a risk. None: any."""

    text: str = ""
    kind: DomainKind | None = None
    status: MailStatus | None = None
    risky: bool = False

    def fits(self, domain: SampleDomain, answer: Answer | None) -> bool:
        """Whether a domain is shown."""
        if self.text and self.text not in domain.domain and self.text not in domain.shown.lower():
            return False
        if self.kind is not None and domain.kind is not self.kind:
            return False
        if self.risky and not domain.risks:
            return False
        return (
            self.status is None
            or (answer.status if answer else MailStatus.NOT_ASKED) is self.status
        )


class DomainsModel(QAbstractTableModel):
    """`ticked` when another domain will be asked for; `word_wanted` when one needs a second word before it is ticked."""

    ticked = Signal()
    word_wanted = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ticks = Ticks()
        self._all: tuple[SampleDomain, ...] = ()
        self._rows: list[SampleDomain] = []
        self._places: dict[str, int] = {}
        self._answers: Mapping[str, Answer] = {}
        self._filter = Filter()
        self._order: tuple[Field, bool] | None = None
        self._can_tick = True

    def show(self, domains: Sequence[SampleDomain]) -> None:
        """Show these; the order in which they come is the usual one."""
        self.beginResetModel()
        self._all = tuple(domains)
        self.ticks.show(self._all)
        self._arrange()
        self.endResetModel()

    def show_answers(self, answers: Mapping[str, Answer], *, arrange: bool = True) -> None:
        """Show what was answered; rows stay where they are unless they are to be arranged anew."""
        if arrange:
            self.beginResetModel()
        self._answers = answers
        if arrange:
            self._arrange()
            self.endResetModel()
        else:
            self._touch()

    def filter(self, wanted: Filter) -> None:
        """Show only some."""
        self.beginResetModel()
        self._filter = wanted
        self._arrange()
        self.endResetModel()

    def order_by(self, field: Field | None, *, down: bool) -> None:
        """Sort by a column; None gives the usual order."""
        self.beginResetModel()
        self._order = None if field is None else (field, down)
        self._arrange()
        self.endResetModel()

    @property
    def total(self) -> int:
        """All domains, whatever is filtered."""
        return len(self._all)

    def domain(self, row: int) -> SampleDomain | None:
        """The domain in a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def answer(self, name: str) -> Answer | None:
        """What a domain was answered."""
        return self._answers.get(name)

    def row_of(self, name: str) -> int:
        """Where a domain stands; -1 where it is not shown."""
        return self._places.get(name, -1)

    def to_ask(self) -> tuple[str, ...]:
        """The domains that will be asked for."""
        return self.ticks.to_ask(self._answers)

    def tick(self, name: str, *, on: bool, word: bool = False) -> bool:
        """Tick or untick one domain. One that is known to raise alarms asks for a word first."""
        if on and not word and self.ticks.needs_word(name):
            self.word_wanted.emit(name)
            return False
        done = self.ticks.tick(name, on=on)
        if done:
            self._touch()
            self.ticked.emit()
        return done

    def toggle(self, row: int) -> None:
        """Tick what is not ticked, and the other way."""
        domain = self.domain(row)
        if domain is not None:
            self.tick(domain.domain, on=not self.ticks.is_ticked(domain.domain))

    def tick_usual(self) -> None:
        """Exactly the usual ones."""
        self.ticks.usual()
        self._touch()
        self.ticked.emit()

    def untick_all(self) -> None:
        """None."""
        self.ticks.none()
        self._touch()
        self.ticked.emit()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(Field)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        domain = self.domain(index.row()) if index.isValid() else None
        if domain is not None and index.column() == Field.TICK and domain.may_be_asked:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(Field):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section in {Field.ROWS, Field.ADDRESSES}:
            return RIGHT
        return _headings()[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in ROLES:
            return None  # most questions of a repaint: fonts, brushes, icons
        domain = self.domain(index.row()) if index.isValid() else None
        if domain is None:
            return None
        field = FIELDS[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return "" if field is Field.TICK else self._text(domain, field)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._said(domain) if field is Field.TICK else self._text(domain, field)
            case Qt.ItemDataRole.CheckStateRole if field is Field.TICK and domain.may_be_asked:
                on = self.ticks.is_ticked(domain.domain)
                return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.TextAlignmentRole if field in {Field.ROWS, Field.ADDRESSES}:
                return RIGHT
            case _ if role == SIDE_ROLE:
                return "against" if field is Field.RISK else None
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        domain = self.domain(index.row()) if index.isValid() else None
        if role != Qt.ItemDataRole.CheckStateRole or domain is None or index.column() != Field.TICK:
            return False
        return self.tick(domain.domain, on=Qt.CheckState(value) is Qt.CheckState.Checked)

    def _text(self, domain: SampleDomain, field: Field) -> str:
        return ours_on_screen(TEXTS[field](domain, self._answers.get(domain.domain)), SHOWN_LENGTH)

    def _said(self, domain: SampleDomain) -> str:
        """What a screen reader says of the tick."""
        if not domain.may_be_asked:
            return ui("cannot be asked")
        return ui("will be asked") if self.ticks.is_ticked(domain.domain) else ui("left out")

    def _arrange(self) -> None:
        """Filter and sort: some 50 ms for 40,000 domains."""
        fits, answers = self._filter.fits, self._answers
        rows = [d for d in self._all if fits(d, answers.get(d.domain))]
        if self._order is not None:
            field, down = self._order
            rows.sort(key=self._key(field), reverse=down)
        self._rows = rows
        self._places = {d.domain: row for row, d in enumerate(rows)}

    def _key(self, field: Field) -> Callable[[SampleDomain], Any]:
        match field:
            case Field.TICK:
                return lambda d: self.ticks.is_ticked(d.domain)
            case Field.ROWS:
                return lambda d: d.rows
            case Field.ADDRESSES:
                return lambda d: d.addresses
            case Field.RISK:
                return lambda d: (len(d.risks), d.risks)
            case _:
                return lambda d: self._text(d, field)

    def _touch(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(Field) - 1))


def _headings() -> tuple[str, ...]:
    return (
        ui("Ask"),
        ui("Domain"),
        ui("Rows"),
        ui("Addresses"),
        ui("What it is"),
        ui("Note"),
        ui("Risk of asking"),
        ui("Answer"),
        ui("Mail run by"),
    )


TEXTS: Final[dict[Field, Callable[[SampleDomain, Answer | None], str]]] = {
    Field.DOMAIN: lambda d, _a: f"{d.shown} ({d.domain})" if d.shown else d.domain,
    Field.ROWS: lambda d, _a: count(d.rows),
    Field.ADDRESSES: lambda d, _a: count(d.addresses),
    Field.KIND: lambda d, _a: kind_name(d.kind),
    Field.NOTE: lambda d, _a: domain_note(d),
    Field.RISK: lambda d, _a: risks_word(d),
    Field.ANSWER: lambda _d, a: answer_word(a),
    Field.SERVER: lambda _d, a: server_of(a),
}
