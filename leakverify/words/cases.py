"""What is said of a case: its number, its files, its log, what became of it when it was purged."""

from collections.abc import Mapping, Sequence
from typing import Final

from leakverify.model.call_desk import Outcome
from leakverify.model.purge import Certificate
from leakverify.model.verification import Act
from leakverify.words.language import _, plural
from leakverify.words.lists import chained, listed
from leakverify.words.numbers import count
from leakverify.words.phrases import N_
from leakverify.words.verification import act_line

REMAINS: Final = {
    "copies": N_("copies and backups of the file, and copies on machines that synchronise it"),
    "exports": N_("reports, dossiers, call sheets and lists that were written from the case"),
    "solid_state": N_(
        "what an SSD or a memory card has put aside. Such a disk writes new data to another "
        "place, and keeps the old for a while where no program reaches it. Without the "
        "passphrase it cannot be read; with the passphrase and the salt on such a place, it "
        "might be. Only a disk that is encrypted as a whole rules this out"
    ),
    "memory": N_(
        "what the system wrote from memory to its swap file, if that file is not encrypted"
    ),
}
CLAIM_KEYS: Final = {
    "source": N_("source"),
    "organisation": N_("organisation"),
    "country": N_("country"),
    "records": N_("records"),
    "from": N_("from"),
    "to": N_("to"),
    "stolen": N_("stolen"),
    "software": N_("software"),
    "seen_before": N_("seen before"),
    "statement": N_("statement"),
    "price": N_("price"),
}
OUTCOMES: Final = {
    Outcome.MATCH: N_("confirmed"),
    Outcome.PARTLY: N_("confirmed in part"),
    Outcome.NO: N_("not confirmed"),
    Outcome.DENIES: N_("denied"),
    Outcome.REFUSES: N_("refused to answer"),
    Outcome.WRONG_PERSON: N_("wrong person"),
    Outcome.UNREACHABLE: N_("not reached"),
    Outcome.NO_NUMBER: N_("number does not exist"),
}
MOST_DETAILS: Final = 6
_HASH_SHOWN: Final = 12
_HASH: Final = 64


def log_line(seq: int, act: Act, details: Mapping[str, str | int | None]) -> str:
    """An entry of a custody log with its details; the keyed hashes of parts are left out.

    >>> log_line(2, Act("2026-11-26T20:38:33Z", "AB", "opened"), {"rows": 80, "format": "csv", "part_claim": "0" * 64})
    '2. 2026-11-26 20:38:33 UTC, AB: opened (rows 80, format csv)'
    """
    told = [
        f"{key.replace('_', ' ')} {_shown(value)}"
        for key, value in details.items()
        if value is not None and not key.startswith("part_")
    ][:MOST_DETAILS]
    line = f"{seq}. {act_line(act)}"
    return f"{line} ({', '.join(told)})" if told else line


def _shown(value: str | int) -> str:
    """A detail; a hash by its first digits."""
    if isinstance(value, int):
        return count(value)
    return f"{value[:_HASH_SHOWN]}…" if len(value) == _HASH else value


def claim_lines(claim: Mapping[str, object]) -> list[str]:
    """What the source claims, field by field."""
    lines = []
    for key, value in claim.items():
        if isinstance(value, Mapping):
            said = " ".join(str(part) for part in value.values())
        elif isinstance(value, Sequence) and not isinstance(value, str):
            said = listed(map(str, value))
        else:
            said = count(value) if isinstance(value, int) else str(value)
        lines.append(f"{_(CLAIM_KEYS.get(key, key))}: {said}")
    return lines


def file_line(name: str, sha256: str, size: int) -> str:
    """A file of the sample by its name, its size and its hash."""
    return _("{name}, {size} bytes, SHA-256 {hash}").format(
        name=name, size=count(size), hash=sha256
    )


def head_sentence(entries: int, last: str) -> str:
    """The head of a log: what to keep elsewhere."""
    return plural(
        "The custody log is whole: {n} entry, the last with the hash {last}.",
        "The custody log is whole: {n} entries, the last with the hash {last}.",
        entries,
    ).format(n=count(entries), last=last)


def broken_sentence(entry: int) -> str:
    """Where a log was altered."""
    return _(
        "The custody log was altered: entry {entry} is the first that does not fit the one before it."
    ).format(entry=entry)


def calls_lines(outcomes: Mapping[Outcome, int]) -> list[str]:
    """The calls by what they came to."""
    return [f"{_(OUTCOMES[outcome])}: {count(n)}" for outcome, n in outcomes.items() if n]


def purge_lines(told: Certificate) -> list[str]:
    """What was destroyed, and what may be left."""
    if told.bytes:
        first = _(
            "The case {number} was purged: its salt was destroyed, {size} bytes were overwritten, and the file was taken away."
        ).format(number=told.number, size=count(told.bytes))
    else:
        first = _("The case {number} was purged from memory; it never had a file.").format(
            number=told.number
        )
    kept = [_(REMAINS.get(word, word)) for word in told.remains]
    return [first, _("This cannot reach: {list}.").format(list=chained(kept))]


def made_lines(number: str) -> list[str]:
    """A case that was just made."""
    return [
        _("A case was made: {number}.").format(number=number),
        _(
            "Whoever loses the passphrase loses the case: there is no second key. Keep the passphrase apart from the file."
        ),
    ]


def kept_sentence(entries: int) -> str:
    """A run that was taken into a case."""
    return plural(
        "The run was taken into the case; its custody log has {n} entry.",
        "The run was taken into the case; its custody log has {n} entries.",
        entries,
    ).format(n=count(entries))


def earlier_missing(files: int) -> str:
    """Older files that the case names and that were not given this time."""
    return plural(
        "The case compared with {n} older file that was not given now. No file is opened because a case names it: give it with --earlier.",
        "The case compared with {n} older files that were not given now. No file is opened because a case names it: give them with --earlier.",
        files,
    ).format(n=count(files))
