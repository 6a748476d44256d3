"""The doctor at the door of the mail server and of the mailbox: real sockets, real certificates, nothing sent."""

import socket
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import quote

import pytest
from django.core.mail.backends.smtp import EmailBackend

from notifications.doctor import mailbox, server
from notifications.doctor.setup import Setup
from tests.notifications import secured
from tests.notifications.mail_server import HANG_UP, SILENCE, MailServer, Stage
from tests.notifications.secured import PASSWORD, Server

OURS = Setup(sender="desk@maison.example", mail_domain="maison.example")
CERTIFICATES = [
    ("expired", "certificate_expired"),
    ("other name", "certificate_name"),
    ("self-signed", "certificate_unknown"),
    ("soon", "certificate_soon"),
]


def _backend(port, *, host="127.0.0.1", password="", **options):
    backend = EmailBackend(host=host, port=port, username="desk", password=password, timeout=2, **options)
    backend.ssl_context = secured.trusting()
    return backend


def _smtp(backend, setup=OURS):
    (finding,) = server.look_at(setup, backend, now=datetime.now(UTC))
    return finding.code


def test_a_server_that_lets_us_in_is_right_and_receives_nothing():
    heard = []
    with Server(secured.smtp(starttls="good", heard=heard)) as there:
        code = _smtp(_backend(there.port, password=PASSWORD, use_tls=True))

    assert code == "server_right"
    assert [line.split(" ")[0].lower() for line in heard] == [
        "ehlo",
        "starttls",
        "ehlo",
        "auth",
        "mail",
        "rset",
        "quit",
    ]


def test_a_server_that_speaks_tls_from_the_first_word_is_right():
    with Server(secured.smtp(), tls="good") as there:
        assert _smtp(_backend(there.port, password=PASSWORD, use_ssl=True)) == "server_right"


@pytest.mark.parametrize(("identity", "code"), CERTIFICATES)
@pytest.mark.parametrize("how", ["use_tls", "use_ssl"])
def test_a_certificate_that_is_not_good_is_told(identity, code, how):
    talk = secured.smtp(starttls=identity)
    with Server(talk, tls=identity if how == "use_ssl" else "") as there:
        assert _smtp(_backend(there.port, **{how: True})) == f"server_{code}"


def test_a_wrong_password_is_told_and_not_shown():
    with Server(secured.smtp(starttls="good")) as there:
        (finding,) = server.look_at(
            OURS, _backend(there.port, password="secret-9", use_tls=True), now=datetime.now(UTC)
        )

    assert finding.code == "server_not_let_in"
    assert "secret-9" not in str(finding)


def test_a_server_without_encryption_is_told_where_it_was_asked_for():
    with Server(secured.smtp()) as there:
        assert _smtp(_backend(there.port, use_tls=True)) == "server_offers_no_tls"


@pytest.mark.parametrize(("production", "sign"), [(True, "repair"), (False, "look")])
def test_no_password_goes_to_another_machine_in_the_open(production, sign):
    heard = []
    setup = replace(OURS, production=production)
    with Server(secured.smtp(heard=heard), host="127.0.0.2") as there:
        backend = _backend(there.port, host="127.0.0.2", password=PASSWORD)
        (finding,) = server.look_at(setup, backend, now=datetime.now(UTC))

    assert (finding.code, finding.sign) == ("server_without_tls", sign)
    assert not any(line.startswith("AUTH") for line in heard)


def test_a_server_in_the_house_needs_no_encryption():
    with MailServer() as there:
        assert _smtp(_backend(there.port)) == "server_right"


@pytest.mark.parametrize(
    ("stage", "words", "code"),
    [
        (Stage.MAIL, "553 5.7.1 not yours", "server_refuses_sender"),
        (Stage.CONNECT, "554 go away", "server_unwell"),
        (Stage.CONNECT, HANG_UP, "server_cut"),
        (Stage.EHLO, "421 busy", "server_unwell"),
    ],
)
def test_a_server_in_a_bad_mood_is_told(stage, words, code):
    with MailServer() as there:
        there.says[stage] = words
        assert _smtp(_backend(there.port)) == code


def test_a_silent_server_is_left_after_a_while(monkeypatch):
    monkeypatch.setattr(server, "LIMIT_SECONDS", 0.2)
    with MailServer() as there:
        there.says[Stage.CONNECT] = SILENCE
        assert _smtp(_backend(there.port)) == "server_silent"


def test_a_server_that_takes_only_small_letters_is_told():
    with Server(secured.smtp(size="SIZE 1000")) as there:
        assert _smtp(_backend(there.port)) == "server_small"


def test_the_wrong_kind_of_encryption_is_told_from_both_sides(monkeypatch):
    with Server(secured.smtp()) as there:
        assert _smtp(_backend(there.port, use_ssl=True)) == "server_tls_wrong"
    with Server(secured.smtp(), tls="good") as there:
        backend = _backend(there.port, use_tls=True)
        backend.port = 465
        connect = socket.create_connection
        monkeypatch.setattr(socket, "create_connection", lambda *_place: connect(("127.0.0.1", there.port), 0.2))
        assert _smtp(backend) == "server_tls_late"


