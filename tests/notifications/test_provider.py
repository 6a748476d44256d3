"""Mail that a provider brings: its real forms, our lock, and nothing lost or doubled on the way."""

import base64
import hashlib
import hmac
import json
from io import BytesIO

import pytest
from anymail.inbound import AnymailInboundMessage
from django.test import Client

from notifications import inbox, large_bodies, parsing, provider
from notifications.models import IncomingEmail
from tests.mail import letters

SECRET, KEY = "provider:a-long-secret", "a-signing-key"
MAILGUN, POSTMARK = "/mail/hooks/mailgun/inbound_mime/", "/mail/hooks/postmark/inbound/"
RECIPIENT = "r+abc@in.example.org"
RAW = "From: Zoé <zoe@example.org>\r\nMessage-ID: <m1@example.org>\r\n\r\nÀ mardi\r\n".encode("latin-1")
BINARY = bytes(range(256)) * 40  # every line end that a file may hold
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(autouse=True)
def _locked(db, settings):
    settings.ANYMAIL = {"WEBHOOK_SECRET": SECRET, "MAILGUN_WEBHOOK_SIGNING_KEY": KEY}


def showing(secret=SECRET):
    return {"HTTP_AUTHORIZATION": "Basic " + base64.b64encode(secret.encode()).decode()} if secret else {}


def mailgun(raw, *, key=KEY, token="t1"):
    """What Mailgun posts for a route that forwards to an address with "mime" in it."""
    signature = hmac.new(key.encode(), b"1795000000" + token.encode(), hashlib.sha256).hexdigest()
    return {
        "recipient": RECIPIENT,
        "sender": "zoe@example.org",
        "subject": "Bonjour",
        "body-mime": raw,
        "timestamp": "1795000000",
        "token": token,
        "signature": signature,
    }


def urlencoded(fields):
    def escaped(value):
        value = value if isinstance(value, bytes) else value.encode()
        return "".join(f"%{byte:02X}" for byte in value)

    return "&".join(f"{name}={escaped(value)}" for name, value in fields.items()).encode()


def multipart(fields):
    parts = [
        f'--xyz\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode()
        + (value if isinstance(value, bytes) else value.encode())
        for name, value in fields.items()
    ]
    return b"\r\n".join(parts) + b"\r\n--xyz--\r\n"


def postmark(**changes):
    """What Postmark posts when it does not send the message whole."""
    file = {"Name": "scan à lire.pdf", "Content": base64.b64encode(BINARY).decode(), "ContentType": "application/pdf"}
    whole = {
        "FromFull": {"Email": "zoe@example.org", "Name": "Zoé"},
        "ToFull": [{"Email": RECIPIENT, "Name": ""}],
        "OriginalRecipient": RECIPIENT,
        "Subject": "Été",
        "MessageID": "0f0f-1",
        "Date": "Mon, 23 Nov 2026 10:00:00 +0100",
        "TextBody": "Bonjour, voici le scan. ☺",
        "HtmlBody": "<p>Bonjour, voici le scan. ☺</p>",
        "Headers": [{"Name": "Message-ID", "Value": "<m2@example.org>"}],
        "Attachments": [{**file, "ContentLength": len(BINARY)}] * 5,
    }
    return json.dumps({**whole, **changes})


def post(address, body, kind, secret=SECRET, **environment):
    return Client(enforce_csrf_checks=True, raise_request_exception=False).post(
        address, data=body, content_type=kind, **showing(secret), **environment
    )


def only():
    return IncomingEmail.objects.get()


@pytest.mark.parametrize(
    ("body", "kind"), [(urlencoded(mailgun(RAW)), FORM), (multipart(mailgun(RAW)), "multipart/form-data; boundary=xyz")]
)
def test_a_message_that_comes_whole_is_kept_to_the_byte(body, kind):
    assert post(MAILGUN, body, kind).status_code == 200

    assert inbox.raw_of(only()) == RAW
    assert (only().recipient, only().mailbox, only().fate) == (RECIPIENT, "webhook", "waiting")


def test_a_message_that_comes_in_parts_is_put_together_again():
    assert post(POSTMARK, postmark(), "application/json").status_code == 200

    mail = parsing.parse(inbox.raw_of(only()))
    assert (mail.sender, mail.subject, mail.message_id) == (("Zoé", "zoe@example.org"), "Été", "<m2@example.org>")
    assert (mail.text, "<p>" in mail.html) == ("Bonjour, voici le scan. ☺", True)
    assert [file.name for file in mail.files] == ["scan à lire.pdf"] * 5
    assert {file.content for file in mail.files} == {BINARY}
    assert only().recipient == RECIPIENT


def test_the_whole_message_is_preferred_to_its_parts():
    post(POSTMARK, postmark(RawEmail="Subject: Bonjour\r\n\r\nÀ mardi\r\n"), "application/json")

    assert inbox.raw_of(only()) == "Subject: Bonjour\r\n\r\nÀ mardi\r\n".encode()


@pytest.mark.parametrize(
    ("address", "bodies", "kind"),
    [
        (POSTMARK, [postmark()] * 5, "application/json"),
        (MAILGUN, [urlencoded(mailgun(RAW, token=f"t{n}")) for n in range(5)], FORM),
    ],
)
def test_told_five_times_it_is_one_message(address, bodies, kind):
    assert {post(address, body, kind).status_code for body in bodies} == {200}

    assert IncomingEmail.objects.count() == 1


