"""Mail that is meant to harm: it is read in bounded time, and nothing in its HTML survives that acts.

The limits of time are generous, for slow machines; what they catch takes minutes.
"""

import base64
import threading
import time
from email.message import Message
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications import bodies, charsets, cleaning, parsing, quoting, tags, tnef, webtext
from notifications.classify import EFFECTS, classify
from tests.mail import winmail

SECONDS = 10  # of each adversary; on an idle machine each takes less than one or two
ALLOWED = {"href", "title", "colspan", "rowspan", "dir", "lang", "rel"}
LONG = 400_000


def _filled(piece, length=LONG):
    return piece * (length // len(piece))


class _Active(HTMLParser):
    """What acts, or has no business, in HTML as a browser reads it."""

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name not in ALLOWED or (
                name == "href" and not (value or "").startswith(("http:", "https:", "mailto:", "tel:"))
            ):
                self.found.append((tag, name))
        if tag not in cleaning.TAGS:
            self.found.append((tag, ""))

    handle_comment = handle_decl = handle_pi = unknown_decl = lambda self, data: self.found.append(data)


def _active(html):
    parser = _Active()
    parser.found = []
    parser.feed(html)
    parser.close()
    return parser.found


HOSTILE = {
    "script": "<script>alert(1)</script><p onclick=x()>a</p>",
    "script-cut-in-two": "<<script>script>alert(1)<</script>/script>",
    "link": "<a href='javascript:x'>a</a><a href=' java&#10;script:x'>b</a><a href='data:text/html,x'>c</a>",
    "picture": "<img src=http://x.example/1.png onerror=x>a<image src=x>",
    "svg": "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "mathml": "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "form": "<form action=/x><input name=a><button>b</button></form>",
    "frame": "<iframe src=//x.example></iframe><iframe srcdoc='<script>x</script>'>",
    "refresh": "<meta http-equiv=refresh content='0;url=//x.example'><base href=//x.example>",
    "style": "<p style='background:url(//x)'>a<style>@import '//x'</style><link rel=stylesheet href=//x>",
    "null": "<scr\0ipt>alert(1)</scr\0ipt><p on\0click=x>a",
    "attribute-of-nothing": "<p/onclick=alert(1)//title=x>a</p><b\tonmouseover=x>b",
    "title": '<a title="</a><img src=x onerror=alert(1)>" href=http://x>a</a>',
    "comment": "<!--><img src=x onerror=alert(1)>--><!-- --!><img src=y onerror=z> -->",
    "template": "<template><script>x</script></template><noscript><p title='</noscript><img src=x onerror=y>'>",
    "nested-div": "<div>" * 30_000,
    "nested-formats": "".join(f"<b title={n}><i lang={n}>" for n in range(5000)) + "<p>x" * 5_000,
    "nested-tables": "<table><tr><td>" * 5_000 + "x",
    "nested-links": "<a href=http://x.example/>" * 5_000 + "x",
    "closing-only": "</p></div></b>" * 30_000,
    "quotes": _filled('<a b="', 100_000),
    "half-comments": _filled("<!--", 100_000),
    "half-tags": _filled("<a ", 100_000),
    "signs": _filled("<", 100_000),
    "entities": _filled("&#x41;&lt;script&gt;", 100_000) + "&#" + "9" * 5000 + ";",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_html_that_is_meant_to_harm_comes_out_harmless_and_soon(name):
    threads, started = threading.active_count(), time.monotonic()
    cleaned = cleaning.clean(HOSTILE[name])

    assert time.monotonic() - started < cleaning.LIMIT_SECONDS
    assert threading.active_count() == threads
    assert _active(cleaned) == []
    assert cleaning.clean(cleaned) == cleaned


@pytest.mark.parametrize("name", HOSTILE)
def test_the_words_of_hostile_html_are_found_soon(name):
    started = time.monotonic()
    webtext.words_of(HOSTILE[name])

    assert time.monotonic() - started < SECONDS


@given(st.text(alphabet="<>/abp img=\"'&;!-#"))
def test_cleaning_twice_changes_nothing(html):
    once = cleaning.clean(html)

    assert cleaning.clean(once) == once


@given(st.lists(st.sampled_from([
    "<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<table>", "<tr>", "<td>", "</table>", "<li>", "<ul>", "</ul>", "<a href=http://x>",
    "</a>", "<h1>", "<pre>\n", "<tbody>", "<thead>", "<th>", "<blockquote>", "</blockquote>", "<script>", "</script>", "x", "\n", "<br>", "<hr>", "&amp;",
]), max_size=40))  # fmt: skip
def test_tags_in_any_order_settle(pieces):
    once = cleaning.clean("".join(pieces))

    assert cleaning.clean(once) == once


@given(st.text(alphabet="<>/ab=\"'- \n"))
def test_html_is_cut_into_pieces_that_are_together_the_whole(html):
    assert "".join(token.raw for token in tags.tokens(html)) == html


def test_html_that_is_too_long_is_not_shown_as_html():
    with pytest.raises(cleaning.TooSlow):
        cleaning.clean("a" * (cleaning.LIMIT_CHARACTERS + 1))


def _nested(depth, lines):
    parts = (b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(depth))
    return b"".join(parts) + b"\n" + b"abc\n" * lines


MESSAGES = {
    "letters-in-letters": b"Content-Type: message/rfc822\n\n" * 5000,
    "parts-in-parts": _nested(1000, 0),
    "many-open-boundaries": _nested(250, 100_000),
    "many-parts": b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 10_000,
    "many-headers": b"".join(b"X-%d: =?utf-8?q?a?=\n" % n for n in range(10_000)) + b"From: a@b.org\n\nx",
    "many-hops": b"Received: from x by y\n" * 10_000 + b"From: a@b.org\n\nx",
    "encoded-words": b"Subject: " + b"=?utf-8?B?" * 100_000 + b"\n\nx",
    "many-senders": b"From: " + b"<a@b.org>,(" * 50_000 + b"\n\nx",
    "brackets": b"From: " + b"(" * 100_000 + b"\nReferences: " + b"<a>" * 50_000 + b"\n\nx",
    "flowed": b"Content-Type: text/plain; format=flowed\n\n" + b"word \n" * 500_000,
    "parameters": b"Content-Type: text/plain; " + b"".join(b"a*%d*=x; " % n for n in range(10_000)) + b"\n\nx",
    "blanks": b"Subject: a" + b" " * 500_000 + b"b\n\nx",
    "report": b"Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n" + b"Action: failed\n\n" * 10_000,
}  # fmt: skip


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_that_is_meant_to_keep_us_busy_is_read_soon(name, monkeypatch):
    monkeypatch.setattr(parsing, "PARSING_SECONDS", 1)
    started = time.monotonic()
    mail = parsing.parse(MESSAGES[name])

    assert classify(mail).kind in EFFECTS
    assert mail.sender is not None
    assert mail.ids("references") is not None
    assert time.monotonic() - started < SECONDS


def test_what_stands_behind_ten_thousand_headers_is_still_read():
    assert parsing.parse(MESSAGES["many-hops"]).sender[1] == "a@b.org"


@pytest.mark.parametrize("piece", [
    "> a\nb\n", "> a\n\n", "\n", " ", "##–", "##- x -##\n", "On 1/1/2026 10:12 a@b.c wrote:\n", "De : a@b.org\n", "De :\nDate : 2026\n",
    "-----", "- Message -", "___ a ___\n", "a@", "a.", "1/", "wrote:", "Le 1/1/2026 a écrit", "je suis absent ", "click ", "a: ", "#1234",
    "Re: ", "réponse automatique ", "550 ", "votre message ne sera ", "this is an auto ", ">>>>>>", "\u200f", "message a été ", "<a@b.c> ",
])  # fmt: skip
def test_no_text_keeps_the_signs_of_machines_and_of_quotations_busy(piece):
    text = _filled(piece)
    mail = parsing.ParsedMail(text=text, headers=[("subject", text), ("return-path", "<>"), ("x-spam-status", text)])
    started = time.monotonic()
    quoting.split(text, ("guichet.example.org",))
    classify(mail, ours=("guichet@guichet.example.org",))

    assert time.monotonic() - started < SECONDS


@pytest.mark.parametrize(
    "name",
    [
        "a/../../x.pdf",
        "..\\x.pdf",
        "x\u202e.pdf",
        "\u2066x.pdf",
        "x\r\n.pdf",
        "x\u200b.pdf",
        "\ufeffx.pdf",
    ],
)
def test_the_name_of_a_file_shows_nothing_but_itself(name):
    part = Message()
    part.add_header("Content-Disposition", "attachment", filename=("utf-8", "", name))

    assert bodies.file_name(part).replace(" ", "") == "x.pdf"


@given(st.binary(max_size=400))
def test_no_bytes_make_the_reader_of_winmail_stumble(content):
    inside = tnef.unpack(tnef.SIGNATURE + b"\0\0" + content)

    assert sum(len(data) for _name, data in inside.files) <= len(content)


@given(st.data())
def test_no_damage_to_a_winmail_makes_its_reader_stumble(data):
    whole = winmail.winmail(winmail.file("a.pdf", b"%PDF"), body="x")
    at = data.draw(st.integers(len(tnef.SIGNATURE), len(whole)))
    damaged = whole[:at] + data.draw(st.binary(max_size=8)) + whole[at + data.draw(st.integers(0, 8)) :]

    assert tnef.unpack(damaged).files is not None


def test_a_winmail_that_claims_to_hold_thousands_of_files_yields_a_hundred():
    many = winmail.winmail(*(winmail.file(f"{n}.pdf", b"x") for n in range(1000)))
    inside = tnef.unpack(many)

    assert len(inside.files) <= tnef.FILES_LIMIT + 1
    assert not inside.is_whole


def test_a_winmail_with_another_in_it_is_not_opened_further():
    inner = winmail.winmail(winmail.file("deep.pdf", b"x"))
    inside = tnef.unpack(winmail.winmail(winmail.file("winmail.dat", inner)))

    assert [name for name, _content in inside.files] == ["winmail.dat"]


@given(
    st.binary(max_size=300),
    st.sampled_from(["", "utf-8", "gb2312", "koi8-u", "utf-7", "utf-16", "iso-2022-jp", "hz", "x", "base64"]),
)
def test_every_charset_yields_a_text_without_nul(content, charset):
    assert "\0" not in charsets.decode(content, charset)


@given(st.text(alphabet="AZaz09+/=-_ \n", max_size=60))
def test_base64_that_is_cut_or_mixed_never_makes_it_stumble(coded):
    content = charsets.unbase64(coded.encode())

    assert content is None or len(content) <= len(coded)


@given(st.binary(max_size=60), st.integers(10, 76))
def test_base64_is_what_it_was_before(content, width):
    coded = base64.b64encode(content).decode()

    assert (
        charsets.unbase64("\r\n".join(coded[n : n + width] for n in range(0, len(coded), width)).encode()) or b""
    ) == content
