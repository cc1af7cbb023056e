"""The shipped tables are the recorded ones, small, and open without pickle."""

import hashlib
import json
import re
import tomllib
from pathlib import Path

import numpy as np
import pytest

from leakverify import paths
from leakverify.reference.packing import pack_keys, pack_texts, unpack_keys, unpack_texts
from leakverify.reference.table_sources import dates, sources

FOLDER = paths.resource("tables")
MAX_TOTAL = 30_000_000
MAX_EACH = {
    "postal": 17_000_000,
    "names": 8_000_000,
    "vocabularies": 2_000_000,
    "replay": 2_000_000,
}
DEFAULT_MAX = 600_000


@pytest.mark.parametrize("source", sources(), ids=lambda s: s.name)
def test_table_is_the_recorded_one(source):
    data = (FOLDER / source.file).read_bytes()
    assert hashlib.sha256(data).hexdigest() == source.sha256
    assert len(data) <= MAX_EACH.get(source.name, DEFAULT_MAX)
    assert source.rows > 0
    assert source.origin
    assert source.licence
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", source.date)
    if source.file.endswith(".json"):
        assert sum(map(len, json.loads(data).values())) == source.rows
        return
    if source.file.endswith(".txt"):
        lines = data.decode("ascii").splitlines()
        assert sum(bool(line) and not line.startswith("#") for line in lines) == source.rows
        return
    with np.load(FOLDER / source.file, allow_pickle=False) as table:
        assert all(table[name].dtype != object for name in table.files)


def test_every_table_has_a_source_and_a_script():
    tables = [p for kind in ("npz", "json") for p in FOLDER.glob(f"*/*.{kind}")]
    tables += [p for p in FOLDER.glob("*/*.txt") if p.stem == p.parent.name]
    built = {path.relative_to(FOLDER).as_posix() for path in tables}
    assert built == {source.file for source in sources()}
    assert all((FOLDER / Path(file).parent / "build.py").exists() for file in built)


def test_all_tables_together_stay_small():
    assert sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file()) <= MAX_TOTAL


def test_dates_name_every_table():
    assert set(dates()) == {source.name for source in sources()}


def test_no_gpl_and_no_stolen_names():
    text = (FOLDER / "SOURCES.toml").read_text(encoding="utf-8")
    assert "names-dataset" not in text
    assert all("GPL" not in entry["licence"] for entry in tomllib.loads(text)["table"])


def test_packing_gives_back_what_it_took():
    keys = np.unique(np.random.default_rng(1).integers(0, 1 << 40, 500, dtype=np.uint64))
    assert np.array_equal(unpack_keys(pack_keys(keys)), keys)
    assert len(unpack_keys(pack_keys(keys[:0]))) == 0
    assert unpack_texts(pack_texts(["é", "", "b"])) == ["é", "", "b"]
    assert unpack_texts(pack_texts([])) == []
