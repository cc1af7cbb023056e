"""Builds decoys.txt from the tables beside it: domains that stand in so many lists that asking for one tells nothing.

Needs nothing but the project's own mail tables, built before. Run: PYTHONPATH=<checkout> python build.py
"""

from pathlib import Path

from leakverify.model.look_up import is_domain
from leakverify.reference import mail
from leakverify.reference.tables import Table

HERE = Path(__file__).parent


def main() -> None:
    """Write both groups: providers whose mailboxes are still open, and universities."""
    tables = mail.load()
    domains = Table("domains")
    schools = {line.partition(" ")[0] for line in domains.texts("universities")}
    domains.close()
    gone = {*tables.dead, *tables.disposable}
    providers = {*tables.popular, *tables.provider_country} - gone
    groups = {"providers": providers, "universities": schools - providers - gone}
    text = ""
    for name, group in groups.items():
        chosen = sorted(domain for domain in group if is_domain(domain))
        text += f"# {name}\n" + "\n".join(chosen) + "\n"
        print(name, len(chosen))
    (HERE / "decoys.txt").write_text(text, encoding="ascii")


if __name__ == "__main__":
    main()
