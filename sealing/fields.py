"""Model fields whose column holds `sealed:v1:…`.

`SealedTextField` seals always. `SealedWhenConfidentialTextField` and `SealedWhenConfidentialJSONField` seal when the
row says `is_sealed` (an attribute or property of the model): a confidential ticket's answers, for instance.
Reading through the model opens what is sealed; a lookup by value is refused, since it would quietly find nothing.
"""

import json
from typing import Any

from django.core.exceptions import FieldError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from sealing import keyring

# What a person typed may itself begin with our mark; it is then kept behind this one, so that reading never guesses.
PLAIN = "plain:v1:"


class _SealedField(models.TextField):  # type: ignore[type-arg]  # Django's class takes no parameters at run time
    def _must_seal(self, instance: models.Model) -> bool:
        return True

    def from_db_value(self, value: str | None, _expression: Any, _connection: BaseDatabaseWrapper) -> Any:
        if value is None:
            return None
        if keyring.is_sealed(value):
            return self._loads(keyring.unseal(value))
        return self._loads(value.removeprefix(PLAIN))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = super().pre_save(model_instance, add)
        return None if value is None else self._stored(value, seal=self._must_seal(model_instance))

    def _stored(self, value: Any, *, seal: bool) -> "_Stored":
        text = self._dumps(value)
        if seal:
            return _Stored(keyring.seal(text))
        return _Stored(PLAIN + text if text.startswith((keyring.PREFIX, PLAIN)) else text)

    def get_prep_value(self, value: Any) -> Any:
        if value is None or isinstance(value, _Stored):
            return value
        if value == "":  # what a migration puts into the rows that are there: nothing, so nothing to seal
            return _Stored("")
        raise FieldError(
            f"{self.name} is sealed: it is saved through its row and cannot be looked up or updated in bulk."
        )

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is sealed: only isnull can be asked of it.")
        return super().get_lookup(lookup_name)

    def _dumps(self, value: Any) -> str:
        return str(value)

    def _loads(self, text: str) -> Any:
        return text


class _Stored(str):
    """Text that has been through `_stored()`: ready for the column."""

    __slots__ = ()


class SealedTextField(_SealedField):
    """Text that is sealed in every row."""


class _WhenConfidential(_SealedField):
    def _must_seal(self, instance: models.Model) -> bool:
        return bool(instance.is_sealed)  # type: ignore[attr-defined]  # the mixin's contract, see the module's docstring


class SealedWhenConfidentialTextField(_WhenConfidential):
    """Text that is sealed where the row says `is_sealed`."""


class SealedWhenConfidentialJSONField(_WhenConfidential):
    """Any JSON value, kept as text, sealed where the row says `is_sealed`."""

    def _dumps(self, value: Any) -> str:
        return json.dumps(value, ensure_ascii=False, cls=DjangoJSONEncoder)

    def _loads(self, text: str) -> Any:
        return json.loads(text)
