"""Makes a picture of every pane, light, dark and in high contrast, at 100 and 200 %, to be looked at.

`xvfb-run -a -s "-screen 0 2800x1800x24" env QT_QPA_PLATFORM=xcb python -m tests.gui.pictures FOLDER [FILE|LANGUAGE]`.
With a FILE the real analyst reads it; without, the tests' fake plays its part. `QT_SCALE_FACTOR=2` doubles pixels.
"""

import datetime as dt
import sys
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from leakverify.case.vault import Vault
from leakverify.gui.heard import Phase
from leakverify.gui.learning.pages import GlossaryWindow, PaneHelpWindow
from leakverify.gui.main_window import MainWindow
from leakverify.gui.session import Session
from leakverify.gui.steps import CHECKS, ROWS
from leakverify.gui.theme import Look, Scheme
from leakverify.gui.vault.keeper import Keeper
from leakverify.gui.vault.window import VaultWindow
from leakverify.gui.widgets.guard import PlainTextGuard
from leakverify.gui.wiring import real_desk
from leakverify.model.outside import (
    Admiralty,
    Fits,
    Outside,
    OutsideFact,
    Party,
    Response,
    Stance,
)
from leakverify.words import vault as words
from leakverify.words.language import OWN_NAMES, SOURCE
from tests.checks.population import listed
from tests.engine.old_leaks_bench import added
from tests.gui.case.series import Series as Cases
from tests.gui.mail_domains.series import Series
from tests.gui.people.series import People
from tests.gui.rows_series import RowsSeries
from tests.gui.stage import FakeDesk, play_run, play_to_columns
from tests.gui.verdict.series import VerdictSeries

PANES = ("sample", "claim", "columns", "checks", "verdict", "rows", "mail", "people", "report")


KNOWN = Outside(
    Admiralty("B", 2, "Right twice before"),
    (
        Response(
            Party.ORGANISATION,
            "Example Weekly",
            Stance.DENIES,
            dt.date(2026, 11, 20),
            dt.date(2026, 11, 21),
            "We saw nothing.",
        ),
        Response(Party.PROVIDER, "Example Hosting", Stance.NO_ANSWER, dt.date(2026, 11, 20)),
    ),
    (OutsideFact("Number of readers in the yearly report", Fits.AGREES, "page 7"),),
)


