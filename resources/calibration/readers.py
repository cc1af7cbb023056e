"""Readers that turn a file of a data package into rows of texts, as its makers wrote them.

Every reader takes the path and the entry of families.toml and answers a table of text columns.
"""

import gzip
import io
import json
import math
import re
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from email.utils import parseaddr
from pathlib import Path
from typing import Any

import pandas as pd

Entry = dict[str, Any]
CHANGE = re.compile(r"^(\S+) \(([^)]+)\) ([^;]+); urgency=(\w+)")
SIGNED = re.compile(r"^ -- (.*) <([^>]*)>  (.*)$")


def text_of(value: object) -> str:
    """A cell as R or a JSON writer would print it: 12 rather than 12.0, nothing for a missing one."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def flat(record: dict[str, Any], ahead: str = "") -> dict[str, str]:
    """A nested record as one row; inner names follow outer ones."""
    row: dict[str, str] = {}
    for key, value in record.items():
        if isinstance(value, dict):
            row.update(flat(value, f"{ahead}{key}_"))
        else:
            row[ahead + key] = text_of(value)
    return row


def of_rows(rows: list[dict[str, str]]) -> pd.DataFrame:
    """The rows under the union of their names."""
    return pd.DataFrame(rows, dtype=object).fillna("")


def read_r(path: Path, entry: Entry) -> pd.DataFrame:
    """A table of an R package; its row names stay only where they name something."""
    table = pd.read_pickle(path, compression="xz")
    name = entry.get("rownames")
    if "rownames" in table.columns:
        table = table.rename(columns={"rownames": name}) if name else table.drop(columns="rownames")
    return table.map(text_of)  # type: ignore[no-any-return]


def read_csv(path: Path, entry: Entry) -> pd.DataFrame:
    """A delimited file; `member` names one inside a zip."""
    data = path.read_bytes()
    if "member" in entry:
        with zipfile.ZipFile(path) as archive:
            data = archive.read(entry["member"])
    return pd.read_csv(
        io.BytesIO(data),
        dtype=str,
        keep_default_na=False,
        sep=entry.get("sep", ","),
        comment=entry.get("comment"),
        names=entry.get("names"),
    )


def read_json(path: Path, entry: Entry) -> pd.DataFrame:
    """Records of a JSON text, of JSON lines, or the value of a JavaScript constant."""
    text = path.read_text("utf-8-sig")
    if path.suffix == ".js":
        text = text[min(at for at in (text.find("["), text.find("{")) if at >= 0) :]
        value = json.JSONDecoder().raw_decode(text)[0]
    elif path.suffix == ".ndjson":
        value = [json.loads(line) for line in text.splitlines() if line]
    else:
        value = json.loads(text)
    for key in entry.get("inside", []):
        value = value[key]
    records = list(value.values()) if isinstance(value, dict) else value
    for key in entry.get("each", []):
        records = [record[key] for record in records]
    return of_rows([flat(record) for record in records])


def read_control(path: Path, entry: Entry) -> pd.DataFrame:
    """Paragraphs of `Field: value` lines as in a list of packages."""
    if path.suffix == ".lz4":
        text = subprocess.run(["lz4", "-dc", path], check=True, capture_output=True).stdout.decode()
    else:
        text = path.read_text("utf-8")
    rows = []
    for paragraph in text.split("\n\n"):
        found = dict(re.findall(r"^([A-Za-z0-9-]+): (.*)$", paragraph, re.MULTILINE))
        if not all(found.get(field) for field in entry["needs"]):
            continue
        name, mail = parseaddr(found.get("Maintainer", ""))
        found.update(Maintainer=name, Email=mail)
        rows.append({field: found.get(field, "") for field in entry["fields"]})
    return of_rows(rows)


def read_changes(path: Path, entry: Entry) -> pd.DataFrame:
    """The entries of all Debian changelogs below a folder."""
    rows = []
    for log in sorted(path.glob(entry["glob"])):
        head: tuple[str, ...] | None = None
        for line in gzip.decompress(log.read_bytes()).decode("utf-8", "replace").splitlines():
            started, ended = CHANGE.match(line), SIGNED.match(line)
            if started:
                head = started.groups()
            elif ended and head:
                names = ("package", "version", "suite", "urgency", "maintainer", "email", "date")
                rows.append(dict(zip(names, (*head, *ended.groups()), strict=True)))
                head = None
    unique = {(row["package"], row["version"]): row for row in rows}
    return of_rows(list(unique.values()))


def read_gnu_changes(path: Path, entry: Entry) -> pd.DataFrame:
    """The entries of all GNU ChangeLogs below a folder: day, person, first file, number of files."""
    rows = []
    for log in sorted(path.glob(entry["glob"])):
        for part in re.split(
            r"^(?=\d{4}-\d\d-\d\d  )", log.read_text("utf-8", "replace"), flags=re.MULTILINE
        ):
            found = re.match(r"(\d{4}-\d\d-\d\d)  (\S.*?)  <([^>]+)>", part)
            files = re.findall(r"^\t\* ([^\s:,(]+)[^:]*:\s*(.*)$", part, re.MULTILINE)
            if found and files:
                day, name, mail = found.groups()
                report = re.search(r"^\tPR (\S+)", part, re.MULTILINE)
                rows.append(
                    {
                        "part": str(log.parent.relative_to(path)),
                        "date": day,
                        "name": name,
                        "email": mail,
                        "file": files[0][0],
                        "files": str(len(files)),
                        "report": report.group(1) if report else "",
                        "change": files[0][1],
                    }
                )
    return of_rows(rows)


def blocks(text: str, field: re.Pattern[str]) -> Iterator[dict[str, list[str]]]:
    """Blocks of lettered lines between blank lines, values by letter; line one may be a title."""
    for block in text.split("\n\n"):
        values: dict[str, list[str]] = {}
        for line in block.splitlines():
            found = field.match(line)
            if found:
                values.setdefault(found.group(1), []).append(found.group(2).strip())
            elif not values:
                values["title"] = [line.strip()]
        yield values


def read_credits(path: Path, _: Entry) -> pd.DataFrame:
    """The people in the kernel's CREDITS: name, mail, page, work, postal address."""
    rows = []
    for values in blocks(path.read_text("utf-8"), re.compile(r"^([NEWPDS]): (.*)$")):
        if "N" in values:
            rows.append(
                {
                    "name": values["N"][0],
                    "email": values.get("E", [""])[0],
                    "web": values.get("W", [""])[0],
                    "description": "; ".join(values.get("D", [])),
                    "address": ", ".join(values.get("S", [])),
                    "country": values.get("S", [""])[-1],
                }
            )
    return of_rows(rows)


