"""STR023: digests without salt that hide no common password."""

from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.choose import each
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.state import KeyTally, RowLog, States
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import Bools, IdentifierFacts
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Evidence, Family, Reading, Role
from leakverify.reference import passwords

KINDS: Final = ("md5", "sha1", "sha256")
MIN_DIGESTS: Final = 100
LIVES: Final = 0.003
"""Lists of real passwords hold the commonest thirty thousand in several rows of a hundred."""
CLOSED: Final = 0.7
"""Above this nearly all passwords come from a list of common ones."""
REPEATS: Final = 0.003
SLIGHT: Final = 0.3


class CommonPasswords(StateCheck[States]):
    """Whether digests of passwords repeat and hide common passwords, as those of real people do.

    Looks at:
        Columns of MD5, SHA-1 or SHA-256 without a column of salts. The check counts how many are digests of the
        30,000 most common passwords, and how many repeat an earlier one. Only these known digests are compared; no
        password is guessed or shown.

    Why it tells:
        Without salt, equal passwords give equal digests. Among real people several in a hundred choose a common
        password. Random digits never repeat and hide none.

    Innocent explanations:
        - A salt or a secret key that is kept elsewhere.
        - Passwords that the service chose itself.

    Reads as:
        Common passwords and repeats speak lightly for the claim; none, or nearly all, lightly for invented.

    Source:
        The list of common passwords of zxcvbn, as digests; exact comparison.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "STR023",
        "structure.common-passwords",
        Family.STRUCTURE,
        "common_share",
        evidence=Evidence.ABSENCE,
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """Every column of hashes, where no column holds salts."""
        if roles.first(Role.SALT) is not None:
            return NotApplicable("SALTED")
        return each(roles, Role.PASSWORD_HASH)

    def state(self, binding: Binding, context: Context) -> States:
        """Rows with a common password, and repeated digests."""
        return States({"common": RowLog()}, {"digests": KeyTally(1 << 17)})

    def look(self, state: States, facts: Facts, binding: Binding, context: Context) -> None:
        """Compare each distinct digest with the list."""
        found = facts.identifiers(binding.columns[0])
        able = np.isin(found.kind.astype(str), KINDS)
        bare = found.on_rows(able, False)
        state.logs["common"].add(bare, found.on_rows(is_common(found, able), False))
        state.tallies["digests"].add(facts.key(binding.columns, context.seed, folded=True), bare)

    def judge(self, state: States, binding: Binding, context: Context) -> Finding:
        """Signs of people who choose their passwords, or none."""
        log, n = state.logs["common"], state.logs["common"].eligible
        if n < MIN_DIGESTS:
            return self.not_applicable("NO_PLAIN_DIGESTS", binding, {"digests_count": n})
        repeats = state.tallies["digests"].copies
        measured: dict[str, Number] = {
            "common_share": log.share,
            "common_count": log.hits,
            "repeated_count": repeats,
            "digests_count": n,
        }
        weight = 0.0
        if LIVES <= log.share <= CLOSED:
            weight = -SLIGHT
        elif log.share > CLOSED or (log.share < LIVES and repeats < REPEATS * n):
            weight = SLIGHT
        return self.exhibited(binding, measured, {Reading.FABRICATED: weight}, log.rows())


def is_common(found: IdentifierFacts, able: Bools) -> Bools:
    """Which distinct digests are those of common passwords."""
    out = np.zeros(len(found.values), np.bool_)
    for kind in KINDS:
        mine = able & (found.kind == kind)
        if mine.any():
            out[mine] = passwords.known(kind, found.values[mine])
    return out
