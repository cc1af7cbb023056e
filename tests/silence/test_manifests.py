"""P8: no installer's manifest asks for the network but that of the edition that is made to ask. The list is known, so that none is passed over."""

import re
from pathlib import Path

import pytest

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
MADE_TO_ASK = "flatpak/with-look-ups/org.leakverify.LeakverifyLookups.yml"
"""For look-ups of mail domains; users choose it by its name, and the other is the one that is recommended."""
MANIFESTS = [
    "flatpak/org.leakverify.Leakverify.yml",
    MADE_TO_ASK,
    "linux/org.leakverify.Leakverify.desktop",
    "macos/leakverify.entitlements",
]
"""Every manifest below packaging/, to be written down here when it comes."""
NAMES = re.compile(
    r"\.(?:entitlements|plist|appxmanifest|wxs|desktop)$|^(?:snapcraft|.*flatpak.*|.*\..*\..*)\.ya?ml$"
    r"|^appxmanifest\.xml$|^(?:[a-z0-9_-]+\.){2,}json$",
    re.IGNORECASE,
)
ASKING = re.compile(
    r"--share=network|--socket=(?:session|system)-bus|--filesystem=host\b|"  # Flatpak
    r"(?:^|[\s\[\-,\"'])network(?:-[a-z]+)*\s*(?:[\],\"':]|$)|"  # snap: network, network-bind, network-control …
    r"com\.apple\.security\.(?:network\.(?:client|server)|temporary-exception)|"  # macOS
    r"internetClient|privateNetworkClientServer",  # Windows
    re.MULTILINE,
)


def manifests():
    return sorted(
        p.relative_to(PACKAGING).as_posix()
        for p in PACKAGING.rglob("*")
        if p.is_file() and (NAMES.search(p.name) or "entitlements" in p.name.lower())
    )


def test_the_manifests_are_those_that_are_known():
    assert manifests() == MANIFESTS


def test_none_asks_for_the_network():
    asking = {
        name: hit.group()
        for name in manifests()
        if (hit := ASKING.search((PACKAGING / name).read_text(encoding="utf-8")))
    }
    assert asking == {MADE_TO_ASK: "--share=network"}


@pytest.mark.parametrize(
    "text",
    [
        "finish-args:\n  - --share=network\n",
        '"finish-args": ["--share=ipc", "--share=network"]',
        "    plugs: [desktop, network]\n",
        "    plugs:\n      - wayland\n      - network-bind\n",
        "plugs:\n  network:\n    interface: network\n",
        "<key>com.apple.security.network.client</key><true/>",
        '<Capability Name="internetClient"/>',
    ],
)
def test_what_asks_is_seen(text):
    assert ASKING.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "finish-args:\n  - --share=ipc\n  - --socket=wayland\n  - --device=dri\n",
        "description: makes no network connections\nplugs: [desktop, wayland, x11]\n",
        "<key>com.apple.security.app-sandbox</key><true/>",
    ],
)
def test_what_does_not_ask_passes(text):
    assert not ASKING.search(text)


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("org.leakverify.Leakverify.yml", True),
        ("org.leakverify.Leakverify.json", True),
        ("snapcraft.yaml", True),
        ("leakverify.entitlements", True),
        ("Info.plist", True),
        ("AppxManifest.xml", True),
        ("bundle_allowed.toml", False),
        ("scan_bundle.py", False),
    ],
)
def test_a_manifest_is_known_by_its_name(name, counts):
    assert bool(NAMES.search(name)) is counts
