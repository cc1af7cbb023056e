"""The short names that the card of measurements keeps in its table: the ways tables were made, and the kinds of list."""

from leakverify.words.language import plural, ui_in
from leakverify.words.numbers import count


def variant_name(code: str) -> str:
    """One word of a recipe's variant, such as `with-earlier` or `30`; what is not known stays as it is."""
    if code.isdigit():
        return f"{count(int(code))} %"
    return _variants().get(code, code.replace("-", " "))


def rows_name(rows: str) -> str:
    """So many rows, from digits."""
    return plural("{n} row", "{n} rows", int(rows)).format(n=count(int(rows)))


def _variants() -> dict[str, str]:
    return {
        "all": ui_in("variant", "all"),
        "amounts": ui_in("variant", "amounts"),
        "careful": ui_in("variant", "careful"),
        "case": ui_in("variant", "case"),
        "categories": ui_in("variant", "categories"),
        "copula": ui_in("variant", "copula"),
        "dates": ui_in("variant", "dates"),
        "determined": ui_in("variant", "determined"),
        "generator": ui_in("variant", "generator"),
        "half": ui_in("variant", "half"),
        "independent": ui_in("variant", "independent"),
        "joint": ui_in("variant", "joint"),
        "letters": ui_in("variant", "letters"),
        "number": ui_in("variant", "number"),
        "person": ui_in("variant", "person"),
        "separate": ui_in("variant", "separate"),
        "two-tables": ui_in("variant", "two tables"),
        "with-earlier": ui_in("variant", "with earlier"),
    }


def kind_of_list_name(code: str) -> str:
    """One kind of the lists that were measured; what is not known stays as it is."""
    known = {
        "bodies": ui_in("kind of list", "bodies"),
        "developers": ui_in("kind of list", "developers"),
        "events": ui_in("kind of list", "events"),
        "households": ui_in("kind of list", "households"),
        "patients": ui_in("kind of list", "patients"),
        "people": ui_in("kind of list", "people"),
        "places": ui_in("kind of list", "places"),
        "products": ui_in("kind of list", "products"),
        "pupils": ui_in("kind of list", "pupils"),
        "self": ui_in("kind of list", "self"),
        "survey": ui_in("kind of list", "survey"),
        "transactions": ui_in("kind of list", "transactions"),
    }
    return known.get(code, code.replace("_", " "))
