"""What a bundle leaves out is left out, what it needs stays, and nothing that code imports is excluded."""

import ast
import importlib.util
from functools import cache
from pathlib import Path

import bundle_parts
import pytest

from leakverify.validators import national

PACKAGE = Path(__file__).resolve().parents[2] / "leakverify"


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/plugins/platforms/libqvnc.so",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/Qt/plugins/networkinformation/libqglib.so",
        "PySide6/Qt/lib/libQt6Network.so.6",
        "libQt6Network.so.6",
        "PySide6/QtNetwork.abi3.so",
        "PySide6\\plugins\\tls\\qschannelbackend.dll".replace(
            "PySide6\\plugins", "PySide6\\Qt\\plugins"
        ),
        "PySide6/Qt/translations/qtbase_pl.qm",
        "PySide6/Qt/translations/qt_help_de.qm",
        "leakverify/resources/translations/fr/LC_MESSAGES/leakverify.po",
        "pyarrow/libarrow_flight.so.2600",
        "pyarrow/libarrow_s3.so.2600",
        "pyarrow/include/arrow/api.h",
        "pycountry/locales/de/LC_MESSAGES/iso3166-1.mo",
        "leakverify/resources/tables/national.py",
        "leakverify/resources/help/__pycache__/build.pyc",
    ],
)
def test_left_out(place):
    assert not bundle_parts.keeps(place)


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqwayland.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/Qt/plugins/wayland-shell-integration/libxdg-shell.so",
        "PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",
        "PySide6/Qt/plugins/platformthemes/libqxdgdesktopportal.so",
        "PySide6/Qt/plugins/imageformats/libqsvg.so",
        "PySide6/Qt/translations/qtbase_fa.qm",
        "leakverify/resources/translations/fr/LC_MESSAGES/leakverify.mo",
        "pyarrow/libarrow_substrait.so.2600",
        "pycountry/databases/iso3166-1.json",
        "leakverify/resources/tables/SOURCES.toml",
        "libxcb-cursor.so.0",
    ],
)
def test_kept(place):
    assert bundle_parts.keeps(place)


@cache
def imported():
    return tuple(_imported())


def _imported():
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module, *(f"{node.module}.{a.name}" for a in node.names)]
            yield from ((name, path) for name in names)


def test_nothing_that_the_program_imports_is_excluded():
    optional = {"faker", "mimesis"}  # `calibrate` alone, which says what to install
    excluded = set(bundle_parts.UNUSED) - optional
    wrong = {
        (n, p.name)
        for n, p in imported()
        if n in excluded or any(n.startswith(f"{e}.") for e in excluded)
    }
    assert wrong == set()


def test_the_offline_edition_leaves_out_what_only_look_ups_import():
    left = set(bundle_parts.ONLY_FOR_LOOK_UPS)
    outside = [(n, p) for n, p in imported() if "network" not in p.relative_to(PACKAGE).parts]
    wrong = {
        (n, p.name) for n, p in outside if n in left or any(n.startswith(f"{e}.") for e in left)
    }
    assert wrong == set()


def test_the_order_is_fixed():
    entries = [("b", "/x/b", "BINARY"), ("a", "/x/a", "BINARY"), ("libqvnc.so", "/x", "BINARY")]
    assert (
        bundle_parts.kept(entries) == bundle_parts.kept(entries[::-1]) == [entries[1], entries[0]]
    )


def test_the_modules_that_national_numbers_name_are_there():
    assert len(national.modules()) > 50
    assert [m for m in sorted(national.modules()) if importlib.util.find_spec(m) is None] == []
