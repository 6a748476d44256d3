"""Reading a mailbox: what is told of it, whatever its server does. tests/faults has a real server."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from notifications import imap, inbox
from notifications.imap_server import Broken, Mailbox, NotGiven, Unreadable, _utf7
from notifications.models import IncomingEmail, MailboxReading
from tests.notifications.conftest import NOW

HEAD = b"Subject: of message %d\r\n\r\n"
BREAKS, REFUSES = Broken("broken"), NotGiven()


class Server:
    """A mailbox of numbered messages; `acts` says what happens to whoever asks for one."""

    def __init__(self, *uids):
        self.uids, self.acts, self.sizes = list(uids), {}, {}
        self.validity, self.since_days, self.openings = 1, [], 0

    def after(self, uid):
        return [number for number in self.uids if number > uid]

    def since(self, day):
        self.since_days.append(day)
        return list(self.uids)

    def size(self, uid):
        return self.sizes.get(uid, 100)

    def whole(self, uid):
        act = self.acts.get(uid)
        if isinstance(act, Exception):
            raise act
        return HEAD % uid + b"Bonjour"

    def head(self, uid):
        return HEAD % uid


@pytest.fixture
def server(db, settings, monkeypatch):
    settings.IMAP_URL = "imap://zoe:secret@127.0.0.1/INBOX"
    one = Server(1, 2, 3)

    @contextmanager
    def opened(_mailbox):
        one.openings += 1
        yield one

    monkeypatch.setattr(imap, "opened", opened)
    return one


def rows():
    return list(IncomingEmail.objects.order_by("pk").values_list("because", "size_bytes"))


def reading():
    return MailboxReading.objects.get()


def test_what_was_read_is_not_read_again(server):
    assert (imap.fetch(NOW), imap.fetch(NOW)) == (3, 0)
    server.uids.append(4)

    assert imap.fetch(NOW) == 1
    assert (reading().read_at, reading().failure, reading().last_uid) == (NOW, "", 4)


@pytest.mark.parametrize("trouble", [BREAKS, REFUSES, Broken("silent")])
def test_a_message_that_is_not_given_out_stops_none_of_the_others_and_is_shown_to_a_person(server, trouble):
    server.acts[2] = trouble

    assert imap.fetch(NOW) == 3

    held = IncomingEmail.objects.get(fate="held")
    assert (held.because, held.subject) == ("unreadable", "of message 2")
    assert IncomingEmail.objects.filter(fate="waiting").count() == 2
    assert reading().last_uid == 3
    assert imap.fetch(NOW) == 0


def test_of_messages_of_which_we_have_nothing_each_has_its_row(server):
    server.acts = {1: REFUSES, 2: REFUSES}
    server.head = lambda _uid: None

    imap.fetch(NOW)

    assert IncomingEmail.objects.filter(because="unreadable").count() == 2


@pytest.mark.parametrize("trouble", [BREAKS, REFUSES])
def test_a_server_that_gives_nothing_out_is_itself_in_trouble_and_no_message_is_blamed(server, trouble):
    server.acts = dict.fromkeys(server.uids, trouble)

    with pytest.raises(Unreadable):
        imap.fetch(NOW)
    assert not IncomingEmail.objects.exists()
    assert (reading().read_at, bool(reading().failure)) == (None, True)

    server.acts.clear()
    assert imap.fetch(NOW) == 3


def test_a_connection_lost_once_loses_no_message(server, monkeypatch):
    whole, once = server.whole, [2]

    def flickering(uid):
        if uid in once:
            once.remove(uid)
            raise BREAKS
        return whole(uid)

    monkeypatch.setattr(server, "whole", flickering)
    imap.fetch(NOW)

    assert IncomingEmail.objects.count() == 3
    assert server.openings == 2


def test_what_is_too_large_is_shown_by_its_headers_and_its_whole_size(server):
    server.sizes[2] = 10**9

    assert imap.fetch(NOW) == 3
    assert rows()[1] == ("size", 10**9)
    assert inbox.raw_of(IncomingEmail.objects.get(because="size")) == HEAD % 2


def test_a_message_that_we_cannot_keep_is_still_shown(server, monkeypatch):
    keep = inbox.keep
    monkeypatch.setattr(inbox, "keep", lambda raw, **how: _stumble() if b"message 2" in raw else keep(raw, **how))

    assert imap.fetch(NOW) == 3
    assert [because for because, _size in rows()] == ["", "unreadable", ""]


def test_a_full_disk_is_told_and_nothing_is_noted_as_kept(server, monkeypatch):
    monkeypatch.setattr(inbox.storage, "save", _full)

    with pytest.raises(Unreadable, match="disk"):
        imap.fetch(NOW)
    assert (reading().last_uid, reading().failure) == (0, "disk")


def test_the_first_reading_goes_back_some_days_only(server, settings):
    settings.MAILBOX_FIRST_DAYS = 3
    imap.fetch(NOW)

    assert server.since_days == [NOW - timedelta(days=3)]


def test_after_numbers_given_anew_all_is_read_that_came_since_the_last_reading(server, settings):
    settings.MAILBOX_FIRST_DAYS = 0
    imap.fetch(NOW)
    server.validity, server.uids = 2, [1, 2, 3, 4]

    imap.fetch(NOW + timedelta(days=9))

    assert server.since_days[-1] == NOW - timedelta(days=1)
    assert IncomingEmail.objects.count() == 4


def test_another_mailbox_is_read_from_its_own_beginning(server, settings):
    imap.fetch(NOW)
    settings.IMAP_URL = "imap://another:secret@127.0.0.1/INBOX"

    assert imap.fetch(NOW) == 3


@pytest.mark.parametrize(
    ("url", "read"),
    [
        ("imaps://zoe%40example.org:p%3Aw@mail.example.org", ("mail.example.org", 993, "zoe@example.org", "p:w")),
        ("imap://zoe:pw@127.0.0.1:1143/Accueil%20public", ("127.0.0.1", 1143, "zoe", "pw")),
    ],
)
def test_the_setting_is_taken_apart(url, read):
    mailbox = Mailbox.of(url)

    assert (mailbox.host, mailbox.port, mailbox.user, mailbox.password) == read
    assert mailbox.folder in {"INBOX", "Accueil public"}


@pytest.mark.parametrize("url", ["pop://a:secret@b", "imaps://b", "imaps://a:secret@b:x", "imap://[", "a secret"])
def test_a_wrong_setting_is_named_and_its_value_is_not(url, settings, db):
    settings.IMAP_URL = url

    with pytest.raises(ImproperlyConfigured, match="IMAP_URL") as wrong:
        Mailbox.of(url)
    with pytest.raises(CommandError, match="IMAP_URL"):
        call_command("fetch_mail")
    assert "secret" not in str(wrong.value)


def test_without_the_setting_the_command_says_which_one_is_missing(settings):
    settings.IMAP_URL = ""

    with pytest.raises(CommandError, match="IMAP_URL"):
        call_command("fetch_mail")


@pytest.mark.parametrize(
    ("name", "written"), [("INBOX", "INBOX"), ("Reçus & lus", "Re&AOc-us &- lus"), ("Письма", "&BB8EOARBBEwEPAQw-")]
)
def test_a_folder_is_named_as_servers_name_it(name, written):
    assert _utf7(name) == written


def _stumble():
    raise ValueError("Zoé")


def _full(_content):
    raise OSError(28, "No space left on device")
