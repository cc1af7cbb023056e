"""The three steps of a private comparison as work of the vault's keeper; each ends with the sentences to be shown."""

from collections.abc import Callable
from pathlib import Path

from leakverify.engine import exchange
from leakverify.engine.old_leaks import Take
from leakverify.gui.vault.keeper import Failing, Keeper
from leakverify.model.progress import CancelToken, OnProgress
from leakverify.reports import atomic
from leakverify.words import vault as words

Told = Callable[[list[str]], None]


class Exchanging:
    """Files are written when everything in them is made, so that a step that was stopped leaves none."""

    def __init__(self, keeper: Keeper, told: Told, failed: Failing) -> None:
        self._keeper = keeper
        self._told, self._failed = told, failed

    def ask(self, kind: str, passphrase: str, send: Path, secret: Path) -> bool:
        """Blind the open sample's values; whether it begins."""
        question = self._keeper.question()
        if question is None:
            return False

        def work(told: OnProgress, wish: CancelToken) -> list[str]:
            def ask(key: str, take: Take) -> None:
                question(key, False, take, wish)

            exchange.refuse_overwriting([send, secret], [])
            data, locked, values = exchange.blind(kind, passphrase, ask, told, wish)
            atomic.write(secret, locked)
            atomic.write(send, data)
            return [words.asked_line(send.name, values), words.keep_secret()]

        return self._keeper.do(work, self._told, self._failed)

    def answer(self, asked: Path, send: Path, leak: int | None) -> bool:
        """Answer from one leak of the open vault, or from all; whether it begins."""
        vault = self._keeper.vault
        if vault is None:
            return False

        def work(told: OnProgress, wish: CancelToken) -> list[str]:
            exchange.refuse_overwriting([send], [asked])
            only = () if leak is None else (leak,)
            data, of_theirs, own = exchange.answer(asked, vault, only, told, wish)
            atomic.write(send, data)
            return [words.answered_line(send.name, of_theirs, own)]

        return self._keeper.do(work, self._told, self._failed)

    def read(self, asked: Path, answer: Path, secret: Path, passphrase: str) -> bool:
        """Count what both have; whether it begins."""

        def work(told: OnProgress, wish: CancelToken) -> list[str]:
            found = exchange.compare(asked, answer, secret, passphrase, told, wish)
            lines = words.compared_lines(
                found.both, found.mine, found.theirs, found.low, found.high
            )
            return [*lines, words.silence_means_nothing()]

        return self._keeper.do(work, self._told, self._failed)
