"""People who write with a telephone or send only a file, and a library's copier that sends it for them."""

from tests.mail.blind import programs as first
from tests.mail.blind.frames import BOX, Unseen, alternative, file, html, person, several, text
from tests.mail.blind.ours import ENGLISH, MEETING, OLD, QUESTION, arrows, as_html
from tests.mail.blind_two import programs as by
from tests.mail.blind_two.webmails import ADDRESS, LINK, SHOWN, lines

JPEG = b"\xff\xd8\xff\xe1\x00\x18Exif\x00\x00" + bytes(range(80))
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
ES = "Buenas tardes, sí puedo el jueves. ¿Hay que pagar algo? Soy madre soltera con dos niños."
UK = "Доброго дня! Я не отримала підтвердження. Чи записали мене на курс?"
KU = "سڵاو، سوپاس بۆ وەڵامەکەتان. دەتوانم ڕۆژی پێنجشەممە بێم، بەڵام پێویستم بە وەرگێڕی سۆرانییە."
SO = "Salaan, waan imaan karaa Khamiista laakiin waxaan u baahanahay turjumaan Soomaali ah. Mahadsanid."
PS = "سلام، زه پوهېدم. زه به د پنجشنبې په ورځ راشم. زما ورور به هم راسره وي.\nمننه"
COPIER = "Ce courriel a été envoyé par « Copieur-RDC » (Canon iR-ADV C3530).\nDate de numérisation : 16.10.2026 10:15:00 (+0200)"

