"""The claim sheet on the wire: the keys of CONTRACTS M2, read by the same rules as the file."""

from typing import Any

from leakverify.case import claim_file
from leakverify.model.claim import Claim
from leakverify.model.errors import UsageProblem
from leakverify.model.messages import ProtocolError


def to_json(claim: Claim) -> dict[str, object]:
    """A claim as plain JSON; only what is filled."""
    return claim_file.as_dict(claim)


def from_json(data: dict[str, Any]) -> Claim:
    """A claim from plain JSON; what does not fit raises `ProtocolError`."""
    try:
        return claim_file.from_dict(data)
    except UsageProblem as error:
        raise ProtocolError(str(error.place.get("key", "claim"))) from None
