"""`--engine processes[:N]`: one locked analyst with N locked workers; findings equal those of one process."""

import os
from collections.abc import Callable

from leakverify import paths
from leakverify.engine.client import Analyst, AnalystClient, OnMessage
from leakverify.engine.crew import Crew, usual_count
from leakverify.limits import Limits
from leakverify.model.errors import UsageProblem


def start_with_workers(count: int | None = None) -> Callable[[OnMessage, Limits], Analyst]:
    """How to start an analyst with so many workers (one a processor if not said)."""
    if os.name != "posix" or (count is not None and count < 1):
        raise UsageProblem("ENGINE_UNAVAILABLE")

    def start(on_message: OnMessage, limits: Limits) -> Analyst:
        """An analyst with its workers."""
        crew = Crew(count or usual_count())
        folder = paths.private_folder()
        return AnalystClient(on_message, limits=limits, private_folder=folder, crew=crew)

    return start
