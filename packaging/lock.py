"""Writes requirements.txt, requirements-test.txt and packaging/requirements-bundle.txt: pinned, hashed, naming no index and no address.

Run by `make lock` where pip-tools is installed; `lock.py bundle` makes the last alone. The other two repeat the pins of
requirements.txt by constraint.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
HEADER = "# Written by `make lock`; do not edit. Pinned and hashed; names no index.\n"


def compile_pins(arguments: list[str], output: pathlib.Path) -> None:
    """Run pip-compile and keep the pins and hashes only."""
    with tempfile.TemporaryDirectory() as folder:
        made = pathlib.Path(folder, "pins.txt")
        subprocess.run(
            [
                sys.executable,
                "-m",
                "piptools",
                "compile",
                "--quiet",
                "--generate-hashes",
                "--allow-unsafe",
                "--strip-extras",
                "--no-header",
                "--no-annotate",
                "--no-emit-index-url",
                "--no-emit-trusted-host",
                "--no-emit-options",
                "--no-emit-find-links",
                "--output-file",
                str(made),
                *arguments,
            ],
            check=True,
            cwd=ROOT,
        )
        text = made.read_text(encoding="utf-8")
    lines = [
        line
        for line in text.splitlines()
        if not re.match(r"\s*(#|--(extra-)?index|--find|--trusted)", line)
    ]
    body = "\n".join(lines).strip() + "\n"
    if "://" in body:
        sys.exit("the lock would hold an address")
    output.write_text(HEADER + body, encoding="utf-8")


def main() -> None:
    """Lock what the program needs, then what its tests need on top, then what makes a bundle of it."""
    runtime = ROOT / "requirements.txt"
    only_bundle = sys.argv[1:] == ["bundle"]
    if not only_bundle:
        compile_pins(["--extra", "build", "pyproject.toml"], runtime)
    with tempfile.TemporaryDirectory() as folder:
        pins = pathlib.Path(folder, "pins.txt")
        pins.write_text(
            re.sub(r" \\\n(    --hash=\S+( \\)?\n)+", "\n", runtime.read_text(encoding="utf-8")),
            encoding="utf-8",
        )
        if not only_bundle:
            compile_pins(
                [
                    "--extra",
                    "build",
                    "--extra",
                    "test",
                    "--constraint",
                    str(pins),
                    "pyproject.toml",
                ],
                ROOT / "requirements-test.txt",
            )
        compile_pins(
            ["--constraint", str(pins), "packaging/requirements-bundle.in"],
            ROOT / "packaging" / "requirements-bundle.txt",
        )


if __name__ == "__main__":
    main()
