"""`leakverify draw`, through the locked analyst, repeated by hand."""

import csv
import hashlib
import io
import json

import pytest

from tests.cli.test_check import call, people, write


def rows_of(out):
    return list(csv.DictReader(io.StringIO(out.decode())))


def by_hand(seed, rows, calls):
    digests = sorted(
        (hashlib.sha256(f"{seed}\n{n}".encode()).digest(), n) for n in range(1, rows + 1)
    )
    return [str(n) for _, n in digests[:calls]]


def test_a_draw_is_repeated_by_hand_from_the_file_and_the_case(tmp_path):
    source, out = write(tmp_path / "s.csv", people(120)), tmp_path / "draw.json"
    done = call("draw", source, "--calls", 9, "--reserve", 3, "--case", "2026-14", "--json", out)
    assert done.returncode == 0, done.stderr
    seed = hashlib.sha256(source.read_bytes()).hexdigest()[:16] + ":2026-14"
    assert [row["row"] for row in rows_of(done.stdout)] == by_hand(seed, 120, 12)
    assert done.stdout.startswith(b"draw,row,stratum\n1,")
    kept = json.loads(out.read_bytes())
    assert (kept["seed"], kept["frame"], kept["complete"]) == (seed, 120, True)
    assert kept["files"][0]["sha256"] == hashlib.sha256(source.read_bytes()).hexdigest()
    assert out.stat().st_mode & 0o777 == 0o600
    assert seed in done.stderr.decode()
    again = call("draw", source, "--calls", 9, "--reserve", 3, "--case", "2026-14", "--quiet")
    assert (again.stdout, again.stderr) == (done.stdout, b"")


def test_several_files_are_counted_on_and_both_make_the_seed(tmp_path):
    table = people(60)
    one = write(tmp_path / "a.csv", table[:31])
    two = write(tmp_path / "b.csv", [table[0], *table[31:]])
    done = call("draw", one, two, "--calls", 60, "--case", "7")
    hashes = [hashlib.sha256(path.read_bytes()).hexdigest()[:16] for path in (one, two)]
    assert [row["row"] for row in rows_of(done.stdout)] == by_hand("+".join(hashes) + ":7", 60, 60)


def test_strata_by_a_column_hold_no_cell_and_are_proportional(tmp_path):
    source = write(tmp_path / "s.csv", people(120))
    for by in ("town", "e-mail", "3", "position"):
        done = call(
            "draw", source, "--calls", 12, "--by", by, "--seed", "dice 4 2 6", "--json", "-"
        )
        assert done.returncode == 0, done.stderr
        kept = json.loads(done.stdout)
        assert kept["seed"] == "dice 4 2 6"
        assert sum(part["drawn"] for part in kept["strata"]) == 12
        for part in kept["strata"]:
            assert abs(part["drawn"] - 12 * part["rows"] / 120) < 1
        text = done.stdout.decode() + done.stderr.decode()
        for line in people(120)[1:]:
            assert str(line[1]) not in text
            assert str(line[2]) not in text


def test_a_seed_that_could_be_foreseen_is_told(tmp_path):
    source = write(tmp_path / "s.csv", people(40))
    told = call("draw", source, "--calls", 2).stderr.decode()
    assert "could be foreseen" in told
    assert (
        "could be foreseen" not in call("draw", source, "--calls", 2, "--seed", "9").stderr.decode()
    )


def test_excluded_rows_are_told_with_their_reason(tmp_path):
    source = write(tmp_path / "s.csv", people(40))
    words = ("draw", source, "--calls", 36, "--seed", "1", "--exclude", "3,10-12=under age")
    done = call(*words, "--json", tmp_path / "o.json")
    assert {"3", "10", "11", "12"}.isdisjoint(row["row"] for row in rows_of(done.stdout))
    assert "under age" in done.stderr.decode()
    kept = json.loads((tmp_path / "o.json").read_bytes())
    assert kept["excluded"] == [{"rows": "3,10-12", "count": 4, "reason": "under age"}]
    assert (kept["rows"], kept["frame"]) == (40, 36)


@pytest.mark.parametrize(
    "words",
    [
        ("--calls", 41),
        ("--calls", 0),
        ("--calls", 5, "--by", "name"),
        ("--calls", 5, "--by", "nowhere"),
        ("--calls", 5, "--exclude", "41=x"),
        ("--calls", 5, "--exclude", "4"),
        ("--calls", 5, "--seed", ""),
        (),
    ],
)
def test_what_cannot_be_drawn_is_a_sentence(tmp_path, words):
    source = write(tmp_path / "s.csv", people(40))
    done = call("draw", source, *words)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"leakverify" in done.stderr
    assert b"Traceback" not in done.stderr


def test_the_sample_is_never_overwritten(tmp_path):
    source = write(tmp_path / "s.csv", people(40))
    before = source.read_bytes()
    assert call("draw", source, "--calls", 5, "--json", source).returncode == 5
    assert source.read_bytes() == before
