"""The workflow files name only what exists: scripts, their options, targets of make, files; and hold no line that YAML forbids."""

import re

import pytest

ROOT_FILES = ("requirements-test.txt", ".ci/run")
USES = re.compile(r"uses: (\S+)")
CALLS = re.compile(r"(packaging[/\\][a-z_/\\]+\.(?:py|sh|ps1|iss))((?: +--[a-z-]+)*)")
TARGETS = re.compile(r"\bmake ([a-z-]+)")


@pytest.fixture(params=["bundles.yml", "tests.yml"])
def workflow(packaging, request):
    path = packaging.parent / ".github" / "workflows" / request.param
    return path.read_text(encoding="utf-8")


def test_scripts_and_options_exist(workflow, packaging):
    root = packaging.parent
    for place, options in CALLS.findall(workflow):
        script = root / place.replace("\\", "/")
        assert script.is_file(), place
        text = script.read_text(encoding="utf-8")
        for option in options.split():
            assert f'"{option}"' in text, (place, option)


def test_targets_and_files_exist(workflow, packaging):
    root = packaging.parent
    made = (root / "Makefile").read_text(encoding="utf-8")
    for target in TARGETS.findall(workflow):
        assert re.search(rf"(?m)^{target}:", made), target
    for name in ROOT_FILES:
        assert name not in workflow or (root / name).is_file()


def test_actions_are_pinned_to_a_version_and_nothing_is_published(workflow):
    named = USES.findall(workflow)
    assert named
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+", name) for name in named)
    assert "contents: read" in workflow
    assert "write" not in re.findall(r"(?m)^permissions:\n((?: +.*\n)+)", workflow)[0]
    assert workflow.count("runs-on:") == workflow.count("timeout-minutes:")


def test_no_secret_is_put_into_a_command(workflow):
    """A secret in the text of a command is read as part of it; in the environment it is not."""
    for line in workflow.splitlines():
        if "secrets." in line:
            assert re.fullmatch(r" +[A-Z_]+: \$\{\{ secrets\.[A-Z_]+ \}\}", line)


def test_it_is_yaml(workflow):
    assert "\t" not in workflow
    yaml = pytest.importorskip("yaml")
    told = yaml.safe_load(workflow)
    assert set(told["jobs"])
    for job in told["jobs"].values():
        assert all(("run" in step) != ("uses" in step) for step in job["steps"])
