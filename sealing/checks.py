"""A key that cannot be used stops the start, by the name of its setting."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from sealing import keyring


@register()
def field_keys_can_be_used(**_options: Any) -> list[CheckMessage]:
    """FIELD_KEYS must hold at least one Fernet key, the newest first."""
    try:
        keyring.unseal(keyring.seal("?"))
    except keyring.CannotUnseal as error:
        return [Error(str(error), id="sealing.E001")]
    return []
