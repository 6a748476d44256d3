"""Letters of people that are hard to read: HTML alone, pieces, versions, charsets, names of files, broken parts.

All of our own making; the forms are those of the programs that the names say.
"""

import base64
from typing import Any

from tests.mail.letters import Made, expected, head, letter, mixed
from tests.mail.people import ACK, NOTE, US, arrows
from tests.mail.winmail import file, winmail

PDF = b"%PDF-1.4 x\n%%EOF\n"
PERSON = "Oksana Koval <oksana@example.net>"
QUOTED = NOTE.replace("\n", "<br>\n")
US_HTML = "CAI &lt;guichet@guichet.example.org&gt;"


def raw(name: str, top: str, body: str | bytes, *, thread: str = "none", sender: str = PERSON, subject: str = "Question",
        kind: str = "human", **more: Any) -> Made:  # fmt: skip
    """A message with these headers and this body, byte by byte."""
    first = head(name, subject=subject, sender=sender, thread=thread, extra={})
    content = body.encode() if isinstance(body, str) else body
    return Made(name, f"{first}{top}\n\n".encode("utf-8", "surrogateescape") + content, expected(kind, thread, **more))


def html(name: str, page: str, text: str, **more: Any) -> Made:
    """A letter that brings HTML only."""
    return raw(name, "Content-Type: text/html; charset=utf-8", page, text=text, **{"thread": "token", **more})


def parts(name: str, *pieces: str, mime: str = "multipart/mixed", **more: Any) -> Made:
    """A letter of several parts; each with its headers, a blank line and its content."""
    body = "".join(f"--bb\n{piece}\n" for piece in pieces)
    return raw(name, f"Content-Type: {mime}; boundary=bb", f"{body}--bb--\n", **more)


def attached(content: bytes, disposition: str = 'attachment; filename="a.pdf"', mime: str = "application/pdf") -> str:
    coded = base64.encodebytes(content).decode()
    return f"Content-Type: {mime}\nContent-Disposition: {disposition}\nContent-Transfer-Encoding: base64\n\n{coded}"


def plain(text: str, more: str = "") -> str:
    return f"Content-Type: text/plain; charset=utf-8{more}\n\n{text}\n"


def page(text: str) -> str:
    return f"Content-Type: text/html; charset=utf-8\n\n{text}\n"


