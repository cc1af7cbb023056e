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
from leakverify.gui.long_job import LongJob, Work
from leakverify.gui.session import Session
from leakverify.model.errors import Cancelled, LeakverifyError
from leakverify.model.messages import AskPile, OldEnd, ToChild
from leakverify.model.old_leak import About, Leak, Overlap, VaultUsed
from leakverify.model.progress import CancelToken, OnProgress

Told = tuple[AnalystLine, Searched, tuple[ToChild, ...], VaultUsed]
Question = Callable[[str, bool, Take, CancelToken], None]
"""Asks for a pile under a key, with or without the sketch of rows, and hands its parts on; for jobs only."""
Failing = Callable[[LeakverifyError], object]


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
        self._otherwise: Failing = self._tell
        self.job.ended.connect(self._on_ended)
        self.job.failed.connect(self._on_failed)
        session.talk.opened.connect(self._on_sample)
        session.talk.run_ended.connect(self._search_once)
        session.phase_changed.connect(self.changed)

    @property
    def is_open(self) -> bool:
        """Whether a vault is open."""
        return self._vault is not None

    @property
    def vault(self) -> Vault | None:
        """The open vault, for work that is given to `do`."""
        return self._vault

    def question(self) -> Question | None:
        """How the open sample is asked for its keyed hashes; None where there is none, or its checks are not through."""
        line, talk = self._session.talk.line, self._session.talk
        if line is None or talk.phase is not Phase.DONE:
            return None
        decided, desk = self._session.decisions, self._session.desk
        roles = {name: str(role) for name, role in decided.roles.items()}
        claim, day = desk.claim_json(decided.claim), desk.today().isoformat()

        def ask(key: str, links: bool, take: Take, wish: CancelToken) -> None:  # noqa: FBT001  (the shape of `AskForPile`)
            line.gather(lambda token: AskPile(token, key, roles, claim, day, links), take, wish)

        return ask

    def open(self, path: Path, passphrase: str) -> None:
        """Open a vault; the sample, if one is open, is looked up in it at once."""
        self.do(lambda _told, _wish: Vault.open(path, passphrase), self._on_vault)

    def make(self, path: Path, passphrase: str) -> None:
        """Make an empty vault and open it."""
        self.do(lambda _told, _wish: Vault.create(path, passphrase), self._on_vault)

    def close(self) -> None:
        """Close the vault; the next run is made without it."""
        if self._vault is None or self.job.is_running:
            return
        self._vault.close()
        self._vault = None
        self._forget()
        self.leaks = ()
        if self._session.talk.line is not None:
            self._session.talk.tell_of_vault((OldEnd(""),), VaultUsed())
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

        self.do(work, self._on_leaks)

    def remove(self, number: int) -> None:
        """Take a leak out."""
        vault = self._vault
        if vault is not None:
            self.do(lambda _told, _wish: vault.remove(number), self._on_leaks)

    def search(self) -> None:
        """Look the open sample up, and run the checks again with what is found."""
        vault, line, question = self._vault, self._session.talk.line, self.question()
        if vault is None or line is None or question is None or self.job.is_running:
            return
        organisation = self._session.decisions.claim.organisation

        def work(told: OnProgress, wish: CancelToken) -> Told:
            found = old_leaks.search(
                vault, lambda key, links, take: question(key, links, take, wish), told, wish
            )
            used = VaultUsed(vault.contents(), old_leaks.labelled(found))
            return line, found, old_leaks.for_analyst(vault, found, organisation), used

        self._searched = line
        self.do(work, self._on_found)

    def do(self, work: Work, then: Callable[..., None], otherwise: Failing | None = None) -> bool:
        """Do this with the vault to itself, unless something is being done; whether it begins. Without `otherwise`, `failed` tells."""
        begins = self.job.start(work)
        if begins:
            self._then, self._otherwise = then, otherwise or self._tell
            self.changed.emit()
        return begins

    def _on_ended(self, result: object) -> None:
        self._then(result)
        self.changed.emit()

    def _on_failed(self, error: LeakverifyError) -> None:
        self._otherwise(error)
        self.changed.emit()

    def _tell(self, error: LeakverifyError) -> None:
        if not isinstance(error, Cancelled):
            self.failed.emit(error)

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
        line, found, messages, used = told
        if line is not self._session.talk.line:  # another sample meanwhile
            return
        self.overlaps = {overlap.leak.number: overlap for overlap in found.overlaps}
        self._session.talk.tell_of_vault(messages, used)
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
