"""The shape that a finding counted, as a figure: hours of the week, weekdays, numbers against dates, providers, places."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from leakverify.model.claim import Claim
from leakverify.model.figure import Figure, Mark, Tick, Tone
from leakverify.model.finding import Finding
from leakverify.model.terms import State
from leakverify.reports import age
from leakverify.words.lists import chained, listed
from leakverify.words.numbers import SMALL, by_name
from leakverify.words.numbers import count as counted
from leakverify.words.phrases import N_
from leakverify.words.say import ui

HOURS: Final = tuple(f"hour_{hour:02}_count" for hour in range(24))
DAYS: Final = (
    ("monday_count", N_("Mon")),
    ("tuesday_count", N_("Tue")),
    ("wednesday_count", N_("Wed")),
    ("thursday_count", N_("Thu")),
    ("friday_count", N_("Fri")),
    ("saturday_count", N_("Sat")),
    ("sunday_count", N_("Sun")),
)
WEEK: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SIX_HOURS: Final = (0, 6, 12, 18, 24)
STEPS: Final = 12
PROVIDERS: Final = 8


@dataclass(frozen=True, slots=True)
class Around:
    """What a shape may need beside its finding: the other findings, the claim, the day, what each column holds in words."""

    findings: tuple[Finding, ...] = ()
    claim: Claim = field(default_factory=Claim)
    as_of: dt.date | None = None
    hide_small: bool = False
    roles: Mapping[str, str] = field(default_factory=dict)


def shape_of(finding: Finding, around: Around) -> Figure | None:
    """The picture of what a finding counted; None where it counted nothing that makes one. Counts of 1-4 stay hidden where asked."""
    if finding.state is not State.COMPUTED:
        return None
    made = _MAKERS.get(finding.check)
    return made(finding, around) if made else None


def hours_of_the_week(finding: Finding, around: Around) -> Figure | None:
    """Hours across, days down; the darker, the more. Findings of older versions have the hours alone."""
    grid = [_counts(finding, tuple(f"{day}_{h:02}_count" for h in range(24))) for day in WEEK]
    if not all(grid):
        return _hours(finding, around)
    most = max(max(line) for line in grid) or 1.0
    marks, spoken = [], []
    names = [ui(name) for _key, name in DAYS]
    for day, line in enumerate(grid):
        for hour, n in enumerate(line):
            said = counted(n, hide_small=around.hide_small)
            value = ui("{hour}:00, {count}").format(hour=hour, count=said)
            marks.append(
                Mark(
                    "cell",
                    hour,
                    hour + 1,
                    day,
                    Tone.SAMPLE,
                    value=value,
                    size=_seen(n, around) / most,
                )
            )
        total = counted(sum(line), hide_small=around.hide_small)
        spoken.append(f"{names[day]} {total}")
    ticks = [Tick(at, f"{at}:00") for at in SIX_HOURS]
    ticks += [Tick(day, name, lane=True) for day, name in enumerate(names)]
    summary = ui("Hours of the week, darker where more happened. By day: {days}.").format(
        days=listed(spoken)
    )
    return Figure(
        "cells",
        ui("Hours of the week"),
        summary,
        0.0,
        24.0,
        7.0,
        tuple(marks),
        tuple(ticks),
        height=170,
    )


def _seen(n: float, around: Around) -> float:
    """A count as far as it may be seen: 1-4 all look alike where they are hidden."""
    return (SMALL - 1) / 2 if around.hide_small and 0 < n < SMALL else n


def _hours(finding: Finding, around: Around) -> Figure | None:
    hours = _counts(finding, HOURS)
    if not hours:
        return None
    ticks = tuple(Tick(at, f"{at}:00") for at in SIX_HOURS)
    return _bars(ui("Hours of the day"), [f"{h}:00" for h in range(24)], hours, ticks, around)


def weekdays(finding: Finding, around: Around) -> Figure | None:
    """Seven bars beside an even spread."""
    days = _counts(finding, tuple(key for key, _name in DAYS))
    if not days:
        return None
    names = [ui(name) for _key, name in DAYS]
    ticks = tuple(Tick(at + 0.5, name) for at, name in enumerate(names))
    return _bars(ui("Days of the week"), names, days, ticks, around)


def _counts(finding: Finding, keys: tuple[str, ...]) -> list[float]:
    """The counts under these names; none where one is missing or all are zero and the map is not a week's."""
    values = [finding.measured.get(key) for key in keys]
    counts = [float(v) for v in values if isinstance(v, int | float) and v >= 0]
    return counts if len(counts) == len(keys) else []


def _bars(
    title: str, names: list[str], counts: list[float], ticks: tuple[Tick, ...], around: Around
) -> Figure | None:
    """One bar a slot, and the level at which all would be equal."""
    if not any(counts):
        return None
    even = sum(counts) / len(counts)
    shown = [counted(n, hide_small=around.hide_small) for n in counts]
    marks = [
        Mark("bar", at, at + 1, _seen(n, around), Tone.SAMPLE, value=f"{names[at]}: {shown[at]}")
        for at, n in enumerate(counts)
    ]
    level = ui("even spread: {count}").format(count=by_name("rows", even))
    marks.append(Mark("range", 0, len(counts), even, Tone.AXIS, value=level))
    spoken = listed(f"{name} {n}" for name, n in zip(names, shown, strict=True))
    top = max(counts) * 1.05
    return Figure(
        "bars", title, f"{spoken}; {level}.", 0.0, len(counts), top, tuple(marks), ticks, height=120
    )


