"""Copies the report's typefaces here and writes which code points they can draw.

Run by a builder: `python resources/fonts/report/build.py FOLDER_OF_NOTO DROID_SANS_FALLBACK` with fonttools installed (Debian's
fonts-noto-core, fonts-noto-hinted, fonts-droid-fallback). Noto is under the SIL Open Font License 1.1, Droid Sans Fallback under
Apache-2.0. Arabic is drawn by Noto Sans Arabic, CJK by Droid Sans Fallback.
"""

import json
import shutil
import sys
from pathlib import Path

from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent
NOTO = (
    "NotoSans-Regular.ttf",
    "NotoSans-Bold.ttf",
    "NotoSerif-Bold.ttf",
    "NotoSansArabic-Regular.ttf",
    "NotoSansArabic-Bold.ttf",
    "NotoSansHebrew-Regular.ttf",
    "NotoSansThai-Regular.ttf",
    "NotoSansDevanagari-Regular.ttf",
)
BODY = {
    "NotoSans-Regular.ttf",
    "NotoSansArabic-Regular.ttf",
    "NotoSansHebrew-Regular.ttf",
    "NotoSansThai-Regular.ttf",
    "NotoSansDevanagari-Regular.ttf",
    "DroidSansFallbackFull.ttf",
}


def ranges(points: set[int]) -> list[list[int]]:
    """Code points as closed ranges."""
    out: list[list[int]] = []
    for point in sorted(points):
        if out and out[-1][1] == point - 1:
            out[-1][1] = point
        else:
            out.append([point, point])
    return out


def main() -> None:
    """Copy and measure."""
    noto, droid = Path(sys.argv[1]), Path(sys.argv[2])
    for name in NOTO:
        shutil.copyfile(noto / name, HERE / name)
    shutil.copyfile(droid, HERE / droid.name)
    drawn: set[int] = set()
    for name in sorted(BODY):
        drawn |= set(TTFont(HERE / name).getBestCmap())
    (HERE / "coverage.json").write_text(
        json.dumps(ranges(drawn), separators=(",", ":")), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
