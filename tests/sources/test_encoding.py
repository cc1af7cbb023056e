"""The encoding is found in the file's own words, and the user's word wins."""

import pytest

from leakverify.model.errors import UsageProblem

WORDS = {
    "fr": "Hélène Garçon;12 rue de l'Église\nFrançois Lefèvre;Saint-Étienne\nNoël Côté;Besançon",
    "de": "Jörg Müller;Straße 12\nGünther Groß;München",
    "pt": "João Conceição;São Paulo\nAntônio Guimarães;Brasília",
    "pl": "Łukasz Wiśniewski;Gdańsk\nMałgorzata Dąbrowska;Łódź",
    "cs": "Jiří Dvořák;Plzeň\nRůžena Nováková;České Budějovice",
    "ru": "Иванов Сергей;Москва\nАнна Кузнецова;улица Ленина",
    "ar": "محمد عبد الله;القاهرة\nفاطمة الزهراء;الرباط",
    "ja": "山田太郎;東京都新宿区\n佐藤さくら;ヤマダハナコ",
    "zh": "张伟;北京市朝阳区\n王芳;上海市浦东新区",
    "tw": "陳志明;臺北市大安區\n林美玲;高雄市",
    "ko": "김철수;서울특별시 강남구\n이영희;부산광역시",
}
CASES = [
    *[(words, name) for words in ("fr", "de", "pt") for name in ("cp1252", "cp850", "mac_roman")],
    *[("pl", "cp1250"), ("cs", "cp1250"), ("ru", "cp1251"), ("ru", "koi8-r"), ("ar", "cp1256")],
    *[("ja", "shift_jis"), ("ja", "euc-jp"), ("zh", "gb18030"), ("tw", "big5"), ("ko", "euc-kr")],
    *[("fr", "utf-8"), ("ru", "utf-8"), ("ja", "utf-8")],
]


@pytest.mark.parametrize(("words", "name"), CASES)
def test_encodings_are_told_apart(read, words, name):
    text = "name;city\n" + WORDS[words] + "\n"
    got = read(text.encode(name), delimiter=";", header=True)
    assert got.file.encoding == name
    assert got.rows == [tuple(line.split(";")) for line in WORDS[words].split("\n")]


@pytest.mark.parametrize("name", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_marks_and_wide_encodings(read, name):
    text = "name;city\nHélène;Besançon\nAnn;Łódź\n"
    got = read(text.encode(name))
    assert got.names == ("name", "city")
    assert got.rows == [("Hélène", "Besançon"), ("Ann", "Łódź")]
    assert got.file.nul_bytes == 0


def test_utf8_is_asked_of_the_whole_file(read):
    late = b"id,name\n" + b"1,plain\n" * 300_000 + "2,Hélène\n".encode("cp1252")
    got = read(late)
    assert got.file.encoding == "cp1252"
    assert got.rows[-1] == ("2", "Hélène")
    assert got.file.bad_undecodable == 0


def test_windows_text_with_broken_bytes_stays_windows(read):
    lines = [f"{i};Hélène Garçon;Besançon".encode("cp1252") for i in range(1, 61)]
    for i in (3, 9, 12, 40, 41):
        lines[i] += b"\x81"
    got = read(b"id;name;city\n" + b"\n".join(lines) + b"\n")
    assert got.file.encoding == "cp1252"
    assert got.file.bad_undecodable_rows == (4, 10, 13, 41, 42)
    assert got.rows[3] == ("4", "Hélène Garçon", "Besançon\ufffd")


def test_the_user_may_overrule(read):
    data = "name;city\nHélène;Besançon\n".encode("cp1252")
    assert read(data, encoding="mac_roman").rows[0] != ("Hélène", "Besançon")
    assert read(data, encoding="latin-1").rows[0] == ("Hélène", "Besançon")
    for name in ("no-such", "zip", "hex", "idna", "unicode_escape"):
        with pytest.raises(UsageProblem, match="UNKNOWN_ENCODING"):
            read(data, encoding=name)


def test_a_header_that_does_not_decode_still_names_its_columns(read):
    got = read("Straße;Ort\nHauptweg 1;Köln\n".encode("cp1252") * 3, encoding="utf-8", header=True)
    assert got.names == ("Stra\ufffde", "Ort")
    assert got.sample.head().frame.columns.tolist() == ["Stra\ufffde", "Ort"]
    assert got.file.bad_undecodable == 5
