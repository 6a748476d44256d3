"""A short visit to one request: what the session of somebody who came back may open, and until when."""

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from requests_app.models import Ticket

KEY = "follow_up"
MOST_LINKS = 20  # requests that follow one another; more than that is a mistake of ours


def begin(request: HttpRequest, ticket: Ticket) -> None:
    """From now on, for FOLLOW_UP_SESSION_MINUTES, this browser may read `ticket` and nothing else.

    The session key changes, so that a key known from before opens nothing.
    """
    seconds = settings.FOLLOW_UP_SESSION_MINUTES * 60
    request.session.cycle_key()
    request.session[KEY] = [latest(ticket).pk, timezone.now().timestamp() + seconds]
    if not request.user.is_authenticated:
        request.session.set_expiry(seconds)


def go_on(request: HttpRequest, ticket: Ticket, following: Ticket) -> None:
    """What was written after the end of `ticket` opened another that follows it: the visit goes on there."""
    if following.follows_id == ticket.pk:
        _pk, until = request.session[KEY]
        request.session[KEY] = [following.pk, until]


def ticket(request: HttpRequest) -> Ticket | None:
    """The request that may be read, or None: no visit, or it is over."""
    pk, until = request.session.get(KEY, (0, 0))
    if until < timezone.now().timestamp():
        return None
    rows = Ticket.objects.select_related("form", "team", "contact", "answers", "follows")
    return rows.filter(pk=pk).first()


def end(request: HttpRequest) -> None:
    """Forget it. A member of staff who tried it stays logged in."""
    if request.user.is_authenticated:
        request.session.pop(KEY, None)
        request.session.cycle_key()
    else:
        request.session.flush()


def latest(ticket: Ticket) -> Ticket:
    """The newest request that follows this one: there the exchange goes on."""
    for _link in range(MOST_LINKS):
        following = ticket.followed_by.order_by("-pk").first()
        if following is None:
            break
        ticket = following
    return ticket


def chain(ticket: Ticket) -> list[int]:
    """This request and those it follows, newest first."""
    keys = [ticket.pk]
    while ticket.follows is not None and len(keys) < MOST_LINKS:
        ticket = ticket.follows
        keys.append(ticket.pk)
    return keys
