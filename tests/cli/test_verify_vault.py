"""A dossier that was made with a vault: run again with the vault, without it, with one that has grown."""

import json
import shutil
import zipfile

import pytest

from leakverify.case import dossier
from leakverify.case.vault import Vault
from leakverify.cli.main import main
from leakverify.engine import verify
from leakverify.engine.inline_analyst import start_inline
from leakverify.model.old_leak import VAULT_CHECKS
from leakverify.model.verification import Given, Outcome, Request
from tests.checks.population import COLUMNS, listed
from tests.cli.test_check import write
from tests.engine.old_leaks_bench import added, quick_passphrase  # noqa: F401  (a fixture)

OLD = listed(range(150), "club")
OTHER = listed(range(5_000, 5_100), "shop")
NEW = listed(range(9_000, 9_060), "new")


@pytest.fixture(scope="module")
def two_leaks(tmp_path_factory, quick_passphrase):  # noqa: F811
    """A vault of two leaks, made once."""
    path = tmp_path_factory.mktemp("vault") / "v.lvvault"
    with Vault.create(path, "word") as vault:
        added(vault, "The club", OLD, leaked="2021-03-04")
        added(vault, "The shop", OTHER)
    return path


@pytest.fixture
def kit(tmp_path, two_leaks):
    """A folder with that vault and its passphrase."""
    (tmp_path / "word").write_text("word\n")
    shutil.copy(two_leaks, tmp_path / "v.lvvault")
    return tmp_path


def made(folder, rows, *options, edition="full"):
    """A dossier of these rows."""
    sample, path = write(folder / "sample.csv", [list(COLUMNS), *rows]), folder / "it.lvdossier"
    words = ["check", sample, "--as-of", "2026-11-23", "--engine", "inline", "--quiet", *options]
    assert main([*map(str, words), "--report", str(path), "--edition", edition]) == 0
    return path


def with_vault(folder):
    return ("--vault", folder / "v.lvvault", "--vault-passphrase-file", folder / "word")


def again(folder, path, **kind):
    request = Request(path, (folder / "sample.csv",), **kind)
    return verify.verify(request, start=start_inline)


def given(folder):
    return {"vault": folder / "v.lvvault", "vault_passphrase": "word"}


def test_the_shareable_edition_tells_that_a_vault_was_used_and_not_which(kit):
    page = kit / "it.html"
    path = made(kit, OLD[20:80], *with_vault(kit), "--report", page, edition="shareable")
    with zipfile.ZipFile(path) as archive:
        assert json.loads(archive.read(dossier.MANIFEST))["vault"] == {"contents": None}
    assert "in leak 1 of the vault" in page.read_text()
    assert "The club" not in page.read_text()
    assert again(kit, path, **given(kit)).same


def test_a_run_without_a_vault_has_no_mark_and_takes_no_vault_afterwards(kit):
    path = made(kit, NEW)
    assert dossier.look_through(path.read_bytes()).manifest.vault is None
    told = again(kit, path, **given(kit))
    assert told.refusal.code == "VERIFY_NO_VAULT"
    assert again(kit, path).same


def test_the_same_vault_no_vault_and_one_that_has_grown_are_told_apart(kit, capsys):
    page = kit / "it.html"
    path = made(kit, OLD[20:80], *with_vault(kit), "--report", page)
    assert "Leak 1 of the vault is “The club”, leaked 2021-03-04." in page.read_text()
    with zipfile.ZipFile(path) as archive:
        assert b"The club" not in archive.read(dossier.ASSESSMENT), "as it is run again without it"
    mark = dossier.look_through(path.read_bytes()).manifest.vault
    told = again(kit, path, **given(kit))
    assert told.same
    assert not told.lacks_vault
    (file,) = [f for f in told.files if f.role is Given.VAULT]
    assert (file.sha256, file.name) == (mark.contents, "v.lvvault")
    assert {f.check for f in told.findings if f.then and f.then.state == "computed"} >= {"ANC020"}

    assert main(["verify", str(path), str(kit / "sample.csv")]) == 6, "the result rests on it"
    said = capsys.readouterr().out
    assert "not repeated: the vault was not given" in said
    assert "The result may differ for this alone." in said

    with Vault.open(kit / "v.lvvault", "word") as vault:
        added(vault, "A third", NEW)
    told = again(kit, path, **given(kit))
    assert [f.name for f in told.files if f.role is Given.OTHER_VAULT] == ["v.lvvault"]
    assert not told.lacks_vault
    assert not told.same


def test_without_the_vault_its_findings_stand_apart_and_the_rest_is_the_same(kit):
    path = made(kit, NEW, *with_vault(kit))
    told = again(kit, path)
    apart = [f for f in told.findings if f.outcome is Outcome.NOT_REPEATED]
    assert {f.check for f in apart} == VAULT_CHECKS
    assert {f.outcome for f in told.findings} == {Outcome.SAME, Outcome.NOT_REPEATED}
    assert told.lacks_vault
    assert told.same, told.result
    assert {d.field.partition(".")[0] for d in told.result} <= {"plausibility", "support"}
    (file,) = [f for f in told.files if f.role is Given.VAULT]
    assert not file.found

    told = again(kit, path, vault=kit / "v.lvvault", vault_passphrase="another")
    assert told.now is None
    assert told.refusal.code == "VAULT_PASSPHRASE"
