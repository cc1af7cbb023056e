import unicodedata

import pytest

from leakverify.case.passphrase_key import LONGEST_PASSPHRASE, derive

SALT = bytes(range(16))


def test_a_key_is_what_argon2_cffi_gives_for_the_same_parameters():
    known = "b7500b5be7b1a3e05f8fd9143cf9f4638170abdf13f346ffb2edc9eac230cf02"

    assert derive("correct horse", SALT).hex() == known


def test_a_word_typed_on_another_keyboard_is_the_same_word():
    word = "pâté"

    assert derive(unicodedata.normalize("NFD", word), SALT) == derive(word, SALT)


@pytest.mark.parametrize(
    ("word", "salt"), [("", SALT), ("x" * (LONGEST_PASSPHRASE + 1), SALT), ("x", SALT[:15])]
)
def test_what_could_not_lock_a_file_gives_no_key(word, salt):
    with pytest.raises(ValueError, match="PASSPHRASE"):
        derive(word, salt)
