"""The manifest of a dossier: hashes of everything in it, and what is needed to run it again. Read field by field: anybody can make one."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from leakverify.case import claim_file, strict_json
from leakverify.case.custody import Head
from leakverify.limits import MOST_OF_ANY, RAISABLE
from leakverify.model.claim import Claim
from leakverify.model.errors import LeakverifyError, UnreadableInput
from leakverify.model.terms import Role

SCHEMA: Final = "leakverify.dossier/1"
MOST_BYTES: Final = 4 << 20
MOST_FILES: Final = 10_000
MOST_ROLES: Final = 10_000
MOST_TABLES: Final = 200
LONGEST: Final = 4_096
SOURCE_LANGUAGE: Final = "en"
SECRETS: Final = ("password", "dkim_keys")
"""Settings that are named but never kept: one is a secret, the other tells who wrote to whom."""
READ: Final = ("encoding", "delimiter", "header", "table")
_SCHEMA: Final = re.compile(r"leakverify\.dossier/(\d{1,6})\Z")
_HASH: Final = re.compile(r"[0-9a-f]{64}\Z")
_NAME: Final = re.compile(r"[a-z][a-z0-9_.\-]{0,63}\Z")
_VERSION: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+\-]{0,31}\Z")
_TABLE: Final = re.compile(r"[a-z][a-z0-9_]{0,63}\Z")
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d\Z")
_PLACE: Final = re.compile(r"[1-9]\d{0,5}\Z")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}\Z")
_MAX_SEED: Final = 1 << 62


@dataclass(frozen=True, slots=True)
class FileMark:
    """What tells one file from all others."""

    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class LookUpMark:
    """Which list was looked up, and the answers to it; None where a list so short could be found from its hash."""

    list: str | None
    answers: str | None


@dataclass(frozen=True, slots=True)
class VaultMark:
    """That a vault of older leaks was used, and the fingerprint of its contents; None where that stays in the newsroom."""

    contents: str | None


@dataclass(frozen=True, slots=True)
class Terms:
    """How the run was asked for: `roles` overruled by the place of a column from 1, `given` names settings that are not kept.

    `language` is that of the report; English is not written down, so that dossiers of before there were others stay as they were.
    """

    seed: int
    as_of: dt.date
    claim: Claim = field(default_factory=Claim)
    read: Mapping[str, str] = field(default_factory=dict)
    given: tuple[str, ...] = ()
    roles: Mapping[int, str] = field(default_factory=dict)
    limits: Mapping[str, int] = field(default_factory=dict)
    language: str = SOURCE_LANGUAGE


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything that is signed. `public_key` are 64 hexadecimal digits."""

    edition: str
    members: Mapping[str, FileMark]
    sample: tuple[FileMark, ...]
    earlier: tuple[FileMark, ...]
    look_up: LookUpMark | None
    version: str
    tables: Mapping[str, str]
    isolation: str
    terms: Terms
    custody: Head
    public_key: str
    vault: VaultMark | None = None


def to_bytes(manifest: Manifest) -> bytes:
    """The bytes that are signed: the same on every system."""
    terms = manifest.terms
    return strict_json.to_bytes(
        {
            "schema": SCHEMA,
            "edition": manifest.edition,
            "members": {name: asdict(mark) for name, mark in manifest.members.items()},
            "sample": [asdict(mark) for mark in manifest.sample],
            "earlier": [asdict(mark) for mark in manifest.earlier],
            "look_up": asdict(manifest.look_up) if manifest.look_up else None,
            **({"vault": asdict(manifest.vault)} if manifest.vault else {}),
            "program": {"version": manifest.version, "tables": dict(manifest.tables)},
            "isolation": manifest.isolation,
            "settings": {
                "seed": terms.seed,
                "as_of": terms.as_of.isoformat(),
                "claim": claim_file.as_dict(terms.claim),
                "read": dict(terms.read),
                "given": sorted(terms.given),
                "roles": {str(place): role for place, role in terms.roles.items()},
                "limits": dict(terms.limits),
                **({"language": terms.language} if terms.language != SOURCE_LANGUAGE else {}),
            },
            "custody": {"entries": manifest.custody.entries, "last": manifest.custody.last},
            "signer": {"algorithm": "ed25519", "public_key": manifest.public_key},
        }
    )


