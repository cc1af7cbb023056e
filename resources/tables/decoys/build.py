"""Builds decoys.txt from the tables beside it: domains that stand in so many lists that asking for one tells nothing.

Needs nothing but the project's own mail tables, built before. Run: PYTHONPATH=<checkout> python build.py
"""

from pathlib import Path

from leakverify.model.look_up import is_domain
from leakverify.reference import mail

HERE = Path(__file__).parent


def main() -> None:
    """Write the list: great providers and those of one country whose mailboxes are still open."""
    tables = mail.load()
    known = {*tables.popular, *tables.provider_country} - set(tables.dead) - tables.disposable
    chosen = sorted(domain for domain in known if is_domain(domain))
    text = "# Decoys for look-ups of mail domains: see SOURCES.toml.\n" + "\n".join(chosen) + "\n"
    (HERE / "decoys.txt").write_text(text, encoding="ascii")
    print(len(chosen))


if __name__ == "__main__":
    main()