def read_maintainers(path: Path, _: Entry) -> pd.DataFrame:
    """The kernel's MAINTAINERS, one row for a person and a part."""
    rows = []
    for values in blocks(path.read_text("utf-8"), re.compile(r"^([A-Z]):\t(.*)$")):
        for person in values.get("M", []):
            name, mail = parseaddr(person)
            if mail and "title" in values:
                first = {key: values.get(key, [""])[0] for key in "LSF"}
                rows.append(
                    {
                        "subsystem": values["title"][0],
                        "name": name,
                        "email": mail,
                        "list": first["L"],
                        "status": first["S"],
                        "file": first["F"],
                    }
                )
    return of_rows(rows)


def read_metadata(path: Path, entry: Entry) -> pd.DataFrame:
    """What Python packages say of themselves, or Node packages, below a folder."""
    rows = []
    for file in sorted(path.glob(entry["glob"])):
        text = file.read_text("utf-8", "replace").split("\n\n")[0]
        found = dict(re.findall(r"^([A-Za-z-]+): (.*)$", text, re.MULTILINE))
        name, mail = parseaddr(found.get("Author-email", "").split(",")[0])
        rows.append(
            {
                "name": found.get("Name", ""),
                "version": found.get("Version", ""),
                "author": found.get("Author", "") or name,
                "email": mail,
                "licence": found.get("License-Expression", found.get("License", "")),
                "home": found.get("Home-page", ""),
                "summary": found.get("Summary", ""),
            }
        )
    return of_rows(rows)


def read_ids(path: Path, _: Entry) -> pd.DataFrame:
    """The vendors and devices in pci.ids or usb.ids."""
    rows, vendor = [], ("", "")
    for line in path.read_text("utf-8", "replace").splitlines():
        if line.startswith("C "):  # lists of classes follow
            break
        found = re.match(r"^(\t?)([0-9a-f]{4})  (.*)$", line)
        if found and found.group(1) and vendor[0]:
            rows.append(
                {
                    "vendor_id": vendor[0],
                    "vendor": vendor[1],
                    "device_id": found.group(2),
                    "device": found.group(3),
                }
            )
        elif found:
            vendor = (found.group(2), found.group(3))
    return of_rows(rows)


def read_sqlite(path: Path, entry: Entry) -> pd.DataFrame:
    """One table of an SQLite file."""
    import sqlite3

    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as base:
        return pd.read_sql(f"SELECT * FROM {entry['table']}", base).map(text_of)


READERS: dict[str, Callable[[Path, Entry], pd.DataFrame]] = {
    "r": read_r,
    "csv": read_csv,
    "json": read_json,
    "control": read_control,
    "changes": read_changes,
    "gnu_changes": read_gnu_changes,
    "credits": read_credits,
    "maintainers": read_maintainers,
    "metadata": read_metadata,
    "ids": read_ids,
    "sqlite": read_sqlite,
}
