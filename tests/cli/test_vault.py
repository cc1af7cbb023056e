"""`leakverify vault` and `check --vault`, through the locked analyst and the real key derivation."""

import json

from leakverify.cli.main import main
from tests.checks.population import COLUMNS, listed
from tests.cli.test_check import call, write

OLD = listed(range(300), "club")


def table(path, rows):
    return write(path, [list(COLUMNS), *rows])


def test_a_leak_is_added_searched_compared_privately_and_removed(tmp_path):
    word = tmp_path / "word"
    word.write_text("a few good words\n", encoding="utf-8")
    vault, old = tmp_path / "v.lvvault", table(tmp_path / "old.csv", OLD)
    sample = table(tmp_path / "sample.csv", OLD[20:170])
    locked = ("--passphrase-file", word)
    assert call("vault", "create", vault, *locked).returncode == 0
    done = call(
        "vault", "add", vault, old, "--label", "The club", "--leaked", "2021-03-04", *locked
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(b"1. The club\n300 rows")
    assert call("vault", "add", vault, old, "--label", "Again", *locked).returncode == 2

    found = call("vault", "search", vault, sample, *locked)
    assert b"150 of 150" in found.stdout
    checked = call(
        "check", sample, "--vault", vault, "--vault-passphrase-file", word, "--json", "-"
    )
    told = json.loads(checked.stdout)
    (overlap,) = [f for f in told["findings"] if f["check"] == "ANC020"]
    assert overlap["measured"]["leak_number"] == 1
    assert overlap["support"]["recycled"] > 0
    assert told["verdict"]["ancestor"] is None
    assert b"The club" not in checked.stdout, "the user's own words stay out of the shareable JSON"

    blind, secret, answer = (tmp_path / name for name in ("blind", "secret.pem", "answer"))
    asked = call("vault", "blind", sample, "--out", blind, "--keep", secret, *locked)
    assert asked.returncode == 0, asked.stderr
    assert call("vault", "answer", vault, blind, "--out", answer, *locked).returncode == 0
    both = call("vault", "compare", blind, answer, "--keep", secret, *locked)
    assert b"150 of your 150 values" in both.stdout, both.stderr
    for path in (blind, secret, answer):
        assert path.stat().st_mode & 0o777 == 0o600

    for said in (done, found, asked, both):
        assert not any(row[3].encode() in said.stdout + said.stderr for row in OLD)
    assert call("vault", "remove", vault, "1", *locked).returncode == 0
    assert call("vault", "list", vault, *locked).stdout == b"The vault is empty.\n"


def test_the_terminal_says_which_passphrase_it_asks_for(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", lambda prompt: asked.append(prompt) or "")
    path = str(tmp_path / "x")
    for words in (
        ["vault", "list", path],
        ["vault", "create", path],
        ["check", path, "--vault", path],
        ["verify", path, path, "--vault", path],
        ["check", path, "--case", f"{path}.lvcase"],
        ["vault", "compare", path, path, "--keep", path],
    ):
        assert main(words) == 2
    assert asked == [
        "Passphrase of the vault: ",
        "Passphrase of the new vault: ",
        "The same again: ",
        "Passphrase of the vault: ",
        "Passphrase of the vault: ",
        "Passphrase of the new case: ",
        "The same again: ",
        "Passphrase of the secret: ",
    ]


def test_what_cannot_be_done_is_said_and_writes_nothing(tmp_path):
    wrong = tmp_path / "wrong"
    wrong.write_text("another\n", encoding="utf-8")
    few = table(tmp_path / "few.csv", OLD[:40])
    blind, secret = tmp_path / "blind", tmp_path / "secret"
    done = call("vault", "blind", few, "--out", blind, "--keep", secret, "--passphrase-file", wrong)
    assert done.returncode == 2
    assert b"at least 100" in done.stderr
    assert not blind.exists()
    assert not secret.exists()
    assert call("vault", "list", few, "--passphrase-file", wrong).returncode == 3
    assert call("vault", "list", tmp_path / "v.lvvault").returncode == 2, "nobody to ask"
