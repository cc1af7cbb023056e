"""What is said of a dossier that was verified: what was altered, who signed, what is the same and what differs."""

from collections import Counter
from typing import Final

from leakverify.model.terms import Reading, State, Status
from leakverify.model.verification import (
    ARCHIVE,
    Act,
    Brief,
    Compared,
    Difference,
    Fault,
    FaultKind,
    FileSeen,
    Given,
    Made,
    Outcome,
    Signer,
    Value,
    Verification,
)
from leakverify.words.language import _, plural
from leakverify.words.lists import chained, listed
from leakverify.words.names import claim_name, reading_name, status_name
from leakverify.words.numbers import count, plain, signed
from leakverify.words.phrases import N_

FAULTS: Final = {
    FaultKind.CONTENT: N_("{place} is not as it was signed."),
    FaultKind.HEADER: N_("The entry of {place} in the archive is not as it was written."),
    FaultKind.STRUCTURE: N_(
        "The archive itself is not as it was written: its end was cut off, changed or added to."
    ),
    FaultKind.MISSING: N_("{place} is missing."),
    FaultKind.EXTRA: N_("{place} was added: it is not among what was signed."),
    FaultKind.SIGNATURE: N_("{place} is not as it was signed: manifest and signature do not fit."),
    FaultKind.FORM: N_("{place} cannot be understood."),
    FaultKind.ENTRY: N_("The custody log is broken at entry {entry}: {reason}."),
}
BROKEN: Final = {
    "form": N_("the entry cannot be understood"),
    "hash": N_("the entry was changed after it was written"),
    "order": N_("an entry was dropped, added or moved"),
    "chain": N_("it does not follow the entry before it"),
    "end": N_("the log ends earlier or later than the signed manifest says"),
}
OUTCOMES: Final = {
    Outcome.SAME: N_("the same"),
    Outcome.DIFFERS: N_("differs"),
    Outcome.GONE: N_("only in the dossier"),
    Outcome.NEW: N_("only now"),
    Outcome.NOT_REPEATED: N_("not repeated: the vault was not given"),
}
ROLES: Final = {
    Given.SAMPLE: N_("Sample"),
    Given.EARLIER: N_("Older file"),
    Given.ANSWERS: N_("Answers of mail domains"),
    Given.VAULT: N_("Vault of older leaks"),
    Given.OTHER_VAULT: N_("Vault of older leaks"),
    Given.OTHER: N_("Another file"),
}
ACTS: Final = {
    "taken_in": N_("taken in"),
    "opened": N_("opened"),
    "converted": N_("converted"),
    "mapped": N_("columns understood"),
    "overruled": N_("a column overruled"),
    "checked": N_("checked"),
    "looked_up": N_("mail domains looked up"),
    "called": N_("people called"),
    "exported": N_("exported"),
    "claimed": N_("claim written down"),
    "drawn": N_("rows drawn to be called"),
    "answered": N_("something from outside the file written down"),
    "marked": N_("finding marked"),
    "noted": N_("noted"),
    "saved": N_("case saved"),
    "rekeyed": N_("passphrase changed"),
}
FIELDS: Final = {
    "complete": N_("whole sample checked"),
    "stopped": N_("why it ended early"),
    "seed": N_("seed"),
    "as_of": N_("day that counts as today"),
    "status": N_("result"),
    "leading": N_("leading reading"),
    "close": N_("readings close behind"),
    "plausibility": N_("place on the scale"),
    "confidence": N_("confidence"),
    "fragile": N_("hangs on one check"),
    "towards": N_("points towards"),
    "reason": N_("reason"),
    "exhibits": N_("exhibits"),
    "state": N_("made or not"),
    "columns": N_("columns"),
    "rows": N_("rows named"),
    "rows.count": N_("number of rows named"),
    "rows.shown": N_("rows named"),
    "exhibit": N_("is an exhibit"),
    "basis": N_("basis"),
    "ancestor.sha256": N_("hash of the older file that covers the sample"),
    "ancestor.share": N_("share that the older file covers"),
}


def headline(told: Verification) -> str:
    """The outcome in one line."""
    if told.faults:
        return _("This dossier is not as it was signed.")
    if not told.unaltered:
        return _("This dossier was signed with another key than the one you named.")
    if told.now is None:
        return _("The dossier is unaltered, but nothing was run again.")
    if told.same and told.lacks_vault:
        return _(
            "The dossier is unaltered, and running it again says the same, as far as it goes without the vault."
        )
    if told.same:
        return _("The same: the dossier is unaltered, and running it again says the same.")
    return _("Running it again says something else than the dossier.")


