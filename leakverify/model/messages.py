"""Every message that crosses a child's pipe: frozen dataclasses, decoded field by field (CONTRACTS 6).

A frame is a 4-byte big-endian length and a UTF-8 JSON object with `t`. Nothing here trusts what it decodes: a wrong
type, range or length raises `ProtocolError`, and whoever reads ends the child.
"""

from dataclasses import dataclass, field
from typing import Final

from leakverify.model.finding import Finding
from leakverify.model.glance import Glance
from leakverify.model.look_up import SampleDomain
from leakverify.model.mapping import ColumnRole
from leakverify.model.picks import Pick
from leakverify.model.sample import ColumnInfo, SampleFile

STRATUM_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
"""A stratum's place as one character, so that a million rows are one short text."""


class ProtocolError(Exception):
    """A child said something that it may not say."""


@dataclass(frozen=True, slots=True)
class Open:
    """Open these files (absolute paths, in order) as one sample; `earlier` are older files to compare with.

    `read` holds encoding, delimiter, header, table as given by the user.
    """

    paths: tuple[str, ...]
    read: dict[str, str] = field(default_factory=dict)
    earlier: tuple[str, ...] = ()
    limits: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Run:
    """Check the sample. `roles` are the user's overrulings by column name; `claim` is the claim sheet as JSON.

    `early` asks for what the first rows show at once, which costs a second and only somebody who looks on needs.
    """

    roles: dict[str, str]
    claim: dict[str, object]
    seed: int
    as_of: str
    early: bool = True


@dataclass(frozen=True, slots=True)
class Answers:
    """What the mail domains answered: domain and `MailStatus`, for the runs that follow; `more` tells that a part follows."""

    items: tuple[tuple[str, str], ...]
    more: bool = False


@dataclass(frozen=True, slots=True)
class AskRows:
    """A page of the rows pane.

    `finding` filters to the rows of a finding id ("" all); `sort` is a column position (0 file order, negative
    descending). `column` is the first column of the page, from 1: a page has at most 256 cells a row, and fewer rows
    than asked for where they would not fit a frame. `named` are the first records that the finding names, for an analyst
    that has not run the checks itself. `seek` is a record to be found: the page begins where the page of 256 with it does.
    """

    token: int
    finding: str
    sort: int
    start: int
    count: int
    text: str = ""
    column: int = 1
    named: tuple[int, ...] = ()
    picks: tuple[Pick, ...] = ()
    seek: int = 0


@dataclass(frozen=True, slots=True)
class AskFacet:
    """The commonest groups of one column by `kind` (`picks.FACETS`), of the rows that `AskRows` would show."""

    token: int
    column: int
    kind: str
    finding: str = ""
    text: str = ""
    named: tuple[int, ...] = ()
    picks: tuple[Pick, ...] = ()


@dataclass(frozen=True, slots=True)
class Scan:
    """Which of these texts are whole personal cells of the sample?"""

    token: int
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AskDomains:
    """The domains of all columns of addresses, with what is known of each offline."""

    token: int


@dataclass(frozen=True, slots=True)
class AskStrata:
    """Which part of the sample each row belongs to, by a column (from 1) that is read as `role`."""

    token: int
    column: int
    role: str


@dataclass(frozen=True, slots=True)
class AskPile:
    """The sample's values as keyed hashes, for a vault of older leaks. `key` is the vault's, 32 hexadecimal digits.

    `links` asks for the sketch of rows as well, by which order and slips are told. Roles, claim and day as in `Run`.
    """

    token: int
    key: str
    roles: dict[str, str]
    claim: dict[str, object]
    as_of: str
    links: bool


@dataclass(frozen=True, slots=True)
class OldLeak:
    """A leak of the vault, without a key of it. Shares are those of its values that stand in another leak, and in any other.

    Kinds and labels are plain words; a header in them is a keyed hash.
    """

    number: int
    rows: int
    country: str
    providers: tuple[int, ...]
    in_order: tuple[str, ...]
    named: bool
    counts: tuple[tuple[str, int], ...]
    among: tuple[tuple[int, str, float], ...]
    coverage: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class OldPart:
    """Keys of a leak that the sample has as well, and what the leak's rows with them hold, keyed: 64-bit numbers."""

    number: int
    kind: str
    field: str
    data: bytes


@dataclass(frozen=True, slots=True)
class OldEnd:
    """All leaks have been told, for the runs that follow; `key` is the vault's, "" takes the vault away."""

    key: str


@dataclass(frozen=True, slots=True)
class Cancel:
    """Stop the run; rows stay."""


@dataclass(frozen=True, slots=True)
class Close:
    """End the child."""


