"""One table of cases for both databases: every word asked must begin some word of the ticket."""

import pytest

from requests_app import search
from requests_app.folding import index_text
from requests_app.models import Ticket
from tests import make

TEXTS = {
    "school": "Bonjour, mon fils va à l'École des Rivières. Merci !",
    "gulsen": "Gülşen Yılmaz – 0470 12 34 56 – gulsen@example.org",
    "mueller": "Müller, Zoé",
    "oleksandr": "Олександр Ковальчук, мені потрібна допомога",
    "ahmad": "أحمد الحسن يبحث عن سكن",
    "hindi": "मुझे हिन्दी में मदद चाहिए",
    "quotes": "C'est l'«équivalence» d'un diplôme: niveau B2/C1 (urgent) & plus",
    "numbers": "Dossier 2026-118/AB, chambre 12, 1e5, www.example.org",
}
CASES = [
    ("école", {"school"}),
    ("ecole", {"school"}),
    ("ÉCOLE", {"school"}),
    ("écoles", {"school"}),
    ("éco", {"school"}),  # the beginning of a word
    ("rivière école", {"school"}),  # in any order
    ("école mueller", set()),  # every word
    ("cole", set()),  # not the middle of one
    ("gulsen", {"gulsen"}),
    ("Gülşen", {"gulsen"}),
    ("yilmaz", {"gulsen"}),
    ("0470", {"gulsen"}),
    ("gulsen@example.org", {"gulsen"}),
    ("muller", {"mueller"}),
    ("zoe", {"mueller"}),
    ("Олександр", {"oleksandr"}),
    ("ковальчук", {"oleksandr"}),
    ("احمد", {"ahmad"}),
    ("سكن", {"ahmad"}),
    ("हिन्दी", {"hindi"}),
    ("equivalence diplome", {"quotes"}),
    ("«équivalence»", {"quotes"}),
    ("b2", {"quotes"}),
    ("118", {"numbers"}),
    ("1e5", {"numbers"}),
    ("example", {"gulsen", "numbers"}),
    ("", set()),
    ("   ", set()),
    ("!?& | :*", set()),
    ('"', set()),
    ("' OR 1=1 --", {"gulsen", "numbers"}),  # words like any others: 12 and 118 begin with 1
    ("'x' | 'y'", set()),
    ("NEAR(ecole riviere)", set()),
    ("ecole*", {"school"}),
    ("%", set()),
    ("\\", set()),
    ("a" * 5000, set()),
]


@pytest.fixture
def tickets(cast):
    """One ticket a text, by its name."""
    made = {}
    for name, text in TEXTS.items():
        ticket = make.ticket(team=cast.reception)
        ticket.search.words = index_text(text)
        ticket.search.save()
        made[ticket.pk] = name
    return made


@pytest.mark.parametrize(("asked", "found"), CASES)
def test_a_search_finds_what_holds_all_its_words_and_nothing_else(tickets, asked, found):
    assert {tickets[pk] for pk in search.matching(Ticket.objects.all(), asked).values_list("pk", flat=True)} == found


def test_a_reference_is_found_however_it_is_spelt(cast):
    ticket = make.ticket(team=cast.reception)
    prefix, year, first, second = ticket.reference.split("-")

    for spelt in (ticket.reference.lower(), f" {prefix}{year}{first}{second} ", f"{year} {first} {second}"):
        assert search.matching(Ticket.objects.all(), spelt).get() == ticket, spelt


def test_a_slip_in_a_reference_is_told_apart_from_words(cast):
    ticket = make.ticket(team=cast.reception)
    wrong = ticket.reference[:-1] + ("A" if ticket.reference[-1] != "A" else "C")

    assert search.slip_in_reference(wrong)
    assert not search.slip_in_reference("école")
    assert not search.slip_in_reference(ticket.reference)


def test_words_that_change_or_go_are_found_no_more(cast):
    ticket = make.ticket(team=cast.reception)
    ticket.search.words = index_text("ancien propriétaire")
    ticket.search.save()
    ticket.search.words = index_text("nouveau propriétaire")
    ticket.search.save()

    assert not search.matching(Ticket.objects.all(), "ancien").exists()
    assert search.matching(Ticket.objects.all(), "nouveau").exists()

    ticket.delete()
    make.ticket(team=cast.reception)
    assert not search.matching(Ticket.objects.all(), "nouveau").exists()


def test_a_confidential_ticket_is_found_by_its_reference_only(cast):
    ticket = make.ticket(form="discrimination", answers={"message": "Un propriétaire a refusé."})

    assert not search.matching(Ticket.objects.all(), "propriétaire").exists()
    assert not search.matching(Ticket.objects.all(), "Oksana").exists()
    assert search.matching(Ticket.objects.all(), ticket.reference).get() == ticket


def test_the_search_uses_the_index_of_words(tickets):
    plan = search.matching(Ticket.objects.order_by(), "école").explain()

    assert "ticketwords VIRTUAL TABLE" in plan or "ticketsearch" in plan
    assert "SCAN requests_app_ticketsearch" not in plan
