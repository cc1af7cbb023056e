"""What the gallery looks at beside the series of single panes: panes as they begin and end, the windows beside, the sheets, the tour, the menu."""

import datetime as dt
import hashlib
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from leakverify.case import passphrase_key
from leakverify.case.vault import Vault
from leakverify.gui.calls.bound_sheet import BoundSheet
from leakverify.gui.case.ending import certificate_sheet
from leakverify.gui.claim.entry_sheet import EntrySheet
from leakverify.gui.claim.outside_form import answer_form, fact_form
from leakverify.gui.dialogs import closing_sheet, keys_sheet, offline_sheet, sorry_sheet
from leakverify.gui.limits_sheet import limits_sheet
from leakverify.gui.steps import CHECKS, CLAIM, COLUMNS, REPORT, SAMPLE, VERDICT
from leakverify.model.messages import AskPile
from leakverify.model.outside import (
    Admiralty,
    FindingMark,
    Fits,
    Outside,
    OutsideFact,
    Party,
    Response,
    Stance,
    Stand,
)
from leakverify.model.purge import Certificate
from leakverify.model.terms import Reading, Role
from leakverify.words import vault as words
from leakverify.words.tour import STOPS
from tests.checks.population import listed
from tests.engine.old_leaks_bench import added
from tests.gui.camera import PANES, Studio, settle, wait
from tests.gui.museum.test_museum import result
from tests.gui.vault.test_vault import answer
from tests.gui.verify.test_verify import compared

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
PROBLEMS = (
    ("NOT_A_FILE", {}, ""),
    ("PASSWORD_NEEDED", {}, "members.zip"),
    ("ARCHIVE_RATIO", {"limit": 200, "member": 3}, "members.zip"),
    ("NOT_FOUND", {}, "subscribers.csv"),
)
CERTIFICATE = Certificate(
    "c" * 32, "2026-11-22T09:00:00Z", "2026-11-22T10:00:00Z", "AB", ("8df500ea" * 8,), 7, "d" * 64,
    180_224, ("solid_state", "memory"),
)  # fmt: skip


def make_cheap(patch: pytest.MonkeyPatch) -> None:
    """Passphrases stretched by a hash: no picture shows how long Argon2id takes."""

    def derive(word: str, salt: bytes) -> bytes:
        if not word:
            raise ValueError
        return hashlib.blake2b(word.encode(), key=salt, digest_size=32).digest()

    patch.setattr(passphrase_key, "derive", derive)


def empty(studio: Studio) -> None:
    """Every pane before there is anything, what can go wrong with a file, and the offer of a tour."""
    for step, name in enumerate(PANES):
        studio.shoot(f"empty-{name}", step)
    opening = studio.window.opening
    for code, place, subject in PROBLEMS:
        opening.add_problem(code, place, subject)
    studio.shoot("empty-problems", SAMPLE)
    opening.clear_problems()
    opening.offer_tour()
    studio.shoot("empty-offer", SAMPLE)
    opening.offer.hide()


def panes(studio: Studio) -> None:
    """Every pane of a result, to its end, and the report in its forms."""
    for step, name in enumerate(PANES):
        studio.shoot(f"full-{name}", step)
        if step in {CLAIM, COLUMNS, CHECKS, VERDICT}:
            studio.shoot(f"full-{name}-below", step, 1.0)
    export = studio.window.export
    export._editions.button(1).click()
    studio.shoot("full-report-full", REPORT)
    export._editions.button(0).click()
    export._formats.button(3).click()
    studio.shoot("full-report-dossier", REPORT)
    export.add_problem("TEXTS_WITHHELD", {"number": 3})
    studio.shoot("full-report-withheld", REPORT, 1.0)
    export.notices.clear()
    export._formats.button(0).click()
    studio.window.running.notices.add("MEMORY_LIMIT", {})
    studio.shoot("full-checks-problem", CHECKS)
    studio.window.running.notices.clear()


def tour(studio: Studio) -> None:
    """Every stop."""
    window = studio.window
    window.lessons.start_tour()
    for at in range(len(STOPS)):

        def show(at: int = at) -> QWidget:
            window.lessons.tour._go(at)
            settle()
            return window

        studio.camera.take(f"tour-{at + 1}", show)
    window.lessons.tour.end()


def menus(studio: Studio) -> None:
    """The menu, and those inside it."""
    window = studio.window
    for at, menu in enumerate((window._menu, *window._menu.findChildren(QMenu))):

        def show(menu: QMenu = menu) -> QWidget:
            menu.popup(window.mapToGlobal(window.rect().topLeft()))
            return menu

        studio.camera.take(f"menu-{at}", show)


def beside(studio: Studio) -> None:
    """The windows beside the main one, with something in them."""
    _decide(studio)
    window = studio.window
    aside, cases, lessons = window.aside, window.case_windows, window.lessons
    for name, show, place in (
        ("museum", aside.show_museum, lambda: aside._museum),
        ("model-card", aside.show_model_card, lambda: aside._card),
        ("mail-help", aside.show_mail_help, lambda: aside._mail_help),
        ("about", aside.show_program_help, lambda: aside._program_help),
        ("verify", aside.show_verify, lambda: aside._verify),
        ("history", aside.show_history, lambda: aside._history),
        ("short-form", aside.show_short_form, lambda: aside._short_form),
        ("glossary", lessons.show_glossary, lambda: lessons._glossary),
        ("practice", lessons.show_practice, lambda: lessons._practice),
        ("log", cases.show_log, lambda: cases.log),
        ("notes", cases.show_notes, lambda: cases.notes),
    ):
        studio.camera.take(f"beside-{name}", lambda s=show, p=place: _shown(s, p))
    _with_results(studio)


