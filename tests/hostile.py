"""Hostile inputs, five hundred and more, generated: what is typed into every field, and what comes as the body itself.

`TEXTS` are typed: name -> text. `BODIES` are sent as they are: name -> (content type, what is made of the honest pairs).
Each text that could run somewhere calls MARK, so that a test can look for it in any page.
"""

import itertools
import unicodedata
from collections.abc import Callable, Iterator
from urllib.parse import quote, urlencode

MARK = "hostile7q"
Pairs = list[tuple[str, str]]
Body = tuple[str, Callable[[Pairs], bytes]]

_HANDLERS = ("onerror", "onload", "onfocus", "onclick", "onmouseover", "onanimationstart", "onbegin", "ontoggle")
_TAGS = ("img src=x", "svg", "body", "input autofocus", "details open", "video", "iframe", "a href=x", "math", "style")
_WRAPS = (
    "<{tag} {handler}={mark}()>",
    "\"><{tag} {handler}='{mark}()'>",
    "'><{tag}/{handler}={mark}`1`>",
    "</textarea><{tag} {handler}={mark}()>",
)
_SCRIPTS = (
    "<script>{m}()</script>", "<SCRIPT SRC=//x.invalid/{m}></SCRIPT>", "</title><script>{m}()</script>",
    "<scr<script>ipt>{m}()</scr</script>ipt>", "<a href='javascript:{m}()'>x</a>", "<!--><script>{m}()</script>",
    "<![CDATA[<script>{m}()</script>]]>", "<base href=//x.invalid>", "<meta http-equiv=refresh content='0;url=//x'>",
    "<form action=//x.invalid><input name=message value={m}>", "<object data=//x.invalid>", "<link rel=import href=//x>",
    "</option></select><script>{m}()</script>", "<template><script>{m}()</script></template>", "<x id=error-summary>",
    "<svg><animate onbegin={m}() attributeName=x></svg>", "&lt;script&gt;{m}()&lt;/script&gt;", "&#60;script&#62;",
    "\\u003cscript\\u003e{m}()", "＜script＞{m}()＜/script＞", "<ﬅyle>{m}", "<button form=answers formaction=//x>{m}",
    "javascript:{m}()", "data:text/html,<script>{m}()</script>", "vbscript:{m}", "<div style=x:expression({m}())>",
)  # fmt: skip
_TEMPLATES = (
    "{{ settings.SECRET_KEY }}", "{% csrf_token %}", "{% load static %}", "{% include '/etc/passwd' %}", "{{ 7|add:'7' }}",
    "${7*7}", "#{7*7}", "<%= 7*7 %>", "{{7*7}}", "{{''.__class__.__mro__}}", "%(reference)s", "%s%s%s%n", "{0.__class__}",
    "{reference}", "{{#with}}", "[[${7*7}]]", "@(7*7)", "{% blocktranslate %}", "{# comment #}", "{% verbatim %}",
    "\\{{ x }}", "{{ request }}", "{{{ x }}}", "{% debug %}", "{% now 'Y' %}",
)  # fmt: skip
_SQL = (
    "' OR '1'='1", "'; DROP TABLE requests_app_ticket; --", "1; SELECT pg_sleep(10)", "\" OR \"\"=\"", "') OR ('1'='1",
    "1 UNION SELECT password FROM requests_app_user", "admin'--", "' AND (SELECT 1 FROM pg_sleep(10))--", "%' LIKE '%",
    "1' ORDER BY 100--", "$$; DROP SCHEMA public; $$", "\\'; --", "0x27", "CHAR(39)", "1/*comment*/1", "%27%20OR%201=1",
    "x' AND 1=CAST((SELECT version()) AS int)--", "_", "%", "' || (SELECT '') || '", "NULL", "NaN", "1e999", "-0", "∞",
)  # fmt: skip
_HEADERS = (
    "x@example.org\r\nBcc: all@example.invalid", "x\nBcc: y@example.invalid", "Subject\r\n\r\n<b>body</b>", "a%0d%0aX: 1",
    "x@example.org\rCc: y@example.invalid", "x\u2028Bcc: y", "=?utf-8?q?=0aBcc:_y?=", "\"x\"\r\n <y@example.invalid>",
    "x@example.org,y@example.invalid", "<x@example.org> <y@example.invalid>", "undisclosed:;", "@", "x@", "@x", "x@[127.0.0.1]",
    "x@example.org;rm -rf", "x@localhost", "x@-example.org", "x" * 65 + "@example.org", "x@" + "y" * 250 + ".org",
)  # fmt: skip
_FORMULAS = (
    "=1+1", "+1+1", "-1+1", "@SUM(1+1)", "=cmd|' /C calc'!A0", "=HYPERLINK(\"http://x.invalid\",\"x\")", "\t=1+1",
    "\r=1+1", "=IMPORTXML(\"http://x\",\"//a\")", "；=1+1", "\"=1+1\"", "=DDE(\"cmd\";\"x\")", "@=1", "+32 477", "--1", "＝1+1",
)  # fmt: skip
_PATHS = (
    "../../../../etc/passwd", "..\\..\\windows\\win.ini", "/etc/passwd\x00.jpg", "file:///etc/passwd", "CON", "nul.txt",
    "http://127.0.0.1:8000/admin/", "http://169.254.169.254/", "\\\\x.invalid\\share", "gopher://x", "`id`", "$(id)",
    "; cat /etc/passwd", "| id", "&& id", "() { :;}; id", "!xxe SYSTEM", "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///x'>]>&y;",
    "__proto__[x]=1", "constructor.prototype", "rO0ABXNyA", "gASVAAAA", "!!python/object/apply:os.system ['id']",
)  # fmt: skip
_SCRIPTS_OF_THE_WORLD = (
    "ሰላም፡ ቋንቋ ፈረንሳ ክመሃር ደልየ።", "می‌خواهم فرانسه یاد بگیرم", "زه غواړم فرانسوي زده کړم", "Я хочу вивчати мову ї є ґ",
    "我想学法语", "Ez dixwazim fransî hîn bibim", "नमस्ते दुनिया", "สวัสดีครับ", "ខ្ញុំចង់រៀន", "ကျွန်တော်", "ﷺ﷽", "𝕴 𝔴𝔞𝔫𝔱", "ǅ ß ẞ İ ı",
    "👩🏽‍👧‍👦🏳️‍🌈🇺🇦", "e\u0301 n'est pas é", "\u0915\u094d\u200d\u0937", "ᚠᛇᚻ", "\U0010ffff", "\ufdd0\uffff", "\ue000",
    "שָׁלוֹם עוֹלָם", "Здравствуйте 12½ №", "ｆｕｌｌｗｉｄｔｈ", "a\u0336b\u0336c\u0336", "ʇxǝʇ", "ﬁ ﬂ ﬃ", "\u00a0\u2003\u3000x", "null", "undefined",
)  # fmt: skip
_LONG = {
    "5001 letters": "é" * 5001, "20000 letters": "x" * 20_000, "a line of 1 MB": "x" * 1_000_000, "1 MB of spaces": " " * 1_000_000 + "x",
    "100000 lines": "\n" * 100_000 + "x", "1 MB of brackets": "<" * 1_000_000, "deep brackets": "[" * 50_000 + "]" * 50_000,
    "deep elements": "<b>" * 20_000, "deep JSON": "{\"a\":" * 20_000, "1 MB of ampersands": "&" * 1_000_000,
    "100000 marks on one letter": "a" + "\u0301" * 100_000, "200000 emoji": "😀" * 200_000, "long words": ("x" * 5000 + " ") * 20,
    "many quotes": "\"'" * 50_000, "many links": "http://x.invalid/ " * 20_000, "evil for regular expressions": "a" * 30_000 + "!",
    "digits": "9" * 100_000, "arabic digits": "٩" * 10_000, "1 MB of mixed": "é<ሰ\u202e👩" * 60_000, "dashes": "-" * 100_000,
    "at signs": "@" * 100_000, "dots": "." * 100_000, "100000 words": "viagra " * 100_000, "slashes": "/" * 100_000,
}  # fmt: skip


