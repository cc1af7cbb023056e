"""The thread that answers questions about rows: quick ones at once, the table of domains and the parts for a draw in steps between them."""

import queue
from collections.abc import Callable, Iterator
from functools import partial

from leakverify.engine.desk import Desk
from leakverify.model.messages import (
    AskDomains,
    AskFacet,
    AskRows,
    AskStrata,
    FromChild,
    Scan,
)

Question = AskRows | AskFacet | Scan | AskDomains | AskStrata
Steps = Iterator[FromChild | None]


class Questions:
    """What was asked and not yet answered. `failed` words an error as it may be told."""

    def __init__(
        self,
        desk: Desk,
        speak: Callable[[FromChild], None],
        failed: Callable[[Exception], FromChild],
    ) -> None:
        self._desk = desk
        self._speak = speak
        self._failed = failed
        self._asked: queue.SimpleQueue[Question | None] = queue.SimpleQueue()
        self._long: list[Steps] = []

    def put(self, question: Question | None) -> None:
        """Ask; from any thread. None ends `serve`."""
        self._asked.put(question)

    def serve(self) -> None:
        """Answer until None is put: page by page what is quick, and one step of the oldest long answer in between."""
        while True:
            try:
                question = self._asked.get(block=not self._long)
            except queue.Empty:
                self._guarded(self._step)
                continue
            if question is None:
                return
            if isinstance(question, AskDomains):
                self._long.append(self._desk.domains(question))
            elif isinstance(question, AskStrata):
                self._long.append(self._desk.strata(question))
            else:
                self._guarded(partial(self._reply, question))

    def _step(self) -> None:
        """One step of the oldest long answer; one that breaks or ends is taken off."""
        steps = self._long.pop(0)
        for said in steps:
            self._long.insert(0, steps)
            if said is not None:
                self._speak(said)
            return

    def _guarded(self, work: Callable[[], None]) -> None:
        """Do something; a question that cannot be answered is told and forgotten."""
        try:
            work()
        except Exception as error:  # noqa: BLE001  (told by its code or kind, never by its text)
            self._speak(self._failed(error))

    def _reply(self, question: AskRows | AskFacet | Scan) -> None:
        """Answer one quick question."""
        match question:
            case AskRows():
                self._speak(self._desk.page(question))
            case AskFacet():
                self._speak(self._desk.facet(question))
            case Scan():
                self._speak(self._desk.scan(question))
