"""The planted classes, in the order in which the museum shows them. `core` ones must be caught by every build."""

from dataclasses import dataclass
from typing import Final

from leakverify.model.terms import Reading, Role
from leakverify.museum import forging, planting
from leakverify.museum.planting import Plant, in_cells

PART: Final = (Reading.TAMPERED, Reading.FABRICATED, Reading.STITCHED)
"""Rows that are wrong may have been altered, invented or brought from elsewhere."""

WHOLE: Final = (Reading.FABRICATED,)
APART: Final = (Reading.STITCHED, Reading.FABRICATED)


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One planted class: into which kind of list it is planted, and which readings it should speak for."""

    id: str
    base: str
    plant: Plant
    readings: tuple[Reading, ...] = PART
    core: bool = False


EXHIBITS: Final = (
    Exhibit("broken_address", "subscribers", in_cells(Role.EMAIL, planting.broken_address), core=True),
    Exhibit("reserved_domain", "subscribers", in_cells(Role.EMAIL, planting.reserved_address), core=True),
    Exhibit("slipped_domain", "customers", in_cells(Role.EMAIL, planting.slipped_domain), core=True),
    Exhibit("fiction_phone_fr", "subscribers", in_cells(Role.PHONE, planting.french_fiction), core=True),
    Exhibit("fiction_phone_us", "customers", in_cells(Role.PHONE, planting.american_fiction), core=True),
    Exhibit("no_phone", "subscribers", in_cells(Role.PHONE, planting.no_number), core=True),
    Exhibit("foreign_phone", "members", in_cells(Role.PHONE, planting.foreign_number)),
    Exhibit("other_phone_area", "subscribers", planting.other_zone),
    Exhibit("postcode_town", "subscribers", planting.exchanged(Role.CITY), core=True),
    Exhibit("postcode_region", "customers", planting.exchanged(Role.REGION), core=True),
    Exhibit("invented_town", "customers", in_cells(Role.CITY, planting.invented_town), core=True),
    Exhibit("other_address", "subscribers", planting.exchanged(Role.EMAIL)),
    Exhibit("trial_name", "members", in_cells(Role.LAST_NAME, planting.trial_word), core=True),
    Exhibit("future_date", "subscribers", in_cells(Role.CREATED, planting.future_year), core=True),
    Exhibit("turned_dates", "members", planting.dates_turned(Role.CREATED, Role.LAST_LOGIN), core=True),
    Exhibit("moved_date", "customers", planting.exchanged(Role.CREATED)),
    Exhibit("broken_sum", "orders", in_cells(Role.AMOUNT, planting.little_more, 2), core=True),
    Exhibit("changed_amount", "payments", in_cells(Role.AMOUNT, planting.little_more)),
    Exhibit("negative_amount", "payments", in_cells(Role.AMOUNT, planting.negative)),
    Exhibit("check_digit", "bodies", in_cells(Role.COMPANY_ID, planting.broken_check_digit), core=True),
    Exhibit("reserved_ip", "payments", in_cells(Role.IP, planting.reserved_ip)),
    Exhibit("scarred_text", "members", in_cells(Role.CITY, planting.scarred), core=True),
    Exhibit("placeholder", "members", in_cells(Role.EMAIL, planting.placeholder)),
    Exhibit("copied_rows", "customers", planting.copied(changed=False), core=True),
    Exhibit("near_copies", "customers", planting.copied(changed=True), core=True),
    Exhibit("invented_list", "subscribers", forging.invented, WHOLE, core=True),
    Exhibit("invented_members", "members", forging.invented, WHOLE, core=True),
    Exhibit("even_dates", "customers", forging.even_dates, WHOLE),
    Exhibit("even_amounts", "payments", forging.even_amounts, WHOLE),
    Exhibit("columns_apart", "subscribers", forging.columns_apart(1.0), APART, core=True),
    Exhibit("half_apart", "customers", forging.columns_apart(0.5), APART),
    Exhibit("phones_apart", "subscribers", forging.one_apart(Role.PHONE), APART),
    Exhibit("padded", "subscribers", forging.padded, PART, core=True),
    Exhibit("inflated", "customers", forging.inflated, PART, core=True),
    Exhibit("recycled", "members", forging.recycled, (Reading.RECYCLED,), core=True),
    Exhibit("recycled_alone", "members", forging.older, (Reading.RECYCLED,)),
    Exhibit("careful", "subscribers", forging.careful, WHOLE),
)  # fmt: skip
