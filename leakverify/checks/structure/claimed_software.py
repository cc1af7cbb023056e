"""STR024: whether the password hashes are those of the claimed software and time."""

import datetime as dt
from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.choose import each
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.state import RowLog
from leakverify.facts.facts import Facts
from leakverify.model.claim import Claim
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Role

MIN_HASHES: Final = 20

WRITES: Final[dict[str, frozenset[str]]] = {
    "wordpress": frozenset({"phpass", "wordpress.bcrypt", "bcrypt", "md5", "argon2"}),
    "woocommerce": frozenset({"phpass", "wordpress.bcrypt", "bcrypt", "md5", "argon2"}),
    "drupal": frozenset({"drupal7", "phpass", "md5", "bcrypt", "argon2"}),
    "joomla": frozenset({"md5.salted", "md5", "phpass", "bcrypt", "argon2"}),
    "vbulletin": frozenset({"md5", "md5.salted", "bcrypt", "argon2"}),
    "phpbb": frozenset({"phpass", "md5", "bcrypt", "argon2"}),
    "mybb": frozenset({"md5", "md5.salted", "bcrypt", "argon2"}),
    "invision": frozenset({"md5", "md5.salted", "bcrypt", "argon2"}),
    "ipboard": frozenset({"md5", "md5.salted", "bcrypt", "argon2"}),
    "smf": frozenset({"sha1", "md5", "bcrypt"}),
    "xenforo": frozenset({"bcrypt", "phpass", "sha1", "sha256", "argon2"}),
    "django": frozenset(
        {"django.pbkdf2", "django.bcrypt", "django.argon2", "django.scrypt", "django.sha1", "django.md5"}
    ),
    "laravel": frozenset({"bcrypt", "argon2"}),
    "devise": frozenset({"bcrypt", "argon2"}),
    "ghost": frozenset({"bcrypt"}),
    "magento": frozenset({"md5", "md5.salted", "sha256", "sha256.salted", "bcrypt", "argon2"}),
    "prestashop": frozenset({"md5", "bcrypt", "argon2"}),
    "opencart": frozenset({"md5", "sha1", "bcrypt", "argon2"}),
    "moodle": frozenset({"md5", "bcrypt", "sha512crypt", "argon2"}),
}  # fmt: skip
"""The forms in which each program has stored passwords, older ones and common add-ons included."""

FIRST_SEEN: Final[dict[str, dt.date]] = {
    "phpass": dt.date(2005, 1, 1),
    "sha512crypt": dt.date(2007, 1, 1),
    "sha256crypt": dt.date(2007, 1, 1),
    "drupal7": dt.date(2009, 1, 1),
    "django.pbkdf2": dt.date(2011, 1, 1),
    "django.bcrypt": dt.date(2011, 1, 1),
    "argon2": dt.date(2014, 1, 1),
    "django.argon2": dt.date(2016, 1, 1),
    "postgres.scram": dt.date(2017, 1, 1),
    "yescrypt": dt.date(2014, 1, 1),
    "django.scrypt": dt.date(2021, 1, 1),
    "scrypt.werkzeug": dt.date(2022, 6, 1),
    "wordpress.bcrypt": dt.date(2025, 1, 1),
}
"""No such hash can be older: the year the form was first written down, or its first release, rounded down."""

MARKS: Final = (("$2y$", dt.date(2011, 6, 1)), ("$2b$", dt.date(2014, 2, 1)))


class ClaimedSoftware(StateCheck[RowLog]):
    """Whether passwords are stored as the software named in the claim stores them, and could be at that time.

    Looks at:
        The form of each password hash, against the forms that the claimed software has ever written. The year in
        which each form came into use counts too.

    Why it tells:
        A program writes passwords in its own way. Hashes of another program do not come from it, and a form that
        did not exist yet cannot have been stolen.

    Innocent explanations:
        - An add-on or a central login that stores passwords in its own way.
        - The seller named the wrong software.

    Reads as:
        The claim of software or of time contradicted. Says nothing of the five readings.

    Source:
        The documentation and release notes of each program.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "STR024", "structure.claimed-software", Family.STRUCTURE, "unfit_share"
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """The first column of hashes, where the claim names known software or a time."""
        if not forms(context.claim) and latest(context.claim) is None:
            return NotApplicable("NO_CLAIM")
        found = each(roles, Role.PASSWORD_HASH)
        return found if isinstance(found, NotApplicable) else found[:1]

    def state(self, binding: Binding, context: Context) -> RowLog:
        """Hashes that do not fit the software, with a count of those too young."""
        return RowLog()

    def look(self, state: RowLog, facts: Facts, binding: Binding, context: Context) -> None:
        """Hold each distinct form against the claim."""
        found = facts.identifiers(binding.columns[0])
        kinds = [str(kind) for kind in found.kind]
        able = np.array([kind != "" for kind in kinds], np.bool_)
        allowed, end = forms(context.claim), latest(context.claim)
        unfit = np.array([bool(allowed) and kind not in allowed for kind in kinds], np.bool_)
        pairs = zip(kinds, found.values.tolist(), strict=True)
        young = np.array([is_younger(kind, text, end) for kind, text in pairs], np.bool_)
        young_rows = int(np.count_nonzero(found.on_rows(able & young, False)))
        state.add(
            found.on_rows(able, False), found.on_rows(able & unfit, False), {"young": young_rows}
        )

    def judge(self, state: RowLog, binding: Binding, context: Context) -> Finding:
        """Say how many fit; no reading is weighed."""
        n = state.eligible
        if n < MIN_HASHES:
            return self.not_applicable("FEW_VALUES", binding, {"hashes_count": n})
        named = bool(forms(context.claim))
        young = state.counts.get("young", 0)
        measured: dict[str, Number] = {
            "unfit_share": state.share if named else None,
            "unfit_count": state.hits if named else None,
            "too_young_share": young / n if latest(context.claim) else None,
            "too_young_count": young if latest(context.claim) else None,
            "hashes_count": n,
        }
        return self._finding(binding, measured, None, {}, state.rows(), "none")


def forms(claim: Claim) -> frozenset[str]:
    """All forms that the software named in the claim writes; none where a named program is not known."""
    named = [word for text in claim.software for word in WRITES if word in squeezed(text)]
    return frozenset().union(*(WRITES[word] for word in named))


def squeezed(text: str) -> str:
    """Letters and digits alone."""
    return "".join(c for c in text.lower() if c.isalnum())


def latest(claim: Claim) -> dt.date | None:
    """The day by which the rows were taken, as the claim says."""
    return claim.stolen or claim.period_to


def is_younger(kind: str, text: str, end: dt.date | None) -> bool:
    """Whether this form came into use after the claimed end."""
    if end is None:
        return False
    if kind == "bcrypt":
        return any(text.startswith(mark) and end < since for mark, since in MARKS)
    return kind in FIRST_SEEN and end < FIRST_SEEN[kind]
