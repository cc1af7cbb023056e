"""What the checks beside a vault share: they are those beside earlier files, under the vault's key, and call a leak by its number."""

from dataclasses import replace
from typing import Final

from leakverify.checks.ancestry.keys import columns_by_kind
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.model.finding import Finding
from leakverify.model.mapping import Mapping
from leakverify.model.old_leak import LEAK_NUMBER

NUMBER: Final = LEAK_NUMBER


def in_vault(context: Context) -> Context:
    """The run as a check sees it that compares with the vault's leaks: under the vault's key."""
    return replace(context, earlier=context.vault, seed=context.vault_key)


def bound(roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
    """All telling columns together, if there is a vault with something to compare."""
    if not context.vault_key:
        return NotApplicable("NO_VAULT")
    if not columns_by_kind(roles):
        return NotApplicable("NO_COLUMN")
    return [Binding(())] if context.vault else NotApplicable("EMPTY_VAULT")


def numbered(finding: Finding, context: Context) -> Finding:
    """The leak by the number that the vault's list gives it."""
    place = finding.measured.get("earlier")
    if not isinstance(place, int):
        return finding
    rest = {name: value for name, value in finding.measured.items() if name != "earlier"}
    return replace(finding, measured=rest | {NUMBER: context.vault[place].number})
