"""A round of practice as one line of JSON, and back again, field by field."""

import json
from typing import Any

from leakverify.engine import decode, wire
from leakverify.model.finding import Finding
from leakverify.model.messages import FindingMade, ProtocolError
from leakverify.model.practice import Round
from leakverify.model.terms import Reading


def to_text(made: Round) -> str:
    """One line."""
    findings = [wire.payload_from_child(FindingMade(f)).decode() for f in made.findings]
    body = {
        "seed": made.seed,
        "made": made.made,
        "base": made.base,
        "readings": [reading.value for reading in made.readings],
        "header": made.header,
        "rows": made.rows,
        "shared": made.shared,
        "findings": findings,
    }
    return json.dumps(body, ensure_ascii=False)


def from_dict(data: dict[str, Any]) -> Round:
    """The round again. Raises KeyError, TypeError or ValueError for anything else."""
    shared = data["shared"]
    return Round(
        int(data["seed"]),
        str(data["made"]),
        str(data["base"]),
        tuple(Reading(reading) for reading in data["readings"]),
        tuple(map(str, data["header"])),
        tuple(tuple(map(str, row)) for row in data["rows"]),
        None if shared is None else int(shared),
        tuple(_finding(text) for text in data["findings"]),
    )


def _finding(text: str) -> Finding:
    try:
        message = decode.from_child(str(text).encode())
    except ProtocolError as error:
        raise ValueError(str(error)) from error
    if not isinstance(message, FindingMade):
        raise TypeError("finding")
    return message.finding
