"""Writing dossiers on the command line: which key signs, who did it, when it began."""

import argparse
import sys
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from leakverify.case import setting_file
from leakverify.case.custody import is_initials
from leakverify.cli.clock import now
from leakverify.engine.export import Asked
from leakverify.engine.talk import Order
from leakverify.model.assessment import Assessment
from leakverify.model.errors import UsageProblem
from leakverify.model.verification import Basis
from leakverify.reference import calibration
from leakverify.words.verification import signed_sentences

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

DOSSIER: Final = ".lvdossier"


@dataclass(frozen=True, slots=True)
class Signing:
    """What dossiers of one run are made from. A key that the user named is read before any work is done."""

    basis: Basis
    key: "Ed25519PrivateKey | None"
    quiet: bool

    @classmethod
    def of(cls, options: argparse.Namespace, order: Order) -> Self:
        """As the options say.

        Raises:
            UsageProblem: `BAD_INITIALS`, `BAD_KEY`, `KEY_PASSPHRASE`, `NOT_FOUND`.
        """
        if not is_initials(options.initials):
            raise UsageProblem("BAD_INITIALS")
        basis = Basis(
            order.read,
            order.earlier,
            {k: v for k, v in asdict(order.limits).items() if v is not None},
            order.look_up,
            now(),
            options.initials,
            language=options.report_language or "",
        )
        return cls(basis, _key(options), options.quiet)

    def with_vault(self, contents: str) -> Self:
        """The same for a run with a vault of older leaks, by the fingerprint of its contents."""
        return replace(self, basis=replace(self.basis, vault=contents))

    def write(
        self,
        assessment: Assessment,
        path: Path,
        edition: str,
        asked: Asked,
        when: str,
        log: bytes = b"",
    ) -> int:
        """Write one dossier and tell its fingerprint on stderr; how many strings were withheld.

        `log` is the custody log of the case that the run is kept in; `when` the moment of its last entry.
        """
        from leakverify.case import signing
        from leakverify.engine.dossier import export_dossier

        written = export_dossier(
            assessment,
            path,
            edition,
            calibration.load(),
            asked,
            basis=replace(self.basis, log=log),
            now=when,
            key=self.key,
        )
        if not self.quiet:
            digits = written.fingerprint
            for line in signed_sentences(signing.in_groups(digits), signing.in_words(digits)):
                sys.stderr.write(f"leakverify: {line}\n")
        return written.withheld


def _key(options: argparse.Namespace) -> "Ed25519PrivateKey | None":
    """The newsroom's key, where one was named."""
    if not options.key:
        return None
    from leakverify.case import signing

    passphrase = options.passphrase_file and setting_file.password(options.passphrase_file)
    return signing.load_key(options.key, passphrase or None)