@pytest.mark.parametrize("secret", ["", "provider:another", "another:a-long-secret"])
def test_without_the_secret_nobody_brings_mail(secret):
    assert post(POSTMARK, postmark(), "application/json", secret).status_code == 400
    assert post(MAILGUN, urlencoded(mailgun(RAW)), FORM, secret).status_code == 400
    assert not IncomingEmail.objects.exists()


def test_a_wrong_signature_brings_no_mail():
    assert post(MAILGUN, urlencoded(mailgun(RAW, key="another")), FORM).status_code == 400
    assert not IncomingEmail.objects.exists()


def large(megabytes):
    return RAW + b"x" * (megabytes * 1024 * 1024)


@pytest.mark.parametrize(
    ("address", "body", "kind"),
    [
        (MAILGUN, lambda: multipart(mailgun(large(5))), "multipart/form-data; boundary=xyz"),
        (MAILGUN, lambda: urlencoded(mailgun(large(1))), FORM),
        (POSTMARK, lambda: postmark(TextBody="x" * 3_000_000), "application/json"),
    ],
)
def test_a_message_larger_than_any_form_of_ours_comes_in(address, body, kind):
    assert post(address, body(), kind).status_code == 200
    assert only().size_bytes > 1_000_000


def test_what_is_larger_than_a_message_may_be_is_refused_in_plain_words(monkeypatch):
    monkeypatch.setattr(parsing, "SIZE_LIMIT_BYTES", 10_000)

    assert post(POSTMARK, postmark(), "application/json").status_code == 413
    assert not IncomingEmail.objects.exists()


@pytest.mark.parametrize("secret", ["", "provider:another"])
def test_whoever_has_not_the_secret_finds_no_room(secret, settings):
    large_body = postmark(TextBody="x" * 3_000_000)

    assert post(POSTMARK, large_body, "application/json", secret).status_code == 400
    settings.ANYMAIL = {"MAILGUN_WEBHOOK_SIGNING_KEY": KEY}
    assert post(MAILGUN, urlencoded(mailgun(large(1))), FORM, secret).status_code == 413


def test_a_body_is_read_once():
    body = Counted(postmark().encode())

    post(POSTMARK, postmark(), "application/json", **{"wsgi.input": body})

    assert body.bytes_read == len(body.getvalue())
    assert only().size_bytes


@pytest.mark.parametrize("body", ["{", "[]", '{"FromFull": 7}', postmark(Attachments=[{"Name": "a"}])])
def test_what_our_provider_brings_and_nobody_understands_waits_for_a_person(body):
    assert [post(POSTMARK, body, "application/json").status_code for _ in range(2)] == [200, 200]

    assert (only().fate, only().because) == ("held", "unreadable")
    assert parsing.parse(inbox.raw_of(only())).files[0].content == body.encode()


def test_what_nobody_understands_is_not_kept_for_a_stranger():
    assert post(POSTMARK, "{", "application/json", "provider:another").status_code == 400
    assert not IncomingEmail.objects.exists()


def test_a_disk_that_is_full_makes_the_provider_come_back(monkeypatch):
    with monkeypatch.context() as full:
        full.setattr(inbox.storage, "save", _full)
        assert post(POSTMARK, postmark(), "application/json").status_code == 500

    assert post(POSTMARK, postmark(), "application/json").status_code == 200
    assert only().fate == "waiting"


def test_tracking_doors_keep_the_limits_of_forms():
    body = json.dumps({"RecordType": "Delivery", "x": "x" * 3_000_000})

    assert post("/mail/hooks/postmark/tracking/", body, "application/json").status_code == 413


@pytest.mark.parametrize("path", sorted((letters.HERE / "held_out").glob("*.eml")), ids=lambda path: path.stem)
def test_a_message_that_anymail_fetched_itself_is_written_out_as_it_was(path):
    raw = path.read_bytes()
    one, again = (provider.bytes_of(AnymailInboundMessage.parse_raw_mime_bytes(raw)) for _ in range(2))

    expected, mail = parsing.parse(raw), parsing.parse(one)
    assert one == again
    assert (mail.text, mail.html, mail.subject) == (expected.text, expected.html, expected.subject)
    assert [(file.name, file.content) for file in mail.files if file.mime != "message/rfc822"] == [
        (file.name, file.content) for file in expected.files if file.mime != "message/rfc822"
    ]


def test_a_form_of_mail_keeps_every_file_whatever_its_name():
    names = ["", "..", "à.pdf", "a" * 400]
    parts = b"".join(
        f'--xyz\r\nContent-Disposition: form-data; name="f{number}"; filename="{name}"\r\n\r\n'.encode()
        + BINARY
        + b"\r\n"
        for number, name in enumerate(names)
    )
    _post, files = large_bodies.FormOfMail().handle_raw_input(BytesIO(parts + b"--xyz--\r\n"), {}, 1, b"xyz")

    assert {files[f"f{number}"].read() for number in range(len(names))} == {BINARY}
    assert [files[f"f{number}"].name for number in range(3)] == ["file", "file", "à.pdf"]


class Counted(BytesIO):
    """A body that counts what is read of it."""

    bytes_read = 0

    def read(self, size=-1, /):
        content = super().read(size)
        self.bytes_read += len(content)
        return content


def _full(_content):
    raise OSError(28, "No space left on device")
