"""STR025: cells that follow from others in nearly all rows, and not in some."""

import hashlib
import re
from dataclasses import dataclass, replace
from typing import ClassVar, Final

import numpy as np

from leakverify.checks.columns import MAX_TEXT, used
from leakverify.checks.contract import Binding, Context
from leakverify.checks.state import RowSample, rows_at
from leakverify.checks.weight import Beta, log10_ratio
from leakverify.checks.whole_rows import WholeRows, texts_of
from leakverify.facts.kinds import Bools, Texts
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Reading

TRIAL: Final = 200
"""Rows on which rules are tried before all are checked."""
MAX_COLUMNS: Final = 16
MIN_ROWS: Final = 30
FEWEST: Final = 10
"""Different digests that the rule must make: a few repeated ones tell little."""
HOLDS: Final = 0.3
"""No digest fits by chance, so a third of the rows shows the rule."""
TRIED: Final = 0.15
"""What the rows of the trial must show for the whole to be looked at."""

GENUINE: Final = Beta(0.3, 30.0, 0.2)
TAMPERED: Final = Beta(1.0, 4.0)
HEX: Final = re.compile(r"[0-9a-fA-F]+", re.ASCII)
DIGESTS: Final = {32: "md5", 40: "sha1", 64: "sha256"}


@dataclass(frozen=True, slots=True)
class Rule:
    """A digest that one column holds of another: rows where both are filled, and those that break it."""

    source: str
    target: str
    able: Bools
    broken: Bools

    @property
    def share(self) -> float:
        """In how many of its rows the rule holds."""
        n = int(self.able.sum())
        return 1.0 - int(self.broken.sum()) / n if n else 0.0


class Derived(WholeRows):
    """Columns that are the digest of another column, such as the MD5 of the e-mail address.

    Looks at:
        Every column that has the form of a digest: 32, 40 or 64 hex digits. It is held against the MD5, SHA-1 and
        SHA-256 of every other column, as written and in lower case.

    Why it tells:
        The program that kept the records computed the one from the other. Whoever changes an address or a number
        later seldom makes its digest anew.

    Innocent explanations:
        - Addresses that their owners changed while the digest stayed.
        - A digest that was made of another form of the same text.

    Reads as:
        Altered where some rows break the rule that the others keep. That a public rule holds says nothing.

    Source:
        The definitions of MD5, SHA-1 and SHA-256; how the share of exceptions varies from list to list is set wide.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "STR025", "structure.broken-digests", Family.STRUCTURE, "broken_share", exhibit=True
    )

    kept_rows: ClassVar = 4_096

    def columns(self, roles: Mapping) -> tuple[str, ...]:
        """The first that are not set aside."""
        return used(roles)[:MAX_COLUMNS]

    def judge(self, state: RowSample, binding: Binding, context: Context) -> Finding:
        """Find the digests that hold, and weigh the rows that break the one most broken."""
        columns = self.columns(context.settings.roles)
        if len(state.keys) < MIN_ROWS:
            return self.not_applicable("FEW_ROWS", binding)
        texts = dict(zip(columns, texts_of(state), strict=True))
        rules = rules_in(texts)
        if not rules:
            return self.not_applicable("NO_RULE", binding)
        worst = max(rules, key=lambda rule: (int(rule.broken.sum()), rule.source, rule.target))
        hits, n = int(worst.broken.sum()), int(worst.able.sum())
        measured: dict[str, Number] = {
            "broken_share": hits / n,
            "broken_count": hits,
            "rules_count": len(rules),
            "compared_rows": n,
        }
        weight = log10_ratio(hits, n, TAMPERED, GENUINE)
        rows = rows_at(hits, np.sort(state.places[worst.broken]))
        finding = self.exhibited(binding, measured, {Reading.TAMPERED: max(-0.3, weight)}, rows)
        return replace(finding, columns=(worst.source, worst.target))


def rules_in(texts: dict[str, Texts]) -> list[Rule]:
    """Every digest that holds in enough rows."""
    step = max(1, len(next(iter(texts.values()))) // TRIAL)
    trial = {name: column[::step] for name, column in texts.items()}
    out: list[Rule] = []
    for target, column in trial.items():
        kind = digest_kind(column)
        for source in texts if kind else ():
            if source == target or held(trial[source], column, kind) is None:
                continue
            rule = rule_of(source, target, texts, kind)
            if rule is not None:
                out.append(rule)
    return out


def digest_kind(column: Texts) -> str:
    """The digest that most filled cells of a column have the form of, "" for none."""
    filled = [text for text in column.tolist() if text]
    for length, kind in DIGESTS.items():
        like = [t for t in filled if len(t) == length and HEX.fullmatch(t)]
        if len(like) > len(filled) / 2 and len(set(like)) >= FEWEST:
            return kind
    return ""


def held(source: Texts, target: Texts, kind: str, least: float = TRIED) -> Bools | None:
    """Which rows keep the rule, or None where too few do."""
    known: dict[str, tuple[str, str]] = {}
    out = np.zeros(len(source), np.bool_)
    for i, (text, digest) in enumerate(zip(source.tolist(), target.tolist(), strict=True)):
        if text and digest:
            if text not in known:
                known[text] = (digested(kind, text), digested(kind, text.lower()))
            out[i] = digest.lower() in known[text]
    filled = int(np.count_nonzero((source != "") & (target != "")))
    return out if filled and int(out.sum()) >= max(least * filled, 1) else None


def rule_of(source: str, target: str, texts: dict[str, Texts], kind: str) -> Rule | None:
    """The rule over all sampled rows, where enough keep it."""
    kept = held(texts[source], texts[target], kind, HOLDS)
    if kept is None or len(set(texts[target][kept].tolist())) < FEWEST:
        return None
    whole = np.array([len(text) < MAX_TEXT for text in texts[source].tolist()], np.bool_)
    able = ((texts[source] != "") & (texts[target] != "")).astype(np.bool_) & whole
    return Rule(source, target, able, able & ~kept)


def digested(kind: str, text: str) -> str:
    """The digest of a text in hexadecimal."""
    return hashlib.new(kind, text.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()
