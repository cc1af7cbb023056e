"""An analyst without a child, for `--engine inline` and debugging: the same messages from a thread of this process."""

import queue
import threading
from pathlib import Path

from leakverify.engine import analyst
from leakverify.engine.client import Analyst, OnMessage
from leakverify.engine.decode_strata import joined
from leakverify.engine.desk import Desk
from leakverify.engine.inline import InlineAnalyst
from leakverify.limits import Limits
from leakverify.model.errors import Cancelled
from leakverify.model.messages import (
    Answers,
    AskDomains,
    AskFacet,
    AskPile,
    AskRows,
    AskStrata,
    OldEnd,
    OldLeak,
    OldPart,
    Open,
    Run,
    Scan,
    ToChild,
)


class InlineThread:
    """One sample worked on by a thread; the lock and the border are absent, and `isolation` says so."""

    def __init__(self, on_message: OnMessage, limits: Limits) -> None:
        self._tell = on_message
        self._inline = InlineAnalyst(on_message, limits=limits)
        work = self._inline.work
        self._desk = Desk(work.store, lambda: work.roles, work.rows_of, work.notation.day_first)
        self._asked: queue.SimpleQueue[ToChild | None] = queue.SimpleQueue()
        self._cancel = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="inline-analyst", daemon=True)
        self._thread.start()

    def send(self, message: ToChild) -> None:
        """Queue a message."""
        self._asked.put(message)

    def cancel(self) -> None:
        """Ask the work to stop; the thread sees it between two steps."""
        self._cancel.set()

    def close(self) -> None:
        """End the thread."""
        self._cancel.set()
        self._asked.put(None)
        self._thread.join(2.0)
        self._inline.close()

    def _serve(self) -> None:
        """Answer messages in order."""
        while (message := self._asked.get()) is not None:
            try:
                self._answer(message)
            except Cancelled:
                continue
            except Exception as error:  # noqa: BLE001  (told by its code or kind, never by its text)
                self._tell(analyst.failure(error))

    def _answer(self, message: ToChild) -> None:
        """Do what one message asks."""
        match message:
            case Open():
                files = [Path(path) for path in message.paths]
                earlier = [Path(path) for path in message.earlier]
                settings = analyst.read_settings(message.read)
                self._inline.open_files(files, settings, earlier=earlier, cancel=self._cancel)
            case Run():
                self._inline.work.run(message, self._cancel)
            case AskPile():
                self._inline.work.pile(message, self._cancel)
            case Answers():
                self._inline.work.answers.take(message)
            case OldLeak() | OldPart() | OldEnd():
                self._inline.work.vault.take(message)
            case _:
                self._reply(message)

    def _reply(self, message: ToChild) -> None:
        """Answer a question about rows."""
        match message:
            case AskRows():
                self._tell(self._desk.page(message))
            case AskFacet():
                self._tell(self._desk.facet(message))
            case Scan():
                self._tell(self._desk.scan(message))
            case AskDomains():
                for told in filter(None, self._desk.domains(message)):
                    self._tell(told)
            case AskStrata():
                self._tell(joined([p for p in self._desk.strata(message) if p is not None]))
            case _:
                return


def start_inline(on_message: OnMessage, limits: Limits) -> Analyst:
    """An analyst in this process."""
    return InlineThread(on_message, limits)
