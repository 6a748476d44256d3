"""Where a request comes from: the address of the connection, and the network that is counted as one visitor."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

IPV6_PREFIX = 64  # what one line at home or one telephone gets; inside it an address can be changed at will


def client_address(request: HttpRequest) -> str:
    """Where a visitor comes from: the last address of X-Forwarded-For behind TRUSTED_PROXIES, else the connection's.

    Without a proxy of ours the header is whatever a stranger typed, and is not read.
    """
    told = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if settings.TRUSTED_PROXIES and len(told) >= settings.TRUSTED_PROXIES:
        return told[-settings.TRUSTED_PROXIES]
    return str(request.META.get("REMOTE_ADDR", ""))


def visitor_network(request: HttpRequest) -> str:
    """The network under which a visitor is counted; "" where it cannot be told, and then nobody is counted.

    Taken for a visitor, a proxy would be everybody at once: one that passes no address on (as ours does for reports of
    discrimination), or one that nobody declared in TRUSTED_PROXIES.
    """
    told = [part for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if settings.TRUSTED_PROXIES:
        return network(client_address(request)) if len(told) >= settings.TRUSTED_PROXIES else ""
    address = _read(client_address(request))
    if address is None or (told and address.is_private):
        return ""
    return network(str(address))


def network(address: str) -> str:
    """An IPv4 address whole, an IPv6 address up to its /64; "" for what is neither. A port or zone does not count.

    A proxy may write `192.0.2.7:4711` or `[2001:db8::1]:4711`; an IPv4 address in IPv6 dress is the IPv4 address.
    """
    read = _read(address)
    if read is None:
        return ""
    if isinstance(read, ipaddress.IPv4Address):
        return str(read)
    return str(ipaddress.ip_network((read, IPV6_PREFIX), strict=False))


def _read(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    bare = address.strip().partition("%")[0]
    if bare.startswith("["):
        bare = bare[1:].partition("]")[0]
    elif bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        read = ipaddress.ip_address(bare)
    except ValueError:
        return None
    return read.ipv4_mapped or read if isinstance(read, ipaddress.IPv6Address) else read
