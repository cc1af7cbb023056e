"""Short closed lists that contents are compared with: genders, currencies, languages, states."""

from typing import Final


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


MALE: Final = _listed(
    "m male man mr herr monsieur homme h hombre masculino uomo maschio mann männlich man heer dhr de_heer "
    "mężczyzna м муж мужской ذكر مرد آقا 男 男性 남 남자 sr sig señor m. mr. erkek"
)
FEMALE: Final = _listed(
    "f female woman mrs ms miss frau madame mme mademoiselle mlle femme mujer femenino feminino donna femmina "
    "vrouw weiblich mevr kobieta k ж жен женский أنثى زن خانم 女 女性 여 여자 sra w señora mme. mrs. ms. kadin kadın"
)
OTHER_GENDER: Final = _listed(
    "x d o u divers diverse other nonbinary non-binary agender bigender polygender genderfluid genderqueer "
    "unknown autre otro outro altro unspecified n"
)
GENDERS: Final = MALE | FEMALE | OTHER_GENDER

CURRENCIES: Final = _listed(
    "AED ARS AUD BAM BDT BGN BHD BRL BYN CAD CHF CLP CNY COP CRC CZK DKK DOP DZD EGP EUR FJD GBP GEL GHS GTQ HKD "
    "HNL HRK HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KRW KWD KZT LBP LKR LYD MAD MDL MKD MUR MVR MXN MYR NGN "
    "NOK NPR NZD OMR PAB PEN PHP PKR PLN PYG QAR RON RSD RUB SAR SEK SGD SYP THB TND TRY TTD TWD TZS UAH UGX USD "
    "UYU UZS VES VND XAF XOF XPF ZAR ZMW BTC ETH USDT"
)
CURRENCY_SIGNS: Final = frozenset("$€£¥₹₽₺₩₪₴₫฿") | {"kr", "zł", "zl", "R$", "Kč"}

LANGUAGES: Final = _listed(
    "aa ab af am ar az be bg bn bs ca cs cy da de el en eo es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja ka kk "
    "km kn ko ku ky lb lo lt lv mk ml mn mr ms mt my nb ne nl nn no pa pl ps pt ro ru sd si sk sl so sq sr sv sw ta te "
    "tg th tk tl tr tt uk ur uz vi xh yi yo zh zu english french german spanish italian portuguese dutch russian "
    "arabic chinese japanese korean polish turkish persian hindi deutsch français francais español espanol italiano "
    "português portugues nederlands polski русский العربية فارسی 日本語 中文 한국어"
)

US_STATES: Final = _listed(
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR "
    "PA RI SC SD TN TX UT VT VA WA WV WI WY DC PR VI GU AS MP AA AE AP FM MH PW"
)
