"""Who asked us to be careful: which letter leaves for whom, and what a neutral one never says."""

import pytest

from requests_app.models import Contact, LetterText
from tests import make
from tests.requests_app.emails.conftest import ANSWER

FULL, NEUTRAL, NONE = "full", "neutral", "none"
SAFE = {  # every answer to "how may we reach you safely", and what letters become
    "": FULL,
    "ok": FULL,
    "pas_de_message_vocal": NEUTRAL,
    "email_seulement": NEUTRAL,
    "heures": NEUTRAL,
    "something_new": NEUTRAL,
    "telephone_seulement": NONE,
}
KINDS = ["acknowledgement", "reply", "new_link"]


def expected(kind, safe, confidential):
    if safe == "telephone_seulement":
        return NONE
    neutral = confidential or SAFE[safe] == NEUTRAL
    if neutral and kind == "new_link":
        return NONE  # there is no link to send
    return NEUTRAL if neutral else FULL


@pytest.mark.parametrize("confidential", [False, True])
@pytest.mark.parametrize("safe", SAFE)
@pytest.mark.parametrize("kind", KINDS)
def test_what_leaves(write, cast, kind, safe, confidential):
    letter = write(kind, a_ticket(safe, confidential))

    assert what(letter) == expected(kind, safe, confidential)


@pytest.mark.parametrize("trouble", Contact.Trouble.values)
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_leaves_for_an_address_that_does_not_work(write, cast, kind, trouble):
    ticket = a_ticket("ok", confidential=False)
    ticket.contact.email_trouble = trouble

    assert write(kind, ticket) is None


@pytest.mark.parametrize(("field", "value"), [("preferred", "aucun"), ("email", "")])
def test_nothing_leaves_for_who_wants_no_letter_or_has_no_address(write, cast, field, value):
    ticket = a_ticket("ok", confidential=False)
    setattr(ticket.contact, field, value)

    assert [write(kind, ticket) for kind in KINDS] == [None, None, None]


def test_nothing_leaves_for_who_is_anonymous(write, cast):
    ticket = make.ticket(form="discrimination", contact=None)

    assert [write(kind, ticket) for kind in KINDS] == [None, None, None]


@pytest.mark.parametrize("kind", ["acknowledgement", "reply"])
def test_a_neutral_letter_is_not_told_from_another_by_what_programs_show_first(write, cast, kind):
    careful, confidential = a_ticket("heures", confidential=False), a_ticket("ok", confidential=True)

    letters = [write(kind, ticket) for ticket in (careful, confidential)]

    said = [letter.subject.replace(letter.about, "REFERENCE") for letter in letters]
    assert said[0] == said[1]
    assert all(letter.kind == kind for letter in letters)


def test_no_words_of_an_administrator_can_open_a_neutral_letter(write, cast):
    for kind in ("acknowledgement", "acknowledgement_neutral", "reply_neutral"):
        body = "{reference} {name} {link} {follow_up_home}"
        LetterText.objects.create(kind=kind, language="fr", subject="x", body=body)

    for kind in ("acknowledgement", "reply"):
        assert what(write(kind, a_ticket("heures", confidential=False))) == NEUTRAL


def a_ticket(safe, confidential):
    contact = {"name": "Karim", "email": "karim@example.net", "safe_contact": safe}
    fields = {"topic": "discrimination"} if confidential else {"topic": "cours-francais"}
    return make.ticket(form="discrimination" if confidential else "general", contact=contact, **fields)


def what(letter):
    """Which kind of letter this is, by all of its bytes."""
    if letter is None:
        return NONE
    everything = f"{letter.subject} {letter.text} {letter.html} {letter.headers}".lower()
    telling = ["karim", "/suivi/lien/", ANSWER.lower(), "amina", "discrim", "cours-francais", "lien/"]
    return FULL if any(word in everything for word in telling) else NEUTRAL
