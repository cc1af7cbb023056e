"""The vault that is open in this window: its leaks, and what it has of the open sample. Its passphrase is kept nowhere."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from leakverify.case.vault import Vault
from leakverify.engine import old_leaks
from leakverify.engine.old_leaks import Searched, Take
from leakverify.engine.talk import Order, Talk
from leakverify.gui.heard import Phase
from leakverify.gui.jobs import AnalystLine
from leakverify.gui.long_job import LongJob
from leakverify.gui.session import Session
from leakverify.model.errors import Cancelled, LeakverifyError
from leakverify.model.messages import AskPile, OldEnd, ToChild
from leakverify.model.old_leak import About, Leak, Overlap
from leakverify.model.progress import CancelToken, OnProgress

Told = tuple[AnalystLine, Searched, tuple[ToChild, ...]]


class Keeper(QObject):
    """`changed` says: read me again; `failed` brings what could not be done. One thing is done at a time."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.leaks: tuple[Leak, ...] = ()
        self.overlaps: dict[int, Overlap] = {}
        self.job = LongJob(session.jobs, self)
        self._session = session
        self._vault: Vault | None = None
        self._searched: AnalystLine | None = None
        self._then: Callable[[object], None] = lambda _result: None
        self.job.ended.connect(self._on_ended)
        self.job.failed.connect(self._on_failed)
        session.talk.opened.connect(self._on_sample)
        session.talk.run_ended.connect(self._search_once)

    @property
    def is_open(self) -> bool:
        """Whether a vault is open."""
        return self._vault is not None

    def open(self, path: Path, passphrase: str) -> None:
        """Open a vault; the sample, if one is open, is looked up in it at once."""
        self._do(lambda _told, _wish: Vault.open(path, passphrase), self._on_vault)

    def make(self, path: Path, passphrase: str) -> None:
        """Make an empty vault and open it."""
        self._do(lambda _told, _wish: Vault.create(path, passphrase), self._on_vault)

    def close(self) -> None:
        """Close the vault; the next run is made without it."""
        if self._vault is None or self.job.is_running:
            return
        self._vault.close()
        self._vault = None
        self._forget()
        self.leaks = ()
        if self._session.talk.line is not None:
            self._session.talk.to_tell_first = (OldEnd(""),)
            self._session.run()
        self.changed.emit()

    def add(self, paths: Sequence[Path], about: About) -> None:
        """Read files as one leak, in a locked analyst of their own, and keep its hashes."""
        vault, today = self._vault, self._session.desk.today()
        if vault is None:
            return

        def work(told: OnProgress, wish: CancelToken) -> Leak:
            with Talk(Order(tuple(paths), today)) as talk:
                talk.read(told, wish)

                def ask(key: str, links: bool, take: Take) -> None:  # noqa: FBT001  (the shape of `AskForPile`)
                    talk.pile(key, take, links=links, on_progress=told, cancel=wish)

                source = talk.record.source
                return old_leaks.add(vault, about, source.files if source else (), today, ask)

        self._do(work, self._on_leaks)

    def remove(self, number: int) -> None:
        """Take a leak out."""
        vault = self._vault
        if vault is not None:
            self._do(lambda _told, _wish: vault.remove(number), self._on_leaks)

    def search(self) -> None:
        """Look the open sample up, and run the checks again with what is found."""
        vault, line, talk = self._vault, self._session.talk.line, self._session.talk
        if vault is None or line is None or talk.phase is not Phase.DONE or self.job.is_running:
            return
        decided = self._session.decisions
        roles = {name: str(role) for name, role in decided.roles.items()}
        claim = self._session.desk.claim_json(decided.claim)
        day, organisation = self._session.desk.today().isoformat(), decided.claim.organisation

        def work(told: OnProgress, wish: CancelToken) -> Told:
            def ask(key: str, links: bool, take: Take) -> None:  # noqa: FBT001  (the shape of `AskForPile`)
                line.gather(lambda token: AskPile(token, key, roles, claim, day, links), take, wish)

            found = old_leaks.search(vault, ask, told, wish)
            return line, found, old_leaks.for_analyst(vault, found, organisation)

        self._searched = line
        self._do(work, self._on_found)

    def _do(
        self, work: Callable[[OnProgress, CancelToken], object], then: Callable[..., None]
    ) -> None:
        if self.job.start(work):
            self._then = then
            self.changed.emit()

    def _on_ended(self, result: object) -> None:
        self._then(result)
        self.changed.emit()

    def _on_failed(self, error: LeakverifyError) -> None:
        if not isinstance(error, Cancelled):
            self.failed.emit(error)
        self.changed.emit()

    def _on_vault(self, vault: Vault) -> None:
        if self._vault is not None:
            self._vault.close()
        self._vault = vault
        self._on_leaks()

    def _on_leaks(self, _result: object = None) -> None:
        try:
            self.leaks = self._vault.leaks() if self._vault is not None else ()
        except LeakverifyError as error:
            self.failed.emit(error)
        self._forget()
        self._search_once()

    def _on_found(self, told: Told) -> None:
        line, found, messages = told
        if line is not self._session.talk.line:  # another sample meanwhile
            return
        self.overlaps = {overlap.leak.number: overlap for overlap in found.overlaps}
        self._session.talk.to_tell_first = messages
        self._session.run()

    def _on_sample(self) -> None:
        self._forget()
        self.changed.emit()

    def _forget(self) -> None:
        self.overlaps, self._searched = {}, None

    def _search_once(self) -> None:
        """Look a sample up when its first run has ended, and when the leaks are others."""
        if self.leaks and self._searched is not self._session.talk.line:
            self.search()
