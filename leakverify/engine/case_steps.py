"""What a run and an export come to as entries of a custody log: one spelling for dossiers and for cases.

A case cannot know who will see its log: a chain of hashes cannot be shortened, and a shareable dossier carries it whole. So its steps are
those of the shareable edition: closed words, numbers of rows and columns, hashes of files.
"""

from typing import Final

from leakverify.case.custody import Act, Detail, Step
from leakverify.model.assessment import Assessment
from leakverify.model.looked_up import LookUpInfo
from leakverify.model.sample import SampleFile
from leakverify.model.verification import Basis
from leakverify.reports import mail_part

_LONGEST: Final = 32


def run_steps(assessment: Assessment, basis: Basis, now: str, *, full: bool) -> list[Step]:
    """What was done in one run, in the order in which it was done."""
    began = basis.began or now
    steps = []
    for number, file in enumerate(assessment.sample.files, start=1):
        marks: dict[str, Detail] = {"file": number, "sha256": file.sha256, "bytes": file.size}
        steps += [Step(Act.TAKEN_IN, began, marks), Step(Act.OPENED, began, opened(number, file))]
    columns = assessment.sample.columns
    steps.append(Step(Act.MAPPED, began, {"columns": len(columns)}))
    steps += [
        Step(Act.OVERRULED, began, {"column": column.position, "role": column.role})
        for column in columns
        if column.overruled
    ]
    asked = assessment.network.look_up
    if asked is not None:
        steps.append(Step(Act.LOOKED_UP, began, _looked_up(asked, full=full)))
    told = assessment.outside.told
    if told is not None:
        steps.append(Step(Act.CALLED, began, {"first": told.first[:10], "last": told.last[:10]}))
    checked = _checked(assessment) | {"earlier": len(basis.earlier)}
    return [*steps, Step(Act.CHECKED, now, checked)]


def exported(form: str, edition: str, now: str) -> Step:
    """A file that was written: a closed word for what it is, and which edition where there are two."""
    return Step(
        Act.EXPORTED, now, {"form": form, "edition": edition} if edition else {"form": form}
    )


def _looked_up(told: LookUpInfo, *, full: bool) -> dict[str, Detail]:
    """What was asked of the network: times, hashes where they may be told, and counts in the full edition."""
    said: dict[str, Detail] = {"began": told.began, "ended": told.ended}
    if mail_part.tells_hashes(told, full=full):
        said |= {"list": told.list_sha256, "answers": told.answers_sha256}
    return said | ({"domains": told.domains, "queries": told.queries} if full else {})


def _checked(assessment: Assessment) -> dict[str, Detail]:
    """With what the sample was checked, and under which terms."""
    tool = assessment.tool
    return {
        "version": tool.version,
        "tables": max(tool.tables.values(), default=""),
        "calibration": tool.tables.get("calibration"),
        "isolation": tool.isolation,
        "as_of": tool.as_of.isoformat(),
        "seed": tool.seed,
        "findings": len(assessment.findings),
        "stopped": assessment.stopped.value if assessment.stopped else None,
    }


def opened(number: int, file: SampleFile) -> dict[str, Detail]:
    """How a file was read, in closed words and counts."""
    return {
        "file": number,
        "format": file.format[:_LONGEST],
        "encoding": file.encoding[:_LONGEST],
        "rows": file.rows_read,
        "bad_width": file.bad_width,
        "undecodable": file.bad_undecodable,
    }
