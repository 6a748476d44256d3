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


def network(address: str) -> str:
    """An IPv4 address whole, an IPv6 address up to its /64; "" for what is neither. A port or zone does not count.

    A proxy may write `192.0.2.7:4711` or `[2001:db8::1]:4711`; an IPv4 address in IPv6 dress is the IPv4 address.
    """
    bare = address.strip().partition("%")[0]
    if bare.startswith("["):
        bare = bare[1:].partition("]")[0]
    elif bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        read = ipaddress.ip_address(bare)
    except ValueError:
        return ""
    if isinstance(read, ipaddress.IPv4Address):
        return str(read)
    if read.ipv4_mapped:
        return str(read.ipv4_mapped)
    return str(ipaddress.ip_network((read, IPV6_PREFIX), strict=False))
