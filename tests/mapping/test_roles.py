import hashlib
import time

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.facts.batch import Batch
from leakverify.mapping.roles import guess
from leakverify.model.terms import Role
from tests.mapping.people import COLUMNS, batch, customers

ROLES = (Role.RECORD_ID, Role.FIRST_NAME, Role.LAST_NAME, Role.EMAIL, Role.PHONE, Role.STREET, Role.POSTCODE,
         Role.CITY, Role.BIRTH_DATE, Role.CREATED, Role.AMOUNT)  # fmt: skip
HEADERS = {
    "en": "Customer No|First Name|Last Name|E-mail|Phone|Address|Postcode|City|Date of birth|Signed up|Balance",
    "fr": "N° client|Prénom|Nom|Courriel|Téléphone|Adresse|CP|Ville|Né le|Inscrit le|Solde",
    "de": "Kundennr|Vorname|Name|E-Mail|Telefon|Straße|PLZ|Ort|Geburtsdatum|Angelegt am|Umsatz",
    "es": "Código cliente|Nombre de pila|Apellidos|Correo|Teléfono|Dirección|CP|Ciudad|Fecha de nacimiento|Alta|Saldo",
    "pt": "Número|Primeiro nome|Sobrenome|E-mail|Telefone|Endereço|CEP|Cidade|Nascimento|Data de cadastro|Valor",
    "it": "ID|Nome|Cognome|Indirizzo email|Cellulare|Indirizzo|CAP|Città|Data di nascita|Data iscrizione|Importo",
    "nl": "Klantnummer|Voornaam|Achternaam|E-mailadres|Telefoon|Straat|Postcode|Woonplaats|Geboortedatum|Aangemaakt|Bedrag",
    "pl": "Nr klienta|Imię|Nazwisko|Adres e-mail|Telefon|Ulica|Kod pocztowy|Miasto|Data urodzenia|Data rejestracji|Kwota",
    "ru": "Номер|Имя|Фамилия|Почта|Телефон|Улица|Индекс|Город|Дата рождения|Дата регистрации|Сумма",
    "ar": "المعرف|الاسم الأول|اللقب|البريد الإلكتروني|الهاتف|العنوان|الرمز البريدي|المدينة|تاريخ الميلاد|تاريخ التسجيل|المبلغ",
    "fa": "شناسه|نام کوچک|نام خانوادگی|ایمیل|تلفن همراه|آدرس|کد پستی|شهر|تاریخ تولد|تاریخ ثبت|مبلغ",
    "ja": "会員番号|名|姓|メールアドレス|電話番号|住所|郵便番号|市区町村|生年月日|登録日|金額",
}  # fmt: skip


@pytest.mark.parametrize("language", HEADERS)
def test_the_same_table_under_headers_of_each_language(language):
    frame = customers()
    frame.columns = HEADERS[language].split("|")
    assert tuple(c.role for c in guess(Batch(frame, 1))) == ROLES


def test_the_same_table_without_headers():
    frame = customers()
    frame.columns = [f"column {i}" for i in range(1, len(COLUMNS) + 1)]
    mapping = guess(Batch(frame, 1))
    expected = [Role.EVENT_TIME if r is Role.CREATED else r for r in ROLES]
    assert [c.role for c in mapping] == expected
    assert all(c.reason.startswith("content.") for c in mapping)


def _address_with(cells, after):
    """The list of customers without headers and codes, and beside its address a column of these cells."""
    frame = customers().drop(columns=["postcode"])
    place = list(frame.columns).index(after) + 1
    frame.insert(place, "tested", cells)
    frame.columns = [f"column {i}" for i in range(1, frame.shape[1] + 1)]
    return list(guess(Batch(frame, 1)))[place].role


INVENTED = [f"{(i * 61_379 + 4_711) % 99_000 + 1_000}" for i in range(len(customers()))]
PADDED = [code.zfill(5) for code in INVENTED]


@pytest.mark.parametrize("after", ["street", "city"])
@pytest.mark.parametrize("ending", ["", "-0145"])
def test_invented_codes_inside_an_address_without_headers_are_postcodes(after, ending):
    assert _address_with([code + ending for code in PADDED], after) is Role.POSTCODE


@pytest.mark.parametrize(
    ("cells", "after"),
    [
        (INVENTED, "city"),
        (PADDED, "phone"),
        ([f"{2 ** (i % 17)}" for i in range(len(INVENTED))], "street"),
        ([code + "0000" for code in PADDED], "street"),
        (["75011"] * len(INVENTED), "street"),
    ],
    ids=["length differs outside", "elsewhere", "quantities", "too long", "one value"],
)
def test_other_numbers_beside_an_address_are_no_postcodes(cells, after):
    assert _address_with(cells, after) is not Role.POSTCODE