def fault_sentence(fault: Fault) -> str:
    """What was altered, and where."""
    place = _("the archive") if fault.place == ARCHIVE else fault.place
    reason = _(BROKEN.get(fault.reason, BROKEN["form"]))
    return _(FAULTS[fault.kind]).format(place=place, entry=fault.entry, reason=reason)


def signer_sentences(signer: Signer, digits: str, spoken: str) -> list[str]:
    """Whose key signed, and what that is worth; the fingerprint in figures and in words."""
    said = {
        None: _(
            "Anybody can sign. The signature only shows that nothing was changed since, as "
            "long as you know the key. Have its fingerprint read to you by whoever sent the "
            "dossier."
        ),
        True: _("The key is the one that you named."),
        False: _("The key is NOT the one that you named: somebody else signed this."),
    }
    return [
        said[signer.expected],
        _("Fingerprint of the key: {digits}").format(digits=digits),
        _("The same in words: {words}").format(words=spoken),
    ]


def signed_sentences(digits: str, spoken: str) -> list[str]:
    """After a dossier was written: what to read aloud to a colleague."""
    return [
        _("Fingerprint of the key: {digits}").format(digits=digits),
        _("The same in words: {words}").format(words=spoken),
        _("Read it to your colleague over another channel than the one the dossier goes by."),
    ]


def version_sentences(then: Made, now: Made | None, findings: tuple[Compared, ...]) -> list[str]:
    """When and with what it was made, and what that means for the comparison."""
    said = [
        _("Made by version {version} for {day}, edition {edition}, seed {seed}.").format(
            version=then.version, day=then.as_of, edition=edition_name(then.edition), seed=then.seed
        )
    ]
    if now is None:
        return said
    if then.version != now.version:
        kinds = {
            -1: _("It was made by an older version of this program; this is version {version}."),
            0: _("It was made by another version of this program; this is version {version}."),
            1: _("It was made by a later version of this program; this is version {version}."),
        }
        said.append(kinds[_order(then.version, now.version)].format(version=now.version))
    tables = changed_tables(then, now)
    if tables:
        said.append(_("Tables that differ: {tables}.").format(tables=chained(tables)))
    if then.version != now.version or tables:
        said += _changes(findings)
    if then.isolation != now.isolation:
        said.append(
            _("The reader was locked in otherwise: {then} then, {now} now.").format(
                then=then.isolation, now=now.isolation
            )
        )
    return said


def changed_tables(then: Made, now: Made) -> list[str]:
    """Tables with another date than at the time, or that only one of the two has."""
    names = sorted({**then.tables, **now.tables})
    return [
        f"{name} {then.tables.get(name, '–')} → {now.tables.get(name, '–')}"
        for name in names
        if then.tables.get(name) != now.tables.get(name)
    ]


def _changes(findings: tuple[Compared, ...]) -> list[str]:
    """Which checks are new, gone or changed."""
    said = []
    for outcome, text in (
        (Outcome.NEW, _("Checks that are new: {checks}.")),
        (Outcome.GONE, _("Checks that are gone: {checks}.")),
        (Outcome.DIFFERS, _("Checks that say something else: {checks}.")),
    ):
        checks = sorted({f.check for f in findings if f.outcome is outcome})
        if checks:
            said.append(text.format(checks=listed(checks)))
    return said or [_("Every check says the same all the same.")]


def counts_sentence(told: Verification) -> str:
    """How many findings are the same and how many are not."""
    counts = Counter(f.outcome for f in told.findings)
    same = counts[Outcome.SAME]
    return plural(
        "{same} finding is the same; {differ} differ, {gone} stand only in the dossier, {new} only now.",
        "{same} findings are the same; {differ} differ, {gone} stand only in the dossier, {new} only now.",
        same,
    ).format(
        same=same,
        differ=counts[Outcome.DIFFERS],
        gone=counts[Outcome.GONE],
        new=counts[Outcome.NEW],
    )


def vault_sentences(told: Verification) -> list[str]:
    """What could not be repeated without the vault of older leaks, and what follows for the result."""
    left = sum(f.outcome is Outcome.NOT_REPEATED for f in told.findings)
    if not left:
        return []
    said = plural(
        "{left} finding was not repeated: the run was made with a vault of older leaks, and the vault was not given.",
        "{left} findings were not repeated: the run was made with a vault of older leaks, and the vault was not given.",
        left,
    ).format(left=left)
    if not told.result:
        return [said]
    return [said, _("The result may differ for this alone.")]


