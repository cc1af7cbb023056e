"""The assessment as JSON (`resources/schema/assessment-1.json`, CONTRACTS 2): canonical, without cells."""

import json
from dataclasses import asdict
from typing import Any, Final

from leakverify.model.assessment import Assessment, ClaimResult, Verdict
from leakverify.model.finding import Finding
from leakverify.model.sample import DumpBanner, Sample
from leakverify.reports import mail_json, outside_part
from leakverify.words.findings import finding_caveat, finding_title
from leakverify.words.needs import need_sentence

SCHEMA: Final = "leakverify.assessment/1"


def as_dict(assessment: Assessment, claim: dict[str, Any], *, full: bool = False) -> dict[str, Any]:
    """The whole assessment; `claim` is the claim sheet as `case.claim_file.as_dict` gives it.

    Counts of mail domains are exact in the full edition; in the shareable one small ones are kept back.
    """
    tool = assessment.tool
    network = assessment.network
    return {
        "schema": SCHEMA,
        "complete": assessment.complete,
        "stopped": assessment.stopped.value if assessment.stopped else None,
        "tool": {
            "version": tool.version,
            "tables": dict(tool.tables),
            "seed": tool.seed,
            "as_of": tool.as_of.isoformat(),
            "plugins": list(tool.plugins),
            "isolation": tool.isolation,
        },
        "claim": claim,
        "settings": _settings(assessment.sample),
        "sample": _sample(assessment.sample)
        | {"mail_domains": mail_json.mail_domains(assessment, full=full)},
        "verdict": _verdict(assessment.verdict) | {"needs": _needs(assessment)},
        "findings": [_finding(f) for f in assessment.findings],
        "network": {
            "attempts_refused": network.attempts_refused,
            "queries_made": network.queries_made,
            "cluster": network.cluster,
            "look_up": mail_json.look_up(assessment, full=full),
        },
        "outside": outside_part.as_dict(assessment.outside),
    }


def to_bytes(data: dict[str, Any]) -> bytes:
    """Canonical bytes: sorted keys, UTF-8, LF, no NaN."""
    text = json.dumps(data, sort_keys=True, indent=1, ensure_ascii=False, allow_nan=False)
    return (text + "\n").encode("utf-8", errors="replace")


def _settings(sample: Sample) -> dict[str, Any]:
    """How the sample was read and which roles the user gave."""
    first = sample.files[0] if sample.files else None
    return {
        "header": first.header if first else None,
        "encoding": first.encoding if first else None,
        "delimiter": first.delimiter if first else None,
        "table": first.table if first else None,
        "roles": {c.name: c.role for c in sample.columns if c.overruled},
    }


def _sample(sample: Sample) -> dict[str, Any]:
    """Files and columns."""
    return {
        "files": [
            {
                "name": f.name,
                "bytes": f.size,
                "sha256": f.sha256,
                "format": f.format,
                "encoding": f.encoding,
                "table": f.table,
                "rows_read": f.rows_read,
                "rows_skipped": f.rows_skipped,
                "rows_bad": {"width": f.bad_width, "undecodable": f.bad_undecodable},
                "rows_bad_shown": {
                    "width": list(f.bad_width_rows),
                    "undecodable": list(f.bad_undecodable_rows),
                },
                "nul_bytes": f.nul_bytes,
                "dump": _banner(f.dump),
                "mail_seals": asdict(f.seals) if f.seals else None,
                "tripwires": [
                    {"trap": t.trap.value, "count": t.count, "rows": list(t.rows)}
                    for t in f.tripwires
                ],
            }
            for f in sample.files
        ],
        "columns": [
            {
                "position": c.position,
                "name": c.name,
                "role": c.role,
                "confidence": c.confidence,
                "reason": c.reason,
                "filled": c.filled,
                "distinct": c.distinct,
            }
            for c in sample.columns
        ],
    }


def _claim_result(result: ClaimResult) -> dict[str, Any]:
    """One of the six claims."""
    return {
        "state": result.state.value,
        "reason": result.reason,
        "basis": list(result.basis),
        "numbers": dict(result.numbers),
    }


def _banner(dump: DumpBanner | None) -> dict[str, Any] | None:
    """What a dump says of itself; there is no name in it."""
    if dump is None:
        return None
    return {"tool": dump.tool, "version": dump.version, "server": dump.server, "day": dump.day}


def _verdict(verdict: Verdict) -> dict[str, Any]:
    """The status and what it stands on."""
    ancestor = verdict.ancestor
    return {
        "status": verdict.status.value,
        "leading": verdict.leading.value if verdict.leading else None,
        "close": [r.value for r in verdict.close],
        "plausibility": verdict.plausibility,
        "support": {r.value: s for r, s in verdict.support.items()},
        "confidence": verdict.confidence.value,
        "fragile": verdict.fragile,
        "fragile_without": list(verdict.fragile_without),
        "towards": verdict.towards.value if verdict.towards else None,
        "reason": verdict.reason or None,
        "families": [f.value for f in verdict.families],
        "exhibits": list(verdict.exhibits),
        "weighing": [
            {
                "reading": w.reading.value,
                "support": w.support,
                "low": w.low,
                "high": w.high,
                "steps": [{"part": s.part, "value": s.value} for s in w.steps],
            }
            for w in verdict.weighing
        ],
        "ancestor": None
        if ancestor is None
        else {
            "file": ancestor.file,
            "sha256": ancestor.sha256,
            "share": ancestor.share,
            "low": ancestor.low,
            "high": ancestor.high,
        },
        "claims": {k.value: _claim_result(c) for k, c in verdict.claims.items()},
        "corroboration": {
            "agrees": list(verdict.corroboration.agrees),
            "disagrees": list(verdict.corroboration.disagrees),
            "story_denied": verdict.corroboration.story_denied,
        },
    }


def _needs(assessment: Assessment) -> list[dict[str, Any]]:
    """What a different result would need, as codes and in words."""
    return [
        {
            "code": n.code,
            "check": n.check or None,
            "reading": n.reading.value if n.reading else None,
            "family": n.family.value if n.family else None,
            "reason": n.reason or None,
            "change": n.change,
            "status": n.status.value if n.status else None,
            "numbers": dict(n.numbers),
            "text": need_sentence(n, assessment),
        }
        for n in assessment.verdict.needs
    ]


def _finding(finding: Finding) -> dict[str, Any]:
    """One finding."""
    return {
        "id": finding.id,
        "check": finding.check,
        "title": finding_title(finding),
        "family": finding.family.value,
        "state": finding.state.value,
        "reason": finding.reason,
        "columns": list(finding.columns),
        "measured": dict(finding.measured),
        "expected": dict(finding.expected),
        "support": {r.value: s for r, s in finding.support.items()},
        "rows": {"count": finding.rows.count, "shown": list(finding.rows.shown)},
        "exhibit": finding.exhibit,
        "basis": finding.basis,
        "caveat": finding_caveat(finding),
    }
