"""An assessment made by hand, with room for any string, for the report tests."""

import datetime as dt

from leakverify.model.assessment import Assessment, NetworkInfo, ToolInfo
from leakverify.model.claim import Claim
from leakverify.model.finding import Finding, Rows
from leakverify.model.sample import ColumnInfo, Sample, SampleFile
from leakverify.model.terms import Family, Reading, State
from leakverify.reference.calibration import Calibration, Spread
from leakverify.scoring.weigh import assessment

CALIBRATION = Calibration(
    allowance=-0.2,
    spreads={"PER006": Spread((0.3, 0.5, 0.66, 0.8), (0.0, 0.01, 0.98))},
    spread_of_support=dict.fromkeys(Reading, 0.4),
    collections=14,
    accused_bound=0.19,
)


def made(name="sample.csv", column="e-mail", rows=31) -> Assessment:
    findings = (
        Finding(
            f"GEN003:{column},town",
            "GEN003",
            Family.GENERATOR,
            State.COMPUTED,
            None,
            (column, "town"),
            {"invented_share": 1.0, "invented_count": 31, "city_count": 31},
            support={Reading.FABRICATED: 2.0},
            rows=Rows(31, tuple(range(1, 32))),
            exhibit=True,
            basis="reference",
        ),
        Finding(
            f"PER006:{column},name",
            "PER006",
            Family.PERSON,
            State.COMPUTED,
            None,
            (column, "name"),
            {"match_share": 0.0},
            support={Reading.FABRICATED: 1.5, Reading.STITCHED: 1.5},
            basis="calibration",
            n=31,
        ),
        Finding("TIM001", "TIM001", Family.TIMELINE, State.NOT_APPLICABLE, "NO_COLUMN"),
    )
    file = SampleFile(name, 4096, "ab" * 32, "csv", "utf-8", ",", True, None, rows, 0, 1, 0, (7,))
    columns = (
        ColumnInfo(1, column, "email", 0.98, "content.email", 0.97, 30),
        ColumnInfo(2, "town", "city", 0.9, "content.city", 1.0, 31),
    )
    return assessment(
        sample=Sample((file,), columns),
        findings=findings,
        claim=Claim(organisation="Example Weekly", records=200_000),
        tool=ToolInfo(
            "0.1.0", {"postal": "2026-03-30"}, 0, dt.date(2026, 11, 23), isolation="full"
        ),
        calibration=CALIBRATION,
        network=NetworkInfo(),
        complete=True,
        stopped=None,
        ancestor=None,
        has_identity=True,
    )
