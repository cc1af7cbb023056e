"""The planted classes, in the order in which the museum shows them. `core` ones must be caught by every build."""

from dataclasses import dataclass
from functools import partial
from typing import Final

from leakverify.model.terms import Reading, Role
from leakverify.museum import (
    careful,
    forging,
    inflating,
    padding,
    planting,
    recycling,
    stitching,
    tampering,
)
from leakverify.museum.forging import by, without_earlier
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
    Exhibit("future_date", "subscribers", in_cells(Role.CREATED, planting.future_year, share=0.015), core=True),
    Exhibit("turned_dates", "members", planting.dates_turned(Role.CREATED, Role.LAST_LOGIN), core=True),
    Exhibit("moved_date", "customers", planting.exchanged(Role.CREATED)),
    Exhibit("broken_sum", "orders", in_cells(Role.AMOUNT, planting.much_more, 2), core=True),
    Exhibit("changed_amount", "payments", in_cells(Role.AMOUNT, planting.little_more)),
    Exhibit("negative_amount", "payments", in_cells(Role.AMOUNT, planting.negative)),
    Exhibit("check_digit", "bodies", in_cells(Role.COMPANY_ID, planting.broken_check_digit), core=True),
    Exhibit("reserved_ip", "payments", in_cells(Role.IP, planting.reserved_ip)),
    Exhibit("scarred_text", "members", in_cells(Role.CITY, planting.scarred), core=True),
    Exhibit("placeholder", "members", in_cells(Role.EMAIL, planting.placeholder)),
    Exhibit("copied_rows", "customers", planting.copied(changed=False), core=True),
    Exhibit("near_copies", "customers", planting.copied(changed=True), core=True),
    Exhibit("put_in", "members", planting.put_in(Role.LAST_NAME)),
    Exhibit("moved_fee", "dues", in_cells(Role.AMOUNT, planting.moved_fee)),
    Exhibit("invented_list", "subscribers", by(forging.invented), WHOLE, core=True),
    Exhibit("invented_members", "members", by(forging.invented), WHOLE, core=True),
    Exhibit("even_dates", "customers", forging.even_dates, WHOLE),
    Exhibit("even_amounts", "payments", forging.even_amounts, WHOLE),
    Exhibit("careful", "customers", by(partial(padding.imitation, rows=careful.rows)), WHOLE),
    Exhibit("as_people_do", "subscribers", forging.as_people_do, WHOLE),
    Exhibit("columns_apart", "subscribers", by(stitching.all_columns), APART, core=True),
    Exhibit("half_apart", "customers", by(partial(stitching.some_columns, share=0.5, together=True)), APART),
    Exhibit("few_apart", "subscribers", by(partial(stitching.some_columns, share=0.15, together=True)), APART),
    Exhibit("padded_lists", "subscribers", by(partial(padding.padded, share=0.3, rows=padding.generator_rows)), core=True),
    Exhibit("padded_real", "customers", by(partial(padding.padded, share=0.3, rows=padding.independent_rows)), PART),
    Exhibit("inflated", "customers", by(partial(inflating.inflated, factor=2.0, jitter=inflating.letters))),
    Exhibit("doubled", "dues", by(partial(inflating.inflated, factor=2.0, jitter=inflating.moments))),
    Exhibit("altered_dates", "members", by(partial(tampering.moments, share=0.25))),
    Exhibit("altered_amounts", "payments", by(partial(tampering.any_number, share=0.25))),
    Exhibit("recycled", "members", by(partial(recycling.recycled, share=0.6)), (Reading.RECYCLED,), core=True),
    Exhibit("recycled_alone", "members", without_earlier(partial(recycling.recycled, share=0.6)), (Reading.RECYCLED,)),
)  # fmt: skip
