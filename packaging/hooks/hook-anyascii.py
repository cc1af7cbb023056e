"""The tables of transliteration, which the package reads as resources."""

from PyInstaller.utils.hooks import collect_data_files

datas = collect_data_files("anyascii")
