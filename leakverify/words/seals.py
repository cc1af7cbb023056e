"""What the signatures of mails are worth against the keys that were given, in one sentence."""

from typing import Final

from leakverify.model.sample import MailSeals
from leakverify.words import numbers
from leakverify.words.language import _
from leakverify.words.lists import chained
from leakverify.words.phrases import N_

_COUNTS: Final = {
    "verified": N_("{n} carry a signature of the sender's domain that a given key verifies"),
    "part_of_body": N_("{n} do too, but the end of the mail is not signed"),
    "other_domain": N_("{n} carry a verified signature of another domain than the sender's"),
    "broken": N_(
        "{n} are signed and do not fit the given key: they were changed on the way or later"
    ),
    "no_key": N_("{n} are signed with a key that was not given"),
    "unchecked": N_("{n} are signed but cut, too large or signed in an unknown way"),
    "unsigned": N_("{n} carry no signature"),
}


def seals_sentence(seals: MailSeals) -> str:
    """How many mails are signed (DKIM), and how many of them the given keys verify."""
    if not seals.signed:
        return _(N_("None of {mails} mails carries a signature (DKIM).")).format(
            mails=numbers.count(seals.mails)
        )
    if not seals.keys:
        return _(
            N_(
                "{signed} of {mails} mails carry a signature (DKIM). Give the keys of the senders' domains to have them checked (command line: --read dkim-keys=FILE)."
            )
        ).format(signed=numbers.count(seals.signed), mails=numbers.count(seals.mails))
    counts = {name: getattr(seals, name) for name in _COUNTS}
    said = [
        _(text).format(n=numbers.count(counts[name]))
        for name, text in _COUNTS.items()
        if counts[name] or name == "verified"
    ]
    return _(N_("of {mails} mails {counts}")).format(
        mails=numbers.count(seals.mails), counts=chained(said)
    )
