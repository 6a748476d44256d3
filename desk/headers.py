"""Headers that neither Django nor a library has a setting for. Settings read this file: it imports nothing."""

from collections.abc import MutableMapping

PERMISSIONS = "accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(self), payment=(), usb=()"


def static_headers(headers: MutableMapping[str, str], path: str, _url: str) -> None:
    """A drawing opened by itself is a document: it gets the walls of one.

    A script is never a document, but a worker obeys the headers of its own file: in a sandbox it has no `crypto`.
    """
    sandbox = "" if path.endswith(".js") else "; sandbox"
    headers["Content-Security-Policy"] = f"default-src 'none'; style-src 'self'{sandbox}"
    headers["X-Frame-Options"] = "DENY"
    headers["Permissions-Policy"] = PERMISSIONS
