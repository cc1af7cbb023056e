"""The relay: it has the pipes that workers would have and one way to a cluster, no file of the sample and no key.

It opens nothing of what it passes on: rows and probes are bytes to it. Its guard lets it connect to the scheduler's
address and nowhere else.
"""

import json
import os
import threading
from typing import TYPE_CHECKING, Final

from leakverify import __version__, silence
from leakverify.engine import cluster_task, probe_wire, wire
from leakverify.engine.cluster import of_text
from leakverify.model.errors import UsageProblem
from leakverify.model.messages import Failed, Ready

if TYPE_CHECKING:
    from leakverify.network.cluster import Cluster

DUMMY_PORT: Final = 1234
"""What Dask puts beside an address when it has the system spell it out (`distributed.utils`)."""


def serve(pipes: tuple[int, int], payload: bytes) -> int:
    """Relay until the parent closes the pipe."""
    from leakverify.network.cluster import Cluster

    asked = json.loads(payload)
    try:
        place = of_text(str(asked["address"]))
        silence.permit([(place.host, place.port)], [(place.host, DUMMY_PORT)])
        cluster = Cluster(place.text, encrypted=place.is_encrypted)
    except UsageProblem as error:
        wire.write_all(pipes[1], wire.frame(wire.payload_from_child(Failed(error.code))))
        return 1
    wire.write_all(pipes[1], wire.frame(wire.payload_from_child(Ready("none"))))
    for ends in asked["slots"]:
        threading.Thread(target=_serve_slot, args=(cluster, *ends), daemon=True).start()
    while os.read(pipes[0], 1):
        continue
    os._exit(0)


def _serve_slot(cluster: "Cluster", rows_out: int, probes_in: int) -> None:
    """Be one worker to the analyst; whatever breaks ends the relay, which the analyst sees at its pipes."""
    try:
        _relay(cluster, rows_out, probes_in)
    except BaseException:  # noqa: BLE001  (never told: it could hold a cell)
        os._exit(1)


def _relay(cluster: "Cluster", rows_out: int, probes_in: int) -> None:
    """Gather the portions of a stretch, have them looked through, hand the probes back."""
    setup = b""
    portions: list[cluster_task.Portion] = []
    while (message := probe_wire.read(rows_out)) is not None:
        kind, number, data = probe_wire.LOOKED, 0, b""
        if message.kind == probe_wire.SETUP:
            setup, portions = message.data, []
            continue
        if message.kind == probe_wire.ROWS:
            portions.append((message.number, message.data))
        else:
            kind = probe_wire.PROBES
            number, data = cluster.run(cluster_task.look, __version__, setup, portions)
            portions = []
        probe_wire.write(probes_in, kind, number, data)
