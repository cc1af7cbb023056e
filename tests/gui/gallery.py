"""Every screen in light and dark, in English, French and Persian, at 100 and 200 %: pictures to be looked at, and a table of faults.

`make pictures` runs it under Xvfb into build/pictures/. It ends with 1 where a check has found something. Names of pictures:
`LANGUAGE-SCHEME-SCALE-SCREEN.png`. What is not translated is asked of the pseudo-languages `xx` and `xr`, of which no pictures are kept.
A part of it: `python -m tests.gui.gallery FOLDER --languages fr xx --scales 200 --schemes contrast_light`.
"""

import argparse
import datetime as dt
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from leakverify.case.vault import Vault
from leakverify.gui.dialogs import closing_sheet, keys_sheet, offline_sheet
from leakverify.gui.limits_sheet import limits_sheet
from leakverify.gui.main_window import MainWindow
from leakverify.gui.session import Session
from leakverify.gui.steps import ROWS
from leakverify.gui.theme import Look, Scheme
from leakverify.gui.widgets.guard import PlainTextGuard
from leakverify.model.messages import AskFacet, Facet
from leakverify.words import program_help
from leakverify.words.language import OWN_NAMES
from tests.checks.population import listed
from tests.engine.old_leaks_bench import added
from tests.gui import faults
from tests.gui.pictures import KNOWN, PANES, play, settle
from tests.gui.stage import COLUMNS, FakeDesk
from tests.pseudo import CATALOGUES, pseudo_languages

LANGUAGES = ("en", "fr", "fa")
SCHEMES = (Scheme.LIGHT, Scheme.DARK)
SCALES = (100, 200)
SIZE = (1360, 860)
WAIT_MS = 90
DATA = frozenset(
    {
        *" ".join(OWN_NAMES.values()).split(),
        *("sample", "csv", "cp1252", "mail", "lvvault", "older"),
        *(name for name, *_rest in COLUMNS),
        *faults.WORD.findall(str(KNOWN)),
        *(
            w
            for p in program_help.parts()
            for r in p.rows
            for c in r
            for w in faults.WORD.findall(c)
        ),
    }
)
Screen = tuple[str, Callable[[], QWidget]]


