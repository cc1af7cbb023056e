"""What a report says, as finished strings and figures: the only thing that writers get.

`Report` has no field for a cell: the shareable edition is made from it. The full edition adds `Examples`, asked of the
analyst, in a type of its own. Counts of 1-4 print as `<5` in the shareable edition.
"""

from dataclasses import dataclass

from leakverify.model.figure import Figure


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and what stands beside it."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """One reading against "as claimed"; the steps add up to `total`."""

    name: str
    word: str
    steps: tuple[Pair, ...]
    total: str


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One of the six claims."""

    name: str
    state: str
    text: str
    basis: str


@dataclass(frozen=True, slots=True)
class Beside:
    """Rows that a generator makes, each on one line under a heading; they come from a bundled table, never from the sample."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FindingPage:
    """One finding in words; `id` is the finding's. `side` is `against`, `supports` or `nothing`; the writers draw its sign."""

    id: str
    check: str
    number: int
    side: str
    title: str
    family: str
    columns: tuple[str, ...]
    seen: str
    weight: str
    exhibit: bool
    why: str
    innocent: tuple[str, ...]
    settle: str
    rows: str
    figure: Figure | None = None
    shape: Figure | None = None
    beside: Beside | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A check that was not made, and why."""

    check: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Examples:
    """Rows of the sample with their cells: full edition only."""

    finding: int
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """The domains that were asked with their answers: full edition only. `more` tells of those that are not shown."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    more: str


@dataclass(frozen=True, slots=True)
class MailPart:
    """The section on mail domains, without the name of a domain.

    `kinds` are rows of kind, domains, addresses and share; `asked` says how a look-up was made, `statuses` how it was
    answered, both empty where there was none; `notes` explain the table, `said` what an answer can say and how to check it.
    """

    counted: str
    kinds: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]
    asked: tuple[Pair, ...]
    statuses: tuple[Pair, ...]
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer: a line that says who, what and when, and the words, which only the full edition has."""

    line: str
    words: str


@dataclass(frozen=True, slots=True)
class OutsidePart:
    """What does not come from the file: the mark, the calls with what may be printed, answers, facts, marks on findings."""

    marks: tuple[Pair, ...]
    people: tuple[Pair, ...]
    sentence: str
    may: tuple[str, ...]
    may_not: tuple[Pair, ...]
    answers: tuple[Answered, ...]
    facts: tuple[str, ...]
    notes: tuple[str, ...]
    on_findings: tuple[Answered, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report in one language; `words` are the fixed words of its page, by the names in words/report_words."""

    language: str
    direction: str
    title: str
    edition: str
    date: str
    headline: str
    sentences: tuple[str, ...]
    readings_figure: Figure
    readings: tuple[ReadingLine, ...]
    claims: tuple[ClaimLine, ...]
    claim_sheet: tuple[Pair, ...]
    files: tuple[tuple[Pair, ...], ...]
    columns: tuple[tuple[str, ...], ...]
    mail: MailPart
    findings: tuple[FindingPage, ...]
    skipped: tuple[Skipped, ...]
    method: tuple[str, ...]
    limits: tuple[str, ...]
    not_done: tuple[str, ...]
    next_heading: str
    next_steps: tuple[str, ...]
    measured: tuple[str, ...]
    tool: tuple[Pair, ...]
    tables: tuple[Pair, ...]
    footer: str
    words: dict[str, str]
    outside: OutsidePart | None = None
    glance: Figure | None = None
