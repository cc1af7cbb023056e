"""`leakverify checks`: the catalogue of checks, in words."""

from rich.console import Console
from rich.text import Text

from leakverify.engine.catalogue import cards
from leakverify.words import card_forms, mail_help, model_card, program_help, say


def run(
    *, with_model_card: bool = False, with_mail_domains: bool = False, about: bool = False
) -> int:
    """List every check by family with what it looks at, or print how they were measured, or a page of help."""
    if about:
        print(card_forms.parts_as_text(program_help.parts()))
        return 0
    if with_mail_domains:
        print(card_forms.parts_as_text(mail_help.parts()))
        return 0
    if with_model_card:
        print(card_forms.as_text(model_card.load()))
        return 0
    console = Console(highlight=False, markup=False)
    family = None
    for card in cards():
        if card.family is not family:
            family = card.family
            console.print(Text(f"\n{say.family_name(family)}", style="bold"))
        page = say.help_of(card.id)
        console.print(Text(f"  {card.id}  {card.name:<34} {page.summary}"), soft_wrap=True)
    return 0
