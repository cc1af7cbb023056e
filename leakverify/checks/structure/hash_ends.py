"""STR022: password hashes that end in a character which no program writes."""

import re
from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.choose import each
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.distinct import Marked
from leakverify.checks.weight import Beta, log10_mixed
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import Bools, IdentifierFacts
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Reading, Role

MIN_HASHES: Final = 10

ENDS: Final[dict[str, re.Pattern[str]]] = {
    kind: re.compile(pattern, re.ASCII | re.DOTALL)
    for kind, pattern in {
        "bcrypt": r"\$2[abxy]?\$\d\d\$.{21}[.Oeu].{30}[.CGKOSWaeimquy26]",
        "wordpress.bcrypt": r".{31}[.Oeu].{30}[.CGKOSWaeimquy26]",
        "phpass": r".*[./01]",
        "md5crypt": r".*[./01]",
        "apr1": r".*[./01]",
        "sha512crypt": r".*[./01]",
        "sha256crypt": r".*[./0-9A-D]",
        "md5.base64": r".*[AQgw]==",
        "ldap.md5": r".*[AQgw]==",
        "sha512.base64": r".*[AQgw]==",
        "sha1.base64": r".*[AEIMQUYcgkosw048]=",
        "sha256.base64": r".*[AEIMQUYcgkosw048]=",
        "ldap.sha": r".*[AEIMQUYcgkosw048]=",
        "django.pbkdf2": r".*[AEIMQUYcgkosw048]=",
    }.items()
}
"""What the last characters must be: they carry fewer bits than six, so most characters cannot stand there."""

GENUINE: Final = Beta(0.2, 30.0, 0.05)
BY_CHANCE: Final = Beta(30.0, 4.0)
"""Random letters end wrongly in 63 of 64 hashes of bcrypt and in three of four or more of the others."""

ALSO_RANDOM: Final = 0.01


class HashEnds(StateCheck[Marked]):
    """Whether password hashes end as the arithmetic behind them demands.

    Looks at:
        Hashes of bcrypt (the last letter of the salt and of the whole), phpass, md5crypt, SHA-crypt and those written in
        base 64. Each distinct hash weighs once; no password is guessed.

    Why it tells:
        These forms write six bits a letter, and the bits do not come out even. So few letters can stand at the end:
        one in sixteen and one in four for bcrypt. A program always keeps to that, letters put down at random do in
        one hash of sixty-four.

    Innocent explanations:
        - A column that was cut or whose letters were changed in a conversion.
        - Hashes masked on purpose before the file was passed on.

    Reads as:
        Invented where most hashes end wrongly. Right ends speak lightly for the claim.

    Source:
        The documentation of crypt(5), phpass and RFC 4648. Exact arithmetic.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "STR022", "structure.hash-ends", Family.STRUCTURE, "broken_share", exhibit=True
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """Every column of hashes."""
        return each(roles, Role.PASSWORD_HASH)

    def state(self, binding: Binding, context: Context) -> Marked:
        """Hashes and whether they end wrongly."""
        return Marked()

    def look(self, state: Marked, facts: Facts, binding: Binding, context: Context) -> None:
        """Judge each distinct hash whose form fixes its end."""
        found = facts.identifiers(binding.columns[0])
        able = np.array([str(kind) in ENDS for kind in found.kind], np.bool_) & (found.valid != 0)
        state.add(
            facts.key(binding.columns, context.seed),
            found.on_rows(able, False),
            found.on_rows(able & wrong_ends(found, able), False),
        )

    def judge(self, state: Marked, binding: Binding, context: Context) -> Finding:
        """Letters by chance against letters by arithmetic."""
        hits, n = state.hits, state.n
        if n < MIN_HASHES:
            return self.not_applicable("NO_FIXED_END", binding, {"hashes_count": n})
        measured: dict[str, Number] = {
            "broken_share": hits / n,
            "broken_count": state.log.hits,
            "hashes_count": n,
        }
        weight = log10_mixed(hits, n, BY_CHANCE, GENUINE, ALSO_RANDOM)
        support = {Reading.FABRICATED: max(-0.5, weight)}
        return self.exhibited(binding, measured, support, state.log.rows())


def wrong_ends(found: IdentifierFacts, able: Bools) -> Bools:
    """Which distinct hashes end in a letter that cannot stand there."""
    out = np.zeros(len(found.values), np.bool_)
    pairs = zip(found.kind[able].tolist(), found.values[able].tolist(), strict=True)
    out[able] = [ENDS[kind].fullmatch(text) is None for kind, text in pairs]
    return out
