"""`leakverify domains FILE --out LIST`: the mail domains of a sample, counted by kind, and the list for the courier."""

import argparse
import sys
import threading
from collections import Counter
from typing import Final

from leakverify.case import domain_list
from leakverify.cli import read_files
from leakverify.cli.check import as_of_day
from leakverify.cli.interrupts import interrupts
from leakverify.cli.progress_bar import ProgressBar
from leakverify.engine.decoys import draw
from leakverify.engine.talk import Order, Talk
from leakverify.model.errors import Cancelled, OutputProblem, UsageProblem
from leakverify.model.look_up import DomainKind, SampleDomain
from leakverify.reports import atomic
from leakverify.words.look_up import domain_counts, kind_name, left_out

OK: Final = 0
CANCELLED: Final = 130


def run(options: argparse.Namespace) -> int:
    """Count the domains; write the list where it was asked for. No domain is printed."""
    if options.out and options.out.resolve() in {path.resolve() for path in options.files}:
        raise OutputProblem("OUTPUT_EXISTS")
    read, limits = read_files.reading(options)
    order = Order(tuple(options.files), as_of_day(None), read=read, limits=limits)
    cancel = threading.Event()
    with interrupts(cancel), Talk(order) as talk:
        try:
            with ProgressBar(quiet=options.quiet) as told:
                talk.read(told, cancel)
                found = talk.domains().rows
        except Cancelled:
            return CANCELLED
    if not found:
        raise UsageProblem("NO_MAIL_DOMAINS")
    if not options.quiet:
        _tell(found)
    if options.out:
        asked = chosen(found, options.risky)
        names = {d.domain for d in asked}
        decoys = draw(options.decoys, names | {d.domain for d in found})
        atomic.write(options.out, domain_list.list_text([*names, *decoys]).encode("ascii"))
        if not options.quiet:
            sys.stdout.write(left_out(found, asked, len(decoys)) + "\n")
    return OK


def chosen(found: tuple[SampleDomain, ...], risky: list[str]) -> list[SampleDomain]:
    """The usual domains, and the risky ones that were named one by one.

    Raises:
        UsageProblem: `UNKNOWN_DOMAIN` where a named one is not in the sample, or cannot be asked for.
    """
    named = {name.lower() for name in risky}
    known = {d.domain for d in found if d.may_be_asked}
    for place, name in enumerate(risky, start=1):
        if name.lower() not in known:
            raise UsageProblem("UNKNOWN_DOMAIN", entry=place)
    return [d for d in found if d.asked_by_default or d.domain in named]


def _tell(found: tuple[SampleDomain, ...]) -> None:
    """Counts by kind, the commonest first."""
    sys.stdout.write(domain_counts(found) + "\n")
    domains = Counter(d.kind for d in found)
    addresses = Counter[DomainKind]()
    for domain in found:
        addresses[domain.kind] += domain.addresses
    width = max(len(kind_name(kind)) for kind in domains)
    for kind, count in domains.most_common():
        sys.stdout.write(f"  {kind_name(kind):{width}}  {count:>8,}  {addresses[kind]:>10,}\n")
