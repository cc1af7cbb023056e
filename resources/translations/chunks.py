"""The work of translators: numbered files of what is missing, and what comes back."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import catalogues
from languages import PLURALS, numbers_of
from messages import Message
from rules import faults

MOST_EXAMPLES: Final = 4
SUFFIX: Final = ".json"


def todo(language: str, folder: Path, messages: list[Message], words: int) -> list[Path]:
    """Write what is not translated as files of about so many English words each, in the order of the code."""
    done = catalogues.translated(language)
    missing = [
        m for m in messages if m.key not in done or isinstance(done[m.key], str) == bool(m.many)
    ]
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for number, part in enumerate(_parts(missing, words), start=1):
        path = folder / f"{language}-{number:03}{SUFFIX}"
        entries = [_entry(m, language) for m in part]
        path.write_text(json.dumps(entries, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        written.append(path)
    return written


def size(message: Message) -> int:
    """A message in English words."""
    return len(f"{message.text} {message.many}".split())


def _parts(messages: list[Message], words: int) -> Iterator[list[Message]]:
    """Neighbours together, each part closed when it has enough words."""
    part: list[Message] = []
    for message in messages:
        part.append(message)
        if sum(map(size, part)) >= words:
            yield part
            part = []
    if part:
        yield part


def _entry(message: Message, language: str) -> dict[str, Any]:
    """One message as a translator gets it."""
    entry: dict[str, Any] = {"id": message.id, "english": message.text}
    if message.many:
        entry |= {"plural": message.many, "forms": form_numbers(language)}
    if message.context:
        entry["context"] = message.context
    entry["where"] = [f.removeprefix("leakverify/").removesuffix(".py") for f in message.files[:4]]
    note = "; ".join([*message.notes, *(h for h in message.hints[:3] if h)])
    return entry | {"note": note}


def form_numbers(language: str) -> list[str]:
    """For each plural form some numbers that take it."""
    told = []
    for form in range(PLURALS[language][0]):
        numbers = numbers_of(language, form)
        more = ", …" if len(numbers) > MOST_EXAMPLES else ""
        told.append(", ".join(map(str, numbers[:MOST_EXAMPLES])) + more)
    return told


def take(
    language: str, folder: Path, messages: list[Message]
) -> tuple[catalogues.Translated, list[str]]:
    """The translations that came back and keep the rules, and one line for each that does not."""
    by_id = {m.id: m for m in messages}
    good: catalogues.Translated = {}
    refused = []
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        for entry in _read(path, refused):
            known = by_id.get(str(entry.get("id")))
            given = entry.get("text")
            if known is None or given is None:
                if known is None:
                    refused.append(f"{path.name}: {entry.get('id')}: no message has this id now")
                continue
            text = tuple(map(str, given)) if isinstance(given, list) else str(given)
            wrong = faults(known, text, language)
            if wrong:
                refused.append(f"{path.name}: {known.id}: {'; '.join(wrong)}: {known.text[:60]!r}")
            else:
                good[known.key] = text
    return good, refused


def _read(path: Path, refused: list[str]) -> list[dict[str, Any]]:
    """The entries of one file."""
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        refused.append(f"{path.name}: this is no JSON: {error}")
        return []
    if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
        refused.append(f"{path.name}: this is no list of entries")
        return []
    return entries
