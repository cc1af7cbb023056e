"""GEN006: how many ways of writing the part before the @ a list shows."""

import re
from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.choose import each
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.distinct import DistinctSample
from leakverify.checks.generator.addresses import MIN_ADDRESSES, has_domain, locals_at
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import Ints
from leakverify.model.finding import CheckInfo, Finding
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Role
from leakverify.reference.hashing import hash_words, texts

LETTERS: Final = re.compile(r"[^\W\d_]+")
DIGITS: Final = re.compile(r"\d+")
SHAPE_LENGTH: Final = 12
"""Longer shapes are cut: past six words they tell nothing more."""

LENGTH_STEP: Final = 3
"""Lengths are counted in steps of three characters, so that 60 addresses already fill some."""


class LocalParts(StateCheck[DistinctSample]):
    """How varied the parts before the @ are, in form and in length.

    Looks at:
        The part before the @ of each distinct address: its form (words, dots, underscores, plus signs, digits
        at the end) and its length. The number is the entropy of both together, in bits.

    Why it tells:
        People found their name taken, joined at different times and follow different fashions. So a list of them
        shows many forms. A program has two or three recipes.

    Innocent explanations:
        - One organisation that gives all its members addresses by one rule.
        - Addresses that were rewritten or cut by the software that exported them.

    Reads as:
        One or two forms of nearly equal length read as invented; variety is weak evidence for the claim.

    Source:
        Measured on labelled tables: genuine lists vary in length half as much again as generated ones.
    """

    info: ClassVar = CheckInfo(
        "GEN006",
        "generator.local-parts",
        Family.GENERATOR,
        "form_bits",
        needs=("email",),
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """Every column of addresses."""
        return each(roles, Role.EMAIL)

    def state(self, binding: Binding, context: Context) -> DistinctSample:
        """Distinct addresses with the form of their local part."""
        return DistinctSample()

    def look(self, state: DistinctSample, facts: Facts, binding: Binding, context: Context) -> None:
        """Add the forms of the next addresses."""
        emails = facts.emails(binding.columns[0])
        keys = facts.key(binding.columns, context.seed)
        places = state.pick(keys, has_domain(emails))
        found = locals_at(emails, places)
        state.take(
            keys,
            places,
            {
                "form": hash_words(texts([shape(t) for t in found])).astype(np.int64),
                "length": np.array([len(t) for t in found], dtype=np.int64),
                "dotted": np.array(["." in t for t in found], dtype=np.int64),
                "ends_in_digit": np.array([t[-1:].isdigit() for t in found], dtype=np.int64),
            },
        )

    def judge(self, state: DistinctSample, binding: Binding, context: Context) -> Finding:
        """Weigh the variety by the calibration."""
        n = len(state)
        if n < MIN_ADDRESSES:
            return self.not_applicable("FEW_VALUES", binding, {"address_count": n})
        forms = state.whole("form")
        joint = forms * 64 + np.minimum(state.whole("length") // LENGTH_STEP, 63)
        _, counts = np.unique(forms, return_counts=True)
        return self.weighed(
            binding,
            context,
            n,
            {
                "form_bits": bits(joint),
                "form_count": len(counts),
                "commonest_form_share": int(counts.max()) / n,
                "dotted_share": int(state.whole("dotted").sum()) / n,
                "digit_end_share": int(state.whole("ends_in_digit").sum()) / n,
                "address_count": n,
            },
        )


def shape(local: str) -> str:
    """The form of a local part: letters as a (A where the first is a capital), digits as 9.

    >>> shape("Jean.dupont75")
    'A.a9'
    """
    letters = LETTERS.sub(lambda m: "A" if m.group()[0].isupper() else "a", local)
    return DIGITS.sub("9", letters)[:SHAPE_LENGTH]


def bits(codes: Ints) -> float:
    """Entropy in bits, with Miller and Madow's correction for what a short list cannot show."""
    _, counts = np.unique(codes, return_counts=True)
    shares = counts / counts.sum()
    plain = float(-(shares * np.log2(shares)).sum())
    return plain + (len(counts) - 1) / (2 * len(codes) * float(np.log(2)))
