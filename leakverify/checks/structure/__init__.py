"""Checks of the file as a file: copies, gaps, scars, seams, and whether its columns know of each other."""

from typing import Any, Final

from leakverify.checks.base import StateCheck
from leakverify.checks.structure.claimed_software import ClaimedSoftware
from leakverify.checks.structure.common_passwords import CommonPasswords
from leakverify.checks.structure.copies import CopiedRows
from leakverify.checks.structure.dependence import Dependence
from leakverify.checks.structure.derived import Derived
from leakverify.checks.structure.groups import ColumnGroups
from leakverify.checks.structure.hash_ends import HashEnds
from leakverify.checks.structure.identifier_form import IdentifierForm
from leakverify.checks.structure.missing import MissingCells
from leakverify.checks.structure.moved_copies import MovedCopies
from leakverify.checks.structure.multiples import MultipliedRows
from leakverify.checks.structure.near_copies import NearCopies
from leakverify.checks.structure.neighbours import Neighbours
from leakverify.checks.structure.object_ids import ObjectIds
from leakverify.checks.structure.partners import MisplacedPartners
from leakverify.checks.structure.placeholders import Placeholders
from leakverify.checks.structure.rows_in_order import RowsInOrder
from leakverify.checks.structure.scars import Scars
from leakverify.checks.structure.seams import Seams
from leakverify.checks.structure.settled_cells import SettledCells
from leakverify.checks.structure.strangers import Strangers
from leakverify.checks.structure.tidiness import Tidiness

STRUCTURE: Final[tuple[StateCheck[Any], ...]] = (
    CopiedRows(),
    NearCopies(),
    MissingCells(),
    Placeholders(),
    Scars(),
    Seams(),
    Dependence(),
    Tidiness(),
    Neighbours(),
    IdentifierForm(),
    ObjectIds(),
    HashEnds(),
    CommonPasswords(),
    ClaimedSoftware(),
    Derived(),
    MisplacedPartners(),
    ColumnGroups(),
    MovedCopies(),
    Strangers(),
    RowsInOrder(),
    SettledCells(),
    MultipliedRows(),
)
