"""The help page on mail domains: what they are, why asking is dangerous, which way when, the courier, the answers."""

from typing import Final

from leakverify.model.look_up import MailStatus, Transport
from leakverify.words.language import _
from leakverify.words.look_up import WAYS, mail_status
from leakverify.words.model_card import Part
from leakverify.words.phrases import N_

MEANINGS: Final = {
    MailStatus.TAKES_MAIL: N_(
        "Mail to this domain would find a server. It does not say that a mailbox exists."
    ),
    MailStatus.BY_ADDRESS: N_(
        "No mail server is named, but the domain has an address, and mail is tried there (RFC 5321). Many of these take none."
    ),
    MailStatus.NULL_MX: N_(
        "Its owner declares that no mail is taken (RFC 7505). No address in it works today."
    ),
    MailStatus.NO_MAIL: N_("The name exists, but nothing that mail could be sent to."),
    MailStatus.NO_DOMAIN: N_(
        "The registry of its ending says that nobody has this name today. It may have been alive on the day of the leak."
    ),
    MailStatus.BOGUS: N_(
        "The resolver found wrong signatures, so it gave no answer that can be believed."
    ),
    MailStatus.BROKEN: N_(
        "The servers of the domain answered with an error. It says nothing either way."
    ),
    MailStatus.REFUSED: N_("The resolver would not answer. Ask another one."),
    MailStatus.NO_ANSWER: N_("Nothing came in time. It says nothing either way."),
    MailStatus.NOT_ASKED: N_("It was left out, or the look-up was stopped before it."),
}

DANGERS: Final = (
    N_(
        "Your employer, your provider or a state reads the network: use DNS over TLS or HTTPS, better through Tor. Never use the "
        "computer's own resolver."
    ),
    N_(
        "The resolver's operator must not learn who asks: use a proxy such as Tor. Then the "
        "resolver sees its exit."
    ),
    N_(
        "The owner of a domain must not learn that the list is being read: do not ask for it. No way hides the question from the domain's own servers. Leave rare domains out."
    ),
    N_(
        "The computer must never be online: use the courier. Remember that whoever asks on the other machine is seen in the same way."
    ),
    N_(
        "A look at the list itself must not tell whose it is: add decoys. They hide common domains, not a rare one."
    ),
)

COURIER: Final = (
    N_("On the machine with the sample: leakverify domains FILE --out LIST --decoys 50"),
    N_(
        "Read LIST. It is plain text: one domain a line, no address, in random order. To leave one out or add one, write it anew; a line taken out makes it another list."
    ),
    N_("Carry LIST to the machine that may be online. Nothing else of the sample goes along."),
    N_(
        "There: leakverify mx LIST --out ANSWERS --way dot:9.9.9.9#dns.quad9.net --proxy "
        "127.0.0.1:9050. Tor must run; without --proxy the resolver sees the machine's "
        "address."
    ),
    N_(
        "Carry ANSWERS back: leakverify check FILE --mx ANSWERS. Both hashes are checked. "
        "Answers that were altered, or that belong to another list, are refused."
    ),
    N_(
        "Keep LIST and ANSWERS with the report: it names their hashes, and anybody who has them can repeat the result offline."
    ),
)


def parts() -> tuple[Part, ...]:
    """The whole page."""
    return (
        Part(
            _(N_("What a mail domain and an MX are")),
            (
                _(
                    N_(
                        "The mail domain of an address is what stands after the @, without "
                        "names below the one that somebody registered. Of "
                        "anna@mail.firm.example it is firm.example."
                    )
                ),
                _(
                    N_(
                        "An MX is the entry in the domain name system (DNS) that names the servers which take a domain's mail. A resolver is the computer that you ask for it; it asks the servers of the domain."
                    )
                ),
                _(
                    N_(
                        "Without asking anybody, the program sorts the domains by its own "
                        "tables. The groups are providers, free mail, universities, "
                        "government, throw-away addresses and closed providers. Two more are "
                        "mistyped names and names that cannot exist."
                    )
                ),
            ),
        ),
        Part(
            _(N_("Why asking is dangerous")),
            (
                _(
                    N_(
                        "To ask for a domain is to tell its owner that somebody asked, when, and from where. A domain that was planted in one copy of a list, and stands nowhere else, tells that this copy is being read."
                    )
                ),
                _(
                    N_(
                        "So nothing is asked unless you allow it, for the domains that you see, each time anew. Rare domains, single addresses, long random names and known alarm services are left out unless you choose them one by one. Addresses never leave the machine; no domain is visited and no mail is sent."
                    )
                ),
            ),
        ),
        Part(
            _(N_("Which way for which danger")),
            entries=(*map(_, DANGERS), *(f"{_(WAYS[t][0])}: {_(WAYS[t][1])}" for t in Transport)),
        ),
        Part(_(N_("The courier, step by step")), entries=tuple(map(_, COURIER))),
        Part(
            _(N_("What an answer means")),
            (
                _(
                    N_(
                        "Every answer is of the moment in which it was asked, not of the day of the leak."
                    )
                ),
            ),
            entries=tuple(f"{mail_status(s)}: {_(MEANINGS[s])}" for s in MailStatus),
        ),
    )
