"""Moments as a custody log writes them."""

import datetime as dt


def moment_of(now: dt.datetime) -> str:
    """A moment in UTC, to the second.

    >>> moment_of(dt.datetime(2026, 11, 26, 20, 38, 33, tzinfo=dt.UTC))
    '2026-11-26T20:38:33Z'
    """
    return now.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
