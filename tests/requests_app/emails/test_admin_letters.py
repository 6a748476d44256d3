"""Administrators choose a letter, change its words, see it first, and are told what cannot be used."""

import pytest
from django.conf import settings as house
from django.urls import reverse

from notifications.models import OutgoingEmail
from requests_app import remembered
from requests_app.letterbook import LETTERS
from requests_app.models import LetterText
from tests import htmltree, make
from tests.requests_app.emails import arabic

ADD, LIST = "/admin/requests_app/lettertext/add/", "/admin/requests_app/lettertext/"
PREVIEW = "/admin/requests_app/lettertext/preview/"
TYPED = {
    "kind": "acknowledgement",
    "language": "fr",
    "is_active": "on",
    "subject": "Bien reçu – {reference}",
    "body": "Bonjour {name},\n\nBien reçu : {reference}.\n\n{link}",
}


@pytest.fixture
def office(client, cast):
    client.force_login(cast.admin)
    return client


def read(response):
    return htmltree.parse(response.text)


def test_first_a_letter_and_a_language_are_chosen(office):
    pages = [link.attrs["href"] for link in read(office.get(ADD)).all("a") if "kind=" in link.attrs["href"]]

    assert len(pages) == len(LETTERS) * len(house.LANGUAGES)
    assert all(office.get(ADD + page).status_code == 200 for page in pages)


def test_a_letter_that_has_words_already_leads_to_them(office):
    row = LetterText.objects.create(kind="reply", language="fr", subject="x", body="{answer}")

    pages = [link.attrs["href"] for link in read(office.get(ADD)).all("a")]

    assert reverse("admin:requests_app_lettertext_change", args=[row.pk]) in pages
    assert "?kind=reply&language=fr" not in pages


@pytest.mark.parametrize("query", ["?kind=nothing&language=fr", "?kind=reply&language=tlh", "?kind=reply", "?x=1"])
def test_an_unknown_letter_leads_back_to_the_choice(office, query):
    assert "?kind=reply&language=en" in [link.attrs["href"] for link in read(office.get(ADD + query)).all("a")]


def test_the_page_begins_with_our_words_and_says_what_may_be_filled_in(office):
    page = read(office.get(f"{ADD}?kind=reply_neutral&language=en"))

    assert page.all("textarea")[0].text.startswith("Hello,")
    assert page.all("textarea")[0].attrs["lang"] == "en"
    assert [node.text for node in page.all("code")] == [
        "{reference}",
        "{received_at}",
        "{follow_up_home}",
        "{organisation}",
    ]


def test_words_are_saved_with_their_history_and_leave_with_the_next_letter(office, cast, write):
    assert office.post(ADD, TYPED).status_code == 302

    remembered.forget()  # the commit does it; a test has none
    letter = write("acknowledgement", make.ticket())
    assert letter.subject == f"Bien reçu – {letter.about}"
    assert LetterText.objects.get().history.get().history_user == cast.admin


