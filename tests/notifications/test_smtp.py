"""The words we say to an SMTP server."""

import smtplib

import pytest

from notifications import smtp


class Server:
    """As smtplib sees one: it offers what it offers, and answers what it is told to answer, in order."""

    def __init__(self, *replies, offers=("pipelining", "size")):
        self.replies, self.offers = [(int(reply[:3]), reply[4:].encode()) for reply in replies], offers
        self.heard = []

    def ehlo_or_helo_if_needed(self):
        pass

    def has_extn(self, name):
        return name in self.offers

    def send(self, words):
        self.heard.append(words if isinstance(words, str) else words.decode())

    def putcmd(self, line):
        self.send(f"{line}\r\n")

    def getreply(self):
        return self.replies.pop(0)

    def rset(self):
        self.heard.append("RSET")


def post(server, raw=b"Bonjour\r\n"):
    smtp.post(server, "us@example.org", "zoe@example.org", raw, meanwhile=lambda: server.heard.append("(meanwhile)"))


ENVELOPE = "MAIL FROM:<us@example.org> size=9\r\nRCPT TO:<zoe@example.org>\r\nDATA\r\n"


def test_a_server_that_takes_all_in_one_go_is_told_all_in_one_go():
    server = Server("250 ok", "250 ok", "354 go on", "250 taken")

    post(server)

    assert server.heard == [ENVELOPE, "(meanwhile)", "Bonjour\r\n.\r\n"]


def test_a_server_that_does_not_is_told_one_thing_after_the_other():
    server = Server("250 ok", "250 ok", "354 go on", "250 taken", offers=())

    post(server)

    mail, rcpt, data = ENVELOPE.replace(" size=9", "").splitlines(keepends=True)
    assert server.heard == [mail, "(meanwhile)", rcpt, data, "Bonjour\r\n.\r\n"]


@pytest.mark.parametrize(
    ("raw", "sent"),
    [
        (b".\r\n", "..\r\n.\r\n"),
        (b"a\r\n.b\r\n..\r\nc.", "a\r\n..b\r\n...\r\nc.\r\n.\r\n"),
    ],
)
def test_a_line_that_begins_with_a_dot_does_not_end_the_letter(raw, sent):
    server = Server("250 ok", "250 ok", "354 go on", "250 taken")

    post(server, raw)

    assert server.heard[-1] == sent


@pytest.mark.parametrize(
    ("replies", "refusal", "afterwards"),
    [
        (["451 later", "503 no", "503 no"], smtplib.SMTPSenderRefused, ["RSET"]),
        (["250 ok", "550 unknown", "554 nobody"], smtplib.SMTPRecipientsRefused, ["RSET"]),
        (["250 ok", "550 unknown", "354 go on", "554 nobody"], smtplib.SMTPRecipientsRefused, [".\r\n", "RSET"]),
        (["250 ok", "250 ok", "451 later"], smtplib.SMTPDataError, ["RSET"]),
        (["250 ok", "250 ok", "354 go on", "554 spam"], smtplib.SMTPDataError, ["Bonjour\r\n.\r\n", "RSET"]),
        (["421 closing"], smtplib.SMTPSenderRefused, []),
        (["250 ok", "421 closing"], smtplib.SMTPRecipientsRefused, []),
        (["250 ok", "250 ok", "421 closing"], smtplib.SMTPDataError, []),
    ],
)
def test_after_a_refusal_the_connection_is_fit_for_the_next_letter(replies, refusal, afterwards):
    server = Server(*replies)

    with pytest.raises(refusal):
        post(server)

    assert server.heard == [ENVELOPE, "(meanwhile)", *afterwards]
    assert server.replies == []


def test_where_nothing_was_pipelined_the_first_no_is_the_last_word():
    server = Server("250 ok", "550 unknown", offers=())

    with pytest.raises(smtplib.SMTPRecipientsRefused):
        post(server)

    assert server.heard[-2:] == ["RCPT TO:<zoe@example.org>\r\n", "RSET"]
