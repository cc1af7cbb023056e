"""Asking for files in Qt's own dialog, which leaves no trace in the system's list of recent files."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from leakverify.words.say import ui


def choose_files(parent: QWidget) -> list[Path]:
    """The files the user chose; none if the dialog was closed."""
    chosen, _ = QFileDialog.getOpenFileNames(
        parent, ui("Open a sample"), options=QFileDialog.Option.DontUseNativeDialog
    )
    return [Path(name) for name in chosen]


def choose_one(parent: QWidget, title: str) -> Path | None:
    """One file to read."""
    chosen, _ = QFileDialog.getOpenFileName(
        parent, title, options=QFileDialog.Option.DontUseNativeDialog
    )
    return Path(chosen) if chosen else None


def choose_place(parent: QWidget, title: str, proposed: str) -> Path | None:
    """Where to write a file."""
    chosen, _ = QFileDialog.getSaveFileName(
        parent, title, proposed, options=QFileDialog.Option.DontUseNativeDialog
    )
    return Path(chosen) if chosen else None
