"""Tells whether what you downloaded is what was published: `python3 verify_download.py SHA256SUMS [FILE]…`.

Needs Python 3 and nothing else, asks no network. Without FILE every file that SHA256SUMS names and that lies beside it is
checked. With `--key KEYS` the signatures beside the list (`SHA256SUMS.sig`, or `SHA256SUMS.NAME.sig` where several signed)
are checked by `ssh-keygen`, which comes with OpenSSH: there must be one, every one must be good, and the key of each is
told. KEYS holds lines of `leakverify-release ssh-ed25519 AAAA…`. Exit status: 0 all is well, 1 something is not, 2 nothing
was checked.
"""

import hashlib
import re
import subprocess
import sys
from pathlib import Path

LINE = re.compile(r"([0-9a-f]{64}) [ *]([^/\\\0\n]+)")
KEY = re.compile(r"SHA256:[A-Za-z0-9+/]{43}")
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


def signed_by(path: Path, keys: Path) -> list[str]:
    """The fingerprints of the keys that signed the list; empty where a signature is bad, or there is none."""
    found = []
    for signature in sorted(path.parent.glob(f"{path.name}*.sig")):
        words = ["ssh-keygen", "-Y", "verify", "-f", keys, "-I", WHO, "-n", "file", "-s", signature]
        try:
            with path.open("rb") as file:
                done = subprocess.run(
                    words, stdin=file, capture_output=True, text=True, check=False
                )
        except OSError:
            return []
        told = KEY.search(done.stdout)
        if done.returncode != 0 or told is None:
            return []
        found.append(told.group())
    return sorted(set(found))


def main(words: list[str]) -> int:
    """Check and tell; the exit status."""
    keys = None
    if words[:1] == ["--key"] and len(words) > 1:
        keys, words = Path(words[1]), words[2:]
    if not words:
        sys.stderr.write(__doc__)
        return 2
    given = Path(words[0])
    try:
        told = sums(given)
    except (OSError, ValueError) as error:
        print(f"NOT READ  {given}: {type(error).__name__}")
        return 1
    if keys is not None:
        by = signed_by(given, keys)
        for key in by:
            print(f"signed by  {key}")
        if not by:
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
