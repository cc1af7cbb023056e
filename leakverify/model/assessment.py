"""All findings weighed."""

import datetime as dt
from dataclasses import dataclass, field

from leakverify.model.claim import Claim
from leakverify.model.finding import Finding, Number
from leakverify.model.glance import Glance
from leakverify.model.looked_up import LookUpInfo
from leakverify.model.outside import NOTHING, Outside
from leakverify.model.sample import Sample
from leakverify.model.terms import (
    ClaimKey,
    ClaimState,
    Confidence,
    Family,
    Reading,
    Status,
    Stopped,
)


@dataclass(frozen=True, slots=True)
class Ancestor:
    """The earlier file that covers the sample, with its share and 95 % interval."""

    file: str
    sha256: str
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class ClaimResult:
    """What can be said of one of the six claims; `reason` is a code, `basis` names check ids."""

    state: ClaimState
    reason: str
    basis: tuple[str, ...] = ()
    numbers: dict[str, Number] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Corroboration:
    """What from outside the file agrees with the claim and what does not: `people`, a party that answered, or `fact`, each once for each.

    `status` is what this allows where the file itself speaks against nothing.
    """

    agrees: tuple[str, ...] = ()
    disagrees: tuple[str, ...] = ()
    status: Status | None = None
    story_denied: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One bar of the sum that makes a reading's support: allowance, a family, an exhibit, a ceiling."""

    part: str
    value: float


@dataclass(frozen=True, slots=True)
class Weighing:
    """How one accusing reading came by its support; the steps add up to `support`."""

    reading: Reading
    support: float
    low: float
    high: float
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Need:
    """Something that would make the result another one, or that it waits for. `code` is worded by `words/needs.py`.

    `change` is how much support (log10) hangs on it, by which needs are ordered; `status` what the result would become.
    """

    code: str
    check: str = ""
    reading: Reading | None = None
    family: Family | None = None
    reason: str = ""
    change: float = 0.0
    status: Status | None = None
    numbers: dict[str, Number] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The status with everything that it stands on (CONTRACTS 2 and 3)."""

    status: Status
    leading: Reading | None
    close: tuple[Reading, ...]
    plausibility: float
    support: dict[Reading, float]
    confidence: Confidence
    fragile: bool
    ancestor: Ancestor | None
    claims: dict[ClaimKey, ClaimResult]
    weighing: tuple[Weighing, ...] = ()
    towards: Reading | None = None
    families: tuple[Family, ...] = ()
    reason: str = ""
    exhibits: tuple[str, ...] = ()
    fragile_without: tuple[str, ...] = ()
    kind_measured: bool = False
    accused: int = 0
    collections: int = 0
    accused_bound: float = 1.0
    needs: tuple[Need, ...] = ()
    corroboration: Corroboration = Corroboration()


@dataclass(frozen=True, slots=True)
class ToolInfo:
    """What made the assessment."""

    version: str
    tables: dict[str, str]
    seed: int
    as_of: dt.date
    plugins: tuple[str, ...] = ()
    isolation: str = "none"


@dataclass(frozen=True, slots=True)
class NetworkInfo:
    """What was refused and what was asked for; `look_up` is None where no mail domain was looked up."""

    attempts_refused: int = 0
    queries_made: int = 0
    cluster: str | None = None
    look_up: LookUpInfo | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything that one run says, and what is known from outside the file. A report, a window and the JSON are views of it."""

    complete: bool
    stopped: Stopped | None
    tool: ToolInfo
    claim: Claim
    sample: Sample
    verdict: Verdict
    findings: tuple[Finding, ...]
    network: NetworkInfo = NetworkInfo()
    outside: Outside = NOTHING
    glance: Glance | None = None
