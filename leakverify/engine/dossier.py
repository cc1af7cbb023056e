"""A run becomes a dossier: report, JSON, settings and hashes, custody log, signed.

The shareable edition holds no answers of mail domains: they are parts of addresses. It names their hash, unless the list is so short
that it could be found from it, and whoever runs it again gives the file.
"""

from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from leakverify.case import domain_list, dossier, manifest, outside_file, signing, stored_zip
from leakverify.case.custody import Log
from leakverify.engine.case_steps import exported, run_steps
from leakverify.engine.export import Asked, refuse_untold, rendered
from leakverify.engine.fingerprints import marks_of
from leakverify.limits import Limits
from leakverify.model.assessment import Assessment
from leakverify.model.errors import OutputProblem
from leakverify.model.old_leak import NO_VAULT, VAULT_CHECKS
from leakverify.model.verification import Basis, Exported
from leakverify.reference.calibration import Calibration
from leakverify.reports import atomic, mail_part, outside_edition
from leakverify.words.language import in_use, spoken

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

ENDING: Final = ".lvdossier"


def export_dossier(
    assessment: Assessment,
    path: Path,
    edition: str,
    calibration: Calibration,
    asked: Asked,
    *,
    basis: Basis,
    now: str,
    key: "Ed25519PrivateKey | None" = None,
) -> Exported:
    """Write a dossier, signed with `key` or with one that is made for it and forgotten.

    Raises:
        OutputProblem: `OUTPUT_FAILED`; `DOSSIER_NO_FILES` where the sample was no file; `DOSSIER_TOO_LARGE`; `TEXTS_WITHHELD` (`Basis.agreed`).
        UnreadableInput: an older file that was compared with is no longer there.
    """
    key = key or signing.new_key()
    data, withheld = dossier_bytes(
        assessment, edition, calibration, asked, basis=basis, now=now, key=key
    )
    refuse_untold(withheld, basis.agreed)
    atomic.write(path, data)
    return Exported(path, withheld, signing.fingerprint(signing.public_bytes(key)))


def dossier_bytes(
    assessment: Assessment,
    edition: str,
    calibration: Calibration,
    asked: Asked,
    *,
    basis: Basis,
    now: str,
    key: "Ed25519PrivateKey",
) -> tuple[bytes, int]:
    """The archive, and how many strings were withheld. Equal for equal arguments, whatever the system."""
    if not assessment.sample.files or any(f.size is None for f in assessment.sample.files):
        raise OutputProblem("DOSSIER_NO_FILES")
    with spoken(basis.language):
        report, hidden = rendered(assessment, ".pdf", edition, calibration, asked)
    told, names_hidden = rendered(assessment, ".json", edition, calibration, asked)
    log = _log(assessment, basis, edition, now)
    members = {
        dossier.REPORT: report,
        dossier.ASSESSMENT: told,
        dossier.CUSTODY: log.to_bytes(),
    }
    if basis.look_up and edition == "full":
        members[dossier.ANSWERS] = domain_list.answers_bytes(basis.look_up.answers)
    if not outside_file.is_empty(assessment.outside):
        known = assessment.outside
        members[dossier.OUTSIDE] = outside_file.to_bytes(
            known if edition == "full" else outside_edition.edition(known)
        )
    tool = assessment.tool
    made = manifest.Manifest(
        edition,
        {name: dossier.mark(data) for name, data in members.items()},
        tuple(manifest.FileMark(f.sha256, f.size or 0) for f in assessment.sample.files),
        marks_of(basis.earlier),
        _look_up_mark(assessment, basis, edition),
        tool.version,
        dict(tool.tables),
        tool.isolation,
        terms_of(assessment, basis, edition),
        log.head,
        signing.public_bytes(key).hex(),
        _vault_mark(assessment, basis, edition),
    )
    data = dossier.seal(made, members, key)
    if len(data) > stored_zip.MOST_BYTES or dossier.look_through(data).faults:
        raise OutputProblem("DOSSIER_TOO_LARGE")  # nobody could read it back
    return data, hidden + names_hidden


def terms_of(assessment: Assessment, basis: Basis, edition: str) -> manifest.Terms:
    """How the run is asked for again. Columns go by place: a name may be a cell."""
    claim = assessment.claim
    usual = asdict(Limits())
    return manifest.Terms(
        assessment.tool.seed,
        assessment.tool.as_of,
        claim if edition == "full" else replace(claim, source=None),
        {k: v for k, v in basis.read.items() if k in manifest.READ},
        tuple(sorted(k for k in basis.read if k in manifest.SECRETS)),
        {c.position: c.role for c in assessment.sample.columns if c.overruled},
        {k: v for k, v in basis.limits.items() if v != usual.get(k)},
        basis.language or in_use(),
    )


def _log(assessment: Assessment, basis: Basis, edition: str, now: str) -> Log:
    """What was done up to this export: as the case has kept it, or in the one run."""
    log = Log.resume(basis.log)
    full = edition == "full"
    steps = () if basis.log else run_steps(assessment, basis, now, full=full)
    for step in (*steps, exported("dossier", edition, now)):
        log.append(step.what, step.when, who=basis.who, details=step.details)
    return log


def _vault_mark(assessment: Assessment, basis: Basis, edition: str) -> manifest.VaultMark | None:
    """That a vault was used, by what its checks say; which one stays in the newsroom."""
    held = (f for f in assessment.findings if f.check in VAULT_CHECKS)
    if all(finding.reason == NO_VAULT for finding in held):
        return None
    return manifest.VaultMark(basis.vault or None if edition == "full" else None)


def _look_up_mark(assessment: Assessment, basis: Basis, edition: str) -> manifest.LookUpMark | None:
    """The hashes of list and answers where they may be told; of answers that the dossier holds, as they are spelled in it."""
    found, told = basis.look_up, assessment.network.look_up
    if found is None:
        return None
    if edition == "full":
        held = domain_list.look_up_of(found.answers)
        return manifest.LookUpMark(held.list_sha256, held.answers_sha256)
    if told is None or not mail_part.tells_hashes(told, full=False):
        return manifest.LookUpMark(None, None)
    return manifest.LookUpMark(found.list_sha256, found.answers_sha256)
