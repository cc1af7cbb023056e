"""An older leak as packed numbers with plain names: how it lies in a vault and crosses the analyst's pipe.

A header is text of the file, so in names it is replaced by its keyed hash. Fields of a kind: `keys` (all distinct keys,
rising), and for a sketch of at most 32,768 rows `link` (their keys, rising), `place`, `cell:LABEL`, `date:LABEL`.
"""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Final

import numpy as np

from leakverify.checks.ancestry.keys import columns_by_kind, columns_by_label
from leakverify.checks.ancestry.pile import LINKS
from leakverify.checks.contract import EarlierFile
from leakverify.checks.distinct import DistinctSample
from leakverify.facts.kinds import Keys
from leakverify.model.mapping import Mapping
from leakverify.model.old_leak import COMMON, KEYS, LINK, NUMBER_BYTES, PART_BYTES

PLACE: Final = "place"
PER_PART: Final = PART_BYTES // NUMBER_BYTES

Part = tuple[str, str, bytes]
"""Kind, field, and unsigned little-endian 64-bit numbers."""


def parts(file: EarlierFile, key: int) -> Iterator[Part]:
    """All that is kept of a leak, in parts that fit a frame."""
    for kind, keys in file.keys.items():
        yield from _cut(veiled(kind, key), KEYS, keys)
    for kind, link in file.links.items():
        hidden = veiled(kind, key)
        yield from _cut(hidden, LINK, link.keys)
        yield from _cut(hidden, PLACE, link.places.view(np.uint64))
        for name, values in link.values.items():
            yield from _cut(hidden, _veiled_field(name, key), values.view(np.uint64))


def common(keys: dict[str, Keys]) -> Iterator[Part]:
    """Hashes under the key that all vaults share, by kind."""
    for kind, numbers in keys.items():
        yield from _cut(kind, COMMON, numbers)


def veiled(name: str, key: int) -> str:
    """A kind or label whose header, if it has one, is a keyed hash.

    >>> veiled("email", 7), len(veiled("header:Club no.", 7))
    ('email', 23)
    """
    word, colon, header = name.partition(":")
    if not colon:
        return name
    secret = key.to_bytes(16, "big")
    digest = hashlib.blake2b(header.encode("utf-8", "replace"), key=secret, digest_size=8)
    return f"{word}:{digest.hexdigest()}"


def plain_names(roles: Mapping, key: int) -> dict[str, str]:
    """The sample's own kinds and labels by their veiled names."""
    return {veiled(name, key): name for name in (*columns_by_kind(roles), *columns_by_label(roles))}


def restored(file: EarlierFile, given: Iterable[Part], names: dict[str, str]) -> EarlierFile:
    """A leak with what was told of its keys and rows, under the sample's own names; what makes no sense is left out.

    `file` brings all but `keys` and `links`, its names veiled.
    """
    found: dict[str, dict[str, list[Keys]]] = {}
    for kind, field, data in given:
        numbers = np.frombuffer(data, "<u8").astype(np.uint64)
        found.setdefault(kind, {}).setdefault(field, []).append(numbers)
    none = np.empty(0, np.uint64)
    whole = {k: {f: np.concatenate(p) for f, p in fields.items()} for k, fields in found.items()}
    keys = {names.get(k, k): np.sort(whole.get(k, {}).get(KEYS, none)) for k in file.counts}
    links = {
        names.get(kind, kind): link
        for kind, fields in whole.items()
        if (link := _link(fields, names)) is not None
    }
    return EarlierFile(
        file.name,
        file.sha256,
        file.rows,
        keys,
        links,
        file.country,
        file.providers,
        frozenset(names.get(label, label) for label in file.in_order),
        file.number,
        {names.get(k, k): n for k, n in file.counts.items()},
        {(other, names.get(k, k)): share for (other, k), share in file.among.items()},
        {names.get(k, k): share for k, share in file.coverage.items()},
        file.named,
    )


def _link(fields: dict[str, Keys], names: dict[str, str]) -> DistinctSample | None:
    """The sketch of rows, where all its columns are of one length."""
    if (
        LINK not in fields
        or PLACE not in fields
        or len({len(v) for f, v in fields.items() if f != KEYS}) > 1
    ):
        return None
    order = np.argsort(fields[LINK])
    link = DistinctSample(
        LINKS, len(order), fields[LINK][order], fields[PLACE][order].view(np.int64)
    )
    for name, numbers in fields.items():
        word, colon, label = name.partition(":")
        if colon:
            link.values[f"{word}:{names.get(label, label)}"] = numbers[order].view(np.int64)
    return link


def _veiled_field(name: str, key: int) -> str:
    """`cell:` or `date:` and a label, the label veiled."""
    word, _, label = name.partition(":")
    return f"{word}:{veiled(label, key)}"


def _cut(kind: str, field: str, numbers: Keys) -> Iterator[Part]:
    """Numbers in parts."""
    for at in range(0, len(numbers), PER_PART):
        yield kind, field, numbers[at : at + PER_PART].astype("<u8").tobytes()
