"""A worker: a locked child without a file, that feeds the rows it is given to probes and gives them back when asked."""

import gc
from collections.abc import Sequence

from leakverify import silence
from leakverify.checks.contract import Check, Context
from leakverify.engine import plan, probe_wire
from leakverify.engine.child import Start
from leakverify.engine.pace import COLLECT_EVERY
from leakverify.engine.run import Probes
from leakverify.facts.facts import Facts


def serve(start: Start) -> int:
    """Work for the analyst until it closes the pipe."""
    from leakverify.engine.default_rooms import rooms

    gc.freeze()
    gc.set_threshold(COLLECT_EVERY, 20, 50)
    answer(start.pipes, rooms().checks)
    return 0


def answer(pipes: tuple[int, int], checks: Sequence[Check]) -> None:
    """Answer what comes by one pipe through the other, until the first ends."""
    work = _Work(checks)
    while (message := probe_wire.read(pipes[0])) is not None:
        if message.kind == probe_wire.SETUP:
            work.begin(probe_wire.bytes_to_context(message.data))
        else:
            kind, data = work.answer(message)
            probe_wire.write(pipes[1], kind, silence.attempts_refused(), data)


class _Work:
    """The run that is under way."""

    def __init__(self, checks: Sequence[Check]) -> None:
        self._checks = checks
        self._run: tuple[Context, plan.Plan] | None = None
        self._probes: Probes | None = None

    def begin(self, context: Context) -> None:
        """Plan what the analyst planned."""
        self._run = context, plan.make(self._checks, context.settings.roles, context)
        self._probes = None

    def answer(self, message: probe_wire.Message) -> tuple[int, bytes]:
        """Look through a portion, or hand over the probes of all portions since they were last handed over."""
        if self._run is None:
            raise ValueError(message.kind)
        context, planned = self._run
        probes = self._probes or Probes(planned, context)
        if message.kind == probe_wire.END:
            self._probes = probes.fresh()
            return probe_wire.PROBES, probe_wire.state_to_bytes(probes.carried, context, planned)
        self._probes = probes
        facts = Facts(probe_wire.bytes_to_rows(message), context.settings)
        for index in range(len(planned.tasks)):
            probes.feed(index, facts)
        probes.count(facts)
        return probe_wire.LOOKED, b""
