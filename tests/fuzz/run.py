"""Coverage-guided fuzzing of the readers, run by hand: `python tests/fuzz/run.py SECONDS FOLDER [TARGET…]`.

Needs atheris, which is no dependency (`pip install --target SOMEWHERE atheris`, then PYTHONPATH). Targets are those of
`fuzz_*.py` beside this file; the hostile corpus of the same name seeds them. A finding is an exception other than the
program's own, a hang or memory beyond 1.5 GiB; libFuzzer leaves its input in FOLDER/TARGET. Each target runs in a process.
"""

import importlib.util
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
MOST_SEEDS = 400


def targets():
    """Each target's name and the file that has it."""
    for path in sorted(HERE.glob("fuzz_*.py")):
        yield from ((name, path) for name in load(path).TARGETS)


def load(path):
    """A module by its file."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def seed(folder, stem):
    """The hostile files of the same makers as seeds, small ones only."""
    maker = HERE.parent / "hostile" / f"makers_{stem.removeprefix('fuzz_')}.py"
    if not maker.exists():
        return
    for number, (_name, content) in enumerate(load(maker).make()):
        if number < MOST_SEEDS and len(content) <= 65_536:
            (folder / f"seed{number}").write_bytes(content)


def be_target(name, path, words):
    """In the target's own process: import the readers instrumented, then fuzz."""
    import atheris

    with atheris.instrument_imports(
        include=["leakverify.sources", "leakverify.network", "leakverify.case", "dns"]
    ):
        module = load(path)
    atheris.Setup([sys.argv[0], *words], module.TARGETS[name])
    atheris.Fuzz()


def main(seconds, folder, chosen):
    """All targets, or those named, one after the other."""
    failed = []
    for name, path in targets():
        if chosen and name not in chosen:
            continue
        place = folder / name
        (place / "corpus").mkdir(parents=True, exist_ok=True)
        seed(place / "corpus", path.stem)
        words = [
            sys.executable,
            __file__,
            "--target",
            name,
            str(path),
            f"-max_total_time={seconds}",
        ]
        words += [
            "-rss_limit_mb=1536",
            "-timeout=30",
            "-max_len=65536",
            f"-artifact_prefix={place}/",
        ]
        words.append(str(place / "corpus"))
        with (place / "log").open("wb") as log:
            status = subprocess.run(
                words, stdout=log, stderr=subprocess.STDOUT, check=False
            ).returncode
        last = (place / "log").read_text(errors="replace").splitlines()[-1:]
        print(name, "ok" if status == 0 else f"FAILED {status}", *last, flush=True)
        failed += [name] * (status != 0)
    return len(failed)


if __name__ == "__main__":
    if sys.argv[1] == "--target":
        be_target(sys.argv[2], Path(sys.argv[3]), sys.argv[4:])
    else:
        raise SystemExit(main(int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]))
