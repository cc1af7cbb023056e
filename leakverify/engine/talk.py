"""One sample talked through from start to end by a caller that waits: the command line and `assess()`.

The caller's thread hears everything; the child's reader thread only puts messages on a queue.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from leakverify import paths
from leakverify.engine import claims, kept_run, old_leaks
from leakverify.engine.analyst_words import USAGE
from leakverify.engine.client import Analyst, AnalystClient, OnMessage
from leakverify.engine.kept_run import KeptRun
from leakverify.engine.look_up import for_analyst, matched
from leakverify.engine.mail_counts import answered, counts_of
from leakverify.engine.second_try import SecondTry
from leakverify.engine.session import assess_record
from leakverify.engine.talk_asking import CHILD_ENDED, Asker, Chosen, Order, chosen_roles
from leakverify.limits import Limits
from leakverify.model.assessment import Assessment
from leakverify.model.closing import Closing
from leakverify.model.errors import Cancelled, ChildDied, UnreadableInput, UsageProblem
from leakverify.model.looked_up import AnsweredDomain
from leakverify.model.messages import (
    Columns,
    Domains,
    Done,
    FromChild,
    Open,
    Run,
    Source,
)
from leakverify.model.old_leak import About
from leakverify.model.progress import (
    NEVER,
    CancelToken,
    OnProgress,
    ignore_progress,
)
from leakverify.model.terms import Stopped

__all__ = ["Chosen", "Order", "Talk", "chosen_roles", "start_analyst"]


def start_analyst(on_message: OnMessage, limits: Limits) -> Analyst:
    """A locked analyst with a spill in the user's private folder, followed by another if it dies while it reads."""
    folder = paths.private_folder()
    return SecondTry(
        on_message, lambda hear: AnalystClient(hear, limits=limits, private_folder=folder)
    )


class Talk(Asker, Closing):
    """A talk with one analyst about one sample; closes the child at its end."""

    def __init__(
        self,
        order: Order,
        start: Callable[[OnMessage, Limits], Analyst] = start_analyst,
    ) -> None:
        super().__init__(order, start)
        self._matched = order.look_up
        self._answered: tuple[AnsweredDomain, ...] = ()
        self._ran: Run | None = None
        self._domains: Domains | None = None
        self._leaks: Mapping[int, About] = {}

    def close(self) -> None:
        """End the child."""
        self._analyst.close()

    def run(
        self, on_progress: OnProgress = ignore_progress, cancel: CancelToken = NEVER
    ) -> Assessment:
        """Open, check, weigh.

        Raises:
            UnreadableInput: the file could not be opened as a table.
            UsageProblem: a setting or a column cannot be followed.
            Cancelled: with the assessment of what was done so far.
        """
        order = self._order
        self._open(on_progress, cancel)
        if self.record.done is None and self.record.columns is not None:
            roles = chosen_roles(order.columns, self.record.columns)
            claim = claims.to_json(order.claim)
            self._compare(on_progress, cancel)
            for answers in for_analyst(order.look_up) if order.look_up else ():
                self._analyst.send(answers)
            self._ran = Run(roles, claim, order.seed, order.as_of.isoformat(), early=False)
            self._analyst.send(self._ran)
            self._listen(lambda m: isinstance(m, Done), on_progress, cancel)
        if not cancel.is_set():
            self._count_domains()
        assessment = self.assessment()
        if cancel.is_set() and not assessment.complete:
            # What ended the child while it was being stopped is the stopping.
            raise Cancelled(replace(assessment, stopped=Stopped.CANCELLED))
        return assessment

    def read(self, on_progress: OnProgress = ignore_progress, cancel: CancelToken = NEVER) -> None:
        """Open and read to the end, without a check; errors as in `run`, `Cancelled` without an assessment."""
        self._open(on_progress, cancel)
        if self.record.source is None or not self.record.source.final:
            self._listen(_is_read, on_progress, cancel)
        if cancel.is_set():
            raise Cancelled

    def _compare(self, on_progress: OnProgress, cancel: CancelToken) -> None:
        """Tell the analyst what the vault has of the sample."""
        order = self._order
        if order.vault is None:
            return
        try:
            searched = self.search(order.vault, on_progress, cancel)
        except Cancelled:
            stopped = replace(self.assessment(), complete=False, stopped=Stopped.CANCELLED)
            raise Cancelled(stopped) from None
        self._leaks = old_leaks.labelled(searched)
        for told in old_leaks.for_analyst(order.vault, searched, order.claim.organisation):
            self._analyst.send(told)

    def _open(self, on_progress: OnProgress, cancel: CancelToken) -> None:
        """Open the files and wait for their columns."""
        order = self._order
        self._analyst.send(
            Open(
                tuple(str(path.absolute()) for path in order.files),
                order.read,
                tuple(str(path.absolute()) for path in order.earlier),
            )
        )
        self._listen(lambda m: isinstance(m, Columns), on_progress, cancel)
        self._raise_if_unread(stopped=cancel.is_set())

    def _count_domains(self) -> None:
        """Ask which mail domains the sample has. A child that is gone cannot tell; the rest of the result stands.

        Raises:
            UsageProblem: `ANSWERS_OF_ANOTHER_SAMPLE` where answers were given and none is about this sample.
        """
        failed = self.record.failed
        if failed is not None and failed.code in CHILD_ENDED:
            return
        try:
            found = self.domains()
        except ChildDied:
            return
        self._domains = found
        self.record.mail_domains = counts_of([found])
        if self._order.look_up:
            self._matched = matched(self._order.look_up, found.rows)
            self._answered = answered(self._order.look_up, found.rows)

    def answered(self) -> tuple[AnsweredDomain, ...]:
        """The domains that were asked with their answers, for the full edition of a report."""
        return self._answered

    def leaks(self) -> Mapping[int, About]:
        """What the user says of the leaks that the sample was held against, by number, for the full edition of a report."""
        return self._leaks

    def kept(self) -> KeptRun | None:
        """The run that ended as a case keeps it; None where none was begun."""
        told = (self._domains,) if self._domains else ()
        return kept_run.kept(self._ran, (*self.record.said(), *told)) if self._ran else None

    def assessment(self) -> Assessment:
        """Everything that was said so far, weighed."""
        order = self._order
        told = self._matched.summary() if self._matched else None
        return assess_record(
            self.record,
            order.claim,
            order.as_of,
            seed=order.seed,
            cluster=order.cluster,
            look_up=told,
            outside=order.outside,
        )

    def _raise_if_unread(self, *, stopped: bool) -> None:
        """A file that could not be opened is an error, not an assessment; one that the user stopped is neither."""
        failed = self.record.failed
        if failed is None or self.record.columns is not None:
            return
        place = {key: value for key, value in failed.place.items() if key != USAGE}
        if USAGE in failed.place:
            raise UsageProblem(failed.code, **place)
        if failed.code in CHILD_ENDED and stopped:
            return  # still starting when it was asked to stop, and ended for being slow
        if failed.code in CHILD_ENDED:
            raise ChildDied(failed.code, **place)
        raise UnreadableInput(failed.code, **place)


def _is_read(message: FromChild) -> bool:
    """Whether all rows are in."""
    return isinstance(message, Source) and message.final
