"""Asking for files in Qt's own dialog, which leaves no trace in the system's list of recent files.

A dialog begins in the folder of the file that was chosen last. Only the running application knows it: it is written nowhere.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from leakverify.words.say import ui

PLAIN: Final = QFileDialog.Option.DontUseNativeDialog
_FOLDER: Final = "leakverify_folder"


def choose_files(parent: QWidget) -> list[Path]:
    """The files the user chose; none if the dialog was closed."""
    chosen, _ = QFileDialog.getOpenFileNames(parent, ui("Open a sample"), _begin(), options=PLAIN)
    return remembered([Path(name) for name in chosen])


def choose_one(parent: QWidget, title: str, filters: str = "") -> Path | None:
    """One file to read; `filters` as Qt spells them."""
    chosen, _ = QFileDialog.getOpenFileName(parent, title, _begin(), filters, options=PLAIN)
    return remembered([Path(chosen)])[0] if chosen else None


def choose_place(parent: QWidget, title: str, proposed: str) -> Path | None:
    """Where to write a file."""
    chosen, _ = QFileDialog.getSaveFileName(parent, title, _begin(proposed), options=PLAIN)
    return remembered([Path(chosen)])[0] if chosen else None


def remembered(paths: Sequence[Path]) -> list[Path]:
    """The same paths; the next dialog begins in the folder of the first."""
    app = QCoreApplication.instance()
    if paths and app is not None:
        app.setProperty(_FOLDER, str(paths[0].absolute().parent))
    return list(paths)


def _begin(name: str = "") -> str:
    """Where a dialog begins, with this name in it."""
    app = QCoreApplication.instance()
    folder = app.property(_FOLDER) if app is not None else None
    if not isinstance(folder, str) or not Path(folder).is_dir():
        return name
    return str(Path(folder) / name)