def _texts() -> Iterator[tuple[str, str]]:
    for (wrap_at, wrap), tag, handler in itertools.product(enumerate(_WRAPS), _TAGS, _HANDLERS[:5]):
        yield f"element {wrap_at} {tag} {handler}", wrap.format(tag=tag, handler=handler, mark=MARK)
    groups = {
        "script": [one.replace("{m}", MARK) for one in _SCRIPTS], "template": _TEMPLATES, "sql": _SQL,
        "header": _HEADERS, "formula": _FORMULAS, "path": _PATHS, "world": _SCRIPTS_OF_THE_WORLD,
    }  # fmt: skip
    for kind, listed in groups.items():
        for text in listed:
            yield f"{kind} {text[:20]!r}", text
    for number in (*range(0x20), 0x7F, 0x80, 0x85, 0x9F, 0xAD, 0x200B, 0x200D, 0x200E, 0x202A, 0x202D, 0x202E, 0x2028,
                   0x2029, 0x2066, 0x2069, 0xFEFF, 0xFFF9, 0xFFFC, 0xFFFD, 0xE0001):  # fmt: skip
        yield f"character U+{number:04X} {unicodedata.name(chr(number), '')}", f"avant{chr(number)}après la suite"
    for height in (5, 50, 500):
        yield f"zalgo {height}", "".join(letter + "\u0300\u0323\u0489" * height for letter in "zalgo")
    yield from _LONG.items()


TEXTS = dict(_texts())


def encoded(pairs: Pairs, encoding: str = "utf-8") -> bytes:
    """The pairs as a form without files sends them, in whatever encoding."""
    return urlencode([(name.encode(encoding), value.encode(encoding, "replace")) for name, value in pairs]).encode()


