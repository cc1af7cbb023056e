"""The program's own rooms, as the engine takes them."""

from leakverify.checks.catalogue import CHECKS
from leakverify.engine.rooms import Rooms
from leakverify.mapping.roles import guess
from leakverify.mapping.settings import settings_for
from leakverify.reference import calibration
from leakverify.sources.sample import open_sample


def rooms() -> Rooms:
    """Readers, mapping, checks and calibration of this build."""
    return Rooms(open_sample, guess, settings_for, CHECKS, calibration.load())
