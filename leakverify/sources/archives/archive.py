"""What all archives have in common: a listing of members, and the choice of the one that holds the table.

The members of a ZIP, tar or 7z are listed under names that are shown and never used as paths. The user may name one
(`--read table=NAME`); else the largest that looks like a table is read, and the others are listed so that another can
be picked. A member that holds several tables of its own (a dump, a workbook, an archive) lists them as
`member > table`, and is asked in the same way. A name as shown never holds that mark and is unique, so that
`a.zip > b.sql > users` can be read in one way only: each level takes the part up to the first mark.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from leakverify.model.errors import UnreadableInput, UsageProblem
from leakverify.model.tripwire import Trap
from leakverify.sources.archives.member_name import (
    Namer,
    is_aside,
    is_read_me,
    looks_like_mail,
    looks_tabular,
)
from leakverify.sources.content import Content
from leakverify.sources.table import TableHead, Traps

INSIDE: Final = " > "
_MOST_TRIED: Final = 10


@dataclass(frozen=True, slots=True)
class Member:
    """A regular file in an archive. `name` is unique and for show; `raw` is as it was written there."""

    name: str
    raw: str
    size: int
    open: Callable[[], Content]
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """The members of an archive in their order, and what was odd.

    `walk` yields each member with its bytes in one pass over the archive, which is the quick way to read many; bytes
    that are not taken are left out. `traps` counts members that are no regular files and names that point elsewhere;
    `broken` says that the archive ends before its end.
    """

    members: tuple[Member, ...]
    walk: Callable[[], Iterator[tuple[Member, Iterator[bytes]]]]
    traps: Traps
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """Members to try in this order, and the table asked for inside."""

    members: tuple[Member, ...]
    table: str | None


def member_by_member(
    members: Iterable[Member],
) -> Callable[[], Iterator[tuple[Member, Iterator[bytes]]]]:
    """A walk for archives whose members can be opened each for itself."""
    kept = tuple(members)
    return lambda: ((member, member.open().blocks()) for member in kept)


class Entries:
    """Gathers the members of an archive while its listing is read."""

    def __init__(self) -> None:
        self._namer = Namer()
        self.members: list[Member] = []
        self.traps = Traps()

    def add(
        self, raw: str, size: int, opened: Callable[[], Content], *, locked: bool = False
    ) -> Member:
        """Take a regular file."""
        if self._namer.is_unsafe(raw):
            self.traps.note(Trap.UNSAFE_NAME)
        member = Member(self._namer.shown(raw), raw, size, opened, locked)
        self.members.append(member)
        return member

    def skip_special(self) -> None:
        """Count a link, device, pipe or sparse file; none of them is followed or opened."""
        self.traps.note(Trap.SPECIAL_MEMBER)


def choose_member(listing: Listing, wanted: str | None) -> Choice:
    """The member that the user named, or those that look like tables, the largest first.

    Raises:
        UnreadableInput: `ARCHIVE_EMPTY`; `ARCHIVE_LINK` where there are links and the like alone.
        UsageProblem: `NO_SUCH_TABLE`.
    """
    members = [member for member in listing.members if member.size and not is_aside(member.raw)]
    if not members:
        special = any(met.trap is Trap.SPECIAL_MEMBER for met in listing.traps.met)
        raise UnreadableInput("ARCHIVE_LINK" if special else "ARCHIVE_EMPTY")
    tables = [m for m in members if looks_tabular(m.raw) and not is_read_me(m.raw)]
    likely = tuple(sorted(tables or members, key=lambda m: -m.size)[:_MOST_TRIED])
    if wanted is None:
        return Choice(likely, None)
    outer, _, inner = wanted.partition(INSIDE)
    for name, table in ((wanted, None), (outer, inner or None)):
        named = [m for m in members if m.name == name] or [m for m in members if m.raw == name]
        if named:
            return Choice((named[0],), table)
    if len(tables or members) > 1:
        raise UsageProblem("NO_SUCH_TABLE")
    return Choice(likely, wanted)  # a table inside the only member, by its own name


def head_inside(head: TableHead, member: Member, listing: Listing) -> TableHead:
    """The head of a table as it is called from outside the archive."""

    def called(table: str) -> str:
        return member.name + INSIDE + table

    inside = [called(table) for table in head.tables] or [member.name]
    tables: list[str] = []
    for other in ranked(listing):
        tables += inside if other is member else [other.name]
    table = member.name if head.table is None else called(head.table)
    return replace(head, table=table, tables=tuple(tables) if len(tables) > 1 else ())


def ranked(listing: Listing) -> list[Member]:
    """What may be picked: members that look like tables first, each group in the archive's order."""
    members = [member for member in listing.members if member.size and not is_aside(member.raw)]
    return sorted(members, key=lambda m: not looks_tabular(m.raw) or is_read_me(m.raw))


def holds_mails(listing: Listing) -> bool:
    """Whether most members are mails: .eml files, or files in a Maildir's cur/ or new/."""
    members = [member for member in listing.members if not is_aside(member.raw)]
    mails = sum(looks_like_mail(member.raw) for member in members)
    return mails > len(members) / 2