class Gallery:
    """One window through all its looks."""

    def __init__(self, folder: Path, app: QApplication, part: argparse.Namespace) -> None:
        self._folder, self._part = folder, part
        self._look = Look(app)
        self._look.apply(scheme=Scheme.LIGHT)
        self._desk = FakeDesk(dt.date(2026, 11, 22))
        self._session = Session(self._desk.desk())
        self._window = MainWindow(self._session, self._look)
        self._window.show()
        self._sheets: list[QDialog] = []
        self.faults: Counter[tuple[str, str, str]] = Counter()
        self.told: list[str] = []
        self.pictures = 0

    def walk(self) -> None:
        """All looks of an empty window, then of one with a result and everything beside it."""
        for kind, screens in (("empty", self._panes), ("full", self._everything)):
            if kind == "full":
                self._fill()
            for code in self._part.languages:
                self._window.tongue.choose(code)
                settle(WAIT_MS)
                self._looks(code, kind, screens)
        self._window.tongue.choose("en")
        self._window.close()

    def _fill(self) -> None:
        self._session.choices.set_outside(KNOWN)
        play(self._session, self._desk, self._folder)
        with Vault.create(self._folder / "older.lvvault", "word") as vault:
            added(vault, "⟦A club, 2021⟧", listed(range(300), "club"), leaked="2021-03-04")
        self._window.aside.show_vault()

    def _looks(self, code: str, kind: str, screens: Callable[[], Iterator[Screen]]) -> None:
        schemes = self._part.schemes
        for scale in self._part.scales:
            for scheme in schemes[:1] if code in CATALOGUES else schemes:
                self._look.apply(scheme=scheme, scale=scale / 100)
                self._window.resize(*SIZE)
                for name, show in screens():
                    self._shoot(code, scheme, scale, f"{kind}-{name}", show)

    def _shoot(
        self, code: str, scheme: Scheme, scale: int, name: str, show: Callable[[], QWidget]
    ) -> None:
        shown = show()
        settle(WAIT_MS)
        if code not in CATALOGUES:
            path = self._folder / f"{code}-{scheme.value}-{scale}-{name}.png"
            shown.grab().save(str(path))
            self.pictures += 1
        if scheme is self._part.schemes[0]:  # colours change no words and no places
            self._check(code, f"{scale} %", name, shown)
        for sheet in self._sheets:
            sheet.close()
        self._sheets.clear()

    def _check(self, code: str, scale: str, name: str, shown: QWidget) -> None:
        for kind, check in faults.CHECKS.items():
            if kind == "untranslated":
                found = faults.untranslated(shown, DATA) if code in CATALOGUES else []
                found = [text for text in found if "QComboBox" not in text]  # names of encodings
            else:
                found = check(shown)
                if found:  # labels break otherwise once they know their width
                    settle(4 * WAIT_MS)
                    found = check(shown)
            self.faults[code, scale, kind] += len(found)
            self.told += [f"{code} {scale} {name}: {kind}: {text}" for text in found]

    def _panes(self) -> Iterator[Screen]:
        for step, name in enumerate(PANES):
            yield name, lambda step=step: self._go(step)

    def _go(self, step: int) -> QWidget:
        self._window.go(step)
        if step == ROWS and self._session.is_open:
            settle()
            self._desk.analyst.answer_rows(1914, every=True)
        return self._window

    def _everything(self) -> Iterator[Screen]:
        yield from self._panes()
        yield from (("groups", self._groups), ("glance", self._glance), ("tour", self._tour))
        self._window.lessons.tour.end()
        aside, cases = self._window.aside, self._window.case_windows
        lessons = self._window.lessons
        for name, show, place in (
            ("museum", aside.show_museum, lambda: aside._museum),
            ("model-card", aside.show_model_card, lambda: aside._card),
            ("mail-help", aside.show_mail_help, lambda: aside._mail_help),
            ("about", aside.show_program_help, lambda: aside._program_help),
            ("verify", aside.show_verify, lambda: aside._verify),
            ("vault", aside.show_vault, lambda: aside._vault),
            ("history", aside.show_history, lambda: aside._history),
            ("short-form", aside.show_short_form, lambda: aside._short_form),
            ("glossary", lessons.show_glossary, lambda: lessons._glossary),
            ("practice", lessons.show_practice, lambda: lessons._practice),
            ("log", cases.show_log, lambda: cases.log),
            ("notes", cases.show_notes, lambda: cases.notes),
        ):
            yield name, lambda show=show, place=place: self._beside(show, place)
        window, session = self._window, self._session
        for name, make in (
            ("keys", lambda: keys_sheet(window, [*window.commands, *window.case_commands])),
            ("offline", lambda: offline_sheet(window, session.heard, session.look_ups)),
            ("limits", lambda: limits_sheet(window, {}, session.given.raise_limits)),
            ("closing", lambda: closing_sheet(window, lambda: None)),
        ):
            yield name, lambda make=make: self._sheet(make)

    def _groups(self) -> QWidget:
        """A column grouped beside the rows."""
        self._go(ROWS)
        pane = self._window.rows
        pane.table.setCurrentIndex(pane.model.index(1, 6))
        pane.show_facet("value")
        ask = self._desk.analyst.asked(AskFacet)[-1]
        groups = (("Paris", 478), ("Lyon", 390))
        self._desk.analyst.say(Facet(ask.token, ask.column, groups, 2, ask.kind, 1914, 1914))
        return self._window

    def _glance(self) -> QWidget:
        self._window.rows.side.close_cards()
        self._window.rows.views.show_glance()
        return self._window

    def _tour(self) -> QWidget:
        self._window.rows.views.show_table()
        self._window.lessons.start_tour()
        self._window.lessons.tour.card.next_button.click()
        return self._window

    def _beside(self, show: Callable[[], None], place: Callable[[], QDialog | None]) -> QWidget:
        show()
        made = place()
        assert made is not None
        self._sheets.append(made)
        return made

    def _sheet(self, make: Callable[[], QDialog]) -> QWidget:
        made = make()
        self._sheets.append(made)
        made.show()
        return made


def table(found: Counter[tuple[str, str, str]]) -> str:
    """How many faults each check found, by language and size."""
    kinds = tuple(faults.CHECKS)
    lines = ["language  size   " + "  ".join(f"{kind:>12}" for kind in kinds)]
    for code in (*LANGUAGES, *CATALOGUES):
        for scale in SCALES:
            size = f"{scale} %"
            numbers = (f"{found[code, size, kind]:>12}" for kind in kinds)
            lines.append(f"{code:<9} {size:<6} " + "  ".join(numbers))
    return "\n".join(lines)


def asked(words: list[str]) -> argparse.Namespace:
    """The folder, and what part of all is wanted: everything where nothing is said."""
    parser = argparse.ArgumentParser(description=__doc__)
    known = (*CATALOGUES, *OWN_NAMES)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--languages", nargs="+", choices=known, default=(*CATALOGUES, *LANGUAGES))
    parser.add_argument("--scales", nargs="+", type=int, default=SCALES)
    parser.add_argument("--schemes", nargs="+", type=Scheme, default=SCHEMES)
    return parser.parse_args(words)


def main(part: argparse.Namespace) -> int:
    """Make the pictures; 1 where something is wrong with one."""
    folder = part.folder
    folder.mkdir(parents=True, exist_ok=True)
    old = [p for code in part.languages for p in folder.glob(f"{code}-*.png")]
    for path in (*old, *folder.glob("older.lvvault*")):
        path.unlink()
    app = QApplication([])
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(folder))
    guard = PlainTextGuard(app)
    with pseudo_languages():
        gallery = Gallery(folder, app, part)
        gallery.walk()
    app.removeEventFilter(guard)
    (folder / "faults.txt").write_text("\n".join(gallery.told) + "\n", encoding="utf-8")
    sys.stdout.write(f"{table(gallery.faults)}\n{gallery.pictures} pictures in {folder}\n")
    return 1 if gallery.told else 0


if __name__ == "__main__":
    raise SystemExit(main(asked(sys.argv[1:])))
