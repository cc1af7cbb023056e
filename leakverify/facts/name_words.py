"""Words that stand in names of people without being names: titles, suffixes, particles, placeholders."""

from typing import Final


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


TITLES: Final = _words(
    "mr mrs ms miss mx dr dra prof professor doctor sir lord rev hon capt col gen lt maj sgt "
    "m mm mme mmes mlle mlles monsieur madame mademoiselle me maitre docteur pr "
    "herr frau fraulein hr dipl dipl-ing univ med drmed "
    "sr sra srta srto dona senor senora senorita snr snra lic "
    "sig sigra signor signora signorina dott dottssa avv rag geom cav "
    "dhr mevr mevrouw meneer mw drs mej "
    "pani inz mgr g-n g-zha gospodin gospozha "
    "bayan sayin shri smt thiru shrf"
)
"""Folded, without points; dropped where a name follows."""

DOUBTFUL_TITLES: Final = _words("don dame lady madam pan p bay kumari sri mag ing on fr d")
"""Titles that are names as well: dropped only where two more words follow."""

TITLES_NATIVE: Final = _words(
    "آقای خانم جناب سرکار دکتر مهندس السيد السيدة الأستاذ الدكتور الآنسة سيد سيدة г-н г-жа господин "
    "госпожа пан пані панна добродій добродійка"
)
"""Titles in other scripts, as written: folding would make them unreadable."""

HONORIFICS: Final = ("先生", "女士", "小姐", "様", "さん", "さま", "殿", "氏", "씨", "님")
"""Titles that follow an East Asian name."""

SUFFIXES: Final = _words(
    "jr sr ii iii iv v phd md dds dvm esq cpa mba ba beng bsc msc meng jd pharmd rn ret "
    "junior senior filho neto sobrinho"
)

PARTICLES: Final = _words(
    "de da do dos das del della di du des la le les van von der den ten ter zu zum zur af av bin ibn bint "
    "al el y e i of the"
)

PLACEHOLDERS: Final = frozenset(
    {
        "john doe", "jane doe", "johnny doe", "john q public", "joe bloggs", "fred bloggs", "joe public",
        "max mustermann", "maxi mustermann", "erika mustermann", "maria mustermann", "lieschen muller",
        "otto normalverbraucher", "mustermann", "musterfrau", "doe john", "doe jane",
        "test", "tests", "test test", "test user", "user test", "test name", "test tester", "tester",
        "tester tester", "test account", "test testing", "testing", "teste", "teste teste", "prueba prueba",
        "prueba", "essai", "tester test", "foo", "foo bar", "foobar", "bar foo", "foo baz", "lorem ipsum",
        "asdf", "asdf asdf", "asdfgh", "asdfghjkl", "asdf jkl", "sdf sdf", "asd", "asd asd", "qwerty",
        "qwerty qwerty", "qwertz", "azerty", "azerty azerty", "qwe qwe", "qwe asd", "zxcv", "zxcvbn",
        "abc", "abc abc", "abcd", "abc def", "abcdef", "aaa bbb", "xyz", "xyz xyz", "xxx yyy",
        "first last", "firstname lastname", "first name last name", "first name", "last name", "your name",
        "prenom nom", "nom prenom", "vorname nachname", "nachname vorname", "nombre apellido",
        "nome cognome", "nome sobrenome", "imie nazwisko", "voornaam achternaam", "imya familiya",
        "name", "name name", "name surname", "full name", "no name", "noname", "nobody", "dummy",
        "dummy user", "dummy dummy", "sample user", "sample name", "example user", "example example",
        "demo", "demo user", "demo demo", "user", "user user", "user name", "username", "new user",
        "admin", "admin admin", "admin user", "administrator", "guest", "guest user", "fake name",
        "fake fake", "zhangsan", "lisi", "zhang san", "li si",
    }
)  # fmt: skip
"""Folded whole names that stand for nobody. Names that many people bear (Jean Dupont, Mario Rossi) are not here."""

COMPOUND_FAMILY: Final = _words(
    "欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 东方 東方 皇甫 尉迟 尉遲 公孙 公孫 慕容 司徒 令狐 宇文 长孙 夏侯 端木 百里 남궁 황보 제갈 사공 선우 독고"
)
"""Family names of two characters in names written without a space."""
