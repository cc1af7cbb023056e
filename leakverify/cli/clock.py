"""The clock of the command line, as a custody log writes it."""

import datetime as dt

from leakverify.engine.moments import moment_of


def now() -> str:
    """This moment in UTC, to the second."""
    return moment_of(dt.datetime.now(dt.UTC))
