"""Every screen in light and dark, in English, French and Persian, at 100 and 200 %: pictures to be looked at, and a table of faults.

`make pictures` runs it under Xvfb into build/pictures/. It ends with 1 where a check has found something. Names of pictures:
`LANGUAGE-SCHEME-SCALE-STATE.png`. What is not translated is asked of the pseudo-languages `xx` and `xr`, of which no pictures are kept.
A part of it: `python -m tests.gui.gallery FOLDER --languages fr xx --scales 200 --schemes contrast-light --only verdict case --small`.
"""

import argparse
import datetime as dt
import gc
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSettings
from PySide6.QtWidgets import QApplication

from leakverify.engine import short_form
from leakverify.engine.export import Asked
from leakverify.engine.writer_client import render_pdf
from leakverify.gui.desk import Ask, Desk, Wanted
from leakverify.gui.main_window import MainWindow
from leakverify.gui.session import Session
from leakverify.gui.theme import Look, Scheme
from leakverify.gui.widgets.guard import PlainTextGuard
from leakverify.model.assessment import Assessment
from leakverify.words import program_help
from leakverify.words.beside import finding_beside
from leakverify.words.language import OWN_NAMES, SOURCE
from tests.gui import faults, scenes
from tests.gui.camera import SIZE, SMALL, Camera, Looks, Studio, settle
from tests.gui.case.series import Series as Cases
from tests.gui.learning.test_practice import PLAYED
from tests.gui.mail_domains.series import Series as Mail
from tests.gui.people.series import People
from tests.gui.rows_series import RowsSeries
from tests.gui.stage import COLUMNS
from tests.gui.verdict.cases import FINDINGS, GERMAN, PERSIAN, PlayedDesk
from tests.gui.verdict.series import VerdictSeries
from tests.pseudo import CATALOGUES, pseudo_languages

LANGUAGES = ("en", "fr", "fa")
SCHEMES = (Scheme.LIGHT, Scheme.DARK)
SCALES = (100, 200)
DAY = dt.date(2026, 11, 22)
DATA = frozenset(
    {
        *" ".join(OWN_NAMES.values()).split(),
        *("sample", "csv", "cp1252", "mail", "lvvault", "older", "members", "zip", "subscribers"),
        *faults.WORD.findall(
            "leakverify-question.bin canary-service.org orange.fr voila.fr AB, CD Subscribers Hebdo"
        ),
        *faults.WORD.findall("q7x2kd9vbn4m1tz8.com 9.9.9.9#dns.quad9.net mx1.mail.example"),
        *faults.WORD.findall(f"{GERMAN} {PERSIAN}"),
        *(w for f in FINDINGS for w in faults.WORD.findall(str(finding_beside(f)))),
        *(name for name, *_rest in COLUMNS),
        *faults.WORD.findall(str(scenes.KNOWN)),
        *(
            w
            for p in program_help.parts()
            for r in p.rows
            for c in r
            for w in faults.WORD.findall(c)
        ),
    }
)
SCENES: dict[str, Callable[[Studio], None]] = {
    "panes": scenes.panes,
    "rows": lambda studio: RowsSeries(studio).shoot(),
    "tour": scenes.tour,
    "menus": scenes.menus,
    "beside": scenes.beside,
    "vault": scenes.vault,
    "sheets": scenes.sheets,
    "mail": lambda studio: Mail(studio).shoot(),
    "people": lambda studio: People(studio).shoot(),
    "verdict": lambda studio: VerdictSeries(studio).shoot(),
    "case": lambda studio: Cases(studio).shoot(),
}
"""What is played once there is a result, in this order."""


def drawn(assessment: Assessment, wanted: Wanted, _ask: Ask) -> bytes:
    """A short form, drawn by the real writer; no string of the played sample is a personal cell."""
    asked = Asked(lambda _texts: frozenset(), lambda _f, _n: ((), ()), render_pdf)
    return short_form.drawn(assessment, wanted.ending, asked, named=wanted.named)[0]


