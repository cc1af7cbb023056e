"""The tarball with its installer: unpack, run `./install.sh`, which asks for nothing and needs no root."""

from pathlib import Path

import archives

HERE = Path(__file__).resolve().parent / "linux"
ICONS = Path(__file__).resolve().parent / "icons"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
APP = "org.leakverify.Leakverify"


def share(prefix: str) -> list[tuple[Path, str]]:
    """What tells a desktop of the program, under `prefix` (a `share` folder): entry, description, file types, icons."""
    out = [
        (HERE / f"{APP}.desktop", f"{prefix}/applications/{APP}.desktop"),
        (HERE / f"{APP}.metainfo.xml", f"{prefix}/metainfo/{APP}.metainfo.xml"),
        (HERE / f"{APP}.mime.xml", f"{prefix}/mime/packages/{APP}.xml"),
        (ICONS / "leakverify.svg", f"{prefix}/icons/hicolor/scalable/apps/{APP}.svg"),
        (
            ICONS / "case.svg",
            f"{prefix}/icons/hicolor/scalable/mimetypes/application-x-leakverify-case.svg",
        ),
        (
            ICONS / "dossier.svg",
            f"{prefix}/icons/hicolor/scalable/mimetypes/application-x-leakverify-dossier.svg",
        ),
    ]
    out += [
        (ICONS / "png" / f"leakverify-{n}.png", f"{prefix}/icons/hicolor/{n}x{n}/apps/{APP}.png")
        for n in SIZES
    ]
    return out


def make(made: Path, target: Path, moment: int) -> Path:
    """`leakverify-…/` with the bundle, `share/` and the installer."""
    top = target.name.removesuffix(".tar.xz")
    entries = archives.below(made, f"{top}/leakverify")
    entries += share(f"{top}/share")
    entries += [
        (HERE / "install.sh", f"{top}/install.sh"),
        (HERE / "READ-ME.txt", f"{top}/READ-ME.txt"),
    ]
    return archives.tarred(entries, target, moment)
