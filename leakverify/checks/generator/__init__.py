"""Checks of the generator family: traces that programs leave when they invent people."""

from leakverify.checks.generator.closed_lists import ClosedLists
from leakverify.checks.generator.even_lists import EvenLists
from leakverify.checks.generator.fiction_phones import FictionPhones
from leakverify.checks.generator.filler_phrases import FillerPhrases
from leakverify.checks.generator.first_names import FirstNames
from leakverify.checks.generator.formula_links import FormulaLinks
from leakverify.checks.generator.invented_towns import InventedTowns
from leakverify.checks.generator.ip_spread import IpSpread
from leakverify.checks.generator.last_names import LastNames
from leakverify.checks.generator.local_grammar import LocalGrammar
from leakverify.checks.generator.local_parts import LocalParts
from leakverify.checks.generator.name_variety import NameVariety
from leakverify.checks.generator.phone_masks import PhoneMasks
from leakverify.checks.generator.placeholder_names import PlaceholderNames
from leakverify.checks.generator.provider_list import ProviderList
from leakverify.checks.generator.provider_mix import ProviderMix
from leakverify.checks.generator.recipe_rows import RecipeRows
from leakverify.checks.generator.reserved_domains import ReservedDomains
from leakverify.checks.generator.seed_replay import SeedReplay
from leakverify.checks.generator.street_recipe import StreetRecipe
from leakverify.checks.generator.turns import Turns

GENERATOR = (
    ReservedDomains(),
    ProviderMix(),
    InventedTowns(),
    FirstNames(),
    LastNames(),
    LocalParts(),
    NameVariety(),
    FictionPhones(),
    PhoneMasks(),
    PlaceholderNames(),
    StreetRecipe(),
    ProviderList(),
    LocalGrammar(),
    IpSpread(),
    FillerPhrases(),
    ClosedLists(),
    RecipeRows(),
    SeedReplay(),
    Turns(),
    FormulaLinks(),
    EvenLists(),
)
