"""Info.plist of the Mac's program: what it opens, and that it claims nothing by itself."""

from typing import Any


def _kind(name: str, ending: str) -> dict[str, Any]:
    """One file type of the program's own."""
    return {
        "CFBundleTypeName": f"Leakverify {name}",
        "CFBundleTypeExtensions": [ending],
        "CFBundleTypeRole": "Viewer",
        "LSHandlerRank": "None",  # claims nothing by itself; people choose "Open with"
    }


PROPERTIES: dict[str, Any] = {
    "CFBundleDisplayName": "Leakverify",
    "CFBundleDocumentTypes": [_kind("case", "lvcase"), _kind("dossier", "lvdossier")],
    "LSApplicationCategoryType": "public.app-category.productivity",
    "LSMinimumSystemVersion": "12.0",
    "NSHighResolutionCapable": True,
    "NSHumanReadableCopyright": "Apache License 2.0",
    "NSRequiresAquaSystemAppearance": False,
    "NSSupportsAutomaticGraphicsSwitching": True,
}