POCKETS: list[Unseen] = [
    person(
        "spark-es", by.SPARK, "es",
        several(
            "alternative", "6711b3f0_77d15b3f_2c1a",
            text(f"{ES}\n\nEnviado desde Spark\nEl 15 oct 2026 14:32 +0200, CAI <{ADDRESS}>, escribió:\n{arrows(MEETING)}\n"),
            html(f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title></title></head><body><div name="messageBodySection"><div dir="auto">{ES}</div></div><div name="messageSignatureSection"><br /><div class="matchFont">Enviado desde Spark</div></div><div name="messageReplySection">El 15 oct 2026 14:32 +0200, {SHOWN}, escribió:<br /><blockquote type="cite" class="spark_quote" style="margin: 5px 5px; padding-left: 10px; border-left: thin solid #1abc9c;">{as_html(MEETING)}</blockquote></div></body></html>'),
        ),
        f"{ES}\n\nEnviado desde Spark", subject="Re: Rendez-vous du 22 octobre", date="Thu, 15 Oct 2026 17:58:12 +0200",
    ),
    person(
        "fairemail-html-only-uk", by.FAIREMAIL, "uk",
        html(f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><div><p>{UK}</p></div><div class="fairemail_signature"><p>Надіслано за допомогою FairEmail</p></div><div class="fairemail_quote"><p>15 жовтня 2026 р. 14:32:10 {SHOWN} написав:</p><blockquote style="border-left: 3px solid #3b5998; padding-left: 3px;">{as_html(QUESTION)}</blockquote></div></body></html>', coding="base64"),
        f"{UK}\n\nНадіслано за допомогою FairEmail", subject="Re: Votre inscription au cours", date="Tue, 20 Oct 2026 09:00:31 +0200",
    ),
    person(
        "web-de-app-ku", by.WEB_DE, "ku",
        alternative(
            "web-de-app",
            f"{KU}\n\n--\nDiese Nachricht wurde von meinem Android Mobiltelefon mit WEB.DE Mail gesendet.\n\nAm 15.10.26, 14:32 schrieb CAI <{ADDRESS}>:\n\n{arrows(ENGLISH)}\n",
            f'<html><head></head><body><div dir="rtl">{KU}</div><br>-- <br>Diese Nachricht wurde von meinem Android Mobiltelefon mit <b>WEB.DE Mail</b> gesendet.<div class="gmail_quote"><br>Am 15.10.26, 14:32 schrieb {SHOWN}:<blockquote class="gmail_quote" style="margin: 0pt 0pt 0pt 0.8ex; border-left: 1px solid rgb(204, 204, 204); padding-left: 1ex;">{as_html(ENGLISH)}</blockquote></div></body></html>',
            coding="base64", mark="----0C77D15B3FWEBDE2C1A",
        ),
        f"{KU}\n\n--\nDiese Nachricht wurde von meinem Android Mobiltelefon mit WEB.DE Mail gesendet.",
        subject="Re: Your appointment", date="Thu, 15 Oct 2026 19:12:00 +0200",
    ),
    person(
        "bluemail-so", by.BLUEMAIL, "so",
        alternative(
            "bluemail",
            f"{SO}\n\n\u2063Get BlueMail for Android \u200b\n\nOn 15 Oct 2026, 14:32, at 14:32, CAI <{ADDRESS}> wrote:\n{arrows(MEETING).replace('> ', '>')}\n",
            f'<html><head></head><body><div dir="auto">{SO}<br><br></div><div dir="auto"><!-- tmjah_g_1299s -->Get <!-- tmjah_g_1299e --><a href="https://bluemail.me">BlueMail for Android</a> </div><div class="gmail_quote">On 15 Oct 2026, at 14:32, CAI &lt;{LINK}&gt; wrote:<blockquote class="gmail_quote" style="margin: 0pt 0pt 0pt 0.8ex; border-left: 1px solid rgb(204, 204, 204); padding-left: 1ex;">{as_html(MEETING)}</blockquote></div></body></html>',
        ),
        f"{SO}\n\nGet BlueMail for Android", subject="Re: Rendez-vous du 22 octobre", date="Thu, 15 Oct 2026 16:42:28 +0200",
        also=[f"{SO}\n\n\u2063Get BlueMail for Android \u200b"],
    ),
    person(
        "gmail-ios-quotation-removed-ps", first.GMAIL_IOS, "ps",
        alternative("gmail-ps", PS, f'<div dir="rtl">{lines(PS)}</div>', coding="base64"),
        PS, subject="Re: Your appointment", date="Thu, 15 Oct 2026 15:47:00 +0200", to=BOX, sender="زرغونه <oksana@example.net>",
    ),
    person(
        "one-word-and-a-thumb-uk", first.GMAIL_ANDROID, "uk",
        alternative(
            "thumb",
            f"Так 👍🏼\n\nчт, 15 жовт. 2026 р., 14:32 користувач CAI <{ADDRESS}>\nпише:\n\n{arrows(MEETING, 76)}\n",
            f'<div dir="auto">Так 👍🏼</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">чт, 15 жовт. 2026 р., 14:32 користувач CAI &lt;{LINK}&gt; пише:<br></div><blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px #ccc solid;padding-left:1ex">{as_html(MEETING)}</blockquote></div>',
            coding="base64",
        ),
        "Так 👍🏼", subject="Re: Rendez-vous du 22 octobre", date="Thu, 15 Oct 2026 14:51:00 +0200",
    ),
    person(
        "two-files-and-no-text-part-fr", first.APPLE_MAIL, "fr",
        several(
            "mixed", "Apple-Mail=_7D15B3F0-0C77-4A2C-8D1E-0C77D15B3F0A",
            file("application/pdf", ";\n\tname*0*=utf-8''Contrat%20de%20bail%20%E2%80%93%20rue%20de%20l%27;\n\tname*1*=%C3%89glise%2012.pdf\nContent-Disposition: attachment;\n\tfilename*0*=utf-8''Contrat%20de%20bail%20%E2%80%93%20rue%20de%20l%27;\n\tfilename*1*=%C3%89glise%2012.pdf", PDF),
            file("application/octet-stream", ';\n\tname="=?iso-8859-1?Q?Lettre_de_cong=E9.docx?="\nContent-Disposition: attachment', b"PK\x03\x04\x14\x00"),
        ),
        "", names=["Contrat de bail – rue de l'Église 12.pdf", "Lettre de congé.docx"], subject="Documents", date="Fri, 16 Oct 2026 13:33:00 +0200",
    ),
    person(
        "the-whole-message-is-a-photo-so", by.FAIREMAIL._replace(name="A telephone's gallery", extra="X-Priority: 3\n"), "so",
        file("image/jpeg", '; name="IMG_20261016_091205.jpg"\nContent-Disposition: inline; filename="IMG_20261016_091205.jpg"', JPEG),
        "", names=["IMG_20261016_091205.jpg"], subject="IMG_20261016_091205.jpg", date="Fri, 16 Oct 2026 09:13:00 +0200", cites=False,
    ),
    person(
        "scanned-at-the-library-fr", by.COPIER, "fr",
        several(
            "mixed", "----=_copieur_77d15b3f_0001",
            text(COPIER, charset="iso-8859-1"),
            file("application/pdf", '; name="20261016101500.pdf"\nContent-Disposition: attachment; filename="20261016101500.pdf"', PDF),
        ),
        COPIER, names=["20261016101500.pdf"], subject="Document numérisé", sender="oksana@example.net", date="Fri, 16 Oct 2026 10:15:00 +0200",
        cites=False, crlf=True, note="a machine carries it, but a person stood at the glass: her paper belongs to her ticket",
    ),
    person(
        "iphone-answers-a-letter-without-our-line-de", first.IPHONE, "de",
        several(
            "alternative", "Apple-Mail-0C77D15B-3F0C-4B7C-9C55-77D15B3F0C77",
            text(f"Danke! Wie lange dauert das noch\n\nVon meinem iPhone gesendet\n\n> Am 15.10.2026 um 14:32 schrieb CAI <{ADDRESS}>:\n> \n> \ufeff{arrows(OLD)[2:]}"),
            html(f'<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head><body dir="auto">Danke! Wie lange dauert das noch<br><br><div dir="ltr">Von meinem iPhone gesendet</div><div dir="ltr"><br><blockquote type="cite">Am 15.10.2026 um 14:32 schrieb {SHOWN}:<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">\ufeff{as_html(OLD)}</div></blockquote></body></html>'),
        ),
        "Danke! Wie lange dauert das noch\n\nVon meinem iPhone gesendet", subject="Aw: Votre demande", date="Mon, 19 Oct 2026 07:50:00 +0200",
    ),
]  # fmt: skip
