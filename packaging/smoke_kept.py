"""Steps of smoke.py for what a check of a sample does not touch: locked files, vaults, cases, calls, and the smaller commands.

They are here because each loads a part of the bundle that nothing else loads, and would not be missed by anybody before a user.
"""

import json
import shutil
import subprocess
from pathlib import Path

import smoke_samples
from smoke_program import CHECKING, DEMO, EXPECTED, FailedError, Program, SkippedError

PASSPHRASE = "a long passphrase for a test"


def locked_workbook(program: Program) -> str:
    """A workbook under a password is opened with it: its ciphers come from two libraries."""
    try:
        from msoffcrypto.format.ooxml import OOXMLFile

        plain, locked = program.work / "plain.xlsx", program.work / "locked.xlsx"
        smoke_samples.MAKERS["xlsx"](smoke_samples.rows_of(DEMO / "generated.csv"), plain)
    except ImportError as error:
        raise SkippedError(f"{error.name} is not installed here") from error
    with plain.open("rb") as given, locked.open("wb") as out:
        OOXMLFile(given).encrypt(PASSPHRASE, out)
    return _status(program, locked, "--read", f"password-file={_passphrase(program)}")


def seven_zip(program: Program) -> str:
    """A 7z archive under a password, names and all."""
    tool = shutil.which("7zz") or shutil.which("7z")
    if not tool:
        raise SkippedError("7-Zip is not installed here")
    path = program.work / "people.7z"
    path.unlink(missing_ok=True)
    line = [tool, "a", f"-p{PASSPHRASE}", "-mhe=on", path, DEMO / "generated.csv"]
    subprocess.run(line, check=True, capture_output=True)
    return _status(program, path, "--read", f"password-file={_passphrase(program)}")


def vault(program: Program) -> str:
    """A vault is made, filled, searched: the one user of SQLCipher."""
    place = program.work / "old.lvvault"
    place.unlink(missing_ok=True)
    key = ("--passphrase-file", _passphrase(program))
    program.run("vault", "create", place, *key)
    program.run("vault", "add", place, DEMO / "generated.csv", "--label", "an old list", *key)
    listed = program.run("vault", "list", place, *key)
    found = program.run("vault", "search", place, DEMO / "generated.csv", *key)
    if "an old list" not in listed or "an old list" not in found:
        raise FailedError(found[-300:])
    return "found again"


def case(program: Program) -> str:
    """A case is kept by a check and shown again."""
    place = program.work / "one.lvcase"
    place.unlink(missing_ok=True)
    key = _passphrase(program)
    words = ("--case", place, "--case-passphrase-file", key)
    program.run("check", DEMO / "generated.csv", *CHECKING, *words)
    said = program.run("case", "show", place, "--passphrase-file", key)
    if "generated.csv" not in said:
        raise FailedError(said[-300:])
    return "kept and shown"


def small_commands(program: Program) -> str:
    """Every command that prints: its words, tables and help are in the bundle."""
    sample = DEMO / "generated.csv"
    plan = program.work / "plan.lvcalls"
    plan.unlink(missing_ok=True)
    lines = (
        ("--help",),
        ("checks",),
        ("checks", "--about"),
        ("checks", "--model-card"),
        ("draw", sample, "--calls", "20", "--case", "2026-1"),
        ("bound", "18", "20", "--rows", "900"),
        ("bound", "--plan", "0.9", "--rows", "900"),
        ("domains", sample),
        ("calls", "plan", sample, "--calls", "20", "--case", "2026-1", "--out", plan),
    )
    for words in lines:
        if len(program.run(*words)) < 40 and "--out" not in words:  # noqa: PLR2004  (none says less)
            raise FailedError(f"{words[0]} said nothing")
    if not plan.exists():
        raise FailedError("no plan was written")
    return f"{len(lines)} commands"


def _passphrase(program: Program) -> Path:
    """The file that holds it."""
    path = program.work / "passphrase.txt"
    path.write_text(PASSPHRASE + "\n", encoding="utf-8")
    return path


def _status(program: Program, sample: Path, *words: object) -> str:
    """Check the sample; it reads as it does in any format."""
    out = program.work / "kept.json"
    program.run("check", sample, *CHECKING, "--json", out, *words)
    told = json.loads(out.read_text(encoding="utf-8"))
    status = str(told["verdict"]["status"])
    if status != EXPECTED["generated"] or not told["complete"]:
        raise FailedError(f"complete {told['complete']}, {status}")
    return status


SHORT = (locked_workbook, vault)
"""Those that load a library of their own."""
OTHERS = (seven_zip, case, small_commands)
