"""Keys that cost nothing: tests open hundreds of cases, and what Argon2id costs is tested once."""

import pytest

from leakverify.case import passphrase_key


@pytest.fixture
def cheap_keys(monkeypatch):
    """Argon2id over 64 KiB instead of 256 MiB."""
    monkeypatch.setattr(passphrase_key, "MEMORY_KIB", 64)
    monkeypatch.setattr(passphrase_key, "PASSES", 1)
