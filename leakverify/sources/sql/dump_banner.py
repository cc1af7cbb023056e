"""What a database dump says of itself in its first and last lines: program, versions and day.

Host, user and database names stand in the same lines. They can identify a source, so they are never kept: no
field here could hold one.
"""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from leakverify.model.sample import DumpBanner

TAIL_BYTES: Final = 4_096
HEAD_CHARS: Final = 8_192
LONGEST: Final = 24

_VERSION: Final = r"(\d{1,4}(?:\.\d{1,6}){0,3})"
_TOOLS: Final = (
    ("mariadb-dump", re.compile(rf"^-- MariaDB dump {_VERSION}", re.MULTILINE)),
    ("mysqldump", re.compile(rf"^-- MySQL dump {_VERSION}", re.MULTILINE)),
    ("phpmyadmin", re.compile(r"^-- phpMyAdmin SQL Dump\s*\n-- version " + _VERSION, re.MULTILINE)),
    ("adminer", re.compile(rf"^-- Adminer {_VERSION}", re.MULTILINE)),
    ("heidisql", re.compile(rf"^-- HeidiSQL Version:\s+{_VERSION}", re.MULTILINE)),
    ("pg_dump", re.compile(rf"^-- Dumped by pg_dump version {_VERSION}", re.MULTILINE)),
    ("pg_dump", re.compile(r"^-- PostgreSQL database (?:cluster )?dump()", re.MULTILINE)),
    ("navicat", re.compile(r"^[ \t]*Navicat (?:Premium |MySQL )?Data Transfer()", re.MULTILINE)),
)
_SERVER: Final = re.compile(
    r"^(?:-- |[ \t]*)(?:Server version|Server Version|Server-Version|Server version:|Dumped from database version|Source Server Version)"
    rf"\s*:?\s*{_VERSION}",
    re.MULTILINE,
)
_DAYS: Final = (
    re.compile(r"^-- Started on (\d{4})-(\d{2})-(\d{2})", re.MULTILINE),
    re.compile(r"^[ \t]*Date: (\d{4})-(\d{2})-(\d{2})", re.MULTILINE),
    re.compile(r"^-- (?:Generation Time|Generated at): (\d{4})-(\d{2})-(\d{2})", re.MULTILINE),
)
_LAST_DAYS: Final = (
    re.compile(r"^-- Dump completed on (\d{4})-(\d{1,2})-(\d{1,2})[ \d:.]*\s*\Z", re.MULTILINE),
    re.compile(r"^-- Completed on (\d{4})-(\d{2})-(\d{2})", re.MULTILINE),
)
"""Only these two stand after the rows, and cells may hold anything."""
_ROWS: Final = re.compile(r"^(?:INSERT|REPLACE|COPY|CREATE|DROP)\b", re.MULTILINE | re.IGNORECASE)
_WORDED_DAY: Final = re.compile(
    r"^-- Generation Time: (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{1,2}), (\d{4})",
    re.MULTILINE,
)
_MONTHS: Final = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # noqa: SIM905  (reads as a calendar)


class Tail:
    """Keeps the last bytes of the blocks that pass."""

    def __init__(self) -> None:
        self.kept = b""

    def follow(self, blocks: Iterator[bytes]) -> Iterator[bytes]:
        """Hand the blocks on."""
        for block in blocks:
            self.kept = (self.kept + block[-TAIL_BYTES:])[-TAIL_BYTES:]
            yield block


def read_banner(head: str, tail: str) -> DumpBanner | None:
    r"""The banner of a dump that begins and ends like this, None where it has none.

    >>> read_banner("-- MySQL dump 10.13  Distrib 5.7.31, for Linux (x86_64)\n", "-- Dump completed on 2020-01-02  3:04:05")
    DumpBanner(tool='mysqldump', version='10.13', server=None, day='2020-01-02')
    """
    first = _ROWS.split(head[:HEAD_CHARS], maxsplit=1)[0]
    for tool, pattern in _TOOLS:
        found = pattern.search(first)
        if found:
            server = _SERVER.search(first)
            day = _day(first, tail)
            return DumpBanner(
                tool,
                found.group(1)[:LONGEST] or None,
                server.group(1)[:LONGEST] if server else None,
                day.isoformat() if day else None,
            )
    return None


def _day(first: str, tail: str) -> dt.date | None:
    """The day of the dump: the last one where both a start and an end are written."""
    found = [
        day
        for text, patterns in ((first, _DAYS), (tail, _LAST_DAYS))
        for pattern in patterns
        for year, month, number in pattern.findall(text)
        if (day := _date(int(year), int(month), int(number)))
    ]
    for word, number, year in _WORDED_DAY.findall(first):
        day = _date(int(year), _MONTHS.index(word) + 1, int(number))
        found += [day] if day else []
    return max(found, default=None)


def _date(year: int, month: int, day: int) -> dt.date | None:
    """A date of the calendar, None for none."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
