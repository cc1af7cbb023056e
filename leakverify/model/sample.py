"""The sample as received, and how it was read."""

from dataclasses import dataclass, field

from leakverify.model.looked_up import DomainCounts
from leakverify.model.terms import Stopped
from leakverify.model.tripwire import FileProperty, Tripwire


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """What the user fixed with `--read`; None means: find out.

    `password` opens protected archives and workbooks and stands in no message, log or report; `dkim_keys` are the
    lines of a key file for mail archives: `selector._domainkey.domain`, white space, the TXT record.
    """

    encoding: str | None = None
    delimiter: str | None = None
    header: bool | None = None
    table: str | None = None
    password: str | None = field(default=None, repr=False)
    dkim_keys: str | None = None


@dataclass(frozen=True, slots=True)
class DumpBanner:
    """What a database dump says of itself. Versions are digits and points, `day` is ISO; no host, user or database name is kept."""

    tool: str
    version: str | None = None
    server: str | None = None
    day: str | None = None


@dataclass(frozen=True, slots=True)
class MailSeals:
    """How many mails of a file carry a signature (DKIM), and what the keys the user gave say of it; each mail counts once.

    `keys` is how many keys were given. `verified`: signed for the sender's own domain by a given key, as it stands.
    `part_of_body`: the same, but the end of the body is not signed. `other_domain`: signed by a given key of another domain.
    `broken`: the key is there and the mail does not fit. `no_key`: the key was not given. `unchecked`: too large, cut or
    signed in a way that is not known. `unsigned`: no signature.
    """

    keys: int = 0
    verified: int = 0
    part_of_body: int = 0
    other_domain: int = 0
    broken: int = 0
    no_key: int = 0
    unchecked: int = 0
    unsigned: int = 0

    @property
    def mails(self) -> int:
        """All mails."""
        return self.signed + self.unsigned

    @property
    def signed(self) -> int:
        """Mails that carry a signature."""
        return (
            self.verified
            + self.part_of_body
            + self.other_domain
            + self.broken
            + self.no_key
            + self.unchecked
        )


@dataclass(frozen=True, slots=True)
class SampleFile:
    """One file of the sample. Row numbers count from 1, the header not counted."""

    name: str | None
    size: int | None
    sha256: str
    format: str
    encoding: str
    delimiter: str | None
    header: bool
    table: str | None
    rows_read: int
    rows_skipped: int
    bad_width: int
    bad_undecodable: int
    bad_width_rows: tuple[int, ...] = ()
    bad_undecodable_rows: tuple[int, ...] = ()
    nul_bytes: int = 0
    tables: tuple[str, ...] = ()
    dump: DumpBanner | None = None
    tripwires: tuple[Tripwire, ...] = ()
    properties: tuple[FileProperty, ...] = ()
    seals: MailSeals | None = None


@dataclass(frozen=True, slots=True)
class ColumnInfo:
    """A column as mapped. `reason` is a code of `words`; `filled` and `distinct` cover the whole sample."""

    position: int
    name: str
    role: str
    confidence: float
    reason: str
    filled: float
    distinct: int
    overruled: bool = False


@dataclass(frozen=True, slots=True)
class Sample:
    """All files of a sample with their common columns.

    `checked` is how many rows the checks saw (None: all); `mail_domains` is None where nobody asked for them.
    """

    files: tuple[SampleFile, ...]
    columns: tuple[ColumnInfo, ...] = ()
    stopped: Stopped | None = None
    checked: int | None = None
    mail_domains: DomainCounts | None = None

    @property
    def rows(self) -> int:
        """Rows read over all files."""
        return sum(f.rows_read for f in self.files)

    @property
    def examined(self) -> int:
        """Rows that the checks saw; what is concluded is concluded from these."""
        return self.rows if self.checked is None else min(self.checked, self.rows)
