"""A dossier looked through and run again: what was altered, whether the files are the same, what differs.

The dossier is as hostile as a sample. It raises no limit by itself, opens no file, and its terms are read field by field; the sample
goes to a locked analyst as always.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any, Final

from leakverify.case import custody, domain_list, dossier, signing, strict_json
from leakverify.case.manifest import Manifest
from leakverify.case.vault import Vault
from leakverify.engine import compare
from leakverify.engine.asking import asked_of
from leakverify.engine.client import Analyst, OnMessage
from leakverify.engine.export import rendered
from leakverify.engine.fingerprints import marks_of
from leakverify.engine.talk import Order, Talk, start_analyst
from leakverify.limits import Limits
from leakverify.model.assessment import Assessment
from leakverify.model.errors import Cancelled, LeakverifyError, UsageProblem
from leakverify.model.looked_up import LookUp
from leakverify.model.old_leak import VAULT_CHECKS
from leakverify.model.progress import NEVER, CancelToken, OnProgress, ignore_progress
from leakverify.model.verification import (
    Act,
    FileSeen,
    Given,
    Made,
    Refusal,
    Request,
    Signer,
    Verification,
)
from leakverify.reference import calibration

OTHER_FILE: Final = "VERIFY_OTHER_FILE"
MOST_ANSWER_FILES: Final = 8
MOST_ACTS: Final = 1_000


@dataclass(frozen=True, slots=True)
class _Matched:
    """The given files, sorted by what they are to the dossier."""

    seen: tuple[FileSeen, ...]
    sample: tuple[Path, ...]
    earlier: tuple[Path, ...]
    look_up: LookUp | None
    vault: Vault | None = None

    @property
    def missing(self) -> int:
        return sum(1 for file in self.seen if not file.found)

    @property
    def others(self) -> int:
        return sum(1 for file in self.seen if file.role is Given.OTHER)


def verify(
    request: Request,
    on_progress: OnProgress = ignore_progress,
    cancel: CancelToken = NEVER,
    start: Callable[[OnMessage, Limits], Analyst] = start_analyst,
) -> Verification:
    """Look a dossier through and run it again. Blocks; call it off the window's thread.

    Raises:
        UnreadableInput: `NOT_A_DOSSIER`, `DOSSIER_NEWER`, or a file that cannot be opened at all.
        UsageProblem: `BAD_FINGERPRINT`.
        Cancelled: `cancel` was set.
    """
    opened = dossier.look_through(dossier.read(request.dossier))
    made = opened.manifest
    if made is None:
        return Verification(opened.faults, refusal=Refusal("DOSSIER_ALTERED"))
    told = Verification(
        opened.faults,
        _signer(made, request.expected),
        Made(
            made.version,
            made.tables,
            made.isolation,
            made.edition,
            made.terms.as_of.isoformat(),
            made.terms.seed,
        ),
        custody=_custody(opened),
    )
    if not opened.can_run:
        return replace(told, refusal=Refusal("DOSSIER_ALTERED"))
    matched = _match(opened, made, request.files, on_progress, cancel)
    told = replace(told, files=matched.seen)
    try:
        _refuse(made, matched, request)
        with _vault(made, request) as vault:
            told = replace(told, files=matched.seen + _vault_seen(made, request, vault))
            matched = replace(matched, vault=vault)
            return _run_again(told, opened, made, matched, request, on_progress, cancel, start)
    except Cancelled:
        raise
    except LeakverifyError as error:
        return replace(told, refusal=Refusal(error.code, error.place))


def _signer(made: Manifest, expected: str) -> Signer:
    """Whose key it is, and whether it is the one that it should be."""
    print_of = signing.fingerprint(bytes.fromhex(made.public_key))
    if not expected:
        return Signer(print_of)
    return Signer(print_of, print_of.startswith(signing.digits_of(expected)))


def _custody(opened: dossier.Opened) -> tuple[Act, ...]:
    """The entries of a log that is whole."""
    if any(fault.place == dossier.CUSTODY for fault in opened.faults):
        return ()
    kept = (Act(e.when, e.who, e.what) for e in custody.entries(opened.log))
    return tuple(islice(kept, MOST_ACTS))


def _match(
    opened: dossier.Opened,
    made: Manifest,
    paths: tuple[Path, ...],
    on_progress: OnProgress,
    cancel: CancelToken,
) -> _Matched:
    """Which of the given files are those of the dossier: by their hash, whatever they are called now."""
    pool = list(zip(paths, marks_of(paths, on_progress, cancel), strict=True))
    seen: list[FileSeen] = []

    def take(role: Given, marks: tuple[Any, ...]) -> tuple[Path, ...]:
        found = []
        for wanted in marks:
            at = next((i for i, (_path, mark) in enumerate(pool) if mark == wanted), None)
            path = pool.pop(at)[0] if at is not None else None
            seen.append(FileSeen(role, wanted.sha256, path.name if path else ""))
            found += [path] if path else []
        return tuple(found)

    sample = take(Given.SAMPLE, made.sample)
    earlier = take(Given.EARLIER, made.earlier)
    look_up = None
    if made.look_up:
        look_up, path = _answers(opened, made.look_up.answers, [path for path, _mark in pool])
        pool = [pair for pair in pool if pair[0] != path]
        name = path.name if path else dossier.ANSWERS if look_up else ""
        found_hash = look_up.answers_sha256 if look_up else made.look_up.answers or ""
        seen.append(FileSeen(Given.ANSWERS, found_hash, name))
    seen += [FileSeen(Given.OTHER, mark.sha256, path.name) for path, mark in pool]
    return _Matched(tuple(seen), sample, earlier, look_up)


def _answers(
    opened: dossier.Opened, wanted: str | None, paths: list[Path]
) -> tuple[LookUp | None, Path | None]:
    """The answers of the look-up: from the dossier, or from a given file that holds just those, or any where no hash is told."""
    for path in (None, *paths[:MOST_ANSWER_FILES]):
        try:
            if path is not None:
                found = domain_list.read_answers(path)
            elif opened.answers is not None:
                found = domain_list.parse_answers(opened.answers)
            else:
                continue
        except UsageProblem:
            continue
        if wanted in {None, found.answers_sha256}:
            return found, path
    return None, None


def _refuse(made: Manifest, matched: _Matched, request: Request) -> None:
    """Say what is still needed before anything is run.

    Raises:
        UsageProblem: `VERIFY_OTHER_FILE`, `VERIFY_FILES_MISSING`, `VERIFY_SETTING`, `VERIFY_LIMITS`.
    """
    if matched.others:
        raise UsageProblem(OTHER_FILE, files=matched.others)
    if matched.missing:
        roles = Counter(file.role for file in matched.seen if not file.found)
        raise UsageProblem(
            "VERIFY_FILES_MISSING",
            sample=roles[Given.SAMPLE],
            earlier=roles[Given.EARLIER],
            answers=roles[Given.ANSWERS],
        )
    for name in made.terms.given:
        if name not in request.read:
            raise UsageProblem(
                "PASSWORD_NEEDED" if name == "password" else "VERIFY_SETTING", setting="dkim-keys"
            )
    usual = asdict(Limits())
    for name, value in sorted(made.terms.limits.items()):
        if value > max(usual[name], request.limits.get(name, 0)):
            raise UsageProblem("VERIFY_LIMITS", limit=name, number=value)


@contextmanager
def _vault(made: Manifest, request: Request) -> Iterator[Vault | None]:
    """The vault that was given for a run that was made with one.

    Raises:
        UsageProblem: `VERIFY_NO_VAULT` where the run was made without one.
        UnreadableInput: as `Vault.open`.
    """
    if request.vault is None:
        yield None
        return
    if made.vault is None:
        raise UsageProblem("VERIFY_NO_VAULT")
    with Vault.open(request.vault, request.vault_passphrase) as vault:
        yield vault


def _vault_seen(made: Manifest, request: Request, vault: Vault | None) -> tuple[FileSeen, ...]:
    """The vault among the files, and whether it holds what it held then."""
    if made.vault is None:
        return ()
    then = made.vault.contents or ""
    if vault is None or request.vault is None:
        return (FileSeen(Given.VAULT, then),)
    now = vault.contents()
    role = Given.VAULT if then in {"", now} else Given.OTHER_VAULT
    return (FileSeen(role, now, request.vault.name),)


def _run_again(
    told: Verification,
    opened: dossier.Opened,
    made: Manifest,
    matched: _Matched,
    request: Request,
    on_progress: OnProgress,
    cancel: CancelToken,
    start: Callable[[OnMessage, Limits], Analyst],
) -> Verification:
    """The same run on the same files, held against what the dossier says."""
    terms = made.terms
    order = Order(
        matched.sample,
        terms.as_of,
        terms.claim,
        dict(terms.roles.items()),
        matched.earlier,
        {**terms.read, **{k: v for k, v in request.read.items() if k in terms.given}},
        terms.seed,
        replace(Limits(), **terms.limits),
        matched.look_up,
        matched.vault,
        opened.outside,
    )
    with Talk(order, start) as talk:
        assessment = talk.run(on_progress, cancel)
        data, _withheld = rendered(
            assessment, ".json", made.edition, calibration.load(), asked_of(talk)
        )
    now = strict_json.parse(data, dossier.MOST_ASSESSMENT)
    return replace(
        told,
        now=_made_now(assessment, made),
        result=compare.result(opened.assessment, now),
        findings=compare.findings(
            opened.assessment,
            now,
            VAULT_CHECKS if made.vault and not matched.vault else frozenset(),
        ),
    )


def _made_now(assessment: Assessment, made: Manifest) -> Made:
    """What this program is, under the same terms."""
    tool = assessment.tool
    return Made(
        tool.version,
        dict(tool.tables),
        tool.isolation,
        made.edition,
        tool.as_of.isoformat(),
        tool.seed,
    )
