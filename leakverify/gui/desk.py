"""What the window needs of the engine, as plain functions; tests put their own in place of these."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from leakverify.engine.client import Analyst, OnMessage
from leakverify.engine.look_up import Made, OnAnswers
from leakverify.engine.look_up_wire import Asking
from leakverify.engine.moments import moment_of
from leakverify.model.assessment import Assessment
from leakverify.model.claim import Claim
from leakverify.model.errors import OutputProblem
from leakverify.model.looked_up import LookUpInfo
from leakverify.model.messages import FromChild, ToChild
from leakverify.model.museum import SelfTest
from leakverify.model.outside import NOTHING, Outside
from leakverify.model.practice import Round
from leakverify.model.progress import CancelToken, OnProgress
from leakverify.model.verification import Basis, Exported, Request, Verification

Ask = Callable[[Callable[[int], ToChild]], FromChild]
"""Sends the message made for a token and waits for its answer."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a run was asked under: the claim, the day that counts as today, the seed, a look-up if one was made, what is known from outside."""

    claim: Claim
    as_of: dt.date
    seed: int = 0
    look_up: LookUpInfo | None = None
    outside: Outside = NOTHING


def _now() -> str:
    """This moment, as logs and sheets write it."""
    return moment_of(dt.datetime.now(dt.UTC))


def _practise(seed: int, cancel: CancelToken) -> Round:
    """A round of practice from the engine."""
    from leakverify.engine.self_test_client import practise

    return practise(seed, cancel)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A short form as it is wanted: the ending (.png, .svg, .pdf), and whether the file is named on it."""

    ending: str
    named: bool = False


def _no_picture(_assessment: Assessment, _wanted: Wanted, _ask: Ask) -> bytes:
    """Where nobody draws."""
    raise OutputProblem("OUTPUT_FAILED")


@dataclass(frozen=True, slots=True)
class Desk:
    """The engine as the window sees it.

    `start` starts one analyst; `weigh` makes an assessment of all that an analyst said in one run; `export` writes a
    report or a dossier (path, edition, what the run rested on) and may ask the analyst meanwhile; `claim_json` words a claim sheet for
    the wire; `today` and `moment` (UTC, to the second) are the only clocks; `self_test` plants known defects in a process of its own and
    tells what was caught; `looks_up` tells whether this build can ask for mail domains, `look_up` asks for them in a process of its own, and `decoys` draws so many common
    domains that are not among those given; `verify` looks a dossier through and runs it again; `short_form` draws the result on one picture (in the form wanted);
    `practise` makes a round of practice from a seed.
    """

    start: Callable[[OnMessage], Analyst]
    weigh: Callable[[Iterable[FromChild], Terms], Assessment]
    export: Callable[[Assessment, Path, str, Ask, Basis], Exported]
    claim_json: Callable[[Claim], dict[str, object]]
    today: Callable[[], dt.date]
    self_test: Callable[[OnProgress, CancelToken], SelfTest]
    looks_up: Callable[[], bool]
    look_up: Callable[[Sequence[str], Asking, OnProgress, OnAnswers, CancelToken], Made]
    decoys: Callable[[int, Collection[str]], tuple[str, ...]]
    verify: Callable[[Request, OnProgress, CancelToken], Verification]
    moment: Callable[[], str] = _now
    short_form: Callable[[Assessment, Wanted, Ask], bytes] = _no_picture
    practise: Callable[[int, CancelToken], Round] = _practise
