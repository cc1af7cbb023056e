"""What is said of a case: how it is kept, what its custody log tells, how good a passphrase is, what is left when it is destroyed."""

from collections.abc import Mapping
from typing import Final

from leakverify.model.outside import Stand
from leakverify.words.dates import moment
from leakverify.words.language import _, plural
from leakverify.words.lists import listed
from leakverify.words.names import role_name
from leakverify.words.numbers import count
from leakverify.words.outside import stand_name
from leakverify.words.phrases import N_
from leakverify.words.problems import error_sentence
from leakverify.words.verification import ACTS

Told = str | int | None
STANDINGS: Final = {
    "not_saved": N_("Not saved"),
    "saving": N_("Saving…"),
    "saved": N_("Saved"),
    "failed": N_("Could not save"),
    "read_only": N_("Read only"),
}
REMAINS: Final = {
    "copies": N_("copies and backups of the file"),
    "exports": N_("reports, lists and dossiers that were saved from it"),
    "solid_state": N_("what an SSD or a memory stick has put aside"),
    "memory": N_("what the system wrote from memory to disk"),
}
SHORT: Final = 10
LONG: Final = 20
WORDS: Final = 5


def standing_word(standing: str) -> str:
    """How what was done is kept, in a word or two."""
    return _(STANDINGS[standing])


def strength_sentence(passphrase: str) -> str:
    """What can be told of a passphrase by its length alone; nothing of an empty one.

    >>> strength_sentence(""), strength_sentence("sesame")[:5], strength_sentence("one two three four five")[:4]
    ('', 'Short', 'Long')
    """
    if not passphrase:
        return ""
    if len(passphrase) >= LONG or len(passphrase.split()) >= WORDS:
        return _("Long enough, if nobody who knows you could guess it.")
    if len(passphrase) < SHORT:
        return _(
            "Short: whoever has the file could try all of that length. Five random words are better."
        )
    return _("Usable, if it is random. Five random words are easier to keep in mind, and better.")


def passphrase_warning() -> str:
    """Said where a passphrase is chosen."""
    return _(
        "The case is locked with this passphrase alone. It is kept nowhere, and nobody can open the case without it, not even"
        " with the help of those who made this program."
    )


def act_name(what: str) -> str:
    """What was done; a word of a later version stands as it is.

    >>> act_name("taken_in"), act_name("moved_on")
    ('Taken in', 'Moved on')
    """
    text = _(ACTS[what]) if what in ACTS else what.replace("_", " ")
    return text[:1].upper() + text[1:]


def act_details(what: str, details: Mapping[str, Told]) -> str:
    """The details of an entry in words, as far as there are any; hashes of parts are for programs.

    >>> act_details("overruled", {"column": 3, "role": "email", "part_decisions": "ab"})
    'column 3: E-mail'
    >>> act_details("taken_in", {"file": 1, "sha256": "ab" * 32, "bytes": 7})
    'file 1, SHA-256 abababababab…'
    """
    said = {key: value for key, value in details.items() if not key.startswith("part_")}
    match what:
        case "overruled" if {"column", "role"} <= said.keys():
            return _("column {place}: {role}").format(
                place=said["column"], role=_role(str(said["role"]))
            )
        case "taken_in" if {"file", "sha256"} <= said.keys():
            short = str(said["sha256"])[:12]
            return _("file {n}, SHA-256 {digest}…").format(n=said["file"], digest=short)
        case "opened" if {"file", "format", "rows"} <= said.keys():
            form, rows = str(said["format"]).upper(), said["rows"]
            return _("file {n}: {form}, {rows} rows").format(n=said["file"], form=form, rows=rows)
        case "checked" if {"version", "findings"} <= said.keys():
            return _("version {version}, {n} findings, as of {day}").format(
                version=said["version"], n=said["findings"], day=said.get("as_of", "")
            )
        case "exported" if {"form", "edition"} <= said.keys():
            edition = _("full") if said["edition"] == "full" else _("shareable")
            return f"{said['form']}, {edition}"
        case _:
            return _more_details(what, said)


def _more_details(what: str, said: Mapping[str, Told]) -> str:
    """The details of acts of the user, and of what a later version may know."""
    match what:
        case "mapped" if isinstance(found := said.get("columns"), int):
            return plural("{n} column", "{n} columns", found).format(n=count(found))
        case "marked" if {"check", "mark"} <= said.keys():
            return _("{check}: {mark}").format(check=said["check"], mark=_mark(str(said["mark"])))
        case "drawn" | "called" | "looked_up":
            return _of_people(said)
        case _:
            told = (f"{key.replace('_', ' ')} {value}" for key, value in said.items())
            return listed(told)


