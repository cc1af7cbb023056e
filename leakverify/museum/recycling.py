"""Older tables sold as new: taken in part, put in another order, with new numbers and new stamps."""

from typing import Final

import numpy as np

from leakverify.model.terms import Role
from leakverify.museum.columns import Objects, dates, put, renumbered, varying
from leakverify.museum.terms import Draws, Made, Source

NEWER: Final = 4 * 365 * 86_400
DROPPED: Final = 0.3


def recycled(source: Source, rng: Draws, share: float) -> Made | None:
    """A share of an older table, shuffled, with new ids, moved or uniform stamps and some fields left out."""
    n = len(source.frame)
    rows = rng.permutation(n)[: max(30, round(share * n))]
    frame = source.frame.iloc[rows].reset_index(drop=True)
    changed: dict[str, Objects] = {}
    even = rng.random() < 0.5  # noqa: PLR2004
    for column in dates(frame, source.mapping):
        moved = column.seconds + NEWER
        if even and source.mapping.role_of(column.name) in (Role.CREATED, Role.UPDATED):
            fine = moved[np.isfinite(moved)]
            moved = rng.uniform(fine.max() - 365 * 86_400, fine.max(), len(moved))
        texts = np.full(len(moved), "", dtype=object)
        able = np.isfinite(moved)
        texts[able] = column.write(moved[able])
        changed[column.name] = texts
    frame = renumbered(put(frame, changed), source.mapping)
    names = varying(frame, source.mapping)
    droppable = [
        name
        for name in names
        if source.mapping.role_of(name) not in (Role.EMAIL, Role.FULL_NAME, Role.PHONE, Role.URL)
    ]
    count = int(DROPPED * len(droppable))
    gone = [droppable[i] for i in rng.permutation(len(droppable))[:count]]
    return Made(frame.drop(columns=gone), None, source.frame)
