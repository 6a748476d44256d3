"""E-mail addresses as values: compared, counted and bounded without being readable."""

from sealing.keyring import blind_index


def normal(address: str) -> str:
    """The form in which two spellings of one address are equal: lower case, without blanks."""
    return address.strip().lower()


def domain_of(address: str) -> str:
    """What follows the last `@`, in lower case; empty when there is none."""
    return normal(address).rpartition("@")[2] if "@" in address else ""


def key_of(address: str) -> str:
    """A keyed hash (64 hex characters) by which letters to one address are counted and found."""
    return blind_index(normal(address), purpose="address")


def domain_key_of(address: str) -> str:
    """The same for the whole domain."""
    return blind_index(domain_of(address), purpose="domain")


def message_key_of(message_id: str) -> str:
    """A keyed hash of a Message-ID, which may name a person's machine; of an empty one too."""
    return blind_index(message_id.strip(), purpose="message")
