"""The list of parts is made from the files of a bundle; a file of nobody ends the build, and so does a part without licence."""

import json
import sys
from pathlib import Path

import licences
import pytest
import sbom


@pytest.fixture
def contents(tmp_path):
    import jinja2
    import pyarrow as pa

    home = Path(jinja2.__file__).parent
    arrow = next(Path(pa.__file__).parent.glob("libarrow.so.*"))
    taken = [
        ("jinja2.environment", str(home / "environment.py")),
        (f"pyarrow/{arrow.name}", str(arrow)),
        ("os", str(Path(json.__file__).parent.parent / "os.py")),
    ]
    path = tmp_path / "contents.json"
    path.write_text(json.dumps(taken))
    return path


@pytest.fixture
def parts(contents):
    return sbom.components(contents, Path(sys.executable))


def test_files_are_traced_to_what_they_belong_to(parts):
    told = {(p.kind, p.name.lower()): p for p in parts}
    assert set(told) == {
        ("pypi", "jinja2"),
        ("pypi", "pyarrow"),
        ("python", "cpython"),
        ("inside", "apache arrow c++"),
    }
    assert told["pypi", "jinja2"].files == ["jinja2.environment"]
    assert told["pypi", "jinja2"].purl.startswith("pkg:pypi/jinja2@3.")
    assert any("LICENSE" in p for p in told["pypi", "jinja2"].papers)


def test_a_file_of_nobody_ends_the_build(tmp_path, parts):
    stranger = tmp_path / "site-packages" / "unknown.so"
    stranger.parent.mkdir()
    stranger.write_bytes(b"x")
    path = tmp_path / "c.json"
    path.write_text(json.dumps([("unknown.so", str(stranger))]))
    with pytest.raises(sbom.UnknownFileError):
        sbom.components(path, Path(sys.executable))
    made = tmp_path / "made" / "_internal"
    made.mkdir(parents=True)
    (made / "other.so").write_bytes(b"x")
    with pytest.raises(sbom.UnknownFileError):
        sbom.write(tmp_path / "s.json", made.parent, parts, "1", 0)


def test_files_of_the_tree_that_is_built_are_the_programs_own(tmp_path):
    """The offline edition is built from a tree of its own, wherever that lies."""
    table = tmp_path / "tree" / "resources" / "tables" / "x.npz"
    table.parent.mkdir(parents=True)
    table.write_bytes(b"x")
    path = tmp_path / "c.json"
    path.write_text(json.dumps([("leakverify/resources/tables/x.npz", str(table))]))
    assert sbom.components(path, Path(sys.executable), tmp_path / "tree") == []


def test_the_list_is_the_same_for_the_same_bundle(tmp_path, parts):
    made = tmp_path / "made" / "_internal" / "pyarrow"
    made.mkdir(parents=True)
    library = next(f for p in parts for f in p.files if "libarrow" in f and not f.startswith("in "))
    (made.parent / library).write_bytes(b"x")
    for name in ("a.json", "b.json"):
        sbom.write(tmp_path / name, tmp_path / "made", parts, "1.2.3", 1_700_000_000)
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
    told = json.loads((tmp_path / "a.json").read_text())
    assert (told["bomFormat"], told["specVersion"]) == ("CycloneDX", "1.6")
    assert told["metadata"]["timestamp"] == "2023-11-14T22:13:20Z"
    references = [c["bom-ref"] for c in told["components"]]
    assert len(references) == len(set(references)) == 4
    assert all(c["licenses"] for c in told["components"])


def test_every_part_brings_its_text_or_nothing_is_shipped(tmp_path, parts):
    root = Path(__file__).resolve().parents[2]
    made = tmp_path / "made"
    made.mkdir()
    licences.add(made, parts, root)
    texts = {p.relative_to(made).as_posix() for p in made.rglob("*") if p.is_file()}
    assert {
        "licences/NOTICE.txt",
        "licences/LGPL-3.0.txt",
        "licences/TABLES.txt",
        "licences/COMPONENTS.txt",
    } <= texts
    assert any(t.startswith("licences/pypi/pyarrow/") for t in texts)
    assert "GeoNames" in (made / "licences" / "TABLES.txt").read_text(encoding="utf-8")
    bare = sbom.Part("pypi", "nameless", "1", "?", ["x"])
    with pytest.raises(licences.NoLicenceError):
        licences.add(made, [bare], root)
