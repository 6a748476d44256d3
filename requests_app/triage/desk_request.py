"""The request of somebody who is logged in. LoginRequiredMiddleware and HtmxMiddleware make it one."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from requests_app.models import User


class DeskRequest(HttpRequest):
    """A type for views behind the log-in; nobody makes one."""

    user: User
    htmx: HtmxDetails
