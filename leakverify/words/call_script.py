"""What is said on the telephone, in the language of the people called: the script to begin with, and the questions.

The organisation is never named first: a script has no blank for it. The texts are in the form that `case/script_file.py` reads, so that
a user starts from them.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from leakverify.model.call_script import Ask, Blank

HEAD: Final = "# leakverify script 1"
LANGUAGES: Final = ("en", "fr")
_BLANK: Final = re.compile("{(" + "|".join(Blank) + ")}")

SCRIPTS: Final = {
    "en": """# leakverify script 1
# Change the words as you like. Lines that begin with # are notes. What stands in braces is filled in:
# {name} {caller} {outlet} {kind} {period} {questions} {contact} {deleted}
# Never name the organisation: the person has to name it first.

[before]
Call from a telephone of the newsroom, two of you if you can. Do not read the entry out. Do not name the organisation before the person does.
Send nothing of the data by e-mail or message, to anybody.

[1]
Hello. Am I speaking with {name}?

[2]
My name is {caller}, I am a journalist at {outlet}. Are you alone, and can you talk for a few minutes?

[3]
In {period}, did you buy or order {kind}, or subscribe to it? What was it, and from whom?

[4]
# Only if they name the organisation themselves. If they do not, thank them and note "no".
You need not answer, and I will read nothing out to you.
{questions}

[5]
Thank you. Somebody gave us a list in which your name and your telephone number stand, with what I have just asked you about. We are
finding out whether the list is right. We do not publish your entry and we pass it on to nobody. We delete it by {deleted}.
If you have a question, you reach me at {contact}.

[voicemail]
Leave no message, and do not say where you call from. Hang up and try once more at another time of day.

[refuses]
Thank you, and please excuse the call. I will not call again.

[after]
Note the outcome at once, and no word of what was said. Then the entry is masked.
""",
    "fr": """# leakverify script 1
# Changez les mots à votre gré. Les lignes qui commencent par # sont des notes. Ce qui est entre accolades est rempli :
# {name} {caller} {outlet} {kind} {period} {questions} {contact} {deleted}
# Ne nommez jamais l'organisation : c'est à la personne de la nommer la première.

[before]
Appelez d'un téléphone de la rédaction, à deux si possible. Ne lisez pas la fiche. Ne nommez pas l'organisation avant la personne.
N'envoyez rien des données par courriel ni par message, à qui que ce soit.

[1]
Bonjour. Est-ce que je parle bien à {name} ?

[2]
Je m'appelle {caller}, je suis journaliste à {outlet}. Êtes-vous seul ou seule, et avez-vous quelques minutes ?

[3]
En {period}, avez-vous acheté ou commandé {kind}, ou vous y êtes-vous abonné ? Qu'était-ce, et auprès de qui ?

[4]
# Seulement si la personne nomme elle-même l'organisation. Sinon, remerciez et notez « non ».
Vous n'êtes pas obligé de répondre, et je ne vous lirai rien.
{questions}

[5]
Merci. On nous a remis une liste où figurent votre nom et votre numéro de téléphone, avec ce que je viens de vous demander. Nous
cherchons à savoir si cette liste est exacte. Nous ne publions pas votre fiche et ne la transmettons à personne. Nous l'effaçons au plus tard le {deleted}.
Si vous avez une question, vous pouvez me joindre : {contact}.

[voicemail]
Ne laissez pas de message et ne dites pas d'où vous appelez. Raccrochez et réessayez une fois à une autre heure.

[refuses]
Merci, et pardon pour cet appel. Je ne vous rappellerai pas.

[after]
Notez le résultat aussitôt, et pas un mot de ce qui a été dit. La fiche est ensuite masquée.
""",
}


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """A question, the same with three answers to choose from, and with something wrong on purpose. None holds a value."""

    plain: str
    three: str
    wrong: str


QUESTIONS: Final = {
    "en": {
        Ask.TOWN: QuestionWords(
            "To which town was it delivered, or where did you live then?",
            "Name three towns, one of them right: which was it?",
            "Say a town that is wrong, as if it stood in the entry, and see whether it is agreed to.",
        ),
        Ask.MONTH: QuestionWords(
            "In which month was that, roughly?",
            "Name three months, one of them right: which was it?",
            "Say a month that is wrong, as if it stood in the entry, and see whether it is agreed to.",
        ),
        Ask.AMOUNT: QuestionWords(
            "Roughly how much did you pay?",
            "Name three amounts, one of them right: which was it?",
            "Say an amount that is wrong, as if it stood in the entry, and see whether it is agreed to.",
        ),
    },
    "fr": {
        Ask.TOWN: QuestionWords(
            "Dans quelle ville avez-vous été livré, ou habitiez-vous alors ?",
            "Citez trois villes, dont la bonne : laquelle était-ce ?",
            "Dites une ville qui n'est pas la bonne, comme si elle figurait dans la fiche, et voyez si la personne acquiesce.",
        ),
        Ask.MONTH: QuestionWords(
            "En quel mois était-ce, à peu près ?",
            "Citez trois mois, dont le bon : lequel était-ce ?",
            "Dites un mois qui n'est pas le bon, comme s'il figurait dans la fiche, et voyez si la personne acquiesce.",
        ),
        Ask.AMOUNT: QuestionWords(
            "Combien avez-vous payé, à peu près ?",
            "Citez trois montants, dont le bon : lequel était-ce ?",
            "Dites un montant qui n'est pas le bon, comme s'il figurait dans la fiche, et voyez si la personne acquiesce.",
        ),
    },
}


def fill(text: str, values: Mapping[Blank, str]) -> str:
    """A part of a script with its blanks filled; what is not known stays a gap of dots. Values are never looked into."""
    return _BLANK.sub(lambda found: values.get(Blank(found[1])) or "…", text)


def questions(asks: Iterable[Ask], language: str) -> str:
    """The plain questions that the entry can answer, one a line."""
    return "\n".join(QUESTIONS[language][ask].plain for ask in asks)


def three_to_choose(ask: Ask, language: str) -> str:
    """How to ask blindly where a plain question brings nothing: with three answers, one of them right."""
    return QUESTIONS[language][ask].three


def wrong_question(asks: Iterable[Ask], language: str) -> str:
    """What to say wrong on purpose: the amount where there is one, else the last that can be asked; "" where nothing can."""
    words = [QUESTIONS[language][ask].wrong for ask in asks]
    return words[-1] if words else ""
