"""An access log that can be kept without keeping anything about anybody."""

from typing import Any

from gunicorn.glogging import Logger

PARTS_SHOWN = 3  # /fr/contact/general, /desk/tickets/…: never a reference, a token or a query


REFUSED = "Invalid request"  # how gunicorn begins what it says of a request that it cannot read


class Discreet(Logger):
    """One line a request: method, the start of the path, status, milliseconds. No address, no agent, no query.

    Of a request that cannot be read, only that it came: gunicorn would add the address and what was sent.
    """

    def warning(self, msg: str, *args: Any, **kwargs: Any) -> None:
        """gunicorn's warnings, without the person in them."""
        if msg.startswith(REFUSED):
            msg, args = f"{REFUSED}.", ()
        super().warning(msg, *args, **kwargs)

    def setup(self, cfg: Any) -> None:
        cfg.set("access_log_format", "%(m)s %(U)s %(s)s %(M)sms")
        super().setup(cfg)

    def atoms(self, resp: Any, req: Any, environ: dict[str, Any], request_time: Any) -> dict[str, Any]:
        """What a line may be made of (gunicorn's names), with the path cut."""
        atoms: dict[str, Any] = super().atoms(resp, req, environ, request_time)
        atoms["U"] = shorten(str(atoms["U"]))
        return atoms


def shorten(path: str) -> str:
    """The first parts of a path: the place, without what names a person's request.

    >>> shorten("/fr/suivi/lien/eyJ0Ijo1fQ/")
    '/fr/suivi/…'
    """
    parts = [part for part in path.split("/") if part]
    if parts[:1] == ["static"]:
        return path
    kept = PARTS_SHOWN if parts[1:2] == ["contact"] else PARTS_SHOWN - 1
    return "/" + "/".join(parts[:kept]) + ("/…" if len(parts) > kept else "")
