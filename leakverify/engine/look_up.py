"""The parent's side of a look-up: one list in, answers out as they come. Blocks; call it off the window's thread.

The socket is opened by a child that has no sample (CONTRACTS 6); this process stays silent. The child's answers are
believed only for domains that were asked, each once.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from leakverify.engine import decode, launch, wire
from leakverify.engine import look_up_wire as lw
from leakverify.engine.mail_counts import not_asked
from leakverify.model.errors import ChildDied, UsageProblem
from leakverify.model.look_up import Answer, SampleDomain
from leakverify.model.looked_up import LookUp
from leakverify.model.messages import Answers, Failed, ProtocolError, Ready
from leakverify.model.progress import CancelToken, OnProgress, Progress

LOOK_UP_STAGE: Final = "look_up"
LOOKS_EVERY: Final = 0.05
PATIENCE: Final = 2.0
"""Seconds after which a child that was asked to stop, and did not, is ended."""

OnAnswers = Callable[[tuple[Answer, ...]], None]


@dataclass(frozen=True, slots=True)
class Made:
    """A look-up that ended: an answer for every domain of the list, NOT_ASKED where it was not reached.

    `reason` is "" where all were asked, `CANCELLED`, or the code that tells why it ended early.
    """

    answers: tuple[Answer, ...]
    reason: str
    queries: int
    attempts_refused: int
    isolation: str


@dataclass(slots=True)
class _Heard:
    """What the child has said so far."""

    asked: frozenset[str]
    on_progress: OnProgress
    on_answers: OnAnswers
    proxied: bool = False
    answers: dict[str, Answer] = field(default_factory=dict)
    ended: lw.Ended | None = None
    isolation: str = "none"

    def take(self, message: lw.Answered | lw.Ended) -> None:
        """Keep a message; answers that nobody asked for, or twice, break the protocol."""
        if isinstance(message, lw.Ended):
            self.ended = message
            return
        # by which way they came is known here; the child is not asked
        answers = tuple(replace(a, proxied=self.proxied) for a in message.answers)
        for answer in answers:
            if answer.domain not in self.asked or answer.domain in self.answers:
                raise ProtocolError("answers")
            self.answers[answer.domain] = answer
        self.on_answers(answers)
        self.on_progress(Progress(LOOK_UP_STAGE, len(self.answers), len(self.asked)))


def run(
    domains: Sequence[str],
    asking: lw.Asking,
    *,
    on_progress: OnProgress,
    on_answers: OnAnswers,
    cancel: CancelToken,
    words: Sequence[str] | None = None,
) -> Made:
    """Look the domains up. `words` replaces the child's command line in tests of hostile children.

    Raises:
        ChildDied: `LOOK_UP_UNAVAILABLE` where this build cannot, `WORKER_PROTOCOL`, or `LOOK_UP_DIED` where it
            died before its first answer; what was answered before a later death is returned.
    """
    process = launch.start(list(words) if words is not None else launch.command("lookup"))
    begun, ended = threading.Event(), threading.Event()
    watcher = threading.Thread(target=_watch, args=(process, cancel, begun, ended), daemon=True)
    heard = _Heard(frozenset(domains), on_progress, on_answers, bool(asking.way.proxy))
    watcher.start()
    try:
        _begin(process, asking, domains, heard)
        begun.set()
        _hear(process, heard)
    except ProtocolError as error:
        raise ChildDied("WORKER_PROTOCOL", field=str(error)) from error
    except (OSError, ChildDied) as error:
        if not cancel.is_set():  # else it was ended for being slow to stop
            raise error if isinstance(error, ChildDied) else ChildDied("LOOK_UP_DIED") from error
    finally:
        ended.set()
        process.kill()
        process.wait()
        watcher.join()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()
    return _made(domains, heard, cancelled=cancel.is_set())


def _begin(
    process: launch.Process, asking: lw.Asking, domains: Sequence[str], heard: _Heard
) -> None:
    """Tell it how to ask, wait until it is locked, and only then tell it what."""
    if process.stdin is None or process.stdout is None:
        raise ChildDied("LOOK_UP_DIED")
    said = process.stdin.fileno()
    wire.write_all(said, wire.frame(lw.to_child(asking)))
    first = wire.read_frame(process.stdout.fileno())
    message = decode.from_child(first) if first is not None else Failed("LOOK_UP_DIED")
    if isinstance(message, Failed):
        raise ChildDied(message.code)
    if not isinstance(message, Ready):
        raise ProtocolError("t")
    heard.isolation = message.isolation
    for part in lw.names(domains):
        wire.write_all(said, wire.frame(lw.to_child(part)))
    wire.write_all(said, wire.frame(lw.to_child(lw.Go())))


def _hear(process: launch.Process, heard: _Heard) -> None:
    """Take answers until it says that it has ended, or is gone."""
    if process.stdout is None:
        return
    while heard.ended is None:
        payload = wire.read_frame(process.stdout.fileno())
        if payload is None:
            return
        heard.take(lw.of_child(payload))


def _made(domains: Sequence[str], heard: _Heard, *, cancelled: bool) -> Made:
    """Everything that is known at the end."""
    ended = heard.ended
    if ended is None and not cancelled and not heard.answers:
        raise ChildDied("LOOK_UP_DIED")
    answers = tuple(heard.answers.get(domain, Answer(domain)) for domain in domains)
    whole = len(heard.answers) == len(heard.asked)
    reason = ended.reason if ended is not None else "LOOK_UP_DIED"
    if cancelled and not whole:
        reason = "CANCELLED"
    return Made(
        answers,
        reason,
        ended.queries if ended is not None else sum(a.queries for a in answers),
        ended.attempts_refused if ended is not None else 0,
        heard.isolation,
    )


def _watch(
    process: launch.Process, cancel: CancelToken, begun: threading.Event, ended: threading.Event
) -> None:
    """Pass the wish to stop on; a child that has asked nothing yet, or does not follow, is ended."""
    while not cancel.is_set():
        if ended.wait(LOOKS_EVERY):
            return
    if not begun.is_set():
        process.kill()
        return
    try:
        if process.stdin is not None:
            wire.write_all(process.stdin.fileno(), wire.frame(lw.to_child(lw.Stop())))
    except (OSError, ValueError):
        return
    if not ended.wait(PATIENCE):
        process.kill()


def for_analyst(look_up: LookUp) -> Iterator[Answers]:
    """The answers as an analyst takes them, in messages that fit a frame each."""
    items = tuple((a.domain, a.status.value) for a in look_up.answers)
    for at in range(0, max(len(items), 1), decode.MAX_ANSWERS):
        part = items[at : at + decode.MAX_ANSWERS]
        yield Answers(part, more=at + decode.MAX_ANSWERS < len(items))


def matched(look_up: LookUp, domains: Sequence[SampleDomain]) -> LookUp:
    """The look-up as one of this sample: what was answered and the sample lacks is a decoy.

    Raises:
        UsageProblem: `ANSWERS_OF_ANOTHER_SAMPLE` where not one answered domain is in the sample.
    """
    own = {d.domain for d in domains}
    if not any(a.domain in own for a in look_up.answers):
        raise UsageProblem("ANSWERS_OF_ANOTHER_SAMPLE")
    return marked(look_up, domains)


def marked(look_up: LookUp, domains: Sequence[SampleDomain]) -> LookUp:
    """With the domains that the sample lacks told as decoys, and those of the sample that were not asked counted."""
    own = {d.domain for d in domains}
    decoys = frozenset(a.domain for a in look_up.answers if a.domain not in own)
    return replace(look_up, decoys=decoys, not_asked=not_asked(look_up, domains))
