"""Keeps the translations in step with the program, and gives translators their work.

    python resources/translations/build.py             the template, the catalogues and their compiled form, anew
    python resources/translations/build.py --check     only compare, as the tests do
    python resources/translations/build.py state       how much of each language is translated
    python resources/translations/build.py todo LANG FOLDER [--words N]
                                                       what is missing, as files of JSON of about N English words
    python resources/translations/build.py take LANG FOLDER
                                                       read such files back: {"id": …, "text": "…" or ["…", …]}

A catalogue holds what is translated and no other message: what is missing is the template less the catalogue, and a
new sentence in the program changes the template alone. A message whose English changed is new; nothing is guessed.
"""

import argparse
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]

import catalogues  # noqa: E402
import chunks  # noqa: E402
from languages import LANGUAGES  # noqa: E402
from messages import Message, collect  # noqa: E402


def outputs(messages: list[Message], folder: Path = HERE) -> dict[Path, bytes]:
    """Every file that is built, with its bytes."""
    made = {folder / catalogues.TEMPLATE.name: catalogues.template(messages)}
    for language in LANGUAGES:
        path = catalogues.text_file(language, folder)
        text, compiled = catalogues.catalogue(
            language, messages, catalogues.translated(language, folder)
        )
        made |= {path: text, path.with_suffix(".mo"): compiled}
    return made


def write(made: dict[Path, bytes]) -> None:
    """Write what changed."""
    for path, content in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_bytes() != content:
            path.write_bytes(content)


def behind(made: dict[Path, bytes]) -> list[str]:
    """The files that are not as they would be built."""
    return [
        p.relative_to(HERE).as_posix()
        for p, content in made.items()
        if not p.exists() or p.read_bytes() != content
    ]


def share(language: str, messages: list[Message]) -> tuple[int, int]:
    """How many messages are translated, and how many words of English those have that are not."""
    done = catalogues.translated(language)
    missing = [m for m in messages if m.key not in done]
    return len(messages) - len(missing), sum(map(chunks.size, missing))


def taken(language: str, folder: Path, messages: list[Message]) -> int:
    """Take translations in; 1 if any was refused."""
    good, refused = chunks.take(language, folder, messages)
    merged = catalogues.translated(language) | good
    path = catalogues.text_file(language)
    text, compiled = catalogues.catalogue(language, messages, merged)
    write({path: text, path.with_suffix(".mo"): compiled})
    print(*refused, f"{language}: {len(good)} taken, {len(refused)} refused", sep="\n")
    return int(bool(refused))


def _options() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true")
    commands = parser.add_subparsers(dest="command")
    commands.add_parser("state")
    for name in ("todo", "take"):
        command = commands.add_parser(name)
        command.add_argument("language", choices=LANGUAGES)
        command.add_argument("folder", type=Path)
        if name == "todo":
            command.add_argument("--words", type=int, default=1200)
    return parser.parse_args()


def main() -> int:
    """One command."""
    options = _options()
    messages = collect()
    if options.command == "todo":
        print(*chunks.todo(options.language, options.folder, messages, options.words), sep="\n")
    elif options.command == "take":
        return taken(options.language, options.folder, messages)
    elif options.command == "state":
        for language in LANGUAGES:
            done, words = share(language, messages)
            part = done / len(messages)
            print(
                f"{language}: {done} of {len(messages)} messages ({part:.1%}), {words} words missing"
            )
    elif options.check:
        late = behind(outputs(messages))
        print(*late, sep="\n")
        return int(bool(late))
    else:
        write(outputs(messages))
    return 0


if __name__ == "__main__":
    sys.exit(main())
