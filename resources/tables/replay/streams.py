"""Prints what one version of Faker, or mimesis, produces first under common seeds, as JSON lines.

Run by build.py with PYTHONPATH set to the unpacked version: python streams.py faker|mimesis|uuid ROWS SEED…
"""

import json
import random
import sys
import uuid

FAKER_LOCALES = ("en_US", "en_GB", "fr_FR", "de_DE", "es_ES", "it_IT", "pt_BR", "en_IN")
MIMESIS_LOCALES = ("en", "fr", "de", "es", "it", "pt-br")


def say(tool: str, version: str, locale: str, seed: int, recipe: str, values: list[str]) -> None:
    """One stream."""
    card = [tool, version, locale, str(seed), recipe]
    print(json.dumps([*card, values]))


def faker(rows: int, seeds: list[int]) -> None:
    """Names alone, in two parts, before an e-mail address, and such addresses alone."""
    from faker import VERSION, Faker

    for locale in FAKER_LOCALES:
        fake = Faker(locale)
        recipes = {
            "name": fake.name,
            "first+last": lambda f=fake: f"{f.first_name()} {f.last_name()}",
            "name,email": lambda f=fake: (f.name(), f.email())[0],
            "email": fake.email,
        }
        for seed in seeds:
            for recipe, make in recipes.items():
                fake.seed_instance(seed)
                say("faker", VERSION, locale, seed, recipe, [make() for _ in range(rows)])


def mimesis(rows: int, seeds: list[int]) -> None:
    """Whole names and addresses."""
    import mimesis as tool
    from mimesis.locales import Locale

    version = getattr(tool, "__version__", "22.2.0")
    for locale in MIMESIS_LOCALES:
        for seed in seeds:
            person = tool.Person(Locale(locale), seed=seed)
            names = [person.full_name() for _ in range(rows)]
            say("mimesis", version, locale, seed, "full_name", names)
            person = tool.Person(Locale(locale), seed=seed)
            say("mimesis", version, locale, seed, "email", [person.email() for _ in range(rows)])


def uuids(rows: int, seeds: list[int]) -> None:
    """UUIDs from Python's seeded random numbers, which is also how Faker makes them."""
    for seed in seeds:
        draw = random.Random(seed)
        made = [str(uuid.UUID(int=draw.getrandbits(128), version=4)) for _ in range(rows)]
        say("python", "3", "-", seed, "uuid4", made)


if __name__ == "__main__":
    {"faker": faker, "mimesis": mimesis, "uuid": uuids}[sys.argv[1]](
        int(sys.argv[2]), [int(seed) for seed in sys.argv[3:]]
    )
