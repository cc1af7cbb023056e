"""What the tests of the offline build share: its tree and an environment with exactly its packages."""

from typing import NamedTuple

import pytest

from tests.silence import offline


class OfflineBuild(NamedTuple):
    """The tree, the Python of its environment, and what was left out."""

    tree: object
    python: object
    left_out: list


@pytest.fixture(scope="session")
def offline_build(tmp_path_factory):
    folder = tmp_path_factory.mktemp("offline")
    tree = folder / "tree"
    left_out = offline.script("offline_tree").make(tree)
    return OfflineBuild(tree, offline.environment(folder, tree, "requirements.txt"), left_out)
