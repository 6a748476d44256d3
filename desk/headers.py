"""Headers that neither Django nor a library has a setting for. Settings read this file: it imports nothing."""

from collections.abc import MutableMapping

PERMISSIONS = "accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(self), payment=(), usb=()"


def static_headers(headers: MutableMapping[str, str], _path: str, _url: str) -> None:
    """A drawing opened by itself is a document: it gets the walls of one."""
    headers["Content-Security-Policy"] = "default-src 'none'; style-src 'self'; sandbox"
    headers["X-Frame-Options"] = "DENY"
    headers["Permissions-Policy"] = PERMISSIONS
