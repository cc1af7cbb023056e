"""What an analyst has said about the open sample, kept in order and by kind."""

from dataclasses import dataclass
from enum import StrEnum

from leakverify.engine.record import Record
from leakverify.model.mapping import ColumnRole
from leakverify.model.sample import ColumnInfo, SampleFile
from leakverify.model.terms import Role


class Phase(StrEnum):
    """How far the window has come with a sample."""

    EMPTY = "empty"
    OPENING = "opening"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(slots=True)
class Heard(Record):
    """The words of one analyst as panes read them. Nothing here is a widget, nothing here asks anything."""

    @property
    def files(self) -> tuple[SampleFile, ...]:
        """The sample's files as read so far."""
        return self.source.files if self.source else ()

    @property
    def rows(self) -> int:
        """Rows read so far, over all files."""
        return self.done.rows if self.done else sum(f.rows_read for f in self.files)

    @property
    def infos(self) -> tuple[ColumnInfo, ...]:
        """The columns as mapped by the analyst."""
        return self.columns.columns if self.columns else ()

    def role_of(self, position: int, overrulings: dict[str, Role]) -> Role:
        """What a column (from 1) holds, with the user's word before the analyst's."""
        for info in self.infos:
            if info.position == position:
                return overrulings.get(info.name, Role(info.role))
        return Role.UNKNOWN

    def guesses(self) -> tuple[ColumnRole, ...]:
        """The analyst's own guesses, before any overruling."""
        return self.columns.guesses if self.columns else ()
