"""`leakverify.assess()`: the whole road in one call, for Python (CONTRACTS 8)."""

import datetime as dt
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from leakverify.engine import claims
from leakverify.engine.mail_counts import counts_of
from leakverify.engine.record import Record
from leakverify.engine.session import assess_record
from leakverify.engine.talk import Order, Talk, chosen_roles
from leakverify.model.assessment import Assessment
from leakverify.model.claim import Claim
from leakverify.model.errors import Cancelled, UsageProblem
from leakverify.model.messages import FromChild, ProgressMade, ProtocolError, Run
from leakverify.model.outside import NOTHING, Outside
from leakverify.model.progress import NEVER, CancelToken, OnProgress, Progress, ignore_progress

if TYPE_CHECKING:
    import pandas as pd

PathLike = str | os.PathLike[str]


def assess(  # noqa: PLR0913  (keyword-only; CONTRACTS 8)
    path_or_frame: "PathLike | Sequence[PathLike] | pd.DataFrame",
    *,
    claim: Claim | Mapping[str, Any] | None = None,
    columns: Mapping[str | int, str] | None = None,
    earlier: Sequence[PathLike] = (),
    seed: int = 0,
    as_of: dt.date | None = None,
    on_progress: OnProgress | None = None,
    cancel: CancelToken | None = None,
    outside: Outside = NOTHING,
) -> Assessment:
    """Weigh a sample. A path is read by a locked child, a frame in this process.

    Args:
        path_or_frame: a file, several files with the same columns, or a pandas frame.
        claim: what the source says, as a `Claim` or with the keys of `claim.toml`.
        columns: roles by column name or position from 1, over what would be guessed.
        earlier: older files to compare with.
        seed: of samples and permutations.
        as_of: the day that counts as today; the real one if not given.
        on_progress: called on this thread.
        cancel: stops the run when set, such as a `threading.Event`.
        outside: what is known from outside the file: people asked, answers, facts that agree or do not.

    Raises:
        UnreadableInput: a file could not be opened as a table.
        UsageProblem: the claim or a column cannot be followed.
        Cancelled: `cancel` was set; `.partial` is the assessment of what was done.
    """
    order = Order(
        _files(path_or_frame),
        as_of or dt.date.today(),  # noqa: DTZ011  (the user's day, at the border; nothing below asks)
        _claim(claim),
        dict(columns or {}),
        tuple(Path(path) for path in earlier),
        seed=seed,
        outside=outside,
    )
    told, token = on_progress or ignore_progress, cancel or NEVER
    if not order.files:
        return _assess_frame(cast("pd.DataFrame", path_or_frame), order, told, token)
    with Talk(order) as talk:
        return talk.run(told, token)


def _assess_frame(
    frame: "pd.DataFrame", order: Order, on_progress: OnProgress, cancel: CancelToken
) -> Assessment:
    """A frame is the caller's own: no file, no border, no child."""
    from leakverify.engine.inline import InlineAnalyst

    record = Record()
    with InlineAnalyst(_told(record, on_progress), limits=order.limits) as analyst:
        analyst.open_frame(frame, earlier=order.earlier)
        if record.columns is None:
            raise UsageProblem("NO_FILE")
        roles = chosen_roles(order.columns, record.columns)
        asked = Run(roles, claims.to_json(order.claim), order.seed, order.as_of.isoformat())
        analyst.work.run(asked, cancel)
        record.mail_domains = counts_of(analyst.domains())
    assessment = assess_record(
        record, order.claim, order.as_of, seed=order.seed, outside=order.outside
    )
    if cancel.is_set() and not assessment.complete:
        raise Cancelled(assessment)
    return assessment


def _told(record: Record, on_progress: OnProgress) -> Callable[[FromChild], None]:
    """Hear messages on this thread."""

    def hear(message: FromChild) -> None:
        record.hear(message)
        if isinstance(message, ProgressMade):
            on_progress(Progress(message.stage, message.done, message.total, message.label))

    return hear


def _files(path_or_frame: object) -> tuple[Path, ...]:
    """The files asked for; none for a frame."""
    if isinstance(path_or_frame, str | os.PathLike):
        return (Path(path_or_frame),)
    if isinstance(path_or_frame, list | tuple):
        return tuple(Path(path) for path in path_or_frame)
    return ()


def _claim(claim: Claim | Mapping[str, Any] | None) -> Claim:
    """The claim as the model has it."""
    if claim is None:
        return Claim()
    if isinstance(claim, Claim):
        return claim
    plain = {k: v.isoformat() if isinstance(v, dt.date) else v for k, v in claim.items()}
    try:
        return claims.from_json(plain)
    except ProtocolError as error:
        raise UsageProblem("BAD_CLAIM", key=str(error)) from None
