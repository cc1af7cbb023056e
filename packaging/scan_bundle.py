"""Looks for what could reach a network: `python packaging/scan_bundle.py [--installed | --offline] FOLDER`.

Two questions of every file: does its name belong to a network library, and, for a program or a library, does it name a
function that resolves or connects? What does must stand in `bundle_allowed.toml` beside this script, by file and
function, with the reason why it is harmless; anything new ends the build with status 1. `--installed` looks at installed
packages rather than at a bundle: there the files may lie as well that a bundle has to drop, the list's last part.
`--offline` looks at a bundle of the offline edition, which must not hold what look-ups need.

Functions are read from the dynamic symbols of ELF files. The reader is a small one of our own: binutils is not
installed everywhere, and the files are the build's, not a stranger's. Of other formats (Mach-O, PE) the names are
searched as whole words in the bytes, which may tell one too many, never one too few.
"""

import fnmatch
import mmap
import re
import struct
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ALLOWED = Path(__file__).with_name("bundle_allowed.toml")
NAME = re.compile(r"network|ssl|tls|curl|websock|webengine|qvnc|httpx|dns|socks", re.IGNORECASE)
FUNCTIONS = frozenset(
    {
        "SSL_connect", "SSL_CTX_new", "WSAConnect", "__res_query", "__res_search", "connect", "curl_easy_init",
        "curl_easy_perform", "curl_multi_init", "getaddrinfo", "gethostbyaddr", "gethostbyname", "gethostbyname2",
        "gethostbyname_r", "gethostbyname2_r", "getnameinfo", "gnutls_handshake", "nghttp2_session_client_new",
        "res_nquery", "res_nsearch", "res_query", "res_search", "sendto", "sendmmsg", "WSAStartup",
    }
)  # fmt: skip
_NAMED = re.compile(
    b"(?<![A-Za-z0-9_])_?(" + b"|".join(sorted(name.encode() for name in FUNCTIONS)) + rb")\0"
)
_DYNAMIC_SYMBOLS = 11
_OTHER_PROGRAMS = (b"MZ", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"\xce\xfa\xed\xfe")


class UnreadableProgramError(ValueError):
    """A file that calls itself ELF and is not."""


@dataclass(frozen=True)
class Allowed:
    """One entry of the list: files by pattern, what they may name, and why."""

    file: str
    functions: frozenset[str]
    name: bool
    reason: str

    def covers(self, path: str, function: str) -> bool:
        """Whether this finding ("" for the file's name) is meant."""
        if not fnmatch.fnmatch(path, self.file):
            return False
        return self.name if not function else function in self.functions


def read_allowed(
    path: Path = ALLOWED, *, installed: bool = False, offline: bool = False
) -> tuple[Allowed, ...]:
    """The list; an entry without a reason is none."""
    parts = tomllib.loads(path.read_text(encoding="utf-8"))
    entries = list(parts["allowed"])
    entries += parts["dropped"] if installed else []
    entries += [] if installed or offline else parts.get("look_ups", [])
    made = tuple(
        Allowed(e["file"], frozenset(e.get("functions", ())), e.get("name", False), e["reason"])
        for e in entries
    )
    if any(len(entry.reason) < 20 for entry in made):  # noqa: PLR2004  (a word is no reason)
        raise ValueError("reason")
    return made


def functions_of(path: Path) -> frozenset[str]:
    """The functions of the list that a program or library names, none for any other file."""
    if path.stat().st_size < 64:  # noqa: PLR2004  (an ELF head)
        return frozenset()
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if data[:4] == b"\x7fELF":
            return of_elf(data)
        if data[:2] in _OTHER_PROGRAMS or data[:4] in _OTHER_PROGRAMS:
            return frozenset(hit.decode() for hit in _NAMED.findall(data))
    return frozenset()


def of_elf(data: mmap.mmap | bytes) -> frozenset[str]:
    """The listed functions among the dynamic symbols of a 64-bit little-endian ELF file (gABI, chapter 4).

    Raises:
        UnreadableProgramError: the file is of another class, or its tables lead out of it.
    """
    if data[4:6] != b"\x02\x01":
        raise UnreadableProgramError("class")
    try:
        (table,) = struct.unpack_from("<Q", data, 40)
        size, count = struct.unpack_from("<HH", data, 58)
        sections = [struct.unpack_from("<IIQQQQIIQQ", data, table + i * size) for i in range(count)]
        found: set[str] = set()
        for section in sections:
            if section[1] == _DYNAMIC_SYMBOLS:
                symbols, strings = _bytes_of(data, section), _bytes_of(data, sections[section[6]])
                found |= _named(symbols, strings)
    except (struct.error, IndexError) as error:
        raise UnreadableProgramError("sections") from error
    return frozenset(found)


def _bytes_of(data: mmap.mmap | bytes, section: tuple[int, ...]) -> bytes:
    """What a section holds."""
    start, length = section[4:6]
    if start + length > len(data):
        raise UnreadableProgramError("section")
    return data[start : start + length]


def _named(symbols: bytes, strings: bytes) -> set[str]:
    """Which functions a symbol points at. A name may be the tail of a longer one, so it is the place that counts."""
    places = {}
    for function in FUNCTIONS:
        word, at = function.encode() + b"\0", -1
        while (at := strings.find(word, at + 1)) >= 0:
            places[at] = function
    pointed = {symbol[0] for symbol in struct.iter_unpack("<IBBHQQ", symbols)}
    return {places[at] for at in pointed & places.keys()}


def findings(folder: Path) -> Iterator[tuple[str, str]]:
    """Everything to be explained: a path below the folder, and a function or "" where it is the name itself."""
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and not p.is_symlink()):
        place = path.relative_to(folder).as_posix()
        is_library = re.search(r"\.(so|dylib|dll|pyd|exe)(\.|$)", path.name) is not None
        if is_library and NAME.search(path.name):
            yield place, ""
        try:
            named = functions_of(path)
        except UnreadableProgramError:
            named = frozenset({"unreadable"})
        for function in sorted(named):
            yield place, function


def scan(folder: Path, allowed: tuple[Allowed, ...]) -> tuple[list[tuple[str, str]], set[Allowed]]:
    """What is not allowed, and which entries were of use."""
    refused, used = [], set()
    for place, function in findings(folder):
        by = [entry for entry in allowed if entry.covers(place, function)]
        used.update(by)
        if not by:
            refused.append((place, function))
    return refused, used


def main() -> None:
    """Scan, tell, and fail on anything new."""
    words = sys.argv[1:]
    installed, offline = words[:1] == ["--installed"], words[:1] == ["--offline"]
    folder = Path(words[-1]) if len(words) == 1 + (installed or offline) else None
    if folder is None or not folder.is_dir():
        sys.exit(__doc__)
    refused, used = scan(folder, read_allowed(installed=installed, offline=offline))
    for entry in sorted(used, key=lambda e: e.file):
        print(f"allowed: {entry.file}: {entry.reason}")
    for place, function in refused:
        print(f"NOT ALLOWED: {place}: {function or 'its name'}")
    sys.exit(1 if refused else 0)


if __name__ == "__main__":
    main()