PAGES: list[Made] = [
    html("html-gmail-fr", f'<div dir="ltr">Oui, je viens <b>mardi</b>.</div><br><div class="gmail_quote"><div class="gmail_attr">Le lun. 23 nov. 2026 à 10:12, {US_HTML} a écrit&nbsp;:<br></div><blockquote class="gmail_quote" style="border-left:1px solid">{QUOTED}</blockquote></div>', "Oui, je viens mardi."),
    html("html-outlook-nl", f'<html><head><style>p {{color: red}}</style><title>x</title></head><body><p>Dinsdag is goed.</p><hr><div id="divRplyFwdMsg"><b>Van:</b> {US_HTML}<br><b>Verzonden:</b> maandag 23 november 2026 10:12<br><b>Aan:</b> Oksana &lt;oksana@example.net&gt;<br><b>Onderwerp:</b> Uw bericht</div><div>{QUOTED}</div></body></html>', "Dinsdag is goed."),
    html("html-iphone-fr", f'<html><body>Oui merci<br><br><div dir="ltr">Envoyé de mon iPhone</div><div dir="ltr"><br><blockquote type="cite">Le 23 nov. 2026 à 10:12, {US_HTML} a écrit :<br><br></blockquote></div><blockquote type="cite"><div>{QUOTED}</div></blockquote></body></html>', "Oui merci\n\nEnvoyé de mon iPhone"),
    html("html-yahoo-fr", f'<div>Bonjour, mardi ça va.</div><div class="yahoo_quoted"><div>Le lundi 23 novembre 2026 à 10:12:44 UTC+1, {US_HTML} a écrit : </div><div><br></div><div>{QUOTED}</div></div>', "Bonjour, mardi ça va."),
    html("html-table", "<table><tr><td>Nom</td><td>Koval</td></tr><tr><td>Ville</td><td>Namur</td></tr></table><p>Merci</p>", "Nom Koval\nVille Namur\n\nMerci"),
    html("html-list-entities", "<p>J&#233;sus &amp; moi :</p><ul><li>un&nbsp;lit<li>2 &lt; 3</ul>", "Jésus & moi :\nun lit\n2 < 3"),
    html("html-smiley-picture", '<div><img src="cid:x" alt="👍"></div>', "👍"),
    html("html-broken", "<div><p>Je cherche <b>un cours</p> de <i>français</div><a href='x>merci", "Je cherche un cours\nde français\nmerci"),
    html("html-comment-unclosed", "<p>Bonjour</p><!-- oups <p>Je m'appelle Ali</p>", "Bonjour\n\noups\n\nJe m'appelle Ali"),
    html("html-outlook-conditional", "<!--[if mso]><p>secret</p><![endif]--><p>Mon loyer est trop cher.</p>", "Mon loyer est trop cher."),
    html("html-indented-not-quoted", '<p>Voici :</p><blockquote style="margin:0 0 0 40px;border:none;padding:0px"><p>ma première question</p><p>ma deuxième question</p></blockquote>', "Voici :\n\nma première question\n\nma deuxième question"),
    html("html-base64-picture-huge", f'<p>Voici ma photo.</p><img src="data:image/png;base64,{"A" * 50_000}"><p>Et ma question.</p>', "Voici ma photo.\n\nEt ma question."),
    html("html-rtl-ar", '<div dir="rtl">صباح الخير<br>أبحث عن عمل</div>', "صباح الخير\nأبحث عن عمل", thread="none"),
    raw("html-called-plain", "Content-Type: text/plain; charset=utf-8", "<html><body><p>Bonjour</p><p>à vous</p></body></html>", text="Bonjour\n\nà vous"),
]  # fmt: skip
PIECES: list[Made] = [
    parts("alternative-plain-first", plain("Bonjour à tous"), page("<p>Bonjour à tous</p>"), mime="multipart/alternative", text="Bonjour à tous"),
    parts("alternative-plain-empty", plain(" "), page("<p>Seulement ici</p>"), mime="multipart/alternative", text="Seulement ici"),
    parts("alternative-plain-says-no", plain("Your mail program does not support HTML messages."), page("<p>Je veux un rendez-vous lundi</p>"), mime="multipart/alternative", text="Je veux un rendez-vous lundi"),
    parts("apple-text-picture-text", plain("Voici la facture"), attached(b"\xff\xd8\xff", 'inline; filename="IMG_1.jpeg"', "image/jpeg"), page("<p>Je ne peux pas payer</p>"), text="Voici la facture\n\nJe ne peux pas payer", names=["IMG_1.jpeg"]),
    parts("only-a-file", attached(PDF), text="", names=["a.pdf"], thread="token"),
    parts("file-and-blank-text", plain("\n\n"), attached(PDF, 'attachment; filename="foto.pdf"'), text="", names=["foto.pdf"]),
    parts("body-as-attachment", "Content-Type: text/plain; charset=utf-8\nContent-Disposition: attachment\n\nJe suis le texte", text="Je suis le texte"),
    raw("whole-as-attachment", "Content-Type: text/plain; charset=utf-8\nContent-Disposition: attachment", "Je suis tout le message", text="Je suis tout le message"),
    parts("second-text-no-name", plain("Premier morceau"), plain("Deuxième morceau"), text="Premier morceau\n\nDeuxième morceau"),
    parts("text-file-with-name", plain("Voir le fichier"), attached(b"note", 'attachment; filename="note.txt"', "text/plain"), text="Voir le fichier", names=["note.txt"]),
    parts("empty-file", plain("Il est vide ?"), attached(b"", 'attachment; filename="vide.pdf"'), text="Il est vide ?", names=["vide.pdf"]),
    parts("empty-part-no-name", plain("Rien d'autre"), "Content-Type: application/octet-stream\n\n", text="Rien d'autre", names=[]),
    parts("inline-pictures", page('<p>Regardez <img src="cid:1"></p>'), attached(b"\x89PNG", 'inline; filename="image001.png"', "image/png"), mime="multipart/related", text="Regardez", names=["image001.png"]),
    parts("nested-letter", plain("La lettre jointe"), "Content-Type: message/rfc822\n\nFrom: x@y.example\nSubject: =?utf-8?Q?Pr=C3=A9avis?=\n\nPartez", text="La lettre jointe", names=["Préavis.eml"]),
    parts("nested-delivery-report-by-person", plain("Je reçois ceci, que faire ?"), "Content-Type: message/delivery-status\n\nReporting-MTA: dns; x.example\n\nFinal-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.1.1\n", text="Je reçois ceci, que faire ?", permanent_failure=False),
    parts("signed-smime", plain("Message signé, merci."), attached(b"\x30\x82", 'attachment; filename="smime.p7s"', "application/pkcs7-signature"), mime="multipart/signed", text="Message signé, merci.", names=["smime.p7s"]),
    parts("signed-pgp", plain("Signé aussi"), "Content-Type: application/pgp-signature\n\n-----BEGIN PGP SIGNATURE-----\nx\n-----END PGP SIGNATURE-----", mime="multipart/signed", text="Signé aussi", names=["signature.asc"]),
    parts("calendar-request", plain("Rendez-vous mardi"), "Content-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\nEND:VCALENDAR", mime="multipart/alternative", subject="Invitation", text="Rendez-vous mardi", names=["invitation.ics"]),
    parts("calendar-accepted", plain("Oksana a accepté"), "Content-Type: text/calendar; method=REPLY\n\nBEGIN:VCALENDAR\nEND:VCALENDAR", mime="multipart/alternative", subject="Accepté : Rendez-vous", thread="cite", text="Oksana a accepté", names=["invitation.ics"]),
    raw("partial", "Content-Type: message/partial; id=x; number=1; total=2", "Subject: x\nContent-Type: text/plain\n\nPremière moitié de la lettre", text="Première moitié de la lettre"),
    parts("winmail-files", plain("Voir le fichier"), attached(winmail(file("Договір.pdf", PDF), file("../photo.jpg", b"\xff\xd8")), 'attachment; filename="winmail.dat"', "application/ms-tnef"), text="Voir le fichier", names=["Договір.pdf", "photo.jpg"]),
    parts("winmail-words-too", attached(winmail(body="Здравствуйте, вот моё письмо"), "attachment", "application/ms-tnef"), text="Здравствуйте, вот моё письмо", names=[]),
    parts("winmail-cut", plain("Coupé"), attached(winmail(file("a.pdf", PDF))[:-40], 'attachment; filename="winmail.dat"', "application/ms-tnef"), text="Coupé", names=["FILE~1.PDF", "winmail.dat"]),
    parts("winmail-not-really", plain("Faux"), attached(b"not tnef", 'attachment; filename="winmail.dat"', "application/ms-tnef"), text="Faux", names=["winmail.dat"]),
]  # fmt: skip
BROKEN: list[Made] = [
    raw("boundary-missing", "Content-Type: multipart/mixed", "--zz\nContent-Type: text/plain; charset=utf-8\n\nJe suis là\n--zz\nContent-Disposition: attachment; filename=b.pdf\n\nx\n--zz--\n", text="Je suis là", names=["b.pdf"]),
    raw("boundary-other", 'Content-Type: multipart/alternative; boundary="one"', "--two\nContent-Type: text/plain\n\nPas perdu\n--two--\n", text="Pas perdu"),
    raw("boundary-none-at-all", "Content-Type: multipart/mixed; boundary=q", "Tout simplement du texte", text="Tout simplement du texte"),
    raw("boundary-never-closed", "Content-Type: multipart/mixed; boundary=q", "--q\nContent-Type: text/plain\n\nSans fin\n--q\nContent-Type: image/png; name=x.png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n", text="Sans fin", names=["x.png"]),
    raw("base64-that-is-text", "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64", "Bonjour, ceci n'est pas codé.\nMerci", text="Bonjour, ceci n'est pas codé.\nMerci"),
    raw("base64-and-footer", "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64", base64.encodebytes("Début et fin é".encode()) + b"\nSent through list. Bye!\n", text="Début et fin é"),
    raw("base64-cut", "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64", base64.b64encode(b"Bonjour tout le monde")[:-1], text="Bonjour tout le mond"),
    raw("encoding-unknown", "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8-bits", "Été à Namur", text="Été à Namur"),
    raw("quoted-printable-soft", "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: Quoted-Printable", b"J'ai =E9t=E9 ren=\nvoy=E9e =80 5", text="J'ai été renvoyée € 5"),
    raw("koi8u-no-charset", "Content-Type: text/plain", "Доброго дня, мене звати Олександр".encode("koi8-u"), text="Доброго дня, мене звати Олександр"),
    raw("cp1256-no-charset", "Content-Type: text/plain", "صباح الخير أريد موعدا من فضلكم".encode("cp1256"), text="صباح الخير أريد موعدا من فضلكم"),
    raw("cp1251-called-latin1", "Content-Type: text/plain; charset=iso-8859-1", "Здравствуйте, меня зовут Олена".encode("cp1251"), text="Здравствуйте, меня зовут Олена"),
    raw("utf8-called-latin1", "Content-Type: text/plain; charset=iso-8859-1", "Été déjà passé", text="Été déjà passé"),
    raw("gb2312", "Content-Type: text/plain; charset=gb2312", "您好，我想学法语".encode("gb2312"), text="您好，我想学法语"),
    raw("gb2312-no-charset", "Content-Type: text/plain", "您好，我想学习法语，请问什么时候开始上课".encode("gb2312"), text="您好，我想学习法语，请问什么时候开始上课"),
    raw("iso2022jp", "Content-Type: text/plain; charset=iso-2022-jp", "こんにちは".encode("iso-2022-jp"), text="こんにちは"),
    raw("utf7", "Content-Type: text/plain; charset=utf-7", "Été à Namur".encode("utf-7"), text="Été à Namur"),
    raw("utf16", "Content-Type: text/plain; charset=utf-16\nContent-Transfer-Encoding: base64", base64.encodebytes("Bonjour été".encode("utf-16")), text="Bonjour été"),
    raw("charset-of-nowhere", "Content-Type: text/plain; charset=windows-9999", "Où êtes-vous ?", text="Où êtes-vous ?"),
    raw("nul-bytes", "Content-Type: text/plain; charset=utf-8", b"Bon\0jour", text="Bonjour"),
    Made("8bit-headers", "From: Zoé <zoe@example.net>\nSubject: Été à Liège\nMessage-ID: <a@b>\n\nBonjour".encode(), expected("human", "none", text="Bonjour", subject="Été à Liège", sender_name="Zoé", **{"from": "zoe@example.net"})),
    Made("8bit-headers-cp1251", "From: x@y.example\nSubject: Вопрос о жилье\n\nПривет всем".encode("cp1251"), expected("human", "none", text="Привет всем", subject="Вопрос о жилье")),
    Made("header-huge", b"From: x@y.example\nX-Long: " + b"a" * 100_000 + b"\nSubject: Oui\n\nBonjour", expected("human", "none", text="Bonjour", subject="Oui")),
    Made("no-from", b"Subject: Qui suis-je\n\nDevinez", expected("human", "none", text="Devinez", subject="Qui suis-je", **{"from": ""})),
    Made("no-headers", b"\nSeulement du texte ici", expected("human", "none", text="Seulement du texte ici")),
    Made("only-line-feeds-missing", b"From: x@y.example\rSubject: Vieux Mac\r\rBonjour\rvous", expected("human", "none", text="Bonjour vous", subject="Vieux Mac")),
    Made("empty", b"", expected("human", "none", text="", names=[])),
]  # fmt: skip
SENDERS: list[Made] = [
    raw("from-several", "Content-Type: text/plain", "Nous deux", sender="Oksana <oksana@example.net>, Ivan <ivan@example.net>", text="Nous deux", **{"from": "oksana@example.net"}),
    raw("from-group", "Content-Type: text/plain", "Le groupe", sender="Famille: oksana@example.net, ivan@example.net;", text="Le groupe", **{"from": "oksana@example.net"}),
    raw("from-comma-encoded", "Content-Type: text/plain", "Virgule", sender="=?utf-8?Q?Kov=C3=A1l=2C_Oksana?= <oksana@example.net>", text="Virgule", sender_name="Kovál, Oksana", **{"from": "oksana@example.net"}),
    raw("from-address-in-name", "Content-Type: text/plain", "Piège", sender='"guichet@guichet.example.org" <voleur@example.net>', text="Piège", sender_name="", **{"from": "voleur@example.net"}),
    raw("from-address-in-encoded-name", "Content-Type: text/plain", "Piège", sender="=?utf-8?Q?guichet=40guichet=2Eexample=2Eorg=3E=2C?= <voleur@example.net>", text="Piège", **{"from": "voleur@example.net"}),
    raw("from-all-encoded", "Content-Type: text/plain", "Cassé", sender="=?utf-8?Q?Oksana_=3Coksana=40example=2Enet=3E?=", text="Cassé", **{"from": "oksana@example.net"}),
    raw("auth-results-forged", "Authentication-Results: guichet.example.org; dmarc=pass header.from=guichet.example.org\nContent-Type: text/plain", "Croyez-moi", text="Croyez-moi"),
    raw("language-hint", "Content-Language: uk-UA\nContent-Type: text/plain; charset=utf-8", "Добрий день вам", text="Добрий день вам", language="uk"),
]  # fmt: skip
NAMES: list[Made] = [
    mixed("name-2231-ti", "Le voici.", [("filename*=utf-8''%E1%88%98%E1%8A%95%E1%8A%90%E1%89%B5.pdf", PDF)], names=["መንነት.pdf"]),
    mixed("name-2231-ar-cp1256", "Le voici.", [("filename*=windows-1256'ar'%E5%E6%ED%C9.pdf", PDF)], names=["هوية.pdf"]),
    mixed("name-2047-uk-split", "Le voici.", [('filename="=?utf-8?B?0JTQvtCy0ZY=?=\n =?utf-8?B?0LTQutCwLnBkZg==?="', PDF)], names=["Довідка.pdf"]),
    mixed("name-raw-utf8", "Le voici.", [('filename="Décision été.pdf"', PDF)], names=["Décision été.pdf"]),
    mixed("name-unquoted-blanks", "Le voici.", [("filename=ma carte.pdf", PDF)], names=["ma carte.pdf"]),
    mixed("name-path", "Le voici.", [('filename="../../etc/passwd"', b"x"), ('filename="C:\\\\Users\\\\o\\\\cv.pdf"', PDF)], names=["passwd", "cv.pdf"]),
    mixed("name-bidi", "Le voici.", [("filename*=utf-8''photo%E2%80%AEfdp.exe", b"MZ")], names=["photofdp.exe"]),
    mixed("name-control", "Le voici.", [("filename*=utf-8''a%00b%0D%0Ac%07.pdf", PDF)], names=["ab c.pdf"]),
    mixed("name-only-dots", "Le voici.", [('filename=".."', PDF)], names=["file-1"]),
    mixed("name-long", "Le voici.", [(f'filename="{"n" * 300}.pdf"', PDF)], names=["n" * 196 + ".pdf"]),
    mixed("name-same-twice", "Les voici.", [('filename="a.pdf"', PDF), ('filename="a.pdf"', PDF + b"2")], names=["a.pdf", "a.pdf"]),
    mixed("name-heic", "La photo.", [('filename="IMG_0001.HEIC"', b"heic")], names=["IMG_0001.HEIC"]),
]  # fmt: skip
MORE: list[Made] = [
    letter("both-versions-fr", "Oui, mardi.", f"Le lun. 23 nov. 2026 à 10:12, {US} a écrit :\n\n{arrows(ACK)}", thread="token", html=f"<p>Oui, mardi.</p><blockquote>{QUOTED}</blockquote>"),
]  # fmt: skip
TROUBLES: list[Made] = [*PAGES, *PIECES, *BROKEN, *SENDERS, *NAMES, *MORE]
