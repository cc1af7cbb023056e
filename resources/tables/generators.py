"""Reads the word lists of data generators out of their packages, for the scripts that build tables.

Needs: Faker 40.54.0, mimesis 22.2.0 (PyPI); @faker-js/faker 10.6.0, chance 1.1.13, casual 1.6.2 (npm), each
npm tarball unpacked as FOLDER/NAME-VERSION/package; node to read them.
"""

import importlib
import json
import pkgutil
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import faker.providers.address
import faker.providers.company
import faker.providers.job
import faker.providers.lorem
import faker.providers.person
import mimesis

Lists = dict[tuple[str, str, str], set[str]]
"""(tool, locale, kind) -> entries."""

NODE_FAKER = "import(process.argv[1]).then(m => console.log(JSON.stringify(m.allLocales)))"
NODE_CHANCE = """
const C = require(process.argv[1]); const c = new C(1);
const d = k => { try { return c.get(k); } catch (e) { return []; } };
const flat = o => Array.isArray(o) ? o : Object.values(o || {}).flatMap(flat);
console.log(JSON.stringify({
  first: flat(d('firstNames')), last: flat(d('lastNames')), job: flat(d('profession')),
  company: flat(d('company')), street_suffix: flat((d('street_suffixes') || {}).us || []).map(s => s.name),
}));
"""
NODE_CASUAL = """
const fs = require('fs'), path = require('path'), root = process.argv[1]; const out = {};
for (const l of ['', ...fs.readdirSync(root).filter(n => !n.endsWith('.js'))]) {
  const file = path.join(root, l, 'person.js'); if (!fs.existsSync(file)) continue;
  const p = require(file); out[l || 'en_US'] = {
    first: [p.first_names, p.first_names_male, p.first_names_female, p.male_first_names, p.female_first_names],
    last: [p.last_names, p.last_names_male, p.last_names_female, p.male_last_names, p.female_last_names] };
}
console.log(JSON.stringify(out));
"""
FAKER_NAMES = {
    "first": re.compile(r"first_.*(names|pairs)|first_names"),
    "last": re.compile(r"last_.*(names|pairs)|last_names"),
}
POLISH = re.compile(r"(?:ski|cki|dzki)$")
FAKER_PLACES = {
    "city": ("cities", "city_names", "towns"),
    "street_suffix": (
        "street_suffixes",
        "street_prefixes",
        "street_suffixes_short",
        "street_suffixes_long",
    ),
}
SMALLEST = 5


def flat(value: Any) -> Iterable[str]:
    """Every string in a nest of lists, tuples and mappings; of Faker's weighted names, the names."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        items = list(value.values())
        weighted = bool(items) and isinstance(items[0], int | float)
        yield from flat(list(value) if weighted else items)
    elif isinstance(value, list | tuple | set):
        for item in value:
            yield from flat(item)


def faker_lists() -> Lists:
    """Every locale of Faker."""
    out: Lists = defaultdict(set)
    sources = (
        (faker.providers.address, FAKER_PLACES),
        (faker.providers.job, {"job": ("jobs",)}),
        (faker.providers.lorem, {"word": ("word_list",)}),
    )
    for package, kinds in sources:
        for module in pkgutil.iter_modules(package.__path__):
            provider = importlib.import_module(f"{package.__name__}.{module.name}").Provider
            for kind, names in kinds.items():
                for name in names:
                    value = getattr(provider, name, None)
                    if value is not None and not callable(value):
                        out["faker", module.name, kind].update(flat(value))
    out |= faker_names()
    return out


def faker_names() -> Lists:
    """The names of every locale of Faker, whatever the locale calls its lists."""
    out: Lists = defaultdict(set)
    package = faker.providers.person
    for module in pkgutil.iter_modules(package.__path__):
        provider = importlib.import_module(f"{package.__name__}.{module.name}").Provider
        for attribute in dir(provider):
            value = getattr(provider, attribute)
            for kind, pattern in FAKER_NAMES.items():
                if pattern.search(attribute) and not callable(value):
                    out["faker", module.name, kind].update(flat(value))
    polish = out["faker", "pl_PL", "last"]
    polish |= {name[:-1] + "a" for name in polish if POLISH.search(name)}
    return out


def mimesis_lists() -> Lists:
    """Every locale of mimesis."""
    out: Lists = defaultdict(set)
    for path in sorted((Path(mimesis.__file__).parent / "datasets").glob("*/person.json")):
        locale = path.parent.name
        person = json.loads(path.read_text(encoding="utf-8"))
        out["mimesis", locale, "first"].update(flat(person.get("names", [])))
        out["mimesis", locale, "last"].update(flat(person.get("surnames", [])))
        out["mimesis", locale, "job"].update(flat(person.get("occupation", [])))
        for name, kind, key in (("address", "city", "city"), ("text", "word", "words")):
            other = path.with_name(f"{name}.json")
            if other.exists():
                data = json.loads(other.read_text(encoding="utf-8"))
                out["mimesis", locale, kind].update(flat(data.get(key, [])))
                street = data.get("street", {})
                if isinstance(street, dict):
                    out["mimesis", locale, "street_suffix"].update(flat(street.get("suffix", [])))
    return out


def node(script: str, entry: Path) -> Any:
    """What a script prints as JSON."""
    run = subprocess.run(
        ["node", "-e", script, str(entry.resolve())], capture_output=True, check=True, text=True
    )
    return json.loads(run.stdout)


def faker_js_locales(npm: Path) -> dict[str, Any]:
    """Every locale of faker-js as it ships."""
    found: dict[str, Any] = node(
        NODE_FAKER, next(npm.glob("faker-js-faker*/package/dist/index.js"))
    )
    return found


def javascript_lists(npm: Path) -> Lists:
    """faker-js, chance and casual."""
    out: Lists = defaultdict(set)
    for locale, data in faker_js_locales(npm).items():
        person, place = data.get("person") or {}, data.get("location") or {}
        out["faker-js", locale, "first"].update(flat(person.get("first_name") or []))
        out["faker-js", locale, "last"].update(flat(person.get("last_name") or []))
        out["faker-js", locale, "job"].update(flat(person.get("job_type") or []))
        out["faker-js", locale, "city"].update(flat(place.get("city_name") or []))
        out["faker-js", locale, "street_suffix"].update(flat(place.get("street_suffix") or []))
        out["faker-js", locale, "word"].update(flat((data.get("word") or {}).get("noun") or []))
    for kind, words in node(NODE_CHANCE, next(npm.glob("chance*/package/chance.js"))).items():
        out["chance", "en", kind].update(flat(words))
    for locale, kinds in node(NODE_CASUAL, next(npm.glob("casual*/package/src/providers"))).items():
        for kind, words in kinds.items():
            out["casual", locale, kind].update(flat(words or []))
    return out


def all_lists(npm: Path) -> Lists:
    """Every list of every tool that is long enough to tell anything."""
    lists = faker_lists() | mimesis_lists() | javascript_lists(npm)
    return {key: words for key, words in sorted(lists.items()) if len(words) >= SMALLEST}
