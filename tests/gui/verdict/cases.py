"""Assessments of every kind that the page must bear."""

import datetime as dt
from dataclasses import replace

from leakverify.model.assessment import (
    Assessment,
    ClaimResult,
    Step,
    Weighing,
)
from leakverify.model.claim import Claim
from leakverify.model.finding import Finding, Rows
from leakverify.model.terms import (
    ClaimKey,
    ClaimState,
    Confidence,
    Family,
    Reading,
    State,
    Status,
    Stopped,
)
from tests.gui.stage import FakeDesk, assessment, finding

GERMAN = "Rechnungsempfängeranschriftenzusatzbezeichnung_Kundenstammdatenübernahme_2019"
PERSIAN = "نام خانوادگی مشترک"
EVIL = "<b>x</b>\u202egnp.exe & <img src=x>"


class Terms:
    claim = Claim()
    seed = 0
    as_of = dt.date(2026, 11, 22)


def weighing(reading, *values, spread=0.4):
    parts = ("allowance", "structure", "generator", "exhibit:GEN003")
    steps = tuple(Step(part, value) for part, value in zip(parts, values, strict=False))
    total = round(sum(values), 6)
    return Weighing(reading, total, total - spread, total + spread, steps)


WEIGHINGS = (
    weighing(Reading.RECYCLED, -0.42, 0.1),
    weighing(Reading.STITCHED, -0.42, 0.9, 0.5),
    weighing(Reading.FABRICATED, -0.42, 0.8, 0.9, 2.0),
    weighing(Reading.TAMPERED, -0.42, -0.3),
)
CLAIMS = {
    ClaimKey.REAL_PEOPLE: ClaimResult(ClaimState.CONTRADICTED, "reads_invented", ("GEN003",)),
    ClaimKey.ORGANISATION: ClaimResult(ClaimState.NOT_TESTED, "no_organisation"),
    ClaimKey.PERIOD: ClaimResult(ClaimState.COMPATIBLE, "dates_within", ("TIM004",)),
    ClaimKey.SIZE: ClaimResult(ClaimState.NOT_TESTED, "sample_only", (), {"rows_count": 1914}),
    ClaimKey.UNALTERED: ClaimResult(ClaimState.NOT_TESTED, "no_seam"),
    ClaimKey.AUTHOR: ClaimResult(ClaimState.OUTSIDE, "outside"),
}


def named(check, support, *columns, rows=0, family=Family.GENERATOR, **measured):
    return Finding(
        id=f"{check}:{','.join(columns)}",
        check=check,
        family=family,
        state=State.COMPUTED,
        columns=columns,
        measured=measured,
        support={Reading.FABRICATED: support},
        rows=Rows(rows, tuple(range(1, min(rows, 100) + 1))),
        exhibit=rows > 0,
    )


def hours(peak):
    return {f"hour_{h:02}_count": (peak if 9 <= h < 18 else 2) for h in range(24)}


FINDINGS = (
    named("GEN003", 2.0, "ville", "phone", rows=659, invented_rows=659, town_rows=900,
          invented_share=0.79, town_count=758, unknown_share=0.79, grammar="faker.fr_FR"),
    named("TIM001", 0.9, "created_at", family=Family.TIMELINE, unevenness=0.01, rows_count=1914,
          quietest_six_hours_share=0.22, **hours(40)),
    named("STR007", 0.6, family=Family.STRUCTURE, linked_steady=0.13, linked_share=0.05, linked_count=3,
          pairs_count=55, compared_rows=900),
    named("GEN002", 0.5, GERMAN, PERSIAN, "e-mail", "ville", "notes", flat_share=0.9),
    named("PER006", -0.4, "e-mail", "Nachname", rows=712, name_share=0.5, name_count=712,
          people_count=1351),
    named("PER001", 0.35, EVIL, invalid_rows=5, address_rows=1351, invalid_share=0.004),
    named("STR001", 0.05, rows_count=900, copies_count=0, copies_share=0.0),
    finding("NUM001", 0.0, 0, state=State.NOT_APPLICABLE, reason="NARROW_RANGE"),
    finding("NUM006", 0.0, 0, state=State.FAILED, reason="CHECK_FAILED"),
)  # fmt: skip


def accusing(found=FINDINGS, **changes) -> Assessment:
    made = assessment(found, Terms())
    changes = {"weighing": WEIGHINGS, "claims": CLAIMS, **changes}
    verdict = replace(made.verdict, **changes)
    return replace(made, verdict=verdict)


def of(kind: str) -> Assessment:
    """The assessment of a kind."""
    calm = {"weighing": tuple(weighing(w.reading, -0.42, 0.4) for w in WEIGHINGS)}
    match kind:
        case "accusing":
            return accusing()
        case "close":
            return accusing(close=(Reading.STITCHED, Reading.FABRICATED))
        case "fragile":
            return accusing(fragile=True, fragile_without=("GEN003", "STR007"))
        case "unverified":
            return accusing(status=Status.UNVERIFIED, leading=Reading.GENUINE, **calm)
        case "cannot_tell":
            return accusing(
                status=Status.CANNOT_TELL,
                leading=None,
                towards=Reading.FABRICATED,
                confidence=Confidence.LOW,
                **calm,
            )
        case "cancelled":
            return replace(accusing(FINDINGS[:3]), complete=False, stopped=Stopped.CANCELLED)
        case _:
            return accusing(
                (), status=Status.CANNOT_TELL, leading=None, reason="few_rows", weighing=()
            )


KINDS = ("accusing", "close", "fragile", "unverified", "cannot_tell", "cancelled", "nothing")


class PlayedDesk(FakeDesk):
    """Weighs everything to the assessment that the test wants."""

    kind = "accusing"

    def _weigh(self, said, terms):
        return of(self.kind)
