"""Writes checks.json: the help of every check, taken from its docstring, which is its only source.

Run by a builder: `python resources/help/build.py`; with `--check` it only compares, as the tests do.
"""

import inspect
import json
import re
import sys
from pathlib import Path

from leakverify.checks.catalogue import CHECKS
from leakverify.scoring.people_findings import PEOPLE

HERE = Path(__file__).resolve().parent / "checks.json"
HEADINGS = {
    "Looks at": "looks_at",
    "Why it tells": "why",
    "Innocent explanations": "innocent",
    "Reads as": "reads_as",
    "Source": "source",
}


def page(docstring: str) -> dict[str, str]:
    """One docstring by its headings; the first line is the summary. Lists keep one entry a line."""
    text = inspect.cleandoc(docstring)
    summary, _, rest = text.partition("\n\n")
    out = {"summary": " ".join(summary.split())}
    pattern = "|".join(HEADINGS)
    parts = re.split(rf"^({pattern}):?[ ]*\n?", rest, flags=re.MULTILINE)
    for heading, body in zip(parts[1::2], parts[2::2], strict=True):
        out[HEADINGS[heading]] = entries(inspect.cleandoc(body))
    return out


def entries(body: str) -> str:
    """Wrapped lines joined; entries that start with a dash stay on lines of their own."""
    if re.search(r"^- ", body, flags=re.MULTILINE):
        items = re.split(r"^- ", body, flags=re.MULTILINE)
        return "\n".join(" ".join(i.split()) for i in items if i.strip())
    return " ".join(body.split())


def main() -> int:
    """Write, or compare."""
    pages = {
        c.info.id: page(c.__doc__ or "") | {"headline": c.info.headline} for c in (*CHECKS, *PEOPLE)
    }
    text = json.dumps(pages, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    if "--check" in sys.argv:
        return int(text != HERE.read_text(encoding="utf-8"))
    HERE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
