"""A bundle that is too large, grew without a note, or holds a large part without a reason ends the build."""

import sys

import pytest
import sizes

PAGE = """# Page

| part | MB | why |
|---|---|---|
| big | 20 | needed |

| version | edition | unpacked MB | packed MB | note |
|---|---|---|---|---|
| 1.0.0 | full | 90.0 | 30 | |
| 1.0.0 | offline | 21.0 | 30 | |
| 1.1.0 | full | 20.2 | 30 | less |
"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the bars are Linux's")


def file(path, megabytes):
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as out:
        out.truncate(int(megabytes * sizes.MB))
    return path


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "PAGE.md"
    path.write_text(PAGE)
    return path


@pytest.fixture
def made(tmp_path):
    folder = tmp_path / "made"
    file(folder / "_internal" / "big" / "a.so", 20)
    (folder / "_internal" / "link.so").symlink_to("big/a.so")
    return folder


def test_all_is_well(made, page):
    assert sizes.too_much(made, "full", page) == []
    assert sizes.total(made) == 20 * sizes.MB


def test_a_large_part_needs_a_reason(made, page):
    file(made / "_internal" / "other.so", 15.1)
    told = sizes.too_much(made, "another", page)
    assert told == ["other.so has 15.1 MB and no reason in PAGE.md"]
    file(made / "leakverify", 15.1)  # beside the inner folder as well
    assert len(sizes.too_much(made, "another", page)) == 2


def test_growth_is_held_against_the_last_line_of_the_edition(made, page):
    file(made / "small", 1.3)
    assert "grew" in "".join(sizes.too_much(made, "full", page))
    assert sizes.too_much(made, "offline", page) == []


def test_the_bars(made, page):
    file(made / "_internal" / "big" / "b", sizes.LARGEST / sizes.MB - 19)
    assert sizes.too_much(made, "another", page) == ["the folder has 521.0 MB, its bar is 520"]
    fine, fat = file(made / "fine.tar.xz", 160), file(made / "fat.deb", 160.2)
    assert sizes.too_much_packed([fine, fat]) == ["fat.deb has 160.2 MB, the bar is 160"]


def test_the_page_itself_is_read():
    parts = {cells[0] for cells in sizes.rows(sizes.PAGE, "part")}
    assert {"pyarrow", "PySide6", "typst", "leakverify"} <= parts
    builds = sizes.rows(sizes.PAGE, "version")
    assert {cells[1] for cells in builds} == {"full", "offline"}
    assert all(float(c[2]) * sizes.MB <= sizes.LARGEST for c in builds)
    packed = [float(c[3]) * sizes.MB for c in builds if c[3] != "-"]  # not measured
    assert packed
    assert max(packed) <= sizes.LARGEST_ARCHIVE