def test_every_process_of_ours_forgets_the_old_words_at_once(office, django_capture_on_commit_callbacks, write):
    ticket = make.ticket()
    write("acknowledgement", ticket)

    with django_capture_on_commit_callbacks(execute=True):
        office.post(ADD, TYPED)

    assert write("acknowledgement", ticket).subject.startswith("Bien reçu")


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("body", "Bonjour {nom}, {reference}", "{nom}"),
        ("body", "Bonjour {reference", "{reference"),
        ("body", "Bonjour", "{reference}"),
        ("body", "", "errorlist"),
        ("subject", "Bonjour {name}", "{name}"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words_and_stays_on_the_page(office, field, typed, said):
    response = office.post(ADD, {**TYPED, field: typed})
    page = read(response)

    assert response.status_code == 200
    assert said in " ".join(node.raw_text for node in page.all("ul", class_="errorlist")) or said == "errorlist"
    assert page.all("ul", class_="errorlist")
    kept = {"subject": page.all("input", name="subject")[0].attrs["value"], "body": page.all("textarea")[0].raw_text}
    assert kept[field].strip() == typed
    assert not LetterText.objects.exists()


def test_which_letter_it_is_never_changes(office):
    row = LetterText.objects.create(kind="acknowledgement", language="fr", subject="x", body="{reference}")

    office.post(
        reverse("admin:requests_app_lettertext_change", args=[row.pk]), {**TYPED, "kind": "reply", "language": "en"}
    )

    row.refresh_from_db()
    assert (row.kind, row.language, row.subject) == ("acknowledgement", "fr", TYPED["subject"])


def test_one_letter_has_one_text_in_one_language(office):
    office.post(ADD, TYPED)

    assert "errornote" in office.post(ADD, TYPED).text
    assert LetterText.objects.count() == 1


def test_the_preview_shows_both_parts_and_changes_nothing(office):
    page = read(office.post(PREVIEW, TYPED))

    assert page.all("p", id="subject")[0].text == "Bien reçu – CAI-26-7K4M-2XQR"
    text = page.all("pre")[0].raw_text
    shown = htmltree.parse(page.all("iframe")[0].attrs["srcdoc"])
    assert "Bonjour Oksana,\n\nBien reçu : CAI-26-7K4M-2XQR." in text
    assert "Bien reçu : CAI-26-7K4M-2XQR." in shown.text
    assert shown.all("a", class_="button")
    assert page.all("iframe")[0].attrs["sandbox"] == ""
    assert not LetterText.objects.exists()
    assert not OutgoingEmail.objects.exists()


def test_the_preview_of_arabic_reads_from_right_to_left(office, settings):
    settings.LANGUAGES = [*settings.LANGUAGES, ("ar", "العربية")]

    page = read(office.post(PREVIEW, {**TYPED, "language": "ar", "body": arabic.ACKNOWLEDGEMENT}))

    assert page.all("pre")[0].attrs["dir"] == "rtl"
    assert htmltree.parse(page.all("iframe")[0].attrs["srcdoc"]).all("table")[0].attrs["dir"] == "rtl"


@pytest.mark.parametrize("changed", [{"body": "{secret}"}, {"kind": "nothing"}, {"language": "tlh"}, {"body": ""}])
def test_a_preview_of_what_cannot_be_used_says_why(office, changed):
    response = office.post(PREVIEW, {**TYPED, **changed})

    assert response.status_code == 422
    assert "errorlist" in response.text
    assert "iframe" not in response.text


def test_nothing_typed_is_run_or_becomes_markup(office):
    body = "{{ settings.SECRET_KEY }} <script>alert(1)</script> {% now 'Y' %} {reference}"

    response = office.post(PREVIEW, {**TYPED, "body": body})

    page = read(response)
    assert house.SECRET_KEY not in response.text
    assert "<script>alert" not in response.text
    assert body.replace("{reference}", "CAI-26-7K4M-2XQR") in page.all("pre")[0].raw_text
    assert not htmltree.parse(page.all("iframe")[0].attrs["srcdoc"]).all("script")


def test_the_preview_may_style_itself_and_fetch_nothing(office):
    policy = office.post(PREVIEW, TYPED).headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "style-src 'self' 'unsafe-inline'" in policy
    assert "'unsafe-inline'" not in policy.partition("script-src")[2].partition(";")[0]


@pytest.mark.parametrize("name", ["amina", "claire", "dara"])
def test_nobody_else_sees_it(client, cast, name):
    client.force_login(getattr(cast, name))

    assert client.post(PREVIEW, TYPED).status_code in (302, 403, 404)
    assert client.get(LIST).status_code in (302, 403, 404)


def test_a_preview_is_asked_for_by_a_form_and_no_link(office):
    assert office.get(PREVIEW).status_code == 405


def test_the_list_and_the_record_call_a_letter_by_its_name(office, client, cast):
    row = LetterText.objects.create(kind="reply", language="fr", subject="x", body="{answer}")

    assert str(row) == f"{LETTERS['reply'].title} (fr)"
    assert str(LETTERS["reply"].title) in read(office.get(LIST)).text
