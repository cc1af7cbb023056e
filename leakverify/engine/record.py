"""What an analyst has said of one sample: the words that last. Light: the window keeps one from its start."""

from dataclasses import dataclass, field

from leakverify import silence
from leakverify.model.finding import Finding
from leakverify.model.glance import Glance
from leakverify.model.looked_up import DomainCounts
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


@dataclass(slots=True)
class Record:
    """The last word of each kind, as the command line and the window both need it."""

    ready: Ready | None = None
    source: Source | None = None
    columns: Columns | None = None
    ancestor: AncestorSeen | None = None
    mail_domains: DomainCounts | None = None
    glance: Glance | None = None
    done: Done | None = None
    failed: Failed | None = None
    findings: dict[str, Finding] = field(default_factory=dict)
    progress: dict[str, ProgressMade] = field(default_factory=dict)

    @property
    def attempts_refused(self) -> int:
        """How many attempts to reach out this process and the analyst with its workers have refused so far."""
        return silence.attempts_refused() + (self.done.attempts_refused if self.done else 0)

    def hear(self, message: FromChild) -> None:
        """Keep what counts; a later finding takes the place of an earlier one of the same id."""
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
            case Glance():
                self.glance = message
            case Done():
                self.done = message
            case Failed():
                self.failed = message
            case _:
                return

    def said(self) -> list[FromChild]:
        """Everything that an assessment is made of, in an order that does not depend on timing."""
        kept: list[FromChild] = [
            m
            for m in (self.ready, self.source, self.columns, self.ancestor, self.glance)
            if m is not None
        ]
        kept.extend(FindingMade(self.findings[key]) for key in sorted(self.findings))
        if self.done is not None:
            kept.append(self.done)
        return kept

    def forget_run(self) -> None:
        """Before another run on the same sample: what was read stays."""
        self.findings.clear()
        self.progress.clear()
        self.ancestor = self.glance = self.mail_domains = self.done = self.failed = None
