"""The Debian package, written by its format (deb(5)): an `ar` archive of three members, without any tool of Debian."""

import hashlib
import os
import tempfile
from pathlib import Path

import archives
import bundle
import sizes
import tarball

HERE = Path(__file__).resolve().parent / "linux"
NEEDS = (
    # what Qt wants of a system and a bundle cannot bring: drivers, the display's own library, the C library
    "libc6 (>= 2.34)", "libegl1", "libgl1", "libxcb1",
)  # fmt: skip
GOOD_WITH = ("libwayland-client0", "libwayland-cursor0", "libwayland-egl1", "libxcb-glx0")
MAINTAINER = "LEAKVERIFY_MAINTAINER"
"""A setting for whoever builds for others: `Name <address>`, the person that their users write to. It goes into the bytes."""
PROJECT = "The Leakverify project"
"""Stands there otherwise: a project that builds for everybody has no single address, and an invented one would go nowhere."""
_AR = b"!<arch>\n"


def make(made: Path, out: Path, number: str, suffix: str, moment: int) -> Path:
    """`leakverify_VERSION_ARCH.deb`, installed in /opt/leakverify with a link in /usr/bin."""
    name = f"leakverify{suffix}"
    target = out / f"{name}_{number}_{architecture()}.deb"
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        data = _data(made, work, moment)
        control = _control(work, name, number, made, moment)
        members = (
            (b"debian-binary", b"2.0\n"),
            (b"control.tar.xz", control),
            (b"data.tar.xz", data),
        )
        with target.open("wb") as file:
            file.write(_AR)
            for title, body in members:
                file.write(b"%-16s%-12d0     0     100644  %-10d`\n" % (title, moment, len(body)))
                file.write(body + b"\n" * (len(body) % 2))
    return target


def _data(made: Path, work: Path, moment: int) -> bytes:
    """The files, with every folder above them, since dpkg wants them named."""
    link = work / "link"
    link.symlink_to("/opt/leakverify/leakverify")
    folder = work / "folder"
    folder.mkdir()
    entries = archives.below(made, "./opt/leakverify")
    entries += tarball.share("./usr/share")
    entries += [
        (link, "./usr/bin/leakverify"),
        (HERE / "copyright", "./usr/share/doc/leakverify/copyright"),
    ]
    names = {name for _, name in entries}
    parents = {str(p) for name in names for p in Path(name).parents if str(p) != "."}
    entries += [(folder, f"./{p}") for p in parents if f"./{p}" not in names]
    target = archives.tarred(entries, work / "data.tar.xz", moment)
    return target.read_bytes()


def _control(work: Path, name: str, number: str, made: Path, moment: int) -> bytes:
    """Name, needs, sums and the lines that tell the desktop after installing."""
    size = sizes.total(made) // 1024
    text = (
        (HERE / "control.in")
        .read_text(encoding="utf-8")
        .format(
            name=name,
            other="leakverify" if name != "leakverify" else "leakverify-offline",
            version=number,
            architecture=architecture(),
            size=size,
            maintainer=maintainer(),
            needs=", ".join(NEEDS),
            good_with=", ".join(GOOD_WITH),
        )
    )
    sums = "".join(
        f"{hashlib.md5(p.read_bytes(), usedforsecurity=False).hexdigest()}  opt/leakverify/{p.relative_to(made).as_posix()}\n"
        for p in sorted(made.rglob("*"))
        if p.is_file() and not p.is_symlink()
    )
    parts = {
        "./control": text,
        "./md5sums": sums,
        "./postinst": _script("postinst"),
        "./postrm": _script("postrm"),
    }
    target = work / "control.tar.xz"
    entries = []
    for place, body in parts.items():
        path = work / place.removeprefix("./")
        path.write_text(body, encoding="utf-8")
        path.chmod(archives.PROGRAMS if place in {"./postinst", "./postrm"} else archives.FILES)
        entries.append((path, place))
    return archives.tarred(entries, target, moment).read_bytes()


def maintainer() -> str:
    """Who stands behind the package, in one line."""
    given = os.environ.get(MAINTAINER, "").strip()
    if "\n" in given:
        raise ValueError(MAINTAINER)
    return given or PROJECT


def _script(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def architecture() -> str:
    """Debian's word for the processor."""
    return {"x86_64": "amd64", "aarch64": "arm64"}.get(bundle.machine(), bundle.machine())
