"""Telephone numbers that regulators set aside for drama (METHOD table T1), as one pattern on +E164.

Only what a regulator has published is in: France (ARCEP 2018-0881, 2.5.12), the United Kingdom (Ofcom), Germany
(BNetzA 148/2021), the North American plan, Australia (ACMA's landline ranges and freephone numbers; its list of
mobiles is disputed and left out but for the five that all sources share), Sweden's mobiles (PTS), Ireland.
"""

import re
from typing import Final

FRANCE: Final = r"33(?:19900|26191|35301|46571|53649|63998)\d{4}"

BRITAIN: Final = (
    r"44(?:1(?:1[3-8]|21|31|41|51|61)4960\d{3}|2079460\d{3}|1914980\d{3}|2890180\d{3}|2920180\d{3}"
    r"|1632960\d{3}|7700900\d{3}|8081570\d{3}|9098790\d{3}|3069990\d{3})"
)

GERMANY: Final = (
    r"49(?:3023125\d{3}|6990009\d{3}|4066969\d{3}|2214710\d{3}|8999998\d{3}"
    r"|152(?:28817386|28895456|54599371)|17139200\d{2}"
    r"|172(?:9925904|9968532|9973185|9973186|9980752)|174(?:9091317|9464308)|176040690\d{2})"
)

NORTH_AMERICA: Final = r"1[2-9]\d{2}55501\d{2}"

AUSTRALIA: Final = (
    r"61(?:[2378](?:5550|7010)\d{4}|491570(?:156|157|158|159|110)|1800160401|1800975707|1900654321)"
)

SWEDEN: Final = r"46701740(?:60[5-9]|6[1-9]\d)"

IRELAND: Final = r"35320(?:91)\d{5}"

FICTION_PATTERN: Final = (
    rf"^\+(?:{FRANCE}|{BRITAIN}|{GERMANY}|{NORTH_AMERICA}|{AUSTRALIA}|{SWEDEN}|{IRELAND})$"
)
"""Without look-around or back-references, so that RE2 takes it too."""

_MATCH: Final = re.compile(FICTION_PATTERN, re.ASCII)


def is_fiction(e164: str) -> bool:
    """Whether a number in +E164 lies in a range set aside for drama.

    >>> is_fiction("+33639980001"), is_fiction("+33639970001"), is_fiction("+12125550123")
    (True, False, True)
    """
    return _MATCH.fullmatch(e164) is not None