@dataclass(frozen=True, slots=True)
class Ready:
    """The child is locked. `isolation` is `full`, `partial` or `none`; `details` name each layer that holds."""

    isolation: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """What was opened. Sent once when the head is read and again when all rows are."""

    files: tuple[SampleFile, ...]
    final: bool
    tables: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Columns:
    """The mapping, with up to 5 example cells a column for the columns pane (masked by whoever shows them).

    `more` tells that further columns follow in the next frame; the client joins the parts before anybody hears.
    """

    columns: tuple[ColumnInfo, ...]
    guesses: tuple[ColumnRole, ...]
    examples: tuple[tuple[str, ...], ...]
    more: bool = False


@dataclass(frozen=True, slots=True)
class ProgressMade:
    """How far a stage has come."""

    stage: str
    done: int
    total: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class RowsRead:
    """How many rows have been taken in, so that a successor knows where to stop."""

    count: int


@dataclass(frozen=True, slots=True)
class FindingMade:
    """A finding, provisional while rows are still coming."""

    finding: Finding


@dataclass(frozen=True, slots=True)
class Page:
    """Rows asked for: record numbers and cells clipped to 256 characters (None: missing). `found`: place of the record sought, or -1."""

    token: int
    total: int
    start: int
    numbers: tuple[int, ...]
    rows: tuple[tuple[str | None, ...], ...]
    found: int = -1


@dataclass(frozen=True, slots=True)
class Facet:
    """The commonest groups with their counts. Where `rows` were counted of `total`, these are an estimate."""

    token: int
    column: int
    values: tuple[tuple[str, int], ...]
    distinct: int
    kind: str = "value"
    rows: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Scanned:
    """Which of the scanned texts are whole personal cells, by index."""

    token: int
    hits: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Domains:
    """The registrable domains of the addresses read so far, those with most rows first.

    `total_rows` counts filled cells of the columns of addresses (a row with two of them counts twice), `distinct` the
    distinct texts in them. `no_domain` are the cells with no domain that a name server could be asked for: they are
    counted together and never sent. `left_out` are domains beyond `limits.MAX_DOMAINS`, the rarest. `more` tells that
    further domains follow in the next frame; the client joins the parts before anybody hears.
    """

    token: int
    rows: tuple[SampleDomain, ...]
    total_rows: int
    distinct: int
    more: bool = False
    no_domain: int = 0
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Strata:
    """The parts of the sample, for a draw: a number or a public, coarse value as name, and a letter for each row.

    `rows` holds one character of `STRATUM_LETTERS` a row, in row order: the place of its stratum in `names`. No name is
    a cell. `more` tells that further rows follow in the next frame; the client joins the parts before anybody hears.
    """

    token: int
    names: tuple[str, ...]
    rows: str
    more: bool = False


@dataclass(frozen=True, slots=True)
class PileHead:
    """What a pile of keyed hashes is about to hold: distinct values by kind; names as in `OldLeak`."""

    token: int
    rows: int
    complete: bool
    country: str
    providers: tuple[int, ...]
    in_order: tuple[str, ...]
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class PilePart:
    """Some keyed hashes: 64-bit numbers, little-endian."""

    token: int
    kind: str
    field: str
    data: bytes


@dataclass(frozen=True, slots=True)
class PileEnd:
    """The pile is whole, or was stopped before."""

    token: int
    whole: bool = True


@dataclass(frozen=True, slots=True)
class AncestorSeen:
    """The older file that covers most of the sample."""

    file: str
    sha256: str
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Done:
    """A run has ended. `reason` is "" or a `Stopped` word. `checks` is how many findings were sent.

    `country` is the region (ISO alpha-2, "" none) that was assumed for rows that name none.
    """

    complete: bool
    reason: str
    rows: int
    attempts_refused: int
    checks: int
    country: str = ""


@dataclass(frozen=True, slots=True)
class Failed:
    """Something could not be done; `code` and numbers only."""

    code: str
    place: dict[str, str | int] = field(default_factory=dict)


ToChild = (
    Open
    | Run
    | Answers
    | AskRows
    | AskFacet
    | AskDomains
    | AskStrata
    | AskPile
    | OldLeak
    | OldPart
    | OldEnd
    | Scan
    | Cancel
    | Close
)
FromChild = (
    Ready
    | Source
    | Columns
    | ProgressMade
    | RowsRead
    | FindingMade
    | Page
    | Facet
    | Scanned
    | Domains
    | Strata
    | PileHead
    | PilePart
    | PileEnd
    | AncestorSeen
    | Glance
    | Done
    | Failed
)
