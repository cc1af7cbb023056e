"""Prints records of Faker and mimesis as JSON lines, one for each record of each locale.

Run by build.py: python rows.py ROWS SEED
"""

import json
import random
import sys
from collections.abc import Callable


def field(make: Callable[[], object]) -> str:
    """What a recipe makes, "" where the tool has none for this locale."""
    try:
        return str(make())
    except (AttributeError, IndexError, KeyError, NotImplementedError, TypeError, ValueError):
        return ""


def say(tool: str, locale: str, makers: list[Callable[[], object]], rows: int) -> None:
    """Some records."""
    for _ in range(rows):
        print(json.dumps([tool, locale, *(field(make) for make in makers)]))


def faker(rows: int, seed: int) -> None:
    """Every locale of Faker."""
    from faker import Faker
    from faker.config import AVAILABLE_LOCALES

    for locale in sorted(AVAILABLE_LOCALES):
        fake = Faker(locale)
        fake.seed_instance(seed)
        names = ("name", "email", "phone_number", "street_address", "postcode", "city")
        makers = [lambda f=fake, n=name: getattr(f, n)() for name in names]
        say("faker", locale, makers, rows)


def mimesis(rows: int, seed: int) -> None:
    """Every locale of mimesis."""
    from mimesis import Address, Person
    from mimesis.locales import Locale

    for locale in Locale:
        person, place = Person(locale, seed=seed), Address(locale, seed=seed)
        makers = [
            person.full_name, person.email, person.phone_number, place.address, place.postal_code, place.city,
        ]  # fmt: skip
        say("mimesis", locale.value, makers, rows)


if __name__ == "__main__":
    random.seed(int(sys.argv[2]))
    faker(int(sys.argv[1]), int(sys.argv[2]))
    mimesis(int(sys.argv[1]), int(sys.argv[2]))