def test_headers_that_lie_are_not_believed():
    frame = customers()
    frame.columns = [
        "email",
        "phone",
        "iban",
        "first_name",
        "city",
        "amount",
        "name",
        "phone 2",
        "ip",
        "email 2",
        "gender",
    ]
    roles = {c.name: c.role for c in guess(Batch(frame, 1))}
    assert roles["first_name"] is Role.EMAIL
    assert roles["city"] is Role.PHONE
    assert roles["ip"] in {Role.BIRTH_DATE, Role.EVENT_TIME}
    assert roles["email"] is not Role.EMAIL
    assert roles["phone"] is not Role.PHONE
    assert roles["email 2"] is Role.EVENT_TIME
    assert roles["gender"] is not Role.GENDER


def test_names_of_firms_towns_and_pets_are_not_people():
    towns = [
        "Paris",
        "Lyon",
        "Berlin",
        "Hamburg",
        "Madrid",
        "Sevilla",
        "Roma",
        "Milano",
        "London",
        "Leeds",
    ] * 3
    firms = [
        "Weber Bank AG",
        "Smith Airlines",
        "Garcia & Co Ltd",
        "City of Martin",
        "Rossi Airport",
    ] * 6
    mapping = guess(
        batch(name=firms, nom=towns, ville=towns, animal_name=["Luna", "Max", "Bella"] * 10)
    )
    roles = {c.name: c.role for c in mapping}
    assert roles["name"] is Role.UNKNOWN
    assert roles["nom"] is Role.UNKNOWN
    assert roles["ville"] is Role.CITY
    assert roles["animal_name"] is Role.UNKNOWN


def test_whole_names_under_a_bare_header():
    frame = customers()
    frame = pd.DataFrame(
        {"name": frame["first"] + " " + frame["last"], "email": frame["email"]}, dtype="str"
    )
    assert guess(Batch(frame, 1)).role_of("name") is Role.FULL_NAME


def test_self_chosen_names_that_come_back_in_addresses():
    names = ["zorblax qim", "Trulli Vampo", "xenk", "Morvi Saldur", "qorin"] * 6
    mails = [f"{n.split(' ')[-1].lower()}{i}@mail.test" for i, n in enumerate(names)]
    assert guess(batch(name=names, email=mails)).role_of("name") is Role.FULL_NAME


@pytest.mark.parametrize(
    ("header", "cells", "role"),
    [
        ("total_orders", [str(i * 7 % 90) for i in range(60)], Role.AMOUNT),
        ("identifiant", [str(1000 + 3 * i) for i in range(60)], Role.RECORD_ID),
        ("identifiant", [f"{n}{i}" for i in range(30) for n in ("zoe.", "max_")], Role.USERNAME),
        ("usuario", ["1", "2"] * 20, Role.UNKNOWN),
        ("year", [str(1990 + i % 30) for i in range(60)], Role.UNKNOWN),
        ("column 1", [str(1990 + i % 30) for i in range(60)], Role.UNKNOWN),
        ("column 1", [f"{i * i * 13 % 9_000}" for i in range(2, 92)], Role.AMOUNT),
        ("column 1", [f"{i:05d}" for i in range(100, 190)], Role.RECORD_ID),
        ("column 1", [f"{i * 37 % 101}" for i in range(1, 101)], Role.RECORD_ID),
        ("column 1", [f"{i * 37 % 101}" for i in range(1, 101)] + ["5"], Role.UNKNOWN),
        ("column 1", [f"{i * 619_079 % 1_000_003}" for i in range(1, 400)], Role.AMOUNT),
        ("population", [f"{i * 7919 % 1_009}" for i in range(1, 1_000, 2)], Role.AMOUNT),
        ("is_active", ["0", "1"] * 20, Role.UNKNOWN),
        ("hour", [str(i % 24) for i in range(60)], Role.UNKNOWN),
        ("key_expires", ["2031-01-01", "2032-05-06"] * 10, Role.UNKNOWN),
        ("store_id", ["1", "2"] * 20, Role.UNKNOWN),
        ("id", [f"C-{i}" for i in range(100, 150)], Role.RECORD_ID),
        ("column 1", [f"{51 + i / 7919:.6f}" for i in range(60)], Role.UNKNOWN),
        ("column 1", [f"${i * 17.31:,.2f}" for i in range(60)], Role.AMOUNT),
        ("fingerprint", [f"{i:040x}" for i in range(60)], Role.UNKNOWN),
        ("password", [f"{i * 7919:032x}" for i in range(60)], Role.PASSWORD_HASH),
        ("password", ["hunter2", "letmein", "qwerty1"] * 9, Role.PASSWORD),
        ("uid", [f"{i:08x}-7c3a-4d6e-9b1a-2f3c4d5e6f70" for i in range(40)], Role.UUID),
        ("_id", [f"507f1f77bcf86cd7994390{i:02x}" for i in range(40)], Role.OBJECT_ID),
        ("x", ["203.0.113.7", "8.8.8.8", "10.0.0.1"] * 5, Role.IP),
        ("x", ["https://a.test/x", "http://b.test"] * 5, Role.URL),
        ("x", ["DE89370400440532013000", "FR7630006000011234567890189"] * 5, Role.IBAN),
        ("x", ["4242424242424242", "5555555555554444"] * 5, Role.CARD),
        ("x", ["529.982.247-25", "168.995.350-09"] * 5, Role.NATIONAL_ID),
        ("x", ["male", "female"] * 9, Role.GENDER),
        ("x", ["Germany", "France", "Peru", "Japan"] * 9, Role.COUNTRY),
        ("x", ["EUR", "USD", "GBP"] * 9, Role.CURRENCY),
        ("state", ["TX", "CA", "NY", "FL"] * 9, Role.REGION),
        (
            "x",
            ["Mozilla/5.0 (X11; Linux x86_64)", "Mozilla/5.0 (Windows NT 10.0)"] * 5,
            Role.USER_AGENT,
        ),
    ],
)
def test_single_columns(header, cells, role):
    assert guess(batch(**{header: cells})).role_of(header) is role


