"""Keys and fingerprints."""

import pytest
from cryptography.hazmat.primitives import serialization as ser
from cryptography.hazmat.primitives.asymmetric import ed448, ed25519
from hypothesis import given
from hypothesis import strategies as st

from leakverify.case import signing
from leakverify.model.errors import UsageProblem

KEY = ed25519.Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


def pem(key, passphrase=None):
    lock = ser.BestAvailableEncryption(passphrase) if passphrase else ser.NoEncryption()
    return key.private_bytes(ser.Encoding.PEM, ser.PrivateFormat.PKCS8, lock)


def public_pem(key):
    form = ser.PublicFormat.SubjectPublicKeyInfo
    return key.public_key().public_bytes(ser.Encoding.PEM, form)


def test_a_newsrooms_key_is_loaded_locked_or_not(tmp_path):
    path = tmp_path / "key.pem"
    path.write_bytes(pem(KEY))
    assert signing.public_bytes(signing.load_key(path)) == signing.public_bytes(KEY)
    assert signing.load_public(path) == signing.public_bytes(KEY)
    path.write_bytes(pem(KEY, b"open sesame"))
    assert signing.public_bytes(signing.load_key(path, "open sesame")) == signing.public_bytes(KEY)
    for wrong in (None, "", "something else"):
        with pytest.raises(UsageProblem, match="KEY_PASSPHRASE"):
            signing.load_key(path, wrong)
    path.write_bytes(public_pem(KEY))
    assert signing.load_public(path) == signing.public_bytes(KEY)


def test_other_files_are_no_keys(tmp_path):
    path = tmp_path / "key.pem"
    other = ed448.Ed448PrivateKey.generate()
    for data in (b"", b"hello", pem(other), b"x" * 100_000, pem(KEY)[:40]):
        path.write_bytes(data)
        with pytest.raises(UsageProblem, match="BAD_KEY"):
            signing.load_key(path)
        with pytest.raises(UsageProblem, match="BAD_KEY"):
            signing.load_public(path)
    path.write_bytes(public_pem(other))
    with pytest.raises(UsageProblem, match="BAD_KEY"):
        signing.load_public(path)
    with pytest.raises(UsageProblem, match="NOT_FOUND"):
        signing.load_key(tmp_path / "nowhere")


def test_a_signature_is_of_one_key_and_one_text():
    public, data = signing.public_bytes(KEY), b"manifest"
    signature = KEY.sign(data)
    assert signing.is_signed(public, data, signature)
    assert not signing.is_signed(public, b"Manifest", signature)
    assert not signing.is_signed(signing.public_bytes(signing.new_key()), data, signature)
    assert not signing.is_signed(b"", data, signature)
    assert not signing.is_signed(public, data, b"")


@given(st.binary(min_size=32, max_size=32))
def test_a_fingerprint_can_be_said_and_written_down_again(public):
    digits = signing.fingerprint(public)
    for said in (
        digits,
        signing.in_groups(digits),
        signing.in_words(digits),
        signing.in_words(digits).upper().replace(" ", "-"),
        ":".join(signing.in_groups(digits).split()),
    ):
        assert digits.startswith(signing.digits_of(said))


@pytest.mark.parametrize("text", ["", "abcd", "zz" * 16, "lusab babad", "f" * 65, "é" * 32])
def test_what_is_no_fingerprint_is_refused(text):
    with pytest.raises(UsageProblem, match="BAD_FINGERPRINT"):
        signing.digits_of(text)
