"""What each page costs in statements, once a process has read the house's settings. Pages with a test of their own
(queue, ticket, blank steps, coming back, figures, record) are measured there, for small and large houses."""

import pytest

from tests import make

PAGES = [
    # who, page, statements at most
    ("", "/fr/", 0),
    ("", "/fr/contact/discrimination/", 0),
    ("", "/fr/contact/general/demande/", 0),
    ("", "/fr/suivi/", 0),
    ("", "/fr/confidentialite/", 1),
    ("", "/fr/accessibilite/", 0),
    ("", "/accounts/login/", 0),
    ("", "/healthz", 0),
    ("", "/demo/mailbox/", 1),
    ("amina", "/desk/search/?q=bonjour", 6),
    ("amina", "/desk/intake/", 3),
    ("amina", "/desk/intake/form/general/?channel=phone", 3),
    ("amina", "/desk/account/", 4),
    ("amina", "/desk/post/", 4),
    ("claire", "/desk/post/out/", 11),
    ("dara", "/desk/", 6),
    ("admin", "/admin/", 4),
    ("admin", "/admin/requests_app/routingrule/", 6),
    ("admin", "/admin/requests_app/formversion/", 7),
]


@pytest.mark.parametrize("measured", PAGES)
def test_a_page_takes_no_more_statements_than_it_needs(cast, client, measured, django_assert_max_num_queries):
    name, page, most = measured
    make.ticket(team=cast.reception)
    if name:
        client.force_login(getattr(cast, name))
    client.get(page)

    with django_assert_max_num_queries(most):
        assert client.get(page).status_code == 200
