"""`--engine dask:ADDRESS`: the rows go to a Dask cluster's workers, by a relay that the analyst takes for its workers.

The analyst stays locked and alone speaks to the parent; the parent opens no socket. Findings equal those of one process.
"""

import contextlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from ipaddress import ip_address
from typing import Final

from leakverify import paths
from leakverify.engine import decode, launch, wire
from leakverify.engine.client import Analyst, AnalystClient, OnMessage
from leakverify.engine.crew import Crew
from leakverify.limits import Limits
from leakverify.model.errors import UsageProblem
from leakverify.model.messages import Failed, Ready

_ADDRESS: Final = re.compile(
    r"(tcp|tls)://(?:\[([0-9a-fA-F:.]{2,45})\]|([0-9.]{7,15})):([0-9]{1,5})"
)
_MAX_PORT: Final = 65_535
_NEEDED: Final = {
    "leakverify.network.cluster": "CLUSTER_NOT_BUILT_IN",
    "distributed": "CLUSTER_NOT_INSTALLED",
}
SLOTS: Final = 4
"""Stretches under way at once; each holds its rows in the relay until its probes are back."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a scheduler listens: a literal address, so that no resolver hears of it."""

    text: str
    host: str
    port: int

    @property
    def is_encrypted(self) -> bool:
        """Whether the connection is TLS."""
        return self.text.startswith("tls:")


def of_text(text: str) -> Place:
    """Read `tls://ADDRESS:PORT` or, for this machine alone, `tcp://127.0.0.1:PORT`.

    Raises:
        UsageProblem: `CLUSTER_ADDRESS` where it is none, `CLUSTER_NEEDS_TLS` where rows would leave this machine in clear.
    """
    found = _ADDRESS.fullmatch(text)
    if found is None:
        raise UsageProblem("CLUSTER_ADDRESS")
    scheme, host, port = found[1], found[2] or found[3], int(found[4])
    try:
        address = ip_address(host)
    except ValueError as error:
        raise UsageProblem("CLUSTER_ADDRESS") from error
    if not 0 < port <= _MAX_PORT:
        raise UsageProblem("CLUSTER_ADDRESS")
    if scheme == "tcp" and not address.is_loopback:
        raise UsageProblem("CLUSTER_NEEDS_TLS")
    shown = f"[{address}]" if ":" in host else str(address)
    return Place(f"{scheme}://{shown}:{port}", str(address), port)


def refuse_where_missing() -> None:
    """Raise UsageProblem where this build cannot reach a cluster. Imports no module of the cluster's."""
    with contextlib.suppress(ImportError):
        for name, code in _NEEDED.items():
            if find_spec(name) is None:
                raise UsageProblem(code)
        return
    raise UsageProblem("CLUSTER_NOT_BUILT_IN")


class ClusterCrew(Crew):
    """The pipes of workers that a relay holds in their place."""

    def __init__(self, place: Place) -> None:
        """Start the relay and wait until it has the cluster; raises UsageProblem where it has not."""
        super().__init__(SLOTS)
        ends = [end for pair in self._worker_ends for end in pair]
        relay = launch.start(launch.command("cluster"), inherit=ends)
        self._processes.append(relay)
        try:
            self._told(relay, place)
        except BaseException:
            self.end()
            raise

    def start(self) -> None:
        """The relay runs already; let go of its ends."""
        self._let_go()

    def end(self) -> None:
        """End the relay at once."""
        super().end()
        for process in self._processes:
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()

    def _told(self, relay: launch.Process, place: Place) -> None:
        """Say where the cluster is, and hear whether it was found."""
        if relay.stdin is None or relay.stdout is None:
            raise UsageProblem("CLUSTER_UNREACHABLE")
        slots = [list(pair) for pair in self._worker_ends]
        asked = json.dumps({"address": place.text, "slots": slots}).encode()
        with contextlib.suppress(OSError):
            wire.write_all(relay.stdin.fileno(), wire.frame(asked))
        payload = wire.read_frame(relay.stdout.fileno())
        answer = decode.from_child(payload, frozenset()) if payload is not None else None
        if isinstance(answer, Failed):
            raise UsageProblem(answer.code)
        if not isinstance(answer, Ready):
            raise UsageProblem("CLUSTER_UNREACHABLE")


def start_with_cluster(address: str) -> Callable[[OnMessage, Limits], Analyst]:
    """How to start an analyst whose rows are looked through on a cluster."""
    place = of_text(address)
    refuse_where_missing()

    def start(on_message: OnMessage, limits: Limits) -> Analyst:
        """An analyst with the relay."""
        crew = ClusterCrew(place)
        folder = paths.private_folder()
        return AnalystClient(on_message, limits=limits, private_folder=folder, crew=crew)

    return start