def _of_people(said: Mapping[str, Told]) -> str:
    """What is told of draws, calls and look-ups: rows by number, moments, counts."""
    match said:
        case {"drawn": int(drawn), "reserve": int(reserve)}:
            return _("{n} rows to call, {more} in reserve").format(n=drawn, more=reserve)
        case {"discarded": _}:
            return _("the plan was thrown away")
        case {"row": int(row), "taken_back": _}:
            return _("row {n}, taken back").format(n=row)
        case {"row": int(row)}:
            return _("row {n}").format(n=row)
        case {"taken_in": int(calls)}:
            return plural("{n} call taken in", "{n} calls taken in", calls).format(n=calls)
        case {"thrown_away": _}:
            return _("the answers were thrown away")
        case {"began": str(first), "ended": str(last)} | {"first": str(first), "last": str(last)}:
            return _("from {first} to {last}").format(first=moment(first), last=moment(last))
        case _:
            return ""


def _mark(mark: str) -> str:
    """What was made of a finding; a word of a later version stands as it is."""
    try:
        return stand_name(Stand(mark))
    except ValueError:
        return _("no mark") if mark == "none" else mark


def _role(role: str) -> str:
    try:
        return role_name(role)
    except (KeyError, ValueError):
        return role


def chain_sentence(entries: int) -> str:
    """Said above a log that was found whole.

    >>> chain_sentence(1)
    '1 entry. Each holds the hash of the one before; the chain was checked when the log was read, and is whole.'
    """
    counted = plural("{n} entry.", "{n} entries.", entries).format(n=entries)
    return (
        counted
        + " "
        + _(
            "Each holds the hash of the one before; the chain was checked when the log was read, and is whole."
        )
    )


def broken_sentence(entry: int) -> str:
    """Said above a log whose chain is broken."""
    return _("The chain is broken: entry {n} is the first that does not fit.").format(n=entry)


def head_sentence(entries: int, last: str) -> str:
    """What to note elsewhere, so that entries cut off at the end are noticed."""
    return _(
        "To notice later that entries were cut off at the end, note this down elsewhere: {n} entries, last hash {digest}."
    ).format(n=entries, digest=last)


def missing_sentence(gone: int, changed: int, total: int) -> str:
    """Said where files of the sample are not where they were.

    >>> missing_sentence(1, 0, 1)
    'The sample is not where it was. The result, the claim, notes and calls are here; rows and reports need the file.'
    """
    if changed and not gone:
        return plural(
            "The file at the place of the sample is another one now: its SHA-256 differs. What you see is about the file that was taken in.",
            "{n} files at the place of the sample are other ones now: their SHA-256 differ. What you see is about the files that were taken in.",
            changed,
        ).format(n=changed)
    if total == 1:
        return _(
            "The sample is not where it was. The result, the claim, notes and calls are here; rows and reports need the file."
        )
    return plural(
        "{n} of {total} files of the sample is not where it was. The result, the claim, notes and calls are here; rows and reports need all files.",
        "{n} of {total} files of the sample are not where they were. The result, the claim, notes and calls are here; rows and reports need all files.",
        gone + changed,
    ).format(n=gone + changed, total=total)


def not_these_sentence() -> str:
    """Said of files that were chosen and are not those of the case."""
    return _(
        "These are not the files of this case: their SHA-256 differ. To check other files, begin a new case."
    )


def reading_sentence() -> str:
    """Said while the files of a case are read once more."""
    return _(
        "The sample is being read for its rows. Nothing is checked again unless it reads otherwise."
    )


def read_only_sentence() -> str:
    """Said of a case that is open elsewhere or may not be written to."""
    return _(
        "This case is open elsewhere, or may not be written to. You can look at everything; what you change is not kept. Save it under another name to go on."
    )


def failed_sentence(code: str, place: Mapping[str, str | int]) -> str:
    """Said where something could not be written; it is tried again."""
    told = error_sentence(code, dict(place))
    return told + " " + _("What waits is kept in memory and tried again.")


def unsaved_sentence() -> str:
    """Said before a case that was never saved is left."""
    return _(
        "This case was never saved: the result, your decisions, notes and calls would be lost. The sample itself is never changed."
    )


def purge_sentences() -> tuple[str, ...]:
    """Said before a case is destroyed."""
    return (
        _(
            "Its key is destroyed first, then the file is overwritten and taken away. Nobody can undo this."
        ),
        _("The sample, reports and dossiers that lie elsewhere are not touched."),
    )


def purged_sentences(
    samples: int, size: int, last: str, remains: tuple[str, ...]
) -> tuple[str, ...]:
    """What a certificate says, for people."""
    kept = [_(REMAINS[word]) if word in REMAINS else word.replace("_", " ") for word in remains]
    return (
        _("The case is destroyed: {n} bytes were overwritten.").format(n=count(size))
        if size
        else _("The case is gone. It was never saved, so there was no file."),
        _(
            "The certificate names {n} files by their SHA-256, the time, and the end of the custody log ({digest}…); no name of a file."
        ).format(n=samples, digest=last[:12]),
        _("It cannot speak for: {places}.").format(places=listed(kept)),
    )