def _decide(studio: Studio) -> None:
    """Some decisions for the history, one of them taken back."""
    session = studio.session
    studio.decide(lambda: session.overrule("e-mail", Role.USERNAME))
    session.choices.mark(
        "GEN003:ville,phone", FindingMark("GEN003:ville,phone", Stand.EXPLAINED, "A pun")
    )
    studio.decide(lambda: session.overrule("e-mail", Role.EMAIL))
    studio.decide(session.choices.undo_stack.undo)


def _shown(show: Callable[[], None], place: Callable[[], QDialog | None]) -> QWidget:
    """A window beside, once its work is done."""
    show()
    made = place()
    assert made is not None
    job = getattr(made, "job", None) or getattr(made, "_job", None)
    wait(lambda: job is None or not job.is_running)
    return made


def _with_results(studio: Studio) -> None:
    """The self-test and a dossier with results, practice with an answer, help of every pane."""
    aside, lessons, window = studio.window.aside, studio.window.lessons, studio.window
    museum, verify = aside._museum, aside._verify
    if museum is not None and verify is not None:
        museum.show_result(result())
        studio.camera.take(
            "beside-museum-result", lambda: _shown(aside.show_museum, lambda: museum)
        )
        verify.show_result(compared())
        studio.camera.take(
            "beside-verify-result", lambda: _shown(aside.show_verify, lambda: verify)
        )
    practice = lessons._practice
    if practice is not None:
        practice.answer(Reading.FABRICATED)
        studio.camera.take(
            "beside-practice-told", lambda: _shown(lessons.show_practice, lambda: practice)
        )
    for step, name in enumerate(PANES):
        window.go(step)
        studio.camera.take(f"help-{name}", lambda: _pane_help(studio))


def _pane_help(studio: Studio) -> QWidget:
    before = set(studio.window.findChildren(QDialog))
    studio.window.lessons.show_pane_help()
    return next(iter(set(studio.window.findChildren(QDialog)) - before))


def vault(studio: Studio) -> None:
    """Older leaks: no vault, a passphrase, leaks, the three steps of a comparison."""
    aside = studio.window.aside
    place = studio.folder / "older.lvvault"
    for old in studio.folder.glob("older.lvvault*"):
        old.unlink()
    studio.camera.take("vault-none", lambda: _shown(aside.show_vault, lambda: aside._vault))
    aside.show_vault()
    shown = aside._vault
    for name, is_new in (("make", True), ("open", False)):
        shown.passphrase.ask(place, is_new=is_new)
        studio.camera.take(f"vault-{name}", lambda: shown, keep=True)
    shown.passphrase.hide()
    with Vault.create(place, "word") as made:
        added(made, "⟦A club, 2021⟧", listed(range(300), "club"), leaked="2021-03-04")
        added(made, "⟦A shop⟧", listed(range(250, 420), "shop"))
    shown.keeper.open(place, "word")
    wait(lambda: bool(studio.desk.analyst.asked(AskPile)))
    answer(studio.desk, listed(range(120), "club"))
    wait(lambda: not shown.keeper.job.is_running)
    settle(200)
    studio.camera.take("vault-leaks", lambda: shown, keep=True)
    shown.compare_button.click()
    sheet = shown.exchange
    for step, page in enumerate(sheet.pages):
        sheet.show_step(step)
        if step == 2:
            page.asked.take(studio.folder / "leakverify-question.bin")
            page.tell(words.compared_lines(120, 150, 410, 0.727, 0.861))
        studio.camera.take(f"vault-exchange-{step + 1}", lambda: sheet, keep=True)
    sheet.close()
    shown.close()


def sheets(studio: Studio) -> None:
    """The sheets, each made anew for each look."""
    window, session = studio.window, studio.session
    for name, make in (
        ("keys", lambda: keys_sheet(window, [*window.commands, *window.case_commands])),
        ("offline", lambda: offline_sheet(window, session.heard, session.look_ups)),
        ("limits", lambda: limits_sheet(window, {}, session.given.raise_limits)),
        ("closing", lambda: closing_sheet(window, lambda: None)),
        ("sorry", lambda: sorry_sheet(window, "ValueError pane:120 session:44")),
        ("bound", lambda: BoundSheet(window, 1914, session.call_book.sheet)),
        ("answer", lambda: EntrySheet(window, answer_form(), {})),
        ("fact", lambda: EntrySheet(window, fact_form(), {})),
        ("certificate", lambda: certificate_sheet(window, CERTIFICATE, lambda: None)),
    ):
        studio.camera.take(f"sheet-{name}", lambda make=make: _opened(make()))


def _opened(sheet: QDialog) -> QWidget:
    sheet.show()
    return sheet
