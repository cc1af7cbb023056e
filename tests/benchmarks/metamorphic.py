"""What must not change a verdict, tried on labelled tables; run by hand: `python tests/benchmarks/metamorphic.py --root FOLDER`.

Renamed headers, columns in another order, another encoding and delimiter: same status, plausibility within 5 points. Headers removed: within
15, and never a new accusation. Rows shuffled: only findings that use the order of rows change. A row in a thousand replaced by junk: same status.
Rows of a generator added to a genuine table (1, 5, 20 %): read, where anything, as altered, never as invented, and support for altered does
not fall by more than 0.05 as their share grows. Prints every breach and a count of each; exits 1 where there is any.
"""

import argparse
import csv
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

import leakverify
from leakverify.engine.calibration_run import read_whole
from leakverify.engine.catalogue import by_id
from leakverify.engine.default_rooms import rooms
from leakverify.facts.batch import Batch
from leakverify.model.assessment import Assessment
from leakverify.model.terms import Reading, Role, Status
from leakverify.museum import generators, padding
from leakverify.museum.terms import Source

AS_OF = pd.Timestamp("2026-11-23").date()
ACCUSED = {Status.RECYCLED, Status.ASSEMBLED, Status.FABRICATED, Status.ALTERED}
WORDS = {
    "german": {
        Role.EMAIL: "E-Mail-Adresse", Role.PHONE: "Telefonnummer", Role.FIRST_NAME: "Vorname", Role.LAST_NAME: "Nachname",
        Role.FULL_NAME: "Vollständiger Name", Role.STREET: "Straße", Role.POSTCODE: "PLZ", Role.CITY: "Ort", Role.COUNTRY: "Land",
        Role.BIRTH_DATE: "Geburtsdatum", Role.CREATED: "Erstellt am", Role.AMOUNT: "Betrag", Role.RECORD_ID: "Nr",
    },
    "arabic": {
        Role.EMAIL: "البريد الالكتروني", Role.PHONE: "رقم الهاتف", Role.FIRST_NAME: "الاسم الاول", Role.LAST_NAME: "اللقب",
        Role.FULL_NAME: "الاسم الكامل", Role.STREET: "العنوان", Role.POSTCODE: "الرمز البريدي", Role.CITY: "المدينة",
        Role.COUNTRY: "البلد", Role.BIRTH_DATE: "تاريخ الميلاد", Role.CREATED: "تاريخ الإنشاء", Role.AMOUNT: "المبلغ",
        Role.RECORD_ID: "رقم",
    },
    "japanese": {
        Role.EMAIL: "メールアドレス", Role.PHONE: "電話番号", Role.FIRST_NAME: "ファーストネーム", Role.LAST_NAME: "姓",
        Role.FULL_NAME: "氏名", Role.STREET: "住所", Role.POSTCODE: "郵便番号", Role.CITY: "市区町村", Role.COUNTRY: "国",
        Role.BIRTH_DATE: "生年月日", Role.CREATED: "作成日", Role.AMOUNT: "金額", Role.RECORD_ID: "番号",
    },
}  # fmt: skip
FOREIGN_WORD = {"german": "Feld", "arabic": "حقل", "japanese": "項目"}


