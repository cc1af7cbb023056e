"""Fuzz targets of the call desk: sheets, plans, records of draws and scripts of anybody end in an object or a told error."""

import contextlib
import datetime as dt
import json
from collections.abc import Callable

from leakverify.case import (
    call_form,
    call_plan,
    call_record,
    call_sheet,
    outside_file,
    script_file,
    strict_json,
)
from leakverify.model.errors import LeakverifyError
from leakverify.reports import outside_edition
from leakverify.scoring import corroboration, people

MOMENT = "2026-03-01T09:00:00Z"
DAY = dt.date(2026, 3, 1)


def _sheet(data: bytes) -> None:
    """A sheet that is taken reads back, and can be counted, shared and merged."""
    with contextlib.suppress(LeakverifyError):
        sheet = call_sheet.from_bytes(_with_hash(data))
        if call_sheet.from_bytes(call_sheet.to_bytes(sheet)) != sheet:
            raise AssertionError
        people.bound_of(people.asked_of(sheet))
        call_sheet.share(call_sheet.merge([sheet]), ["AB", "CD"])


def _with_hash(data: bytes) -> bytes:
    """The same with the hash that its plan has, so that what stands behind it is reached."""
    with contextlib.suppress(ValueError, TypeError, KeyError, RecursionError):
        found = strict_json.parse(data, 1 << 20)
        found["plan_sha256"] = call_plan.hash_of(call_plan.from_dict(found["plan"]))
        return json.dumps(found).encode()
    return data


def _call(data: bytes) -> None:
    with contextlib.suppress(ValueError):
        call_form.call_from(strict_json.parse(data, 1 << 20))


def _record(data: bytes) -> None:
    with contextlib.suppress(LeakverifyError):
        call_record.from_record(data, fixed=MOMENT)


def _script(data: bytes) -> None:
    with contextlib.suppress(LeakverifyError):
        script_file.names_too_early(script_file.parse(data), "Gazette")


def _outside(data: bytes) -> None:
    """What is known from outside reads back, is judged, and has an edition to share that is judged alike."""
    with contextlib.suppress(LeakverifyError):
        found = outside_file.from_bytes(data)
        if outside_file.from_bytes(outside_file.to_bytes(found)) != found:
            raise AssertionError
        whole = corroboration.with_calls(found)
        corroboration.known_of(whole, DAY)
        shared = corroboration.with_calls(outside_edition.edition(whole))
        corroboration.known_of(shared, DAY)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "call_sheet": _sheet,
    "call": _call,
    "draw_record": _record,
    "call_script": _script,
    "outside_file": _outside,
}
