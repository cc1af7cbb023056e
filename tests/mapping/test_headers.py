import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.mapping.headers import fold, read
from leakverify.mapping.hints import Hint
from leakverify.model.terms import Role

SAID = {
    "email": "E-Mail-Adresse|adresse_mail|correo electrónico|Correio Eletrônico|indirizzo e-mail|emailadres|"
    "adres e-mail|электронная почта|البريد الإلكتروني|ایمیل|メールアドレス|EmailAddress|Security contact email",
    "phone": "Telefonnummer|tél. portable|teléfono|telemóvel|cellulare|mobielnummer|numer telefonu|номер телефона|"
    "رقم الهاتف|شماره موبایل|電話番号|phoneNumber|お電話番号",
    "last_name": "Nachname|nom de famille|apellidos|sobrenome|cognome|achternaam|nazwisko|фамилия|اسم العائلة|"
    "نام خانوادگی|姓|lastName",
    "first_name": "Vorname|prénom|primer nombre|primeiro nome|voornaam|imię|имя|الاسم الأول|نام کوچک|firstName",
    "postcode": "PLZ|code_postal|código postal|CEP|CAP|kod pocztowy|индекс|الرمز البريدي|کد پستی|郵便番号|ZIP Code",
    "city": "Wohnort|ville|ciudad|cidade|città|woonplaats|miasto|город|المدينة|شهر|市区町村|town",
    "birth_date": "Geburtsdatum|date_naissance|fecha de nacimiento|dt_nasc|data di nascita|geboortedatum|"
    "data urodzenia|дата рождения|تاريخ الميلاد|تاریخ تولد|生年月日|dateOfBirth",
    "created": "Angelegt am|date d'inscription|fecha_alta|data_cadastro|data iscrizione|aangemaakt op|"
    "data rejestracji|дата регистрации|تاريخ التسجيل|تاریخ ثبت‌نام|会員登録日|createdAt|uid_created|"
    "kayıt tarihi|Oluşturma Tarihi|datum vytvoření|תאריך הרשמה|تاريخ الإضافة",
    "last_login": "letzter Login|dernière connexion|último acceso|último acesso|ultimo accesso|laatste login|"
    "ostatnie logowanie|последний вход|آخر دخول|آخرین ورود|最終ログイン|lastLogin",
    "password": "Passwort|mot de passe|contraseña|senha|wachtwoord|hasło|пароль|كلمة المرور|رمز عبور|パスワード|passwd",
    "street": "Rechnungsstraße|adresse|dirección|endereço|indirizzo|straatnaam|ulica|адрес|العنوان|آدرس|住所|address1",
    "gender": "Geschlecht|civilité|sexo|gênero|sesso|geslacht|płeć|пол|الجنس|جنسیت|性別|Sex",
    "id": "Kundennummer|id_client|Candidate ID|user_id|número|番号|S.No|city_id|address_id|Rechnungsnummer",
    "other": "Organization name|animal_name|code_insee|Domain Type|company|latitude|sha1|fingerprint|会社名",
    "expiry": "key_expires|Ablaufdatum|date d'expiration|term_end|有効期限",
    "money": "Total Assets|Betrag|solde|importe|renda|金額|loan_amount",
    "quantity": "nb_commandes|total_orders|population",
    "date": "Lieferdatum|order_date|日付|дата заказа",
    "name": "Name|nom|naam|名前|نام",
    "ip": "signup_ip|IP-Adresse|dirección IP|ip",
    "url": "Domain name|site web|Webseite|avatar_url",
    "national_id": "کد ملی|numéro de sécurité sociale|CPF|codice fiscale|ssn|PESEL",
}
CASES = [(meaning, header) for meaning, listed in SAID.items() for header in listed.split("|")]


@pytest.mark.parametrize(("meaning", "header"), CASES)
def test_what_headers_say(meaning, header):
    assert read(header).meaning == meaning


@pytest.mark.parametrize(
    "header", ["column 3", "Unnamed: 0", "", "  ", "field7", "_", "Xyzzy", "column 3 (2)"]
)
def test_what_says_nothing(header):
    assert read(header).meaning is None


def test_folding_parts_what_is_joined():
    assert fold("LastLoginIPAddress2") == ("last", "login", "ip", "address")
    assert fold("Straße") == ("strasse",)


def test_a_part_is_weaker_than_the_whole():
    assert read("email").strength > read("primary_email_x").strength > 0
    assert read("email").meaning is Role.EMAIL
    assert read("name").meaning is Hint.NAME


@given(st.text(max_size=300))
def test_any_text_is_read(header):
    assert 0.0 <= read(header).strength <= 1.0


@pytest.mark.parametrize(
    ("header", "role"),
    [("user.first", Role.FIRST_NAME), ("user.last", Role.LAST_NAME), ("a.b.mail", Role.EMAIL)],
)
def test_a_flattened_record_is_read_by_its_last_part(header, role):
    assert read(header).meaning is role