def main() -> int:
    """Try all of it on each table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, required=True, action="append")
    parser.add_argument("--rows", type=int, default=2_000)
    parser.add_argument("--limit", type=int, default=10_000)
    parser.add_argument("--every", type=int, default=1, help="take every N-th table")
    options = parser.parse_args()
    breaches: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    for entry, frame in tables(options.root, options.rows, options.every, options.limit):
        for name, breach in trials(entry, frame):
            tried[name] += 1
            if breach:
                breaches[name] += 1
                print(f"{entry['file']}: {name}: {breach}", flush=True)
    for name in tried:
        print(f"{name:<24} {tried[name]:>5} tried, {breaches[name]} breaches")
    return 1 if breaches else 0


def tables(
    roots: list[Path], rows: int, every: int, limit: int
) -> Iterator[tuple[dict[str, str], pd.DataFrame]]:
    """The tables of the folders, the first rows of each."""
    entries = []
    for root in roots:
        with (root / "MANIFEST.tsv").open(encoding="utf-8", newline="") as file:
            entries += [(root, e) for e in csv.DictReader(file, delimiter="\t")]
    for root, entry in entries[::every][:limit]:
        frame = read_whole(root / entry["file"], rooms())
        if frame is not None and len(frame) >= 30:
            yield entry, frame.head(rows)


def trials(entry: dict[str, str], frame: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """Each change by name, with what it broke, "" if nothing."""
    before = look(frame)
    for language in WORDS:
        yield f"headers {language}", same(before, look(renamed(frame, language)), 5.0)
    order = np.random.default_rng(1).permutation(frame.shape[1])
    yield "columns reordered", same(before, look(frame.iloc[:, order]), 5.0)
    for name, write in FILES.items():
        yield (
            name,
            same(before, through_file(frame, write), 5.0, by_file=through_file(frame, plain)),
        )
    yield "headers removed", unheaded(before, frame)
    yield "rows shuffled", shuffled(before, frame)
    yield "junk in 0.1 %", junk(before, frame)
    if entry["label"] == "genuine":
        yield from padded(entry, frame, before)


def look(frame: pd.DataFrame) -> Assessment:
    """The assessment of a frame."""
    return leakverify.assess(frame, as_of=AS_OF)


def same(
    before: Assessment, after: Assessment, points: float, by_file: Assessment | None = None
) -> str:
    """Whether status and plausibility stayed; files are compared with the plain file."""
    before = by_file or before
    if after.verdict.status is not before.verdict.status:
        return f"{before.verdict.status} became {after.verdict.status}"
    moved = abs(after.verdict.plausibility - before.verdict.plausibility)
    return f"plausibility moved by {moved:.1f}" if moved > points else ""


def renamed(frame: pd.DataFrame, language: str) -> pd.DataFrame:
    """Headers in another language, those without a known meaning as numbered fields."""
    mapping = rooms().guess(Batch(frame, 1))
    names: list[str] = []
    for i, column in enumerate(mapping, start=1):
        word = WORDS[language].get(column.role)
        word = word or f"{FOREIGN_WORD[language]} {i}"
        names.append(word if word not in names else f"{word} {i}")
    out = frame.copy()
    out.columns = pd.Index(names)
    return out


def unheaded(before: Assessment, frame: pd.DataFrame) -> str:
    """Headers removed: within 15 points and no new accusation."""
    bare = frame.copy()
    bare.columns = pd.Index([f"column {i}" for i in range(1, frame.shape[1] + 1)])
    after = look(bare).verdict
    if after.status in ACCUSED and before.verdict.status not in ACCUSED:
        return f"new accusation: {after.status}"
    moved = abs(after.plausibility - before.verdict.plausibility)
    return f"plausibility moved by {moved:.1f}" if moved > 15.0 else ""


def shuffled(before: Assessment, frame: pd.DataFrame) -> str:
    """Only findings that use the order of rows may change."""
    order = np.random.default_rng(2).permutation(len(frame))
    after = look(frame.iloc[order].reset_index(drop=True))
    ordered = {check for check, info in by_id().items() if info.uses_order}
    one = {f.id: (f.measured, f.support) for f in before.findings if f.check not in ordered}
    two = {f.id: (f.measured, f.support) for f in after.findings if f.check not in ordered}
    changed = sorted(key.partition(":")[0] for key in one if one[key] != two.get(key))
    return f"changed: {', '.join(changed)}" if changed else ""


def junk(before: Assessment, frame: pd.DataFrame) -> str:
    """A row in a thousand, one at least, becomes junk."""
    rng = np.random.default_rng(3)
    spoilt = frame.copy()
    for row in rng.choice(len(frame), max(1, len(frame) // 1_000), replace=False).tolist():
        spoilt.iloc[row] = [f"x{rng.integers(10**6)}?" for _ in frame.columns]
    return same(before, look(spoilt), 100.0)


def padded(
    entry: dict[str, str], frame: pd.DataFrame, before: Assessment
) -> Iterator[tuple[str, str]]:
    """Rows of a generator among genuine ones."""
    maker = generators.faker(entry["country"][:2])
    source = Source(frame, rooms().guess(Batch(frame, 1)), None, maker)
    rose = before.verdict.support[Reading.TAMPERED]
    for share in (0.01, 0.05, 0.2):
        made = padding.padded(source, np.random.default_rng(4), share, rows=padding.generator_rows)
        if made is None:
            return
        verdict = look(made.frame).verdict
        told = verdict.support[Reading.TAMPERED]
        breach = ""
        if verdict.status in ACCUSED and verdict.status is not Status.ALTERED:
            breach = f"read as {verdict.status} at {share:.0%}"
        elif told < rose - 0.05:
            breach = f"support for altered fell from {rose:.2f} to {told:.2f} at {share:.0%}"
        rose = max(rose, told)
        yield "generator's rows added", breach


def plain(frame: pd.DataFrame, path: Path) -> None:
    """UTF-8 with commas."""
    frame.to_csv(path, index=False)


def other_way(frame: pd.DataFrame, path: Path, encoding: str, separator: str) -> None:
    """Another encoding and delimiter; what the encoding lacks becomes a question mark in both files."""
    frame.to_csv(path, index=False, sep=separator, encoding=encoding, errors="replace")


FILES: dict[str, Callable[[pd.DataFrame, Path], None]] = {
    "UTF-16, tabs": partial(other_way, encoding="utf-16", separator="\t"),
    "UTF-8, semicolons": partial(other_way, encoding="utf-8-sig", separator=";"),
}


def through_file(frame: pd.DataFrame, write: Callable[[pd.DataFrame, Path], None]) -> Assessment:
    """The assessment of a file, by the locked reader."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "sample.csv")
        write(frame, path)
        return leakverify.assess(path, as_of=AS_OF)


if __name__ == "__main__":
    sys.exit(main())
