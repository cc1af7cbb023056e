"""Cases through the real command: made by a run, looked into, re-keyed, taken out of, purged."""

import argparse
import json
import subprocess

import pytest

from leakverify.case import certificate, custody, dossier, passphrase_key
from leakverify.case.case_file import CaseFile, Part
from leakverify.case.custody import Act
from leakverify.cli import passphrases
from leakverify.cli.kept_case import kept_case
from leakverify.cli.main import main
from leakverify.engine import case_keeping
from leakverify.model.errors import OutputProblem, UsageProblem

WHEN = "2026-11-23T10:00:00Z"


@pytest.fixture(scope="module", autouse=True)
def cheap_keys():
    """Keys that cost nothing in this process; the commands that are started pay the price once."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(passphrase_key, "MEMORY_KIB", 64)
        patched.setattr(passphrase_key, "PASSES", 1)
        yield


def inside(capsys, *words):
    """A command in this process: exit code, standard output, standard error."""
    code = main([*map(str, words)])
    said = capsys.readouterr()
    return subprocess.CompletedProcess(words, code, said.out, said.err)


def people(path, numbers):
    rows = ["id,who,e-mail,town"]
    rows += [f"{n},Ann Example{n},ann{n}@mail.example,Lake {n % 7}" for n in numbers]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def check(folder, capsys, *more, sample="s.csv"):
    words = ("--case", folder / "c.lvcase", "--case-passphrase-file", folder / "word")
    return inside(
        capsys, "check", folder / sample, *words, "--engine", "inline", "--initials", "AB", *more
    )


@pytest.fixture(scope="module")
def kit(tmp_path_factory):
    """A folder with a sample and passphrases."""
    folder = tmp_path_factory.mktemp("kit")
    people(folder / "s.csv", range(60))
    people(folder / "other.csv", range(7, 60))
    (folder / "word").write_text("five random words\n")
    (folder / "new").write_text("other words\n")
    (folder / "claim.toml").write_text('organisation = "Example"\nrecords = 60\n')
    (folder / "columns.toml").write_text('[[column]]\nname = "town"\nrole = "city"\n')
    return folder


@pytest.fixture
def made(kit, tmp_path, capsys):
    """A case that a run has made, with a dossier written from it, in a folder of its own."""
    for name in ("s.csv", "other.csv", "word", "new", "claim.toml", "columns.toml"):
        (tmp_path / name).write_bytes((kit / name).read_bytes())
    kept = kit / "kept.lvcase"
    if not kept.exists():
        done = check(
            tmp_path,
            capsys,
            *("--claim", tmp_path / "claim.toml", "--columns", tmp_path / "columns.toml"),
            *("--as-of", "2026-11-23", "--seed", "3", "--case-number", "N-7"),
            *("--report", tmp_path / "r.json"),
        )
        assert done.returncode == 0, done.stderr
        assert "A case was made: N-7" in done.stderr
        kept.write_bytes((tmp_path / "c.lvcase").read_bytes())
    (tmp_path / "c.lvcase").write_bytes(kept.read_bytes())
    return tmp_path


def opened(folder, word="five random words"):
    return CaseFile.open(folder / "c.lvcase", word)


def acts(folder):
    with opened(folder) as case:
        return [entry.what for entry in custody.entries(case.log())]


RUN = ["opened", "mapped", "overruled", "checked"]


def test_a_run_is_kept_with_all_its_parts(made):
    assert acts(made) == ["taken_in", *RUN, "saved", "exported"]
    with opened(made) as case:
        assert {part for part in Part if case.part(part)} >= {
            Part.CLAIM,
            Part.SAMPLE,
            Part.DECISIONS,
            Part.HEARD,
        }
        found = case_keeping.restored(case)
        assert all(e.who == "AB" for e in custody.entries(case.log()))
    assert found.claim.organisation == "Example"
    assert found.sample.files[0].path == str(found.sample.files[0].path)
    assert found.assessment().tool.seed == 3
    assert not [p for p in made.iterdir() if p.name.startswith(".lv")]


def test_another_run_takes_claim_columns_seed_and_day_from_the_case(made, capsys):
    done = check(made, capsys, "--json", "-", "--quiet", "--report", made / "r.lvdossier")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["claim"]["organisation"] == "Example"
    assert told["tool"]["seed"] == 3
    assert told["tool"]["as_of"] == "2026-11-23"
    assert acts(made) == ["taken_in", *RUN, "saved", "exported", *RUN, "exported"]
    held = dossier.look_through((made / "r.lvdossier").read_bytes())
    assert held.faults == ()
    with opened(made) as case:
        assert (
            held.log == case.log()
        )  # the dossier carries the log of the case, its own export included


def test_another_sample_is_not_taken_in(made, capsys):
    before = acts(made)
    done = check(made, capsys, sample="other.csv")
    assert done.returncode == 2
    assert "another sample" in done.stderr
    assert acts(made) == before


@pytest.mark.parametrize(("word", "code"), [("new", 3), ("no such file", 2), ("empty", 2)])
def test_a_passphrase_that_does_not_open(made, capsys, word, code):
    (made / "empty").write_text("\n")
    done = inside(capsys, "case", "show", made / "c.lvcase", "--passphrase-file", made / word)
    assert done.returncode == code
    assert done.stdout == ""


def command(folder, capsys, name, *words, word="word"):
    return inside(
        capsys, "case", name, folder / "c.lvcase", *words, "--passphrase-file", folder / word
    )


def test_show_tells_claim_files_result_and_head_but_no_cell(made, capsys):
    said = command(made, capsys, "show").stdout
    assert "Case N-7" in said
    assert "organisation: Example" in said
    assert "s.csv" in said
    assert str(made) not in said
    assert "The custody log is whole: 7 entries" in said
    for cell in ("Ann Example", "@mail.example", "Lake "):
        assert cell not in said


def test_show_tells_what_is_known_from_outside(made, capsys):
    (made / "o.toml").write_text(
        '[admiralty]\nreliability = "B"\ncredibility = 3\n\n[[response]]\nparty = "organisation"\n'
        'name = "Example"\nstance = "denies"\nasked = 2026-11-19\nanswered = 2026-11-20\n\n'
        '[[fact]]\nwhat = "A price list of that year"\nfits = "agrees"\nsource = "archive"\n'
    )
    assert check(made, capsys, "--quiet", "--outside", made / "o.toml").returncode == 0
    said = command(made, capsys, "show").stdout
    assert "From outside the file" in said
    assert "usually reliable" in said
    assert "denies" in said
    assert "A price list of that year" in said


def test_the_log_in_words_and_as_it_stands(made, capsys):
    said = command(made, capsys, "log")
    assert said.stdout.splitlines()[0].startswith("1. ")
    assert "AB: taken in" in said.stdout
    assert "part_" not in said.stdout
    command(made, capsys, "log", "--out", made / "log.txt")
    assert (made / "log.txt").read_text() == said.stdout
    done = command(made, capsys, "export-log", made / "log.jsonl", "--who", "CD")
    assert done.returncode == 0
    data = (made / "log.jsonl").read_bytes()
    assert custody.first_broken(data) is None
    assert acts(made)[-1] == "exported"
    whole = inside(capsys, "case", "check", made / "log.jsonl")
    assert (whole.returncode, "is whole: 7 entries" in whole.stdout) == (0, True)
    lines = data.splitlines(keepends=True)
    (made / "log.jsonl").write_bytes(
        b"".join([*lines[:3], lines[3].replace(b"AB", b"XY"), *lines[4:]])
    )
    broken = inside(capsys, "case", "check", made / "log.jsonl")
    assert (broken.returncode, "entry 4" in broken.stdout) == (6, True)


def test_check_names_what_is_altered(made, capsys):
    assert command(made, capsys, "check").returncode == 0
    with opened(made) as case:
        case._held.log._lines[2] = case._held.log._lines[1]
        case.save_as(made / "bad.lvcase", "five random words")
    (made / "c.lvcase").write_bytes((made / "bad.lvcase").read_bytes())
    done = command(made, capsys, "check")
    assert (done.returncode, "entry 3" in done.stdout) == (6, True)
    assert command(made, capsys, "show").returncode == 3


def test_a_part_that_nobody_of_ours_wrote_is_named(made, capsys):
    with opened(made) as case:
        case.record(Act.CALLED, when=WHEN, parts={Part.CALLS: b"{}\n"})
    done = command(made, capsys, "check")
    assert (done.returncode, "“calls”" in done.stdout) == (6, True)


def test_another_passphrase(made, capsys):
    done = command(made, capsys, "rekey", "--new-passphrase-file", made / "new", "--who", "CD")
    assert done.returncode == 0, done.stderr
    assert command(made, capsys, "show").returncode == 3
    assert command(made, capsys, "show", word="new").returncode == 0
    with opened(made, "other words") as case:
        assert [e.what for e in custody.entries(case.log())][-1] == "rekeyed"


def test_a_purge_asks_for_the_number_and_leaves_a_certificate(made, capsys):
    for words in ((), ("--number", "N-8")):
        assert command(made, capsys, "purge", *words).returncode == 2
    assert (made / "c.lvcase").exists()
    words = ("--number", "N-7", "--certificate", made / "cert.json", "--who", "CD")
    done = command(made, capsys, "purge", *words)
    assert done.returncode == 0
    assert "SSD" in done.stderr
    assert not (made / "c.lvcase").exists()
    told = certificate.from_bytes((made / "cert.json").read_bytes())
    assert (told.number, told.entries, told.who, len(told.samples)) == ("N-7", 7, "CD", 1)


def test_the_certificate_is_printed_where_it_cannot_be_written(made, capsys):
    words = ("--number", "N-7", "--certificate", made / "no folder" / "cert.json")
    done = command(made, capsys, "purge", *words)
    assert done.returncode == 5
    assert certificate.from_bytes(done.stdout.encode()).number == "N-7"


def test_outputs_never_take_the_place_of_the_case(made, capsys):
    before = (made / "c.lvcase").read_bytes()
    case = made / "c.lvcase"
    for name, *words in (
        ("log", "--out", case),
        ("export-log", case),
        ("purge", "--number", "N-7", "--certificate", case),
    ):
        assert command(made, capsys, name, *words).returncode == 5
    assert check(made, capsys, "--json", case).returncode == 5
    sample = inside(
        capsys,
        "check",
        made / "s.csv",
        "--case",
        made / "s.csv",
        "--case-passphrase-file",
        made / "word",
    )
    assert sample.returncode == 5
    assert case.read_bytes() == before


def test_a_case_that_is_open_elsewhere_is_read_and_not_written(made, capsys):
    with opened(made):
        assert command(made, capsys, "show").returncode == 0
        assert command(made, capsys, "export-log", made / "log.jsonl").returncode == 0
        assert command(made, capsys, "rekey", "--new-passphrase-file", made / "new").returncode == 5
        assert command(made, capsys, "purge", "--number", "N-7").returncode == 5
        assert check(made, capsys).returncode == 5


def test_initials_are_letters(made, capsys):
    done = command(made, capsys, "export-log", made / "l", "--who", "A. B.")
    assert done.returncode == 2


def typed(monkeypatch, *words):
    """A terminal on which these words are typed."""
    left = list(words)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", lambda prompt: left.pop(0))
    return left


def test_a_passphrase_is_typed_once_or_twice(monkeypatch, tmp_path):
    left = typed(monkeypatch, "one", "more")
    assert passphrases.given(None, prompt="?") == "one"
    assert left == ["more"]
    typed(monkeypatch, "one", "one")
    assert passphrases.given(None, twice=True, prompt="?") == "one"
    for words, code in ((("one", "two"), "PASSPHRASE_DIFFERS"), (("", ""), "PASSPHRASE_EMPTY")):
        typed(monkeypatch, *words)
        with pytest.raises(UsageProblem, match=code):
            passphrases.given(None, twice=True, prompt="?")
    monkeypatch.setattr("sys.stdin.isatty", lambda: False)
    with pytest.raises(UsageProblem, match="PASSPHRASE_EMPTY"):
        passphrases.given(None, prompt="?")


def test_a_new_case_asks_twice_and_an_old_one_once(made, monkeypatch):
    options = argparse.Namespace(
        files=[],
        earlier=[],
        case=made / "c.lvcase",
        case_passphrase_file=None,
        case_number="",
        quiet=True,
    )
    typed(monkeypatch, "five random words")
    with kept_case(options) as case:
        assert case.log()
    options.case = made / "new.lvcase"
    typed(monkeypatch, "one", "two")
    with pytest.raises(UsageProblem, match="PASSPHRASE_DIFFERS"), kept_case(options):
        pass
    options.case = made / "no folder" / "new.lvcase"
    with pytest.raises(OutputProblem, match="CASE_NOT_WRITTEN"), kept_case(options):
        pass
    options.case = None
    with kept_case(options) as case:
        assert case is None
