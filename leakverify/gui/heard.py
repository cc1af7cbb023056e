"""What an analyst has said about the open sample, kept in order and by kind."""

from dataclasses import dataclass, field
from enum import StrEnum

from leakverify.model.finding import Finding
from leakverify.model.mapping import ColumnRole
from leakverify.model.messages import (
    AncestorSeen,
    Columns,
    Done,
    Failed,
    FindingMade,
    FromChild,
    ProgressMade,
    Ready,
    Source,
)
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
class Heard:
    """The words of one analyst. Nothing here is a widget, nothing here asks anything."""

    ready: Ready | None = None
    source: Source | None = None
    columns: Columns | None = None
    findings: dict[str, Finding] = field(default_factory=dict)
    progress: dict[str, ProgressMade] = field(default_factory=dict)
    ancestor: AncestorSeen | None = None
    done: Done | None = None
    failure: Failed | None = None

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

    def start_run(self) -> None:
        """Forget what the last run found; what was read stays."""
        self.findings.clear()
        self.progress.clear()
        self.ancestor = None
        self.done = None
        self.failure = None

    def take(self, message: FromChild) -> None:
        """Keep a message of a kind that lasts."""
        match message:
            case Ready():
                self.ready = message
            case Source():
                self.source = message
            case Columns():
                self.columns = message
            case ProgressMade():
                self.progress[message.stage] = message
            case FindingMade():
                self.findings[message.finding.id] = message.finding
            case AncestorSeen():
                self.ancestor = message
            case Done():
                self.done = message
            case Failed():
                self.failure = message
            case _:
                return

    def said(self) -> list[FromChild]:
        """Everything that an assessment is made of, in an order that does not depend on timing."""
        kept: list[FromChild] = [
            m for m in (self.ready, self.source, self.columns, self.ancestor) if m is not None
        ]
        kept.extend(FindingMade(self.findings[key]) for key in sorted(self.findings))
        if self.done is not None:
            kept.append(self.done)
        return kept
