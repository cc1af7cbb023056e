"""Names that cannot exist: what a resolver says of them tells whether it can be believed about others."""

import asyncio
import secrets
from typing import Final

from leakverify.model.look_up import NO_REPLY, LookUpEnd
from leakverify.network.carrier import RunEnds
from leakverify.network.question import Asker, dropped
from leakverify.network.wire import A, Question, random_label

_UNDER: Final = ("com", "org")


async def test_resolver(asker: Asker, *, accept_lies: bool) -> None:
    """Ask for two names that cannot exist, before any name of the list.

    Raises:
        RunEnds: RESOLVER_UNREACHABLE where neither brings a reply, RESOLVER_REFUSES where both bring an error,
            RESOLVER_LIES where either is said to exist, unless that is accepted.
    """
    questions = [Question(f"{random_label()}.{top}", A) for top in _UNDER]
    asking = [asyncio.create_task(asker.ask(question)) for question in questions]
    try:
        found = await asyncio.gather(*asking)
    finally:
        await dropped(asking)
    codes = {reply.rcode for reply in found}
    if codes == {NO_REPLY}:
        raise RunEnds(LookUpEnd.RESOLVER_UNREACHABLE)
    if "NOERROR" in codes and not accept_lies:
        raise RunEnds(LookUpEnd.RESOLVER_LIES)
    if not codes & {"NOERROR", "NXDOMAIN"}:
        raise RunEnds(LookUpEnd.RESOLVER_REFUSES)


async def test_silence(asker: Asker) -> None:
    """Ask for one name that cannot exist, because nothing has come for long.

    Raises:
        RunEnds: RESOLVER_UNREACHABLE where nothing comes for it either.
    """
    reply = await asker.ask(Question(f"{random_label()}.{secrets.choice(_UNDER)}", A))
    if reply.rcode == NO_REPLY:
        raise RunEnds(LookUpEnd.RESOLVER_UNREACHABLE)