def test_a_list_of_pairs():
    mails = [f"user{i}@mail.test" for i in range(40)]
    plain = guess(batch(**{"column 1": mails, "column 2": [f"Pass{i}!" for i in range(40)]}))
    assert plain.role_of("column 2") is Role.PASSWORD
    digests = [hashlib.sha1(str(i).encode()).hexdigest() for i in range(40)]
    hashed = guess(batch(**{"column 1": mails, "column 2": digests}))
    assert hashed.role_of("column 2") is Role.PASSWORD_HASH


def test_placeholders_do_not_outvote_what_is_there():
    cells = ["(blank)", "N/A", "", "-"] * 20 + [f"a{i}@mail.test" for i in range(10)]
    assert guess(batch(contact=cells)).role_of("contact") is Role.EMAIL


def test_only_the_head_is_read():
    frame = customers(rows=100)
    tail = pd.concat([frame] * 21 + [frame.assign(email="no")], ignore_index=True)
    assert guess(Batch(tail, 1)).role_of("email") is Role.EMAIL


CELLS = st.text(max_size=30) | st.sampled_from(
    ["1e99999999", "\ud800", "$", "½", "٣", "0" * 2000, "=1+1", "a@b"]
)


@given(
    st.lists(st.lists(CELLS | st.none(), min_size=3, max_size=3), min_size=1, max_size=8),
    st.text(max_size=20),
)
def test_any_cells_are_mapped(rows, header):
    clean = [
        [None if c is None else c.encode("utf-8", "replace").decode() for c in row] for row in rows
    ]
    frame = pd.DataFrame(clean, columns=[header, header + "2", "nom"][:3], dtype="str")
    frame.columns = ["a" + header, "b" + header, "nom"]
    mapping = guess(Batch(frame, 1))
    assert len(mapping.columns) == 3
    assert all(0.0 <= c.confidence <= 1.0 and c.reason for c in mapping)
    assert mapping == guess(Batch(frame, 1))


def test_an_empty_table_has_only_headers():
    mapping = guess(batch(email=[], x=[]))
    assert [c.role for c in mapping] == [Role.EMAIL, Role.UNKNOWN]
    assert mapping.columns[0].confidence < 0.5


@pytest.mark.parametrize("unit", ["a ", "1 ", "1.", "a-", "(", "x_", "1:"])
def test_long_hostile_cells_take_no_time(unit):
    cells = [(unit * 600)[: 1000 + i] for i in range(60)]
    start = time.process_time()
    guess(batch(x=cells, name=cells, email=cells))
    assert time.process_time() - start < 3.0


def test_a_very_wide_table_is_mapped():
    frame = pd.DataFrame({f"Zufall {i}": ["a1", "b2"] * 20 for i in range(1_000)}, dtype="str")
    assert len(guess(Batch(frame, 1)).columns) == 1_000
