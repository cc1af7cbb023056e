"""The words of a vault of older leaks: what is known of a leak, and the closed forms of its names and numbers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

NUMBER_BYTES: Final = 8
PART_BYTES: Final = 192_000
"""Bytes of one part of keyed hashes: 24,000 numbers, as base64 within a frame."""
MOST_KINDS: Final = 32
MOST_LABELS: Final = 32
MOST_PROVIDERS: Final = 256
MOST_LEAKS: Final = 32
"""Leaks of a vault that one sample is weighed against: those that hold most of it."""
MOST_NUMBERS: Final = 32_000_000
"""Keyed hashes of one file with its sketches: 256 MB."""
MOST_KEYS: Final = 27_000_000
"""Keyed hashes of one file without its sketches: some five million rows with five telling columns."""

_NAME: Final = r"[a-z][a-z_+]{0,39}(?::[0-9a-f]{16})?"
KIND: Final = re.compile(_NAME)
LABEL: Final = KIND
FIELD: Final = re.compile(rf"keys|common|link|place|(?:cell|date):{_NAME}")
KEY: Final = re.compile(r"[0-9a-f]{32}")
KEYS: Final = "keys"
COMMON: Final = "common"
"""Hashes under a key that all vaults share, for a private comparison between two newsrooms."""
EXCHANGED: Final = ("email", "phone")
"""Kinds of value by which newsrooms compare."""
COMMON_KEY: Final = "6c76657863686167652d636f6d6d6f6e"
LINK: Final = "link"
VAULT_CHECKS: Final = frozenset({"ANC020", "ANC021", "ANC022", "ANC023"})
"""The checks that hold a sample against a vault; without one they are not applicable for the reason `NO_VAULT`."""
NO_VAULT: Final = "NO_VAULT"
LEAK_NUMBER: Final = "leak_number"
"""What such a finding names a leak by; a label never reaches the analyst."""


@dataclass(frozen=True, slots=True)
class About:
    """What the user says of a leak; nothing of it is believed without the user's word. `leaked` is an ISO date or ""."""

    label: str
    leaked: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Leak:
    """A leak as a vault lists it. `sha256` is the file's, of several files that of their hashes; `counts` are distinct values."""

    number: int
    about: About
    sha256: str
    rows: int
    added: str
    country: str = ""
    counts: tuple[tuple[str, int], ...] = ()
    providers: tuple[int, ...] = ()
    in_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VaultUsed:
    """The vault that a run was held against: the fingerprint of its contents, "" without one, and its leaks by number."""

    contents: str = ""
    leaks: Mapping[int, About] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Overlap:
    """How many of a sample's distinct values of one kind stand in one leak, with Clopper and Pearson's 95 % interval.

    `usual` is what another leak of the vault has of its own values in this one, on average; None without another.
    """

    leak: Leak
    kind: str
    found: int
    of: int
    low: float
    high: float
    usual: float | None = None

    @property
    def share(self) -> float:
        """The share of the sample's distinct values."""
        return self.found / self.of if self.of else 0.0