def from_bytes(data: bytes) -> Manifest:
    """A manifest of hostile bytes.

    Raises:
        UnreadableInput: `DOSSIER_NEWER` where a later program wrote it in a form of its own.
        ValueError: anything that is no manifest.
    """
    found = strict_json.parse_canonical(data, MOST_BYTES)
    form = _SCHEMA.match(str(found.get("schema")))
    if form is None:
        raise ValueError("schema")
    if found["schema"] != SCHEMA:
        raise UnreadableInput("DOSSIER_NEWER")
    try:
        return _manifest(found)
    except (KeyError, TypeError, AttributeError, OverflowError, LeakverifyError) as error:
        raise ValueError("field") from error


def _manifest(found: Mapping[str, Any]) -> Manifest:
    program, custody, signer = found["program"], found["custody"], found["signer"]
    if signer["algorithm"] != "ed25519" or found["edition"] not in {"full", "shareable"}:
        raise ValueError("word")
    if found["isolation"] not in {"full", "partial", "none"}:
        raise ValueError("isolation")
    look_up, vault = found["look_up"], found.get("vault")
    members = _map(found["members"], 16)
    return Manifest(
        found["edition"],
        {_text(name, _NAME): _mark(mark) for name, mark in members.items()},
        _marks(found["sample"]),
        _marks(found["earlier"]),
        None
        if look_up is None
        else LookUpMark(*(_hash_or_none(look_up[name]) for name in ("list", "answers"))),
        _text(program["version"], _VERSION),
        {
            _text(k, _TABLE): _text(v, _DATE)
            for k, v in _map(program["tables"], MOST_TABLES).items()
        },
        found["isolation"],
        _terms(found["settings"]),
        Head(_count(custody["entries"], 0, 1 << 32), _text(custody["last"], _HASH)),
        _text(signer["public_key"], _HASH),
        None if vault is None else VaultMark(_hash_or_none(vault["contents"])),
    )


def _terms(found: Mapping[str, Any]) -> Terms:
    """The settings; what a later version added is left aside."""
    read = _map(found["read"], len(READ))
    given = found["given"]
    limits = _map(found["limits"], len(RAISABLE))
    if not read.keys() <= set(READ) or not limits.keys() <= set(RAISABLE):
        raise ValueError("setting")
    if not isinstance(given, list) or not set(given) <= set(SECRETS):
        raise ValueError("given")
    if not all(isinstance(v, str) and len(v) <= LONGEST for v in read.values()):
        raise ValueError("read")
    roles = _map(found["roles"], MOST_ROLES).items()
    return Terms(
        _count(found["seed"], -_MAX_SEED, _MAX_SEED),
        dt.date.fromisoformat(_text(found["as_of"], _DATE)),
        claim_file.from_dict(_map(found["claim"], 32)),
        dict(read),
        tuple(given),
        {int(_text(k, _PLACE)): Role(v).value for k, v in roles},
        {k: _count(v, 1, MOST_OF_ANY) for k, v in limits.items()},
        _text(found.get("language", SOURCE_LANGUAGE), _LANGUAGE),
    )


def _marks(found: Any) -> tuple[FileMark, ...]:
    if not isinstance(found, list) or len(found) > MOST_FILES:
        raise ValueError("files")
    return tuple(_mark(mark) for mark in found)


def _mark(found: Any) -> FileMark:
    return FileMark(_text(found["sha256"], _HASH), _count(found["bytes"], 0, 1 << 62))


def _hash_or_none(value: Any) -> str | None:
    return None if value is None else _text(value, _HASH)


def _map(found: Any, most: int) -> dict[str, Any]:
    if not isinstance(found, dict) or len(found) > most:
        raise ValueError("map")
    return found


def _text(value: Any, form: re.Pattern[str]) -> str:
    if not isinstance(value, str) or not form.match(value):
        raise ValueError("text")
    return value


def _count(value: Any, low: int, high: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise ValueError("count")
    return value
