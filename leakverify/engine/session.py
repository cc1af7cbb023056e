"""What an analyst said in one run becomes an assessment: the parent weighs and words, the child only measures."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from leakverify import __version__
from leakverify.engine.look_up import marked
from leakverify.engine.mail_counts import counts_of
from leakverify.engine.record import Record
from leakverify.model.assessment import Ancestor, Assessment, NetworkInfo, ToolInfo
from leakverify.model.claim import Claim
from leakverify.model.looked_up import LookUp, LookUpInfo
from leakverify.model.messages import (
    AncestorSeen,
    Domains,
    FromChild,
)
from leakverify.model.outside import NOTHING, Outside
from leakverify.model.sample import Sample
from leakverify.model.terms import IDENTITY_ROLES, Role, Stopped
from leakverify.reference import calibration, table_sources
from leakverify.scoring.weigh import assessment


def weigh(
    messages: Iterable[FromChild],
    claim: Claim,
    as_of: dt.date,
    *,
    seed: int = 0,
    look_up: LookUpInfo | None = None,
    outside: Outside = NOTHING,
) -> Assessment:
    """The assessment of everything that was said in one run; `with_domains` adds the mail domains."""
    record = Record()
    for message in messages:
        record.hear(message)
    return assess_record(record, claim, as_of, seed=seed, look_up=look_up, outside=outside)


def assess_record(
    record: Record,
    claim: Claim,
    as_of: dt.date,
    *,
    seed: int = 0,
    cluster: str | None = None,
    look_up: LookUpInfo | None = None,
    outside: Outside = NOTHING,
) -> Assessment:
    """Weigh a run's findings. A run that never ended is incomplete; what it found so far counts."""
    done = record.done
    stopped = _stopped(record)
    columns = record.columns.columns if record.columns else ()
    checked = done.rows if done and not done.complete else None
    files = record.source.files if record.source else ()
    sample = Sample(files, columns, stopped, checked, record.mail_domains)
    measures = calibration.load()
    tool = ToolInfo(
        __version__,
        {**table_sources.dates(), **({"calibration": measures.date} if measures.date else {})},
        seed,
        as_of,
        isolation=record.ready.isolation if record.ready else "none",
    )
    made = assessment(
        sample=sample,
        findings=tuple(replace(f, provisional=False) for f in record.findings.values()),
        claim=claim,
        tool=tool,
        calibration=measures,
        network=NetworkInfo(
            record.attempts_refused, look_up.queries if look_up else 0, cluster, look_up
        ),
        complete=bool(done and done.complete),
        stopped=stopped,
        ancestor=_ancestor(record.ancestor),
        has_identity=any(Role(column.role) in IDENTITY_ROLES for column in columns),
        country=done.country if done else "",
        outside=outside,
    )
    return replace(made, glance=record.glance)


def with_domains(made: Assessment, domains: Domains, look_up: LookUp | None) -> Assessment:
    """The assessment with the mail domains counted, and with the look-up as one of these domains."""
    sample = replace(made.sample, mail_domains=counts_of([domains]))
    network = made.network
    if look_up is not None and network.look_up is not None:
        network = replace(network, look_up=marked(look_up, domains.rows).summary())
    return replace(made, sample=sample, network=network)


def _stopped(record: Record) -> Stopped | None:
    """Why the run ended early, if it did."""
    if record.done is None:
        return Stopped.CRASH
    return Stopped(record.done.reason) if record.done.reason else None


def _ancestor(seen: AncestorSeen | None) -> Ancestor | None:
    """The older file that covers the sample."""
    if seen is None:
        return None
    return Ancestor(seen.file, seen.sha256, seen.share, seen.low, seen.high)