def multipart(pairs: Pairs, *, boundary: str = "b", end: str = "--b--\r\n", head: str = "{}") -> bytes:
    """The pairs as a form with files sends them; `head` is put around each part's header."""
    parts = [
        f"--{boundary}\r\n" + head.format(f'Content-Disposition: form-data; name="{name}"') + f"\r\n\r\n{value}\r\n"
        for name, value in pairs
    ]
    return ("".join(parts) + end).encode()


_URLENCODED = "application/x-www-form-urlencoded"
_MULTIPART = "multipart/form-data; boundary=b"
_FILE = (
    '--b\r\nContent-Disposition: form-data; name="attachments"; filename="{}"\r\nContent-Type: {}\r\n\r\nx\r\n--b--\r\n'
)


def _bodies() -> Iterator[tuple[str, Body]]:
    for charset in (
        "utf-16",
        "utf-7",
        "latin-1",
        "shift_jis",
        "utf-32",
        "cp1252",
        "idna",
        "nonsense",
        "rot13",
        "base64",
    ):
        yield f"charset {charset}", (f"{_URLENCODED}; charset={charset}", encoded)
    for kind in (
        "text/plain",
        "application/json",
        "application/xml",
        "",
        "multipart/mixed; boundary=b",
        "x/y",
        "a" * 999,
    ):
        yield f"content type {kind[:30]!r}", (kind, encoded)
    for name, boundary in {
        "none": "",
        "empty": "boundary=",
        "long": "boundary=" + "b" * 300,
        "odd": "boundary=é\x00",
    }.items():
        yield f"boundary {name}", (f"multipart/form-data; {boundary}", multipart)
    for name, raw in {
        "invalid UTF-8": b"message=%ff%fe%c3%28&topic=autre", "raw bytes": b"message=\xff\xfe\x00", "half a sign": b"message=%e1%88",
        "a surrogate": b"message=%ed%a0%80", "too long a form": b"message=%c0%bcscript%c0%be", "half an escape": b"message=%",
        "no names": b"=&=&=", "only separators": b"&" * 390, "empty": b"", "NUL names": b"%00=%00&message%00=x", "json": b'{"message":1}',
        "nested names": b"message[]=x&message[0][a]=y&message.__class__=z", "a huge name": b"x" * 100_000 + b"=1", "xml": b"<?xml?><x/>",
    }.items():  # fmt: skip
        yield f"body {name}", (_URLENCODED, lambda pairs, raw=raw: encoded(pairs[:2]) + b"&" + raw)


def _parts() -> Iterator[tuple[str, Body]]:
    for name, end in {
        "no end": "",
        "half an end": "--b-",
        "an end too early": "--b--\r\n--b\r\n\r\n",
        "rubbish after": "--b--\r\nxxx",
    }.items():
        yield f"multipart with {name}", (_MULTIPART, lambda pairs, end=end: multipart(pairs, end=end))
    for name, head in {
        "no name": "X: {}", "folded": "{};\r\n x=y", "twice": "{0}\r\n{0}", "base64": "{}\r\nContent-Transfer-Encoding: base64",
        "a charset": "{}\r\nContent-Type: text/plain; charset=utf-16", "NUL": "{}\x00", "long": "{}; x=" + "y" * 9000, "bare": "\r\n{}",
        "a bad encoding": "{}\r\nContent-Transfer-Encoding: nonsense", "RFC 2231": "{}; name*=utf-8''%00x",
    }.items():  # fmt: skip
        yield f"multipart header {name}", (_MULTIPART, lambda pairs, head=head: multipart(pairs, head=head))
    for name in (
        "../../x.pdf",
        "x\x00.pdf",
        "\u202efdp.exe",
        "a" * 5000 + ".pdf",
        "",
        ".htaccess",
        "CON.pdf",
        "x.pdf\r\nX: y",
        "<b>.pdf",
    ):
        part = _FILE.format(name, "text/html")
        yield f"file named {name[:20]!r}", (_MULTIPART, lambda pairs, part=part: multipart(pairs, end=part))
    yield "every field twice", (_URLENCODED, lambda pairs: encoded([*pairs, *pairs]))
    yield (
        "every field twice, otherwise",
        (_URLENCODED, lambda pairs: encoded([*pairs, *((name, "x") for name, _v in pairs[2:])])),
    )
    yield "every field as a list", (_URLENCODED, lambda pairs: encoded([(f"{name}[]", value) for name, value in pairs]))
    yield (
        "every name in capitals",
        (_URLENCODED, lambda pairs: encoded([(name.upper(), value) for name, value in pairs])),
    )
    yield "401 fields", (_URLENCODED, lambda pairs: encoded([*pairs, *(("x", "y") for _n in range(401))]))
    yield "3 MB", (_URLENCODED, lambda pairs: encoded([*pairs, ("message", "x" * 3_000_000)]))
    yield (
        "escapes of escapes",
        (_URLENCODED, lambda pairs: encoded([(name, quote(quote(value))) for name, value in pairs])),
    )


BODIES = {**dict(_bodies()), **dict(_parts())}
