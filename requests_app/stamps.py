"""When a page was given out: a moment that only we can write, so that no robot pretends to have read for minutes."""

import hashlib
import hmac
from datetime import UTC, datetime

from django.conf import settings

_SIGNED_LETTERS = 20  # 80 bits of the signature: a stamp only adds to a score


def new(now: datetime) -> str:
    """A stamp of this second: `<seconds since 1970, hexadecimal>.<signature>`."""
    moment = f"{int(now.timestamp()):x}"
    return f"{moment}.{_signature(moment)}"


def read(stamp: str) -> datetime | None:
    """The moment of a stamp of ours; None for anything else."""
    moment, _dot, signature = stamp.partition(".")
    if not hmac.compare_digest(signature.encode(), _signature(moment).encode()):
        return None
    return datetime.fromtimestamp(int(moment, 16), UTC)


def _signature(moment: str) -> str:
    key = hashlib.sha256(f"page stamp:{settings.SECRET_KEY}".encode()).digest()
    return hmac.new(key, moment.encode(), hashlib.sha256).hexdigest()[:_SIGNED_LETTERS]
