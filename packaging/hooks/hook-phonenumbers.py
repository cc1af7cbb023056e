"""Metadata of each country, imported by name; not the names of places and carriers, which nothing asks for."""

from PyInstaller.utils.hooks import collect_submodules

hiddenimports = collect_submodules("phonenumbers.data") + collect_submodules(
    "phonenumbers.shortdata"
)
