"""How many statements and commits a request costs, said in its answer when the request asks for it."""

from collections.abc import Callable

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test.utils import CaptureQueriesContext

ASKED, STATEMENTS, COMMITS = "X-Count", "X-Statements", "X-Commits"
AROUND = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK")


def count(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """A middleware; the measured requests do not ask, and pay one look at a header."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if ASKED not in request.headers:
            return get_response(request)
        with CaptureQueriesContext(connection) as captured:
            response = get_response(request)
        said = [query["sql"] for query in captured.captured_queries]
        response[STATEMENTS] = sum(not sql.startswith(AROUND) for sql in said)
        response[COMMITS] = sum(sql.startswith("COMMIT") for sql in said)
        return response

    return middleware