def file_sentence(file: FileSeen) -> str:
    """What a file is to the dossier; a hash is shown by its ends."""
    ends = f"{file.sha256[:16]}…{file.sha256[-8:]}" if file.sha256 else _("not told")
    if file.role is Given.OTHER:
        text = N_("Another file: {name} (SHA-256 {hash}) is none that the dossier is about.")
    elif file.role is Given.OTHER_VAULT:
        text = N_("{role}: {name} holds other leaks than at the time (fingerprint {hash})")
    elif file.role is Given.VAULT and file.found:
        text = N_("{role}: {name} (fingerprint of its contents {hash})")
    elif file.role is Given.VAULT:
        text = N_("{role}: not given (fingerprint of its contents {hash})")
    elif file.found:
        text = N_("{role}: {name}, the same (SHA-256 {hash})")
    else:
        text = N_("{role}: not given (SHA-256 {hash})")
    return _(text).format(role=_(ROLES[file.role]), name=file.name, hash=ends)


def brief_text(brief: Brief | None) -> str:
    """A finding in short: what it weighs, or that it was not made."""
    if brief is None:
        return "–"
    if brief.state != State.COMPUTED:
        return _("not made")
    if not brief.reading or round(brief.support, 2) == 0:
        return _("no weight")
    return _("“{reading}” {support}").format(
        reading=reading_name(brief.reading), support=signed(brief.support)
    )


def act_line(act: Act) -> str:
    """An entry of the custody log; a word of a later version stands as it is.

    >>> act_line(Act("2026-11-26T20:38:33Z", "AB", "taken_in")), act_line(Act("2026-11-26T20:38:33Z", "", "moved_on"))
    ('2026-11-26 20:38:33 UTC, AB: taken in', '2026-11-26 20:38:33 UTC: moved on')
    """
    when = act.when.replace("T", " ").replace("Z", " UTC")
    what = _(ACTS[act.what]) if act.what in ACTS else act.what.replace("_", " ")
    return f"{when}, {act.who}: {what}" if act.who else f"{when}: {what}"


def outcome_name(outcome: Outcome) -> str:
    """What became of a finding, in a word."""
    return _(OUTCOMES[outcome])


def edition_name(edition: str) -> str:
    """The edition in a word."""
    return _("full") if edition == "full" else _("shareable")


def difference_line(difference: Difference) -> str:
    """A field with what it was and what it is."""
    return _("{field}: {then} in the dossier, {now} now").format(
        field=field_name(difference.field),
        then=value_text(difference.field, difference.then),
        now=value_text(difference.field, difference.now),
    )


def field_name(field: str) -> str:
    """A field of the JSON in words, as far as there are any.

    >>> field_name("support.fabricated"), field_name("measured.hit_share"), field_name("files.1.rows_read")
    ('weight for “invented”', 'measured hit share', 'file 1, rows read')
    """
    if field in FIELDS:
        return _(FIELDS[field])
    first, _dot, rest = field.partition(".")
    if first == "support" and rest in set(Reading):
        return _("weight for “{reading}”").format(reading=reading_name(rest))
    if first == "claims":
        try:
            return claim_name(rest)
        except ValueError:
            return field
    if first in {"files", "columns"}:
        place, _dot, name = rest.partition(".")
        text = _("file {place}, {name}") if first == "files" else _("column {place}, {name}")
        return text.format(place=place, name=name.replace("_", " ").replace(".", " "))
    return field.replace(".", " ").replace("_", " ")


def value_text(field: str, value: Value) -> str:
    """A value as people read it."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field == "status" and value in set(Status):
        return status_name(str(value))
    if field in {"leading", "towards"} and value in set(Reading):
        return reading_name(str(value))
    if isinstance(value, float):
        short = plain(value)
        return short if abs(value) >= 1 else f"{value:.6g}"
    return count(value) if isinstance(value, int) else value


def _order(then: str, now: str) -> int:
    """Whether a version comes before (-1) or after (1) another; 0 where that cannot be told."""
    one, other = _numbers(then), _numbers(now)
    if not one or not other or one == other:
        return 0
    return -1 if one < other else 1


def _numbers(version: str) -> tuple[int, ...]:
    parts = version.split(".")
    return tuple(int(p) for p in parts) if all(p.isascii() and p.isdecimal() for p in parts) else ()
