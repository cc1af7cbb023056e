"""What a check saw."""

from dataclasses import dataclass, field

from leakverify.model.terms import Evidence, Family, Reading, State

Number = float | int | str | None
MAX_ROWS_SHOWN = 100


@dataclass(frozen=True, slots=True)
class CheckInfo:
    """A check's card. `name` is `family.slug`; `headline` names the measured number that is calibrated."""

    id: str
    name: str
    family: Family
    headline: str
    evidence: Evidence = Evidence.TRACE
    exhibit: bool = False
    hard: bool = False
    uses_order: bool = False
    needs: tuple[str, ...] = ()
    since: str = "0.1"


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows a finding names: how many, and at most 100 record numbers from 1.

    `packed` are up to a million record numbers as little-endian 32-bit integers, for the rows pane; it stays in the
    analyst and never crosses the wire.
    """

    count: int = 0
    shown: tuple[int, ...] = ()
    packed: bytes = field(default=b"", repr=False, compare=False, metadata={"wire": False})


@dataclass(frozen=True, slots=True)
class Finding:
    """One (check, binding). `measured` and `expected` are flat, finite, and never hold a cell.

    `support` is log10 LR of each accusing reading against genuine, after the caps of one check.
    `basis` tells where the weight comes from: "calibration" (m tables), "reference" (a list or exact
    arithmetic, hence an exhibit when `exhibit`), or "none". `n` is the sample size that the weight was read at.
    """

    id: str
    check: str
    family: Family
    state: State
    reason: str | None = None
    columns: tuple[str, ...] = ()
    measured: dict[str, Number] = field(default_factory=dict)
    expected: dict[str, Number] = field(default_factory=dict)
    support: dict[Reading, float] = field(default_factory=dict)
    rows: Rows = Rows()
    exhibit: bool = False
    hard: bool = False
    basis: str = "none"
    provisional: bool = False
    n: int = 0
