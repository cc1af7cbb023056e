"""Every screen in light and dark, in English, French and Persian, at 100 and 200 %: pictures to be looked at, and a table of faults.

`make pictures` runs it under Xvfb into build/pictures/. It ends with 1 where a check has found something. Names of pictures:
`LANGUAGE-SCHEME-SCALE-SCREEN.png`. What is not translated is asked of the pseudo-languages `xx` and `xr`, of which no pictures are kept.
"""

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
from leakverify.words.language import OWN_NAMES
from tests.checks.population import listed
from tests.engine.old_leaks_bench import added
from tests.gui import faults
from tests.gui.pictures import KNOWN, PANES, play, settle
from tests.gui.stage import COLUMNS, FakeDesk
from tests.pseudo import CATALOGUES, pseudo_languages

LANGUAGES = ("en", "fr", "fa")
SCHEMES = (Scheme.LIGHT, Scheme.DARK)
SCALES = (1.0, 2.0)
SIZE = (1360, 860)
WAIT_MS = 90
DATA = frozenset(
    {
        *" ".join(OWN_NAMES.values()).split(),
        *("sample", "csv", "cp1252", "mail", "lvvault", "older"),
        *(name for name, *_rest in COLUMNS),
    }
)
Screen = tuple[str, Callable[[], QWidget]]


class Gallery:
    """One window through all its looks."""

    def __init__(self, folder: Path, app: QApplication) -> None:
        self._folder = folder
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
            for code in (*CATALOGUES, *LANGUAGES):
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
        schemes = SCHEMES[:1] if code in CATALOGUES else SCHEMES
        for scale in SCALES:
            for scheme in schemes:
                self._look.apply(scheme=scheme, scale=scale)
                self._window.resize(*SIZE)
                for name, show in screens():
                    self._shoot(code, scheme, scale, f"{kind}-{name}", show)

    def _shoot(
        self, code: str, scheme: Scheme, scale: float, name: str, show: Callable[[], QWidget]
    ) -> None:
        shown = show()
        settle(WAIT_MS)
        if code not in CATALOGUES:
            path = self._folder / f"{code}-{scheme.value}-{round(scale * 100)}-{name}.png"
            shown.grab().save(str(path))
            self.pictures += 1
        if scheme is SCHEMES[0]:  # colours change no words and no places
            self._check(code, f"{round(scale * 100)} %", name, shown)
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
            self._desk.analyst.answer_rows(1914)
        return self._window

    def _everything(self) -> Iterator[Screen]:
        yield from self._panes()
        aside, cases = self._window.aside, self._window.case_windows
        for name, show, place in (
            ("museum", aside.show_museum, lambda: aside._museum),
            ("model-card", aside.show_model_card, lambda: aside._card),
            ("mail-help", aside.show_mail_help, lambda: aside._mail_help),
            ("about", aside.show_program_help, lambda: aside._program_help),
            ("verify", aside.show_verify, lambda: aside._verify),
            ("vault", aside.show_vault, lambda: aside._vault),
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
            size = f"{round(scale * 100)} %"
            numbers = (f"{found[code, size, kind]:>12}" for kind in kinds)
            lines.append(f"{code:<9} {size:<6} " + "  ".join(numbers))
    return "\n".join(lines)


def main(folder: Path) -> int:
    """Make all pictures; 1 where something is wrong with one."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in (*folder.glob("*.png"), *folder.glob("older.lvvault*")):
        old.unlink()
    app = QApplication([])
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(folder))
    guard = PlainTextGuard(app)
    with pseudo_languages():
        gallery = Gallery(folder, app)
        gallery.walk()
    app.removeEventFilter(guard)
    (folder / "faults.txt").write_text("\n".join(gallery.told) + "\n", encoding="utf-8")
    sys.stdout.write(f"{table(gallery.faults)}\n{gallery.pictures} pictures in {folder}\n")
    return 1 if gallery.told else 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
