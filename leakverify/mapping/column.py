"""One column while its role is being guessed, and a guess."""

from dataclasses import dataclass

from leakverify.mapping.headers import HeaderSays
from leakverify.mapping.hints import Hint
from leakverify.mapping.sample import ColumnSample
from leakverify.model.terms import Role


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column with what its header says."""

    sample: ColumnSample
    header: HeaderSays

    @property
    def meaning(self) -> Role | Hint | None:
        """What the header says."""
        return self.header.meaning

    @property
    def nameless(self) -> bool:
        """Whether the header says nothing that is understood."""
        return self.header.meaning is None


@dataclass(frozen=True, slots=True)
class Guess:
    """A role with its confidence (0-1) and the code of its reason."""

    role: Role
    confidence: float
    reason: str


NOTHING = Guess(Role.UNKNOWN, 0.0, "none")


def from_content(role: Role, share: float, column: Column) -> Guess:
    """A guess that the contents carry; a header that agrees makes it surer."""
    agrees = column.meaning is role
    confidence = min(0.99, 0.55 + 0.4 * share + (0.05 if agrees else 0.0))
    return Guess(role, confidence, f"content.header.{role}" if agrees else f"content.{role}")


def from_header(role: Role, fit: float, column: Column) -> Guess:
    """A guess that the header carries and the contents allow, by the share that fits."""
    return Guess(role, min(0.95, column.header.strength * (0.5 + 0.5 * fit)), f"header.{role}")
