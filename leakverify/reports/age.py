"""The age of a list as one strip: its dates, the first and last days of its mail providers, and the claimed period."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from leakverify.model.claim import Claim
from leakverify.model.figure import Figure, Mark, Tick, Tone
from leakverify.model.finding import Finding
from leakverify.model.terms import State
from leakverify.words.lists import chained
from leakverify.words.say import ui

MONTH: Final = re.compile(r"\A(\d{4})-(0[1-9]|1[0-2])\Z")
COLUMNS: Final = 4
NAMED: Final = 3
MOST_YEARS: Final = 7
MONTHS: Final = 12
DATES: Final = "TIM006"
PROVIDERS: Final = "TIM023"
OF_DATES: Final = ("oldest_month", "early_month", "middle_month", "late_month", "newest_month")


def strip(
    findings: Iterable[Finding], claim: Claim, as_of: dt.date | None, roles: Mapping[str, str]
) -> Figure | None:
    """One strip for the whole list; None where neither a date nor a provider tells of its age.

    `roles` words what each column holds; a header may be a person's, so it is not written into a picture.
    """
    made = [f for f in findings if f.state is State.COMPUTED]
    marks, names = _claimed(claim)
    claims = len(marks)
    for finding in [f for f in made if f.check == DATES][:COLUMNS]:
        marks += _dates(finding, len(names))
        names.append(next((roles[c] for c in finding.columns if c in roles), ui("dates")))
    for kind, name in (
        ("born", ui("providers that opened")),
        ("closed", ui("providers that closed")),
    ):
        found = [m for f in made if f.check == PROVIDERS for m in _days(f, kind, len(names))]
        if found:
            marks += found
            names.append(name)
    if len(marks) == claims:
        return None
    if as_of:
        day = as_of.isoformat()
        marks.append(Mark("line", _at(as_of), _at(as_of), 0, Tone.AXIS, ui("assessed"), day))
    low, high = min(m.low for m in marks), max(m.high for m in marks)
    room = max(6.0, (high - low) * 0.06)
    ticks = [*_years(low, high), *(Tick(i, name, lane=True) for i, name in enumerate(names))]
    spoken = [f"{m.label or names[int(m.y)]}: {m.value}" for m in marks if m.value]
    return Figure(
        "strip", ui("Age of the list against the claim"), chained(spoken) + ".", low - room,
        high + room, float(len(names)), tuple(marks), tuple(ticks), height=34 * len(names) + 48,
    )  # fmt: skip


def _dates(finding: Finding, lane: int) -> Iterator[Mark]:
    """From the oldest to the newest date thin, where eight in ten lie thick, the middle one as a dot."""
    oldest, early, middle, late, newest = (_month(finding.measured.get(name)) for name in OF_DATES)
    if oldest is None or early is None or middle is None or late is None or newest is None:
        return
    whole = ui("oldest {low}, newest {high}").format(low=_said(oldest), high=_said(newest))
    most = ui("eight in ten between {low} and {high}").format(low=_said(early), high=_said(late))
    yield Mark("range", oldest, newest + 1, lane, Tone.SAMPLE, value=whole, size=0.3)
    yield Mark("range", early, late + 1, lane, Tone.SAMPLE, value=most)
    half = ui("half before {month}").format(month=_said(middle))
    yield Mark("dot", middle + 0.5, middle + 0.5, lane, Tone.SAMPLE, value=half, size=0.5)


def _days(finding: Finding, kind: str, lane: int) -> Iterator[Mark]:
    """The first or last days of some providers of the list."""
    tone = Tone.FOR if kind == "born" else Tone.AGAINST
    for place in range(1, NAMED + 1):
        name = finding.measured.get(f"{kind}_{place}_domain")
        month = _month(finding.measured.get(f"{kind}_{place}_month"))
        if isinstance(name, str) and month is not None:
            value = ui("{provider}, {month}").format(provider=name, month=_said(month))
            yield Mark("diamond", month + 0.5, month + 0.5, lane, tone, value=value)


def _claimed(claim: Claim) -> tuple[list[Mark], list[str]]:
    """What the source says, each in a lane of its own, and the claimed period behind all lanes."""
    marks: list[Mark] = []
    names: list[str] = []
    start, end = claim.period_from, claim.period_to
    if start and end:
        value = ui("{low} to {high}").format(low=start.isoformat(), high=end.isoformat())
        low, high = _at(start), max(_at(end), _at(start) + 0.5)
        marks.append(Mark("band", low, high, 0, Tone.NOTHING))
        marks.append(Mark("range", low, high, 0, Tone.NOTHING, value=value))
        names.append(ui("claimed period"))
    single = ((start, ui("claimed from")), (end, ui("claimed until")))
    for day, name in (*(() if start and end else single), (claim.stolen, ui("said to be stolen"))):
        if day:
            at = _at(day)
            marks.append(Mark("diamond", at, at, len(names), Tone.NOTHING, value=day.isoformat()))
            names.append(name)
    return marks, names


def _years(low: float, high: float) -> Iterator[Tick]:
    """The starts of years, at most a handful of them."""
    first, last = int(low // MONTHS), int(high // MONTHS) + 1
    step = max(1, -(-(last - first + 1) // MOST_YEARS))
    for year in range(first, last + 1, step):
        if low <= year * MONTHS <= high:
            yield Tick(year * MONTHS, str(year))


def _month(word: object) -> int | None:
    """A month such as 2021-04 as a number of months."""
    found = MONTH.match(word) if isinstance(word, str) else None
    return int(found[1]) * MONTHS + int(found[2]) - 1 if found else None


def _said(month: int) -> str:
    """The month in figures that every language reads."""
    return f"{month // MONTHS:04}-{month % MONTHS + 1:02}"


def _at(day: dt.date) -> float:
    """A day in months."""
    return day.year * MONTHS + day.month - 1 + (day.day - 1) / 31
