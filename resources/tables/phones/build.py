"""Builds phones.npz: which state or province a North American area code lies in.

Needs: phonenumbers 9.0.43 (PyPI), whose geodata name the place of each prefix.
Run: PYTHONPATH=<checkout> python build.py
"""

import re
from collections import Counter, defaultdict
from pathlib import Path

import phonenumbers
from phonenumbers.geodata import GEOCODE_DATA

from leakverify.reference.packing import pack_texts, write_table

HERE = Path(__file__).parent
STATES = {
    "Alabama": "AL", "Alaska": "AK", "Arizona": "AZ", "Arkansas": "AR", "California": "CA", "Colorado": "CO",
    "Connecticut": "CT", "Delaware": "DE", "Florida": "FL", "Georgia": "GA", "Hawaii": "HI", "Idaho": "ID",
    "Illinois": "IL", "Indiana": "IN", "Iowa": "IA", "Kansas": "KS", "Kentucky": "KY", "Louisiana": "LA",
    "Maine": "ME", "Maryland": "MD", "Massachusetts": "MA", "Michigan": "MI", "Minnesota": "MN",
    "Mississippi": "MS", "Missouri": "MO", "Montana": "MT", "Nebraska": "NE", "Nevada": "NV",
    "New Hampshire": "NH", "New Jersey": "NJ", "New Mexico": "NM", "New York": "NY", "North Carolina": "NC",
    "North Dakota": "ND", "Ohio": "OH", "Oklahoma": "OK", "Oregon": "OR", "Pennsylvania": "PA",
    "Rhode Island": "RI", "South Carolina": "SC", "South Dakota": "SD", "Tennessee": "TN", "Texas": "TX",
    "Utah": "UT", "Vermont": "VT", "Virginia": "VA", "Washington State": "WA", "Washington D.C.": "DC",
    "West Virginia": "WV", "Wisconsin": "WI", "Wyoming": "WY", "Alberta": "AB", "British Columbia": "BC",
    "Manitoba": "MB", "New Brunswick": "NB", "Newfoundland and Labrador": "NL", "Nova Scotia": "NS",
    "Ontario": "ON", "Prince Edward Island": "PE", "Quebec": "QC", "Québec": "QC", "Saskatchewan": "SK",
}  # fmt: skip


def state_of(place: str) -> str:
    """The state's letters in "Boston, MA" or "California"."""
    if place in STATES:
        return STATES[place]
    found = re.search(r", ([A-Z]{2})$", place)
    return found.group(1) if found else ""


def main() -> None:
    """Write the table."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for prefix, places in GEOCODE_DATA.items():
        if prefix.startswith("1") and len(prefix) >= len("1617"):
            state = state_of(places.get("en", ""))
            if state:
                votes[prefix[1:4]][state] += 1000 if len(prefix) == len("1617") else 1
    lines = [f"{area} {count.most_common(1)[0][0]}" for area, count in sorted(votes.items())]
    write_table(HERE / "phones.npz", {"areas": pack_texts(lines)})
    print(len(lines), "area codes", phonenumbers.__version__)


if __name__ == "__main__":
    main()
