"""ANC001: how much of the sample stood in an earlier file already."""

from dataclasses import replace
from typing import ClassVar, Final

from leakverify.checks.ancestry.candidates import Candidate, Candidates, weigh_all
from leakverify.checks.ancestry.kinship import Kinship
from leakverify.checks.ancestry.related import KinshipCheck, reason_of
from leakverify.checks.contract import Binding, Context
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.terms import Family, Reading

ENOUGH_ROWS: Final = 30
NEARLY_ALL: Final = 0.95
PASS: Final = -0.3


class EarlierOverlap(KinshipCheck):
    """How many of the sample's people or bodies stand in an older file.

    Looks at: Addresses, numbers, names, names with postcodes and other telling values, folded and hashed. They are
        held against each earlier file given. Then the check compares the other columns of the rows found.
    Why it tells: a list that stands nearly whole in an older one was taken from there. What the dates and numbers
        beside it say does not change that.
    Innocent explanations: both are extracts of a public register; one firm bought the other's list; the earlier file
        is the same organisation's own. This says nothing against the sample where two things hold. Its record numbers
        or creation dates are kept, and newer people or later changes follow.
    Reads as: reused where nearly all rows are found in one file. Some earlier files also hold most of two others that
        are strangers to each other. Such a file holds everybody and tells nothing.
    Source: the files given; Clopper and Pearson's exact interval. What a new list would share is measured between the
        earlier files of the same country and provider mix, each left out in turn.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "ANC001", "ancestry.earlier-file", Family.ANCESTRY, "share", exhibit=True, hard=True
    )

    def judge(self, state: Kinship, binding: Binding, context: Context) -> Finding:
        """The earlier file that holds most of the sample, own exports and compilations set aside."""
        found = weigh_all(state, context)
        best = found.best
        if best is None:
            return self.not_applicable(reason_of(found), binding)
        if found.own and best.weight <= 0:
            return self.not_applicable("OWN_EARLIER", binding, {"own_count": len(found.own)})
        measured = best.measured() | _more(best, found)
        expected: dict[str, Number] = {
            "usual_share": best.usual.share,
            "usual_pairs_count": best.usual.pairs,
        }
        weight = {Reading.RECYCLED: max(PASS, best.weight)}
        finding = self.exhibited(binding, measured, weight, best.pair.log.rows(), expected)
        log = best.pair.log
        certain = log.eligible >= ENOUGH_ROWS and log.share >= NEARLY_ALL
        certain = certain and not (best.kin is not None and best.kin.open_question)
        return replace(finding, hard=finding.hard and certain)


def _more(best: Candidate, found: Candidates) -> dict[str, Number]:
    """What else is known of the best file and of the others."""
    kin = best.kin
    return {
        "same_records_share": None if kin is None else kin.same_records,
        "numbers_kept_share": None if kin is None else kin.numbers_kept,
        "dates_kept_share": None if kin is None else kin.dates_kept,
        "files_count": found.compared,
        "own_count": len(found.own),
        "compilations_count": found.compilations,
    }
