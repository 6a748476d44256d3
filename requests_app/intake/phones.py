"""Telephone numbers as people write them, read as E.164 where that is possible.

What was typed is kept as well and is never refused: the E.164 form only serves to call back and to find the same
person's other requests.
"""

import phonenumbers
from phonenumbers import Leniency, NumberParseException, PhoneNumber, PhoneNumberFormat, PhoneNumberMatcher

LONGEST_TYPED = 200  # characters


def to_e164(text: str, default_region: str = "BE") -> str:
    """`+32470123456` from `0470/12.34.56`, `0032 (0)470 …` or `٠٤٧٠…`; "" when it cannot be understood. Never raises.

    Of several numbers, or a number among words, the first. Only its length is judged: new ranges of numbers are given
    out more often than we update.
    """
    text = text[:LONGEST_TYPED]
    number = _alone(text, default_region) or _among_words(text, default_region)
    return phonenumbers.format_number(number, PhoneNumberFormat.E164) if number else ""


def _alone(text: str, region: str) -> PhoneNumber | None:
    try:
        number = phonenumbers.parse(text, region)
    except NumberParseException:
        return None
    return number if phonenumbers.is_possible_number(number) else None


def _among_words(text: str, region: str) -> PhoneNumber | None:
    found = next(iter(PhoneNumberMatcher(text, region, leniency=Leniency.POSSIBLE)), None)
    return found.number if found else None
