"""The names of languages by the codes that generators' locales begin with."""

from typing import Final

from leakverify.words.language import _
from leakverify.words.phrases import N_

TONGUES: Final = {
    "af": N_("Afrikaans"), "am": N_("Amharic"), "ar": N_("Arabic"), "az": N_("Azerbaijani"), "bg": N_("Bulgarian"),
    "bn": N_("Bengali"), "bs": N_("Bosnian"), "cs": N_("Czech"), "cy": N_("Welsh"), "da": N_("Danish"),
    "de": N_("German"), "dk": N_("Danish"), "dv": N_("Dhivehi"), "el": N_("Greek"), "en": N_("English"),
    "eo": N_("Esperanto"), "es": N_("Spanish"), "et": N_("Estonian"), "fa": N_("Persian"), "fi": N_("Finnish"),
    "fil": N_("Filipino"), "fr": N_("French"), "ga": N_("Irish"), "gu": N_("Gujarati"), "ha": N_("Hausa"),
    "he": N_("Hebrew"), "hi": N_("Hindi"), "hr": N_("Croatian"), "hu": N_("Hungarian"), "hy": N_("Armenian"),
    "id": N_("Indonesian"), "ig": N_("Igbo"), "is": N_("Icelandic"), "it": N_("Italian"), "ja": N_("Japanese"),
    "ka": N_("Georgian"), "kk": N_("Kazakh"), "ko": N_("Korean"), "ku": N_("Kurdish"), "la": N_("Latin"),
    "ky": N_("Kyrgyz"), "lb": N_("Luxembourgish"), "lt": N_("Lithuanian"), "lv": N_("Latvian"), "mk": N_("Macedonian"),
    "mn": N_("Mongolian"), "mr": N_("Marathi"), "mt": N_("Maltese"), "nb": N_("Norwegian"), "ne": N_("Nepali"),
    "nl": N_("Dutch"), "no": N_("Norwegian"), "or": N_("Odia"), "pl": N_("Polish"), "pt": N_("Portuguese"),
    "ro": N_("Romanian"), "ru": N_("Russian"), "si": N_("Sinhala"), "sk": N_("Slovak"), "sl": N_("Slovene"),
    "sq": N_("Albanian"), "sr": N_("Serbian"), "sv": N_("Swedish"), "sw": N_("Swahili"), "ta": N_("Tamil"),
    "th": N_("Thai"), "tl": N_("Tagalog"), "tr": N_("Turkish"), "tw": N_("Twi"), "uk": N_("Ukrainian"),
    "ur": N_("Urdu"), "uz": N_("Uzbek"), "vi": N_("Vietnamese"), "yo": N_("Yoruba"), "zh": N_("Chinese"),
    "zu": N_("Zulu"),
}  # fmt: skip


def tongue(locale: str) -> str:
    """The language of a locale, "" if it has no name here.

    >>> tongue("fr_FR"), tongue("pt-br"), tongue("xx")
    ('French', 'Portuguese', '')
    """
    known = TONGUES.get(locale.replace("-", "_").split("_")[0].lower(), "")
    return _(known) if known else ""
