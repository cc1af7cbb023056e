"""The glossary: the words of this work and of the statistics behind it, each in one or two plain sentences."""

from typing import Final

from leakverify.words.language import _
from leakverify.words.model_card import Part
from leakverify.words.phrases import N_

_FIELD: Final = (
    (
        N_("Sample"),
        N_("The file or files as you received them. Whoever offers them chose the rows."),
    ),
    (
        N_("Claim"),
        N_("What the source says: whose records these are, from when, how many, taken how."),
    ),
    (
        N_("Role"),
        N_("What a column holds, such as e-mail or birth date. The program guesses; you decide."),
    ),
    (N_("Check"), N_("One question put to the rows, always in the same way.")),
    (
        N_("Finding"),
        N_(
            "What a check saw: numbers, rows, how far it speaks for or against, and what else could explain it."
        ),
    ),
    (
        N_("Exhibit"),
        N_(
            "A finding that names rows you can look at, and whose usual rate is known from a list or by counting. Without one, no file is accused."
        ),
    ),
    (
        N_("Family"),
        N_(
            "Checks that share a cause. They count together, so that one trace does not count twice."
        ),
    ),
    (
        N_("Reading"),
        N_(
            "One of five stories that could explain the file: as claimed, reused, assembled, invented, altered."
        ),
    ),
    (N_("As claimed"), N_("The records are what the source says they are.")),
    (N_("Reused"), N_("The records stand in an older leak and are offered again as new.")),
    (N_("Assembled"), N_("Lists from several sources were put together as one.")),
    (N_("Invented"), N_("The people or the values were made up, by hand or by a program.")),
    (
        N_("Altered"),
        N_("Mostly real rows, but some were added, changed, moved in time or multiplied."),
    ),
    (
        N_("Cannot tell"),
        N_("A result like any other: the file does not carry an answer, and you are told why."),
    ),
    (
        N_("Fragile"),
        N_("The result would be another one if a single check were left out."),
    ),
    (
        N_("Seam"),
        N_("A row at which the way of writing changes, as where two lists were joined."),
    ),
    (
        N_("The file at a glance"),
        N_(
            "All rows in one picture: a strip for each thing that varies in a column. Pasted blocks and seams stand out."
        ),
    ),
    (
        N_("Generator"),
        N_("A program that makes up names, addresses or whole customers, mostly to test software."),
    ),
    (N_("Vault"), N_("Your locked collection of older leaks, kept as hashes, to compare with.")),
    (
        N_("Call desk"),
        N_("Calling people of the list, chosen by chance, to ask whether their row is right."),
    ),
    (N_("Custody log"), N_("A chained list of what was done in a case, and when.")),
    (
        N_("Dossier"),
        N_("Report, settings and log in one signed file that a colleague can run again."),
    ),
)
_NUMBERS: Final = (
    (
        N_("Likelihood ratio"),
        N_(
            "How many times more likely a finding is if one story is true than if another is. It says nothing of how likely the "
            "story is."
        ),
    ),
    (
        N_("log₁₀"),
        N_(
            "Likelihood ratios as powers of ten: 1 is ten times, 2 a hundred times, 0 says nothing."
        ),
    ),
    (
        N_("Words of strength"),
        N_(
            "Weak, moderate, strong: these are words for ratios. They come from a fixed scale "
            "of forensic institutes (ENFSI)."
        ),
    ),
    (
        N_("Calibration"),
        N_(
            "The checks were run over genuine lists and over lists made on purpose. What they showed there gives a finding its weight."
        ),
    ),
    (
        N_("Interval of 95 %"),
        N_(
            "A range made by a rule that holds the true value 95 times in 100, if the assumptions are right."
        ),
    ),
    (
        N_("By chance (p)"),
        N_("How often shuffled rows show at least as much. Small means: chance alone rarely does."),
    ),
    (
        N_("Benford's law"),
        N_(
            "In many grown amounts 1 is the first digit of nearly a third. Made-up amounts often miss it."
        ),
    ),
    (
        N_("False alarm"),
        N_("A genuine list that is accused. The report prints a bound on how often that happened."),
    ),
    (
        N_("Random draw"),
        N_("Rows chosen by chance, so that what is found in them may be said of all rows."),
    ),
    (
        N_("Hash"),
        N_(
            "A fingerprint of bytes: equal files have equal ones, and other files never do in practice."
        ),
    ),
    (N_("Seed"), N_("The number that chance starts from. With the same one everything repeats.")),
    (
        N_("Median"),
        N_("The middle value: as many lie below it as above."),
    ),
)


def parts() -> tuple[Part, ...]:
    """The whole page."""
    return (
        Part(_("Words of this work"), entries=_entries(_FIELD)),
        Part(_("Words about numbers"), entries=_entries(_NUMBERS)),
    )


def _entries(words: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    pattern = _("{word}: {meaning}")
    told = [(_(word), _(meaning)) for word, meaning in words]
    return tuple(pattern.format(word=word, meaning=meaning) for word, meaning in told)
