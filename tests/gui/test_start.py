"""What importing the window drags in, what it remembers, and what it says after a mishap."""

import subprocess
import sys

import pytest

from leakverify.gui.mishap import Mishaps
from leakverify.gui.preferences import Preferences
from leakverify.gui.theme import Scheme


def test_the_window_starts_without_the_heavy_libraries():
    code = (
        "import sys, leakverify.gui.app, leakverify.gui.main_window;"
        "heavy = {'pandas', 'pyarrow', 'numpy', 'phonenumbers', 'typst', 'rich', 'jinja2'} & set(sys.modules);"
        "sys.exit(' '.join(sorted(heavy)) or 0)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.stderr.strip() == ""
    assert ran.returncode == 0


def test_the_look_is_remembered_and_nonsense_is_not_followed(tmp_path):
    Preferences(tmp_path).save(Scheme.DARK, 1.5)
    again = Preferences(tmp_path)
    assert (again.scheme, again.scale) == (Scheme.DARK, 1.5)
    elsewhere = tmp_path / "elsewhere"  # Qt reads a file once that it has written itself
    elsewhere.mkdir()
    (elsewhere / "window.ini").write_text("[General]\nscheme=pink\nscale=900\n")
    fresh = Preferences(elsewhere)
    assert (fresh.scheme, fresh.scale) == (Scheme.SYSTEM, 1.0)


def test_a_mishap_is_told_without_its_message():
    told = []
    mishaps = Mishaps(told.append)
    with pytest.raises(ValueError) as caught:
        int("ana.sol@example.org")
    mishaps.hook(caught.type, caught.value, caught.tb)
    assert told == list(mishaps.lines)
    assert told[0].startswith("ValueError test_start:")
    assert "ana" not in told[0]
