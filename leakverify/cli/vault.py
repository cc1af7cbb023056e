"""`leakverify vault …`: the newsroom's older leaks as keyed hashes, and the private comparison with another newsroom."""

import argparse
import sys
import threading
from collections.abc import Callable
from typing import Final

from leakverify.case.vault import Vault
from leakverify.cli import passphrases, read_files
from leakverify.cli.check import as_of_day
from leakverify.cli.interrupts import interrupts
from leakverify.cli.progress_bar import ProgressBar
from leakverify.engine import exchange, old_leaks
from leakverify.engine.old_leaks import Take
from leakverify.engine.talk import Order, Talk
from leakverify.model.errors import Cancelled
from leakverify.model.old_leak import About
from leakverify.reports import atomic
from leakverify.safe_text import for_terminal
from leakverify.words import vault as words
from leakverify.words.say import ui

OK: Final = 0
CANCELLED: Final = 130
LONGEST: Final = 400

Act = Callable[[argparse.Namespace, ProgressBar, threading.Event], list[str]]


def run(options: argparse.Namespace) -> int:
    """One act; the exit code of CONTRACTS 1. No cell is printed."""
    cancel = threading.Event()
    with interrupts(cancel):
        try:
            with ProgressBar(quiet=options.quiet) as told:
                lines = ACTS[options.act](options, told, cancel)
        except Cancelled:
            return CANCELLED
    if not options.quiet:
        sys.stdout.write("".join(f"{for_terminal(line, LONGEST)}\n" for line in lines))
    return OK


def _create(options: argparse.Namespace, _told: ProgressBar, _cancel: threading.Event) -> list[str]:
    word = passphrases.given(
        options.passphrase_file, twice=True, prompt=ui("Passphrase of the new vault: ")
    )
    Vault.create(options.vault, word).close()
    return [ui("The vault is made. Without its passphrase nobody can open it, you included.")]


def _add(options: argparse.Namespace, told: ProgressBar, cancel: threading.Event) -> list[str]:
    about = About(options.label, options.leaked, options.origin)
    with _opened(options) as vault, Talk(_order(options)) as talk:
        talk.read(told, cancel)
        source = talk.record.source

        def ask(key: str, links: bool, take: Take) -> None:  # noqa: FBT001  (the shape of `AskForPile`)
            talk.pile(key, take, links=links, on_progress=told, cancel=cancel)

        files = source.files if source else ()
        leak = old_leaks.add(vault, about, files, as_of_day(None), ask)
    return words.leak_lines(leak)


def _list(options: argparse.Namespace, _told: ProgressBar, _cancel: threading.Event) -> list[str]:
    with _opened(options) as vault:
        leaks = vault.leaks()
    if not leaks:
        return [ui("The vault is empty.")]
    return [line for leak in leaks for line in _indented(words.leak_lines(leak))]


def _remove(options: argparse.Namespace, _told: ProgressBar, _cancel: threading.Event) -> list[str]:
    with _opened(options) as vault:
        vault.remove(options.number)
    return [ui("Leak {number} is out of the vault.").format(number=options.number)]


def _search(options: argparse.Namespace, told: ProgressBar, cancel: threading.Event) -> list[str]:
    with _opened(options) as vault, Talk(_order(options)) as talk:
        talk.read(told, cancel)
        found = talk.search(vault, told, cancel)
    return words.overlap_lines(found.overlaps, found.rows)


def _blind(options: argparse.Namespace, told: ProgressBar, cancel: threading.Event) -> list[str]:
    word = passphrases.given(
        options.passphrase_file, twice=True, prompt=ui("Passphrase for the secret: ")
    )
    exchange.refuse_overwriting([options.out, options.keep], options.files)
    with Talk(_order(options)) as talk:
        talk.read(told, cancel)

        def ask(key: str, take: Take) -> None:
            talk.pile(key, take, links=False, on_progress=told, cancel=cancel)

        data, secret, _count = exchange.blind(options.by, word, ask, told, cancel)
    atomic.write(options.keep, secret)
    atomic.write(options.out, data)
    return [words.what_asking_shows(), words.keep_secret()]


def _answer(options: argparse.Namespace, told: ProgressBar, cancel: threading.Event) -> list[str]:
    exchange.refuse_overwriting([options.out], [options.blind, options.vault])
    with _opened(options) as vault:
        data, _asked, _own = exchange.answer(options.blind, vault, options.leak, told, cancel)
    atomic.write(options.out, data)
    return [words.what_answering_shows()]


def _compare(options: argparse.Namespace, told: ProgressBar, cancel: threading.Event) -> list[str]:
    word = passphrases.given(options.passphrase_file, prompt=ui("Passphrase of the secret: "))
    found = exchange.compare(options.blind, options.answer, options.keep, word, told, cancel)
    return words.compared_lines(found.both, found.mine, found.theirs, found.low, found.high)


ACTS: Final[dict[str, Act]] = {
    "create": _create,
    "add": _add,
    "list": _list,
    "remove": _remove,
    "search": _search,
    "blind": _blind,
    "answer": _answer,
    "compare": _compare,
}


def _opened(options: argparse.Namespace) -> Vault:
    return Vault.open(options.vault, passphrases.of_vault(options.passphrase_file))


def _order(options: argparse.Namespace) -> Order:
    """How the file is to be read."""
    read, limits = read_files.reading(options)
    columns = read_files.columns(options.columns, read)
    return Order(tuple(options.files), as_of_day(None), columns=columns, read=read, limits=limits)


def _indented(lines: list[str]) -> list[str]:
    return [lines[0], *(f"   {line}" for line in lines[1:])]
