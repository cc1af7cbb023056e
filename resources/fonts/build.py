"""Cuts the window's typefaces down to the scripts and features that the window uses.

Run by a builder, not by the program: `python resources/fonts/build.py FOLDER_OF_INTER FOLDER_OF_NOTO_SERIF`. Both
families are under the SIL Open Font License 1.1; the subsets keep their licence entries (name ids 0, 13 and 14).
Scripts that are not kept here (Arabic, Hebrew, CJK …) come from the system's fonts in cells of a sample.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent / "window"
INTER = ("Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf")
SERIF = ("NotoSerif-SemiBold.ttf", "NotoSerif-Bold.ttf")
RANGES = (
    (0x0020, 0x007E),
    (0x00A0, 0x024F),
    (0x02B0, 0x02FF),
    (0x0300, 0x036F),
    (0x0370, 0x03FF),
    (0x0400, 0x04FF),
    (0x1E00, 0x1EFF),
    (0x2000, 0x206F),
    (0x2070, 0x20CF),
    (0x2100, 0x215F),
    (0x2190, 0x21FF),
    (0x2200, 0x22FF),
    (0x25A0, 0x25FF),
    (0x2700, 0x27BF),
)
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "tnum", "case", "calt", "liga"]


def cut(source: Path, target: Path) -> int:
    """Write the subset of one font and return its size."""
    options = subset.Options()
    options.layout_features = FEATURES
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
    options.hinting = False
    options.desubroutinize = True
    options.notdef_outline = True
    font = TTFont(source, recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[c for low, high in RANGES for c in range(low, high + 1)])
    cutter.subset(font)
    font.save(target, reorderTables=True)
    return target.stat().st_size


def main(inter: Path, serif: Path) -> None:
    """Cut every font that is found in the two folders."""
    HERE.mkdir(exist_ok=True)
    for folder, names in ((inter, INTER), (serif, SERIF)):
        for name in names:
            if (folder / name).is_file():
                print(name, cut(folder / name, HERE / name))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
