"""The dossier `.lvdossier` (CONTRACTS M4): one archive that holds a report with everything to check it by, signed.

`manifest.json` has the hash of every other member and is what is signed. `signature` names the manifest's hash beside the
signature, so that a reader can tell which of the two was altered.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from leakverify.case import custody, manifest, outside_file, signing, strict_json
from leakverify.case import stored_zip as zips
from leakverify.case.manifest import FileMark, Manifest
from leakverify.model.errors import UnreadableInput, UsageProblem
from leakverify.model.outside import NOTHING, Outside
from leakverify.model.verification import ARCHIVE, Fault, FaultKind

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

MANIFEST: Final = "manifest.json"
ASSESSMENT: Final = "assessment.json"
REPORT: Final = "report.pdf"
CUSTODY: Final = "custody.jsonl"
ANSWERS: Final = "answers.jsonl"
OUTSIDE: Final = "outside.json"
SIGNATURE: Final = "signature"
SIGNATURE_SCHEMA: Final = "leakverify.signature/1"
ALWAYS: Final = frozenset({MANIFEST, ASSESSMENT, REPORT, CUSTODY, SIGNATURE})
MOST_ASSESSMENT: Final = 8 << 20
"""A hostile one of this length takes some 200 MiB while it is read; five hundred findings take a tenth of it."""
RESTS_ON: Final = frozenset({MANIFEST, ASSESSMENT, SIGNATURE, ANSWERS, OUTSIDE, ARCHIVE})
"""Where one of these was altered, running again would compare with nothing."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A dossier that was looked through. Without a manifest nothing more can be said of it than its faults."""

    faults: tuple[Fault, ...]
    manifest: Manifest | None = None
    assessment: Mapping[str, Any] = field(default_factory=dict)
    log: bytes = b""
    answers: bytes | None = None
    outside: Outside = NOTHING

    @property
    def can_run(self) -> bool:
        """Whether what a re-run rests on is as it was signed."""
        sound = all(fault.place not in RESTS_ON for fault in self.faults)
        return self.manifest is not None and bool(self.assessment) and sound


def mark(data: bytes) -> FileMark:
    """Hash and size of some bytes."""
    return FileMark(hashlib.sha256(data).hexdigest(), len(data))


def seal(made: Manifest, members: Mapping[str, bytes], key: "Ed25519PrivateKey") -> bytes:
    """The signed archive of these members; `made` names them all. The same bytes for the same arguments."""
    told = manifest.to_bytes(made)
    signature = {
        "schema": SIGNATURE_SCHEMA,
        "manifest": hashlib.sha256(told).hexdigest(),
        "signature": key.sign(told).hex(),
    }
    return zips.pack({**members, MANIFEST: told, SIGNATURE: strict_json.to_bytes(signature)})


def read(path: Path) -> bytes:
    """The bytes of a dossier.

    Raises:
        UnreadableInput: `NO_SUCH_FILE`, `NOT_A_FILE` or `NOT_A_DOSSIER`.
    """
    try:
        if not path.is_file():
            raise UnreadableInput("NOT_A_FILE" if path.exists() else "NO_SUCH_FILE")
        with path.open("rb") as handle:
            data = handle.read(zips.MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise UnreadableInput("CANNOT_OPEN") from error
    if len(data) > zips.MOST_BYTES or not zips.looks_packed(data):
        raise UnreadableInput("NOT_A_DOSSIER")
    return data


def look_through(data: bytes) -> Opened:
    """Everything that can be said of hostile bytes without the sample.

    Raises:
        UnreadableInput: `NOT_A_DOSSIER` for another archive, `DOSSIER_NEWER` for a form of a later program.
    """
    unpacked = zips.unpack(data)
    members = unpacked.members
    if members and not members.keys() & {MANIFEST, SIGNATURE}:
        raise UnreadableInput("NOT_A_DOSSIER")
    faults = list(unpacked.faults)
    if not members:
        return Opened(tuple(faults))
    faults += [Fault(FaultKind.MISSING, name) for name in sorted(ALWAYS - members.keys())]
    made = None
    if MANIFEST in members:
        try:
            made = manifest.from_bytes(members[MANIFEST])
        except ValueError:
            faults.append(Fault(FaultKind.FORM, MANIFEST))
        faults += _signature_faults(made, members)
    if made is None:
        return Opened(_once(faults))
    faults += _member_faults(made, members)
    log = members.get(CUSTODY, b"")
    broken = custody.first_broken(log, made.custody)
    if broken is not None:
        faults.append(Fault(FaultKind.ENTRY, CUSTODY, broken.seq, broken.reason.value))
    try:
        told = strict_json.parse(members.get(ASSESSMENT, b""), MOST_ASSESSMENT)
    except ValueError:
        told = {}
        faults.append(Fault(FaultKind.FORM, ASSESSMENT))
    outside = NOTHING
    if OUTSIDE in members:
        try:
            outside = outside_file.from_bytes(members[OUTSIDE])
        except UsageProblem:
            faults.append(Fault(FaultKind.FORM, OUTSIDE))
    return Opened(_once(faults), made, told, log, members.get(ANSWERS), outside)


def _signature_faults(made: Manifest | None, members: Mapping[str, bytes]) -> Iterator[Fault]:
    """Which of manifest and signature does not fit the other."""
    try:
        told = strict_json.parse_canonical(members.get(SIGNATURE, b""), 4_096)
        if told.keys() != {"schema", "manifest", "signature"}:
            raise ValueError("fields")  # noqa: TRY301  (one handler for all that is no signature)
        if told["schema"] != SIGNATURE_SCHEMA:
            raise ValueError("schema")  # noqa: TRY301
        signature = bytes.fromhex(told["signature"])
    except (ValueError, TypeError):
        yield Fault(FaultKind.FORM, SIGNATURE)
        return
    signed = made is not None and signing.is_signed(
        bytes.fromhex(made.public_key), members[MANIFEST], signature
    )
    named = told["manifest"] == hashlib.sha256(members[MANIFEST]).hexdigest()
    if named and signed and told["signature"] == signature.hex():
        return
    altered = MANIFEST if not named and not signed else SIGNATURE
    yield Fault(FaultKind.SIGNATURE, altered)


def _member_faults(made: Manifest, members: Mapping[str, bytes]) -> Iterator[Fault]:
    """Members that are not those of the manifest."""
    for name, named in sorted(made.members.items()):
        if name not in members:
            yield Fault(FaultKind.MISSING, name)
        elif mark(members[name]) != named:
            yield Fault(FaultKind.CONTENT, name)
    for name in sorted(members.keys() - made.members.keys() - {MANIFEST, SIGNATURE}):
        yield Fault(FaultKind.EXTRA, name)


def _once(faults: list[Fault]) -> tuple[Fault, ...]:
    """Each fault once, in the order in which they were found."""
    return tuple(dict.fromkeys(faults))
