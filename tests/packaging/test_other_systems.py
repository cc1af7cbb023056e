"""What Windows and macOS are told of the program: no rights that it does not need, no file type that it was not given."""

import plistlib
import re
import subprocess
import xml.etree.ElementTree as ET

from macos.info import PROPERTIES

from leakverify.gui.aside import DOSSIER

ENDINGS = {"lvcase", DOSSIER.removeprefix(".")}


def test_the_macs_program_has_one_right_and_none_of_the_network(packaging):
    rights = plistlib.loads((packaging / "macos" / "leakverify.entitlements").read_bytes())
    assert rights == {"com.apple.security.cs.allow-jit": True}


def test_the_macs_program_claims_nothing(packaging):
    kinds = PROPERTIES["CFBundleDocumentTypes"]
    assert {e for kind in kinds for e in kind["CFBundleTypeExtensions"]} == ENDINGS
    assert {kind["LSHandlerRank"] for kind in kinds} == {"None"}
    assert PROPERTIES["NSHighResolutionCapable"] is True
    plistlib.dumps(PROPERTIES)


def test_the_macs_script_is_a_script_and_signs_from_the_inside(packaging):
    path = packaging / "macos" / "package.sh"
    subprocess.run(["sh", "-n", path], check=True)
    text = path.read_text(encoding="utf-8")
    commands = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    assert "--deep" not in commands
    order = ["-name '*.dylib'", "-name '*.framework'", "Contents/MacOS", '"$app"\n', "notarytool", "stapler staple", "com.apple.quarantine"]  # fmt: skip
    places = [commands.index(word) for word in order]
    assert places == sorted(places)


def test_windows_runs_it_as_the_user_and_sharp(packaging):
    root = ET.parse(packaging / "windows" / "leakverify.manifest").getroot()
    told = {e.tag.rpartition("}")[2]: e for e in root.iter()}
    assert told["requestedExecutionLevel"].attrib == {"level": "asInvoker", "uiAccess": "false"}
    assert told["dpiAwareness"].text == "PerMonitorV2"
    assert told["longPathAware"].text == "true"


def test_the_installer_is_for_one_user_and_claims_nothing_unasked(packaging):
    text = (packaging / "windows" / "leakverify.iss").read_text(encoding="utf-8")
    assert "PrivilegesRequired=lowest" in text
    assert re.search(r'(?m)^Name: "associate";.*Flags: unchecked$', text)
    rows = re.findall(r"(?m)^Root: .*$", text)
    assert rows
    assert all(row.endswith("Tasks: associate") for row in rows)
    assert set(re.findall(r"Classes\\\.([a-z]+)\\", text)) == ENDINGS
    for source in re.findall(r'Source: "\.\.\\\.\.\\(dist[^"]+)"', text):
        assert source == r"dist\leakverify\*"
    for icon in re.findall(r'"\.\.\\(icons\\[^"]+)"', text):
        assert (packaging / icon.replace("\\", "/")).is_file()
