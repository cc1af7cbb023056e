"""PER021: mailboxes of offices, tags and tests among the addresses."""

import re
from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.choose import each
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.distinct import DistinctSample
from leakverify.facts.facts import Facts
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Evidence, Family, Role

MIN_ADDRESSES: Final = 30

OFFICE: Final = re.compile(
    r"(?:info|contact|office|admin|administration|sales|support|help|hello|mail|postmaster|webmaster|hostmaster|"
    r"accounts?|accounting|billing|buchhaltung|comptabilite|service|services|kontakt|contacto|contato|contatti|"
    r"secretariat|sekretariat|segreteria|secretaria|mairie|accueil|direction|verwaltung|orders?|jobs|press|presse|"
    r"marketing|reception|security|abuse|noreply|no-reply|newsletter|team|it|hr|rh|root)",
    re.IGNORECASE,
)
TEST: Final = re.compile(
    r"(?:tests?|testing|tester|demo|asdf\w*|qwerty|qwertz|azerty|(\w)\1{2,}|foo|bar|dummy|sample)[\d._-]*",
    re.IGNORECASE,
)
TAG: Final = re.compile(r"[^+]+\+[^+]+")
OFFICE_BIT: Final = 1
TEST_BIT: Final = 2
TAG_BIT: Final = 4


class WorkingAddresses(StateCheck[DistinctSample]):
    """Addresses such as info@ and test@, and addresses with a tag after a plus sign.

    Looks at:
        The part before the @ of each distinct address. The check looks there for names of offices in several
        languages, for words that people type in trials, and for tags.

    Why it tells:
        Grown lists gather what nobody planned: a shop's info@, the test of a colleague, a reader's tag. Of 34
        generated tables all but two held no office mailbox and no tag at all.

    Innocent explanations:
        - A service that refuses such addresses or cleans them out.
        - A small list of private persons.

    Reads as:
        Such addresses speak lightly for the claim; none says next to nothing.

    Source:
        RFC 2142 for some of the names; shares measured on labelled tables.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "PER021",
        "person.working-addresses",
        Family.PERSON,
        "working_share",
        evidence=Evidence.ABSENCE,
        needs=("email",),
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """Every column of addresses."""
        return each(roles, Role.EMAIL)

    def state(self, binding: Binding, context: Context) -> DistinctSample:
        """Distinct addresses with what they are."""
        return DistinctSample()

    def look(self, state: DistinctSample, facts: Facts, binding: Binding, context: Context) -> None:
        """Look at the next addresses."""
        emails = facts.emails(binding.columns[0])
        keys = facts.key(binding.columns, context.seed, folded=True)
        places = state.pick(keys, emails.on_rows(emails.local != "", False))
        locals_ = emails.local[emails.codes[places]].tolist()
        state.take(keys, places, {"kind": np.array([kind_of(str(t)) for t in locals_], np.int64)})

    def judge(self, state: DistinctSample, binding: Binding, context: Context) -> Finding:
        """Weigh the share by the calibration."""
        kinds, n = state.whole("kind"), len(state)
        if n < MIN_ADDRESSES:
            return self.not_applicable("FEW_VALUES", binding, {"address_count": n})
        hits = int(np.count_nonzero(kinds))
        measured: dict[str, Number] = {
            "working_share": hits / n,
            "office_count": int(np.count_nonzero(kinds & OFFICE_BIT)),
            "test_count": int(np.count_nonzero(kinds & TEST_BIT)),
            "tag_count": int(np.count_nonzero(kinds & TAG_BIT)),
            "address_count": n,
        }
        return self.weighed(binding, context, n, measured, state.rows(kinds > 0))


def kind_of(local: str) -> int:
    """What a local part is, as bits; 0 for any other."""
    return (
        OFFICE_BIT * (OFFICE.fullmatch(local) is not None)
        + TEST_BIT * (TEST.fullmatch(local) is not None)
        + TAG_BIT * (TAG.fullmatch(local) is not None)
    )
