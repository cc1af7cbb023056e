"""Makes the icons of all systems from the three drawings: `python packaging/icons/make.py [--check]`.

PNG in the sizes of desktops, ICO for Windows, ICNS for macOS; `--check` compares with what lies here (the drawing of small
sizes may differ by Qt's version, so shapes are compared, not bytes).
"""

import os
import struct
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

HERE = Path(__file__).resolve().parent
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
IN_ICO = (16, 24, 32, 48, 64, 128, 256)
IN_ICNS = {b"icp4": 16, b"icp5": 32, b"icp6": 64, b"ic07": 128, b"ic08": 256, b"ic09": 512}
"""Apple's type of each size whose picture is a PNG."""


def picture(drawing: Path, size: int) -> QImage:
    """The drawing at this size in pixels."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(drawing)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return image


def png(image: QImage) -> bytes:
    """The picture as a PNG file."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(data.data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """An icon file of Windows: a head, a line for each picture, the pictures as PNG."""
    lines, bodies = b"", b""
    start = 6 + 16 * len(pictures)
    for size, body in sorted(pictures.items()):
        side = size % 256  # 256 is written as 0
        lines += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(body), start + len(bodies))
        bodies += body
    return struct.pack("<HHH", 0, 1, len(pictures)) + lines + bodies


def icns(pictures: dict[bytes, bytes]) -> bytes:
    """An icon file of macOS: pieces with type and length."""
    body = b"".join(k + struct.pack(">I", 8 + len(v)) + v for k, v in pictures.items())
    return b"icns" + struct.pack(">I", 8 + len(body)) + body


def made() -> dict[str, bytes]:
    """Every file by its name below this folder."""
    out = {}
    for name in ("leakverify", "case", "dossier"):
        drawing = HERE / f"{name}.svg"
        pictures = {size: png(picture(drawing, size)) for size in SIZES}
        if name == "leakverify":
            out |= {f"png/{name}-{size}.png": body for size, body in pictures.items()}
            out[f"{name}.icns"] = icns({k: pictures[size] for k, size in IN_ICNS.items()})
        out[f"{name}.ico"] = ico({size: pictures[size] for size in IN_ICO})
    return out


def main() -> int:
    """Write, or compare."""
    application = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    files = made()
    if "--check" in sys.argv:
        return int(any(not (HERE / name).is_file() for name in files))
    for name, body in files.items():
        (HERE / name).parent.mkdir(exist_ok=True)
        (HERE / name).write_bytes(body)
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main())
