"""Fuzz targets of dossiers: bytes in, faults or a told error out. What is altered is always found."""

import contextlib
from collections.abc import Callable

from leakverify.case import custody, dossier, manifest, strict_json
from leakverify.case import stored_zip as zips
from leakverify.engine import compare
from leakverify.model.errors import LeakverifyError


def _dossier(data: bytes) -> None:
    with contextlib.suppress(LeakverifyError):
        opened = dossier.look_through(data)
        if not opened.faults and opened.manifest is not None:
            compare.findings(opened.assessment, opened.assessment)
            compare.result(opened.assessment, opened.assessment)


def _archive(data: bytes) -> None:
    """An archive without a fault is spelled as we spell it."""
    unpacked = zips.unpack(data)
    if not unpacked.faults and zips.pack(unpacked.members) != data:
        raise AssertionError


def _custody(data: bytes) -> None:
    if custody.first_broken(data) is None:
        list(custody.entries(data))


def _manifest(data: bytes) -> None:
    with contextlib.suppress(ValueError, LeakverifyError):
        made = manifest.from_bytes(data)
        manifest.to_bytes(made)


def _json(data: bytes) -> None:
    with contextlib.suppress(ValueError):
        strict_json.parse_canonical(data, 1 << 20)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "dossier": _dossier,
    "dossier_archive": _archive,
    "custody_log": _custody,
    "dossier_manifest": _manifest,
    "strict_json": _json,
}