def desk_of(played: PlayedDesk) -> Desk:
    """The played desk, drawing and practising too."""
    return replace(
        played.desk(), short_form=drawn, practise=lambda seed, _cancel: replace(PLAYED, seed=seed)
    )


def walk(camera: Camera, code: str, wanted: list[str]) -> None:
    """One language: a window that is empty, then one that was filled in English and speaks it from then on."""
    played = PlayedDesk(DAY)
    session = Session(desk_of(played))
    window = MainWindow(session, camera.look)
    camera.window, camera.code = window, code
    camera.dress()
    studio = Studio(window, session, played, camera.folder, camera)
    window.show()
    try:
        window.tongue.choose(code)
        if not wanted or "empty" in wanted:
            scenes.empty(studio)
        camera.dress()
        window.tongue.choose(SOURCE)
        session.choices.set_outside(scenes.KNOWN)
        studio.play()
        window.tongue.choose(code)
        settle(200)
        for name, play in SCENES.items():
            if not wanted or name in wanted:
                play(studio)
                camera.dress()
    finally:
        window.tongue.choose(SOURCE)
        window.cabinet.start_over()
        session.close()
        window.close()
        window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()


def table(found: Counter[tuple[str, str, str]], codes: list[str], scales: list[int]) -> str:
    """How many faults each check found, by language and size."""
    kinds = tuple(faults.CHECKS)
    lines = ["language  size   " + "  ".join(f"{kind:>12}" for kind in kinds)]
    for code in codes:
        for scale in scales:
            size = f"{scale} %"
            numbers = (f"{found[code, size, kind]:>12}" for kind in kinds)
            lines.append(f"{code:<9} {size:<6} " + "  ".join(numbers))
    return "\n".join(lines)


def asked_for(words: list[str]) -> argparse.Namespace:
    """The folder, and what part of all is wanted: everything where nothing is said."""
    parser = argparse.ArgumentParser(description=__doc__)
    known = (*CATALOGUES, *OWN_NAMES)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--languages", nargs="+", choices=known, default=(*CATALOGUES, *LANGUAGES))
    parser.add_argument("--scales", nargs="+", type=int, default=SCALES)
    parser.add_argument("--schemes", nargs="+", type=Scheme, default=SCHEMES)
    parser.add_argument("--scenes", nargs="+", choices=("empty", *SCENES), default=[])
    parser.add_argument("--only", nargs="+", default=[], help="words in the names of states")
    parser.add_argument("--small", action="store_true", help="in the smallest window")
    return parser.parse_args(words)


def main(part: argparse.Namespace) -> int:
    """Make the pictures; 1 where something is wrong with one."""
    folder = part.folder
    folder.mkdir(parents=True, exist_ok=True)
    if not part.scenes and not part.only:
        for path in (p for code in part.languages for p in folder.glob(f"{code}-*.png")):
            path.unlink()
    app = QApplication([])
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(folder))
    guard = PlainTextGuard(app)
    look = Look(app)
    look.apply(scheme=Scheme.LIGHT)
    looks = Looks(SMALL if part.small else SIZE, part.only)
    camera = Camera(folder, look, looks, DATA)
    with pseudo_languages(), pytest.MonkeyPatch.context() as patch:
        scenes.make_cheap(patch)
        for code, scale, scheme in product(part.languages, part.scales, part.schemes):
            camera.scale, camera.scheme = scale, scheme
            camera.checks = scheme is part.schemes[0]  # colours change no words and no places
            if camera.checks or code not in CATALOGUES:
                walk(camera, code, part.scenes)
    app.removeEventFilter(guard)
    (folder / "faults.txt").write_text("\n".join(camera.told) + "\n", encoding="utf-8")
    sys.stdout.write(f"{table(camera.counted, part.languages, part.scales)}\n")
    sys.stdout.write(f"{camera.pictures} pictures in {folder}\n")
    return 1 if camera.told else 0


if __name__ == "__main__":
    raise SystemExit(main(asked_for(sys.argv[1:])))