def numbers_against_dates(finding: Finding, _around: Around) -> Figure | None:
    """Record numbers across, dates up: a staircase where both rise together, boxes at one height where they do not."""
    marks, steps = [], 0
    for step in range(1, STEPS + 1):
        low, middle, high = (
            _share(finding, f"step_{step:02}_{name}_share") for name in ("low", "middle", "high")
        )
        if low is None or middle is None or high is None:
            break
        value = ui("part {n}: half of the dates between {low} and {high} of the range").format(
            n=step, low=by_name("share", low), high=by_name("share", high)
        )
        marks.append(Mark("span", step - 1, step, low, Tone.SAMPLE, value=value, size=high))
        marks.append(Mark("range", step - 1, step, middle, Tone.AXIS))
        steps = step
    if not steps:
        return None
    since, until = finding.measured.get("from_month"), finding.measured.get("to_month")
    title = ui(
        "Record numbers from low to high; dates from {since} (below) to {until} (above)"
    ).format(since=since, until=until)
    shown = listed(by_name("share", m.y) for m in marks if m.kind == "range")
    summary = ui(
        "Rows in the order of their numbers, in {n} parts; the middle date of each part lies at {shares} of the range."
    ).format(n=steps, shares=shown)
    ticks = (Tick(0.5, ui("lowest")), Tick(steps - 0.5, ui("highest")))
    return Figure("path", title, summary, 0.0, float(steps), 1.02, tuple(marks), ticks, height=150)


def _share(finding: Finding, key: str) -> float | None:
    value = finding.measured.get(key)
    return float(value) if isinstance(value, int | float) and 0 <= value <= 1 else None


def providers(finding: Finding, around: Around) -> Figure | None:
    """The commonest public providers, each with the country where its users live, against the claim's country."""
    claimed = around.claim.country
    marks, ticks, spoken = [], [], []
    for place in range(1, PROVIDERS + 1):
        name = finding.measured.get(f"provider_{place}_domain")
        part = _share(finding, f"provider_{place}_share")
        if not isinstance(name, str) or part is None:
            break
        country = finding.measured.get(f"provider_{place}_country")
        where = country if isinstance(country, str) else ui("world")
        tone = Tone.NOTHING
        if isinstance(country, str) and claimed:
            tone = Tone.FOR if country == claimed.upper() else Tone.AGAINST
        lane = place - 1
        value = ui("{share}, {country}").format(share=by_name("share", part), country=where)
        marks.append(Mark("bar", 0.0, part, lane, tone, value=value, size=0.62))
        ticks.append(Tick(lane, f"{name} · {where}", lane=True))
        spoken.append(f"{name} ({where}) {by_name('share', part)}")
    if not marks:
        return None
    most = max(m.high for m in marks)
    title = (
        ui("Mail providers and their countries, against the claimed country {country}").format(
            country=claimed.upper()
        )
        if claimed
        else ui("Mail providers and their countries")
    )
    ticks += [Tick(at, by_name("share", at)) for at in (0.0, most)]
    return Figure(
        "mix", title, chained(spoken) + ".", 0.0, most * 1.06, float(len(marks)), tuple(marks),
        tuple(ticks), height=22 * len(marks) + 44,
    )  # fmt: skip


PLACES: Final = (N_("postcode"), N_("town"), N_("region"), N_("phone"), N_("country"))
PAIRS: Final = {"PER005": (0, 1), "PER008": (0, 2), "PER007": (0, 3), "PER004": (3, 4)}
"""Which two of the places each check holds against each other."""


def places(_finding: Finding, around: Around) -> Figure | None:
    """Each two of what tells a place: in how many rows they do not fit, the darker the more."""
    wrong = {
        PAIRS[f.check]: part
        for f in around.findings
        if f.check in PAIRS and (part := _share(f, "mismatch_share")) is not None
    }
    if not wrong:
        return None
    used = sorted({at for pair in wrong for at in pair})
    columns, lanes = used[:-1], used[1:]
    marks, spoken = [], []
    for lane, down in enumerate(lanes):
        for column, across in enumerate(columns):
            if across >= down:
                continue
            part = wrong.get((across, down))
            name = f"{ui(PLACES[down])} / {ui(PLACES[across])}"
            if part is None:
                marks.append(Mark("cell", column, column + 1, lane, Tone.NOTHING, "–", size=0.0))
                continue
            said = by_name("share", part)
            value = ui("{pair}: {share} do not fit").format(pair=name, share=said)
            marks.append(
                Mark("cell", column, column + 1, lane, Tone.AGAINST, said, value, size=part)
            )
            spoken.append(value)
    ticks = [Tick(i + 0.5, ui(PLACES[at])) for i, at in enumerate(columns)]
    ticks += [Tick(i, ui(PLACES[at]), lane=True) for i, at in enumerate(lanes)]
    return Figure(
        "cells", ui("Where places do not fit each other"), chained(spoken) + ".", 0.0,
        float(len(columns)), float(len(lanes)), tuple(marks), tuple(ticks), height=30 * len(lanes) + 44,
    )  # fmt: skip


def age_strip(_finding: Finding, around: Around) -> Figure | None:
    """The age of the list, in the detail of every finding that speaks of it."""
    return age.strip(around.findings, around.claim, around.as_of, around.roles)


_MAKERS: Final[dict[str, Callable[[Finding, Around], Figure | None]]] = {
    "TIM001": hours_of_the_week,
    "TIM002": weekdays,
    "TIM005": numbers_against_dates,
    "GEN002": providers,
    **dict.fromkeys(PAIRS, places),
    **dict.fromkeys(("TIM004", "TIM006", "TIM022", "TIM023"), age_strip),
}
