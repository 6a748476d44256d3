"""What is sealed is readable with its key only, and what cannot be opened says so."""

import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st

from sealing import keyring, storage


@given(st.text())
def test_every_text_comes_back_letter_for_letter(text):
    assert keyring.unseal(keyring.seal(text)) == text


def test_a_sealed_text_shows_nothing_of_itself_and_differs_each_time():
    first, second = keyring.seal("Karim"), keyring.seal("Karim")

    assert first != second
    assert "Karim" not in first


def test_a_text_sealed_with_an_older_key_opens_as_long_as_the_key_is_kept(settings):
    sealed = keyring.seal("bonjour")

    settings.FIELD_KEYS = [Fernet.generate_key().decode(), *settings.FIELD_KEYS]

    assert keyring.unseal(sealed) == "bonjour"


def test_a_text_whose_key_is_gone_is_refused_and_never_given_back_as_it_stands(settings):
    sealed = keyring.seal("bonjour")

    settings.FIELD_KEYS = [Fernet.generate_key().decode()]

    with pytest.raises(keyring.CannotUnseal, match="FIELD_KEYS"):
        keyring.unseal(sealed)


@pytest.mark.parametrize("value", ["", "bonjour", "sealed:v1:", "sealed:v1:été", "sealed:v1:gAAAA"])
def test_what_was_never_sealed_cannot_be_opened(value):
    with pytest.raises(keyring.CannotUnseal):
        keyring.unseal(value)


@pytest.mark.parametrize("keys", [[], ["short"], ["x" * 44]])
def test_keys_that_cannot_be_used_are_named(settings, keys):
    settings.FIELD_KEYS = keys

    with pytest.raises(keyring.CannotUnseal, match="FIELD_KEYS"):
        keyring.seal("bonjour")


def test_equal_values_have_equal_blind_indexes_for_one_purpose_only():
    assert keyring.blind_index("a@example.org", purpose="mail") == keyring.blind_index("a@example.org", purpose="mail")
    assert keyring.blind_index("a@example.org", purpose="mail") != keyring.blind_index("a@example.org", purpose="other")


def test_a_private_file_is_sealed_on_disk_and_comes_back_whole(settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path

    name = storage.save(b"une photo de Samira")

    on_disk = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"Samira" not in on_disk
    assert storage.read(name) == b"une photo de Samira"


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "a" * 31, "a" * 33, "é" * 32, "/" * 32])
def test_only_names_of_our_own_lead_to_a_file(settings, tmp_path, name):
    settings.PRIVATE_DIR = tmp_path

    with pytest.raises(storage.NoSuchFile):
        storage.read(name)


def test_erasing_a_file_twice_is_harmless(settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path
    name = storage.save(b"x")

    storage.erase(name)
    storage.erase(name)

    with pytest.raises(storage.NoSuchFile):
        storage.read(name)
