"""The version resource of the Windows programs: what Explorer shows and what reputation services read."""

from typing import Any

COMPANY = "The Leakverify project"


def resource(name: str, version: str) -> Any:
    """PyInstaller's version resource; imported on Windows alone, where its parts exist."""
    from PyInstaller.utils.win32 import versioninfo as win

    numbers = (*(int(part) for part in version.split(".")[:3]), 0)
    strings = {
        "CompanyName": COMPANY,
        "FileDescription": "Leakverify",
        "FileVersion": version,
        "InternalName": name,
        "LegalCopyright": "Apache License 2.0",
        "OriginalFilename": f"{name}.exe",
        "ProductName": "Leakverify",
        "ProductVersion": version,
    }
    table = win.StringTable("040904B0", [win.StringStruct(k, v) for k, v in strings.items()])
    return win.VSVersionInfo(
        ffi=win.FixedFileInfo(
            filevers=numbers, prodvers=numbers, mask=0x3F, OS=0x40004, fileType=1
        ),
        kids=[
            win.StringFileInfo([table]),
            win.VarFileInfo([win.VarStruct("Translation", [0x0409, 1200])]),
        ],
    )
