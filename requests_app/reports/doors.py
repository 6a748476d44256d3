"""Who may enter which page of the managers."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponseBase

from requests_app import permissions
from requests_app.permissions import Permission

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def only_for(permission: Permission) -> Callable[[View[P]], View[P]]:
    """A page for those who may; the others know that it exists and are told no (403)."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            permissions.require(request.user, permission)  # type: ignore[arg-type]  # log-in is the default
            return view(request, *args, **kwargs)

        return guarded

    return decorate