def test_nobody_there_and_no_such_name_are_two_things(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as once:
        port = once.getsockname()[1]
    assert _smtp(_backend(port)) == "server_closed"

    monkeypatch.setattr(socket, "getaddrinfo", _unknown)
    assert _smtp(_backend(25, host="mail.maison.example")) == "server_unknown_name"


def _unknown(*_name, **_options):
    raise socket.gaierror


@pytest.mark.parametrize(
    ("backend", "keys", "production", "code"),
    [
        ("notifications.backends.DemoMailbox", (), False, "server_inside"),
        ("django.core.mail.backends.console.EmailBackend", (), True, "server_inside"),
        ("tests.notifications.test_doctor_servers.Unheard", (), True, "server_other"),
        ("anymail.backends.brevo.EmailBackend", ("BREVO_API_KEY",), True, "interface_set"),
        ("anymail.backends.brevo.EmailBackend", (), True, "interface_without_key"),
        ("anymail.backends.postmark.EmailBackend", (), True, "interface_without_key"),
        ("anymail.backends.nobody.EmailBackend", (), True, "interface_unusable"),
        ("no.such.Backend", (), True, "interface_unusable"),
    ],
)
def test_other_ways_of_sending_are_known_for_what_they_are(settings, backend, keys, production, code):
    settings.ANYMAIL = dict.fromkeys(keys, "a-key-9")
    setup = replace(OURS, backend=backend, keys=frozenset(keys), production=production)

    (finding,) = server.look_at(setup, server.backend_of(setup), now=datetime.now(UTC))

    assert finding.code == code
    assert "a-key-9" not in str(finding)


class Unheard:
    """A mail backend that nobody has heard of."""

    def __init__(self, **_options):
        pass


class _Interface:
    """A provider's backend, as far as the doctor looks at it."""

    def __init__(self, port):
        self.api_url = f"https://127.0.0.1:{port}/v3/"


def test_a_providers_door_is_knocked_at_only_when_asked():
    setup = replace(OURS, backend="anymail.backends.brevo.EmailBackend")
    now = datetime.now(UTC)
    with Server(secured.smtp(), tls="self-signed") as there:
        (told,) = server.look_at(setup, _Interface(there.port), now=now)
        (knocked,) = server.look_at(setup, _Interface(there.port), now=now, online=True)

    assert (told.code, knocked.code) == ("interface_set", "interface_certificate_unknown")


def _imap(port, *, password=PASSWORD, scheme="imaps", folder="INBOX", last_uid=0, host="127.0.0.1"):
    url = f"{scheme}://desk%40maison.example:{quote(password)}@{host}:{port}/{folder}"
    (finding,) = mailbox.look_at(url, last_uid=last_uid, now=datetime.now(UTC), context=secured.trusting())
    return finding


def test_a_mailbox_that_can_be_read_says_how_many_messages_wait():
    with Server(secured.imap(), tls="good") as there:
        finding = _imap(there.port, last_uid=3)

    assert finding.code == "mailbox_right"
    assert [word for word in finding.words.split() if word.isdigit()] == ["2", "3"]


def test_no_message_waits_when_all_were_read():
    with Server(secured.imap(), tls="good") as there:
        assert "0" in _imap(there.port, last_uid=9).words.split()


@pytest.mark.parametrize(("identity", "code"), CERTIFICATES)
def test_the_certificate_of_a_mailbox_is_looked_at(identity, code):
    with Server(secured.imap(), tls=identity) as there:
        assert _imap(there.port).code == f"mailbox_{code}"


@pytest.mark.parametrize(
    ("change", "code"),
    [({"password": "secret-9"}, "mailbox_not_let_in"), ({"folder": "Archives"}, "mailbox_no_folder")],
)
def test_a_mailbox_that_cannot_be_opened_says_why(change, code):
    with Server(secured.imap(), tls="good") as there:
        finding = _imap(there.port, **change)

    assert finding.code == code
    assert "secret-9" not in str(finding)


def test_a_mailbox_on_another_machine_is_read_encrypted_or_not_at_all():
    with Server(secured.imap(starttls="good"), host="127.0.0.2") as there:
        assert _imap(there.port, scheme="imap", host="127.0.0.2").code == "mailbox_right"
    with Server(secured.imap(), host="127.0.0.2") as there:
        assert _imap(there.port, scheme="imap", host="127.0.0.2").code == "mailbox_offers_no_tls"


def test_a_mailbox_address_that_asks_for_encryption_too_late_is_told(monkeypatch):
    with Server(secured.imap(), tls="good") as there:
        connect = socket.create_connection
        monkeypatch.setattr(socket, "create_connection", lambda *_place: connect(("127.0.0.1", there.port), 0.2))
        assert _imap(993, scheme="imap").code == "mailbox_tls_late"


def test_a_mailbox_that_does_not_answer_is_left_after_a_while(monkeypatch):
    monkeypatch.setattr(mailbox, "LIMIT_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as mute:
        assert _imap(mute.getsockname()[1], scheme="imap").code == "mailbox_silent"


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("", "mailbox_unused"),
        ("imaps://maison.example", "mailbox_address"),
        ("https://desk:x@maison.example/", "mailbox_address"),
        ("imaps://desk:x@maison.example:port/", "mailbox_address"),
    ],
)
def test_the_address_of_the_mailbox_is_read_before_anybody_is_called(url, code):
    assert [finding.code for finding in mailbox.look_at(url, last_uid=0, now=datetime.now(UTC))] == [code]