def settle(ms: int = 60) -> None:
    """Let the event loop run."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def play(session: Session, desk: FakeDesk, folder: Path) -> None:
    """A whole run, played."""
    path = folder / "sample.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    session.open_files([path])
    play_to_columns(desk.analyst)
    settle()
    play_run(desk.analyst)
    settle(200)
    path.unlink()


def work(session: Session, path: Path) -> None:
    """A whole run, for real."""
    session.open_files([path])
    for _ in range(600):
        settle(100)
        if session.assessment is not None or session.phase is Phase.FAILED:
            return


def shoot(window: MainWindow, folder: Path, name: str) -> None:
    """One picture of each pane."""
    for step, pane in enumerate(PANES):
        window.go(step)
        settle()
        window.grab().save(str(folder / f"{name}-{step}-{pane}.png"))


def shoot_learning(window: MainWindow, folder: Path, look: Look) -> None:
    """The file at a glance, the tour, help and glossary, over whatever is open."""
    window.rows.views.show_glance()
    for name in ("light", "dark", "dark200"):
        dark = name.startswith("dark")
        look.apply(
            scheme=Scheme.DARK if dark else Scheme.LIGHT,
            scale=2.0 if name == "dark200" else 1.0,
        )
        window.go(ROWS)
        window.rows.glance.strips.go_to(1, 400)
        settle()
        window.grab().save(str(folder / f"glance-{name}.png"))
        window.lessons.start_tour()
        window.lessons.tour.card.next_button.click()
        settle()
        window.grab().save(str(folder / f"tour-{name}.png"))
        window.lessons.tour.end()
        for kind, page in (("help", PaneHelpWindow(None, CHECKS)), ("words", GlossaryWindow(None))):
            page.resize(760, 720)
            page.show()
            settle()
            page.grab().save(str(folder / f"{kind}-{name}.png"))
            page.close()
    look.apply(scheme=Scheme.LIGHT, scale=1.0)
    window.rows.views.show_table()


def shoot_vault(session: Session, folder: Path, look: Look) -> None:
    """The window of older leaks, without a vault and with one, for a session without a sample."""
    shown = VaultWindow(None, Keeper(session))
    shown.resize(860, 640)
    shown.show()
    for name in ("empty", "light", "dark", "dark200"):
        if name == "light":
            with Vault.create(folder / "older.lvvault", "word") as vault:
                added(
                    vault,
                    "Members of a club, 2021",
                    listed(range(300), "club"),
                    leaked="2021-03-04",
                )
                added(vault, "Customers of a shop", listed(range(250, 420), "shop"))
            shown.keeper.open(folder / "older.lvvault", "word")
        look.apply(
            scheme=Scheme.DARK if name.startswith("dark") else Scheme.LIGHT,
            scale=2.0 if name == "dark200" else 1.0,
        )
        while shown.keeper.job.is_running:
            settle()
        settle(200)
        shown.grab().save(str(folder / f"vault-{name}.png"))
    shoot_exchange(shown, folder, look)
    shown.close()
    look.apply(scheme=Scheme.LIGHT, scale=1.0)


def shoot_large_and_small(window: MainWindow, folder: Path, look: Look) -> None:
    """Twice as large, and in the smallest window."""
    look.apply(scheme=Scheme.DARK, scale=2.0)
    shoot(window, folder, "dark200")
    look.apply(scale=1.0)
    window.resize(1024, 600)
    shoot(window, folder, "small")


def shoot_rest(window: MainWindow, fake: FakeDesk, folder: Path, look: Look) -> None:
    """What lies beside the panes."""
    shoot_learning(window, folder, look)
    shoot_vault(Session(fake.desk()), folder, look)


def shoot_exchange(shown: VaultWindow, folder: Path, look: Look) -> None:
    """The three steps of a private comparison, the last with a result."""
    shown.compare_button.click()
    sheet = shown.exchange
    for name in ("light", "dark", "dark200"):
        look.apply(
            scheme=Scheme.DARK if name.startswith("dark") else Scheme.LIGHT,
            scale=2.0 if name == "dark200" else 1.0,
        )
        for step, page in enumerate(sheet.pages):
            sheet.show_step(step)
            if step == 2:
                page.asked.take(folder / "leakverify-question.bin")
                page.tell(words.compared_lines(120, 150, 410, 0.727, 0.861))
            settle(100)
            sheet.grab().save(str(folder / f"exchange-{step + 1}-{name}.png"))
    sheet.close()


def main(folder: Path, sample: Path | None, tongue: str) -> None:
    """Make all pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(folder))
    guard = PlainTextGuard(app)
    look = Look(app)
    fake = FakeDesk(dt.date(2026, 11, 22))
    session = Session(real_desk(folder) if sample else fake.desk())
    look.apply(scheme=Scheme.LIGHT)
    window = MainWindow(session, look)
    window.resize(1360, 860)
    window.show()
    window.tongue.choose(tongue)
    settle(200)
    shoot(window, folder, "empty")
    session.choices.set_outside(KNOWN)
    if sample:
        work(session, sample)
    else:
        play(session, fake, folder)
    for scheme in (Scheme.LIGHT, Scheme.DARK, Scheme.CONTRAST_LIGHT, Scheme.CONTRAST_DARK):
        look.apply(scheme=scheme)
        settle()
        window.resize(1360, 860)
        if not sample:
            window.go(5)
            settle()
            fake.analyst.answer_rows(1914)
        shoot(window, folder, scheme.value)
    shoot_large_and_small(window, folder, look)
    if not sample:
        for made in (
            RowsSeries(window, fake, folder, settle),
            Series(window, fake, folder, settle),
            People(window, session, fake, folder, settle),
            Cases(window, fake, folder, settle),
        ):
            made.shoot_all(look)
        window.resize(1360, 860)
        VerdictSeries(look, folder, settle).shoot_all()
    shoot_rest(window, fake, folder, look)
    session.veil.reveal()
    shoot(window, folder, "shown")
    window.close()
    app.removeEventFilter(guard)


if __name__ == "__main__":
    asked = sys.argv[2] if len(sys.argv) > 2 else SOURCE
    if asked in OWN_NAMES:
        main(Path(sys.argv[1]), None, asked)
    else:
        main(Path(sys.argv[1]), Path(asked), SOURCE)
