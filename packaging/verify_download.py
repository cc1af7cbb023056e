"""Tells whether what you downloaded is what was published: `python3 verify_download.py SHA256SUMS [FILE]…`.

Needs Python 3 and nothing else, asks no network. Without FILE every file that SHA256SUMS names and that lies beside it is
checked. Where `SHA256SUMS.sig` lies beside it as well and a key is given (`--key allowed_signers`), the signature is
checked by `ssh-keygen`, which comes with OpenSSH. Exit status: 0 all is well, 1 something is not, 2 nothing was checked.
"""

import hashlib
import re
import subprocess
import sys
from pathlib import Path

LINE = re.compile(r"([0-9a-f]{64}) [ *]([^/\\\0\n]+)")
WHO = "leakverify-release"


def sums(path: Path) -> dict[str, str]:
    """The sums of the list by file name; ValueError where a line is something else."""
    told = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        found = LINE.fullmatch(line)
        if not found or found.group(2) in told:
            raise ValueError(line)
        told[found.group(2)] = found.group(1)
    return told


def sum_of(path: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


def is_signed(path: Path, signers: Path) -> bool:
    """Whether the list carries a good signature by one of these keys."""
    words = [
        "ssh-keygen",
        "-Y",
        "verify",
        "-f",
        str(signers),
        "-I",
        WHO,
        "-n",
        "file",
        "-s",
        f"{path}.sig",
    ]
    try:
        with path.open("rb") as file:
            return (
                subprocess.run(words, stdin=file, capture_output=True, check=False).returncode == 0
            )
    except OSError:
        return False


def main(words: list[str]) -> int:
    """Check and tell; the exit status."""
    signers = None
    if words[:1] == ["--key"] and len(words) > 1:
        signers, words = Path(words[1]), words[2:]
    if not words:
        sys.stderr.write(__doc__)
        return 2
    given = Path(words[0])
    try:
        told = sums(given)
    except (OSError, ValueError) as error:
        print(f"NOT READ  {given}: {type(error).__name__}")
        return 1
    if signers is not None and not is_signed(given, signers):
        print(f"NOT SIGNED  {given}")
        return 1
    files = [Path(w) for w in words[1:]] or [
        given.parent / n for n in told if (given.parent / n).exists()
    ]
    status = 0 if files else 2
    for path in files:
        good = path.name in told and path.is_file() and sum_of(path) == told[path.name]
        print(f"{'the same' if good else 'NOT THE SAME'}  {path.name}")
        status = status if good else 1
    if not files:
        print("None of the files that the list names lies beside it.")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
