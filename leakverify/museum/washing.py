"""Genuine tables as a modern shop exports them: lower-cased, without copies, complete, numbered anew; and short ones."""

import numpy as np

from leakverify.model.terms import Role
from leakverify.museum.columns import Objects, put, renumbered, texts
from leakverify.museum.stitching import texts_or_missing
from leakverify.museum.terms import Draws, Made, Source

LEAST_ROWS = 30


def washed(source: Source, rng: Draws) -> Made | None:  # noqa: ARG001  (the shape of a recipe)
    """Lower-case addresses and names, one row per person, only rows that are nearly complete, ids from 1."""
    frame, mapping = source.frame, source.mapping
    changed: dict[str, Objects] = {}
    for name in frame.columns:
        cells = texts_or_missing(frame, name)
        low = mapping.role_of(name) in (Role.EMAIL, Role.USERNAME, Role.URL)
        changed[name] = np.asarray(
            [None if c is None else (c.lower() if low else c).strip() for c in cells], dtype=object
        )
    frame = put(frame, changed)
    identity = mapping.first(Role.EMAIL, Role.PHONE, Role.FULL_NAME)
    if identity is not None:
        keep = ~frame[identity].duplicated() | (frame[identity].fillna("") == "")
        if keep.mean() > 0.7:  # noqa: PLR2004  (a list of people, not of their orders)
            frame = frame[keep]
    empty = np.stack([texts(frame, name) == "" for name in frame.columns])
    rare = empty.mean(axis=1) < 0.2  # noqa: PLR2004
    complete = ~empty[rare].any(axis=0)
    if complete.sum() >= LEAST_ROWS:
        frame = frame[complete]
    return Made(renumbered(frame.reset_index(drop=True), mapping))


def short(source: Source, rng: Draws, rows: int) -> Made | None:
    """So many rows, drawn in file order."""
    if len(source.frame) <= rows:
        return None
    picked = np.sort(rng.choice(len(source.frame), rows, replace=False))
    return Made(source.frame.iloc[picked].reset_index(drop=True))
