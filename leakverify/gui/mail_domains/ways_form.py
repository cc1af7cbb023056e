"""How to ask: encrypted or not, of whom, through what, how fast, with how many decoys, and who learns what by that."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from leakverify.gui.mail_domains.ways import (
    ANOTHER,
    DECOYS,
    OWN,
    PACES,
    TOR,
    USUAL_PACE,
    Choice,
)
from leakverify.gui.verdict.section import Section
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.card import row
from leakverify.gui.widgets.label import plain_label
from leakverify.gui.widgets.mirror import from_left
from leakverify.gui.widgets.wrapping import WrappingRadio
from leakverify.model.look_up import Pace, Transport, Way
from leakverify.model.ways import PUBLIC_RESOLVERS
from leakverify.words.asking import pace_name, resolver_line, way_line
from leakverify.words.look_up import way_name, who_learns
from leakverify.words.say import error_sentence, ui

TRANSPORTS = (Transport.HTTPS, Transport.TLS, Transport.SYSTEM)
"""The usual one first: that is where the tab key goes."""


class WaysForm(QWidget):
    """`changed` after each choice; `way` is None while something is wrong, which is then said under the field."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.transports = QButtonGroup(self)
        self.resolver = QComboBox()
        self.another = QLineEdit()
        self.proxy = QLineEdit()
        from_left(self.another, self.proxy)
        self.tor = button(ui("Tor"), self._set_tor, name="tor")
        self.pace_box = QComboBox()
        self.decoys_box = QComboBox()
        self.problem = plain_label(kind="against", wrap=True, name="way_problem")
        self.learns = Section(ui("Who learns what"), name="who_learns")
        self.way: Way | None = None
        self._build()
        self.start_over()

    @property
    def pace(self) -> Pace:
        """How fast to ask."""
        return Pace(per_second=float(self.pace_box.currentData()))

    @property
    def decoys(self) -> int:
        """How many common domains to ask for as well."""
        return int(self.decoys_box.currentData())

    @property
    def line(self) -> str:
        """The way in words."""
        at = self.resolver.currentData()
        known = resolver_line(PUBLIC_RESOLVERS[at]) if isinstance(at, int) and at >= 0 else ""
        return way_line(self.way, known) if self.way is not None else ""

    def start_over(self) -> None:
        """Nothing is remembered: the usual choices."""
        self.transports.button(0).setChecked(True)
        self.another.clear()
        self.proxy.clear()
        self.pace_box.setCurrentIndex(self.pace_box.findData(USUAL_PACE))
        self.decoys_box.setCurrentIndex(0)
        self._fill_resolvers()
        self.resolver.setCurrentIndex(0)
        self.refresh()

    def refresh(self) -> None:
        """Read the choices anew."""
        chosen = Choice(
            TRANSPORTS[self.transports.checkedId()],
            int(self.resolver.currentData()),
            self.another.text(),
            self.proxy.text(),
        )
        problem = ""
        try:
            self.way = chosen.way()
        except ValueError as error:
            self.way, problem = None, error_sentence(str(error))
        self._another.setVisible(chosen.resolver == ANOTHER)
        self.another.setVisible(chosen.resolver == ANOTHER)
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.learns.say(who_learns(self.way) if self.way is not None else "")
        self.changed.emit()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        ways = QVBoxLayout()
        ways.setSpacing(2)
        for number, transport in enumerate(TRANSPORTS):
            choice = WrappingRadio(way_name(transport))
            choice.setAccessibleName(way_name(transport))
            self.transports.addButton(choice, number)
            ways.addWidget(choice)
        layout.addLayout(ways)
        self._dress_fields()
        self._another = plain_label(ui("Its address"), kind="soft")
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        lines: tuple[tuple[QLabel, QWidget | QGridLayout], ...] = (
            (plain_label(ui("Resolver"), kind="soft"), self.resolver),
            (self._another, self.another),
            (plain_label(ui("Proxy"), kind="soft"), self.proxy),
            (plain_label(ui("Pace"), kind="soft"), self.pace_box),
            (plain_label(ui("Decoys"), kind="soft"), self.decoys_box),
        )
        for number, (label, field) in enumerate(lines):
            grid.addWidget(label, number, 0)
            if field is self.proxy:
                grid.addLayout(row(self.proxy, self.tor), number, 1)
            elif isinstance(field, QWidget):
                grid.addWidget(field, number, 1)
        layout.addLayout(grid)
        layout.addWidget(self.problem)
        layout.addWidget(self.learns)

    def _dress_fields(self) -> None:
        for box, name, said in (
            (self.resolver, "resolver", ui("Resolver")),
            (self.pace_box, "pace", ui("Pace")),
            (self.decoys_box, "decoys", ui("Decoys")),
        ):
            box.setObjectName(name)
            box.setAccessibleName(said)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(16)
        for pace in PACES:
            self.pace_box.addItem(pace_name(pace), pace)
        for number in DECOYS:
            self.decoys_box.addItem(str(number) if number else ui("none"), number)
        self.another.setObjectName("another")
        self.another.setAccessibleName(ui("Another resolver's address"))
        self.another.setPlaceholderText("9.9.9.9#dns.quad9.net")
        self.proxy.setObjectName("proxy")
        self.proxy.setAccessibleName(ui("Proxy (SOCKS5), address and port"))
        self.proxy.setPlaceholderText(ui("none; a SOCKS5 address and port"))
        self.tor.setAccessibleName(ui("Use Tor on this computer as the proxy"))
        self.transports.idClicked.connect(lambda _id: self._on_transport())
        for box in (self.resolver, self.pace_box, self.decoys_box):
            box.activated.connect(lambda _index: self.refresh())
        for field in (self.another, self.proxy):
            field.textChanged.connect(lambda _text: self.refresh())

    def _fill_resolvers(self) -> None:
        """Those that can be chosen for the transport; the chosen one stays."""
        before = self.resolver.currentData()
        self.resolver.clear()
        if TRANSPORTS[self.transports.checkedId()] is Transport.SYSTEM:
            self.resolver.addItem(ui("The one that this computer uses"), OWN)
        for number, known in enumerate(PUBLIC_RESOLVERS):
            self.resolver.addItem(resolver_line(known), number)
        self.resolver.addItem(ui("Another…"), ANOTHER)
        self.resolver.setCurrentIndex(max(0, self.resolver.findData(before)))

    def _on_transport(self) -> None:
        self._fill_resolvers()
        if TRANSPORTS[self.transports.checkedId()] is Transport.SYSTEM:
            self.resolver.setCurrentIndex(0)
        self.refresh()

    def _set_tor(self) -> None:
        self.proxy.setText(TOR)
