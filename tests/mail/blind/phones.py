"""People who write with their telephone: iPhone, Samsung, Outlook, Yahoo and K-9 on Android."""

from tests.mail.blind import programs as by
from tests.mail.blind.frames import Unseen, alternative, file, html, person, several, text
from tests.mail.blind.ours import ENGLISH, MEETING, OLD, QUESTION, US, arrows, as_html
from tests.mail.blind.webmail import rich

ADDRESS = US[5:-1]
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(64))
APPLE = "Apple-Mail-9F1C2B7E-4D3A-4B7C-9C55-0E2C1A10D5F3"
IOS_TOP = '<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head><body dir="auto">'


def iphone(words: str, sign: str, attribution: str, letter: str) -> bytes:
    """Both parts as iOS makes them: the attribution itself is quoted in the plain part, with a mark of byte order."""
    plain = f"{words}\n\n{sign}\n\n> {attribution}\n> \n> \ufeff{arrows(letter)[2:]}"
    inside = (
        f'{IOS_TOP}{rich(words)}<br id="lineBreakAtBeginningOfSignature"><div dir="ltr">{sign}</div><div dir="ltr"><br>'
        f'<blockquote type="cite">{rich(attribution)}<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">'
        f"\ufeff{as_html(letter)}</div></blockquote></body></html>"
    )
    return several("alternative", APPLE, text(plain), html(inside))


IPHONES: list[Unseen] = [
    person(
        "iphone-fr-plain-only", by.IPHONE, "fr",
        text(f"Ok pour jeudi merci beaucoup ☺️\n\nEnvoyé de mon iPhone\n\n> Le 15 oct. 2026 à 14:32, CAI <{ADDRESS}> a écrit :\n> \n> \ufeff{arrows(MEETING)[2:]}"),
        "Ok pour jeudi merci beaucoup ☺️\n\nEnvoyé de mon iPhone",
        subject="Rép : Rendez-vous du 22 octobre", date="Thu, 15 Oct 2026 14:40:12 +0200",
    ),
    person(
        "iphone-ar-arabic-digits", by.IPHONE, "ar",
        iphone("صباح الخير، لا أستطيع يوم الخميس لأن عندي امتحان. هل يمكن الجمعة؟", "تم الإرسال من الـ iPhone", f"في ١٥ أكتوبر ٢٠٢٦، الساعة ٢:٣٢ م، كتب/كتبت {US}:", MEETING),
        "صباح الخير، لا أستطيع يوم الخميس لأن عندي امتحان. هل يمكن الجمعة؟\n\nتم الإرسال من الـ iPhone",
        subject="رد: Rendez-vous du 22 octobre", date="Fri, 16 Oct 2026 08:04:00 +0200",
    ),
    person(
        "iphone-pl-one-word", by.IPHONE, "pl",
        iphone("Tak", "Wysłane z iPhone’a", f"Wiadomość napisana przez {US} w dniu 15 paź 2026, o godz. 14:32:", MEETING),
        "Tak\n\nWysłane z iPhone’a", subject="Odp: Rendez-vous du 22 octobre", date="Thu, 15 Oct 2026 15:00:41 +0200",
    ),
    person(
        "iphone-photos-and-no-word", by.IPHONE, "fr",
        several(
            "mixed", APPLE,
            text("\n\n\n", coding="7bit", charset="us-ascii"),
            file("image/jpeg", ';\n\tname=IMG_4021.jpeg;\n\tx-apple-part-url=9F1C2B7E\nContent-Disposition: inline;\n\tfilename=IMG_4021.jpeg', JPEG),
            text("\n", coding="7bit", charset="us-ascii"),
            file("image/heic", ';\n\tname*=utf-8\'\'Re%CC%81sidence%20verso.heic\nContent-Disposition: attachment;\n\tfilename*=utf-8\'\'Re%CC%81sidence%20verso.heic', JPEG),
            text("\n\nEnvoyé de mon iPhone", coding="quoted-printable"),
        ),
        "Envoyé de mon iPhone", names=["IMG_4021.jpeg", "Résidence verso.heic"], subject="Carte", date="Fri, 16 Oct 2026 12:12:12 +0200",
            ),
    person(
        "apple-mail-ro-between-the-lines", by.APPLE_MAIL, "ro",
        text(f"Bună ziua,\n\n> On 15 Oct 2026, at 14:32, CAI <{ADDRESS}> wrote:\n> \n> 1. Quels jours êtes-vous libre ?\n\nMarți și joi după-amiaza.\n\n> 2. Avez-vous déjà suivi un cours en Belgique ?\n\nNu, niciodată.\n\n> Votre référence : CAI-26-7K4M-2XQR\n\nCu stimă,\nIoana", more=";\n\tformat=flowed"),
        "Bună ziua,\n\nMarți și joi după-amiaza.\n\nNu, niciodată.\n\nCu stimă,\nIoana",
        subject="Re: Votre inscription au cours", date="Thu, 15 Oct 2026 17:31:05 +0200", crlf=True,
    ),
]  # fmt: skip
SAMSUNG_SAYS = "bonjour madame amina je ne peux pas venir jeudi je suis a l hopital avec ma fille. est ce que je peux venir la semaine prochaine"
SAMSUNGS: list[Unseen] = [
    person(
        "samsung-fr-html-only", by.SAMSUNG, "fr",
        html(f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"></head><body dir="auto"><div dir="auto">{SAMSUNG_SAYS}</div><div dir="auto"><br></div><div dir="auto"><br></div><div id="composer_signature" dir="auto">Envoyé depuis mon appareil Galaxy</div><div dir="auto"><br></div><div><br></div><div align="left" dir="auto" style="font-size:100%;color:#000000"><div>-------- Message d\'origine --------</div><div>De : CAI &lt;{ADDRESS}&gt; </div><div>Date : 15/10/2026  14:32  (GMT+01:00) </div><div>À : oksana@example.net </div><div>Objet : Rendez-vous du 22 octobre </div><div><br></div></div>{as_html(MEETING)}</body></html>', coding="base64"),
        f"{SAMSUNG_SAYS}\n\nEnvoyé depuis mon appareil Galaxy", subject="RE: Rendez-vous du 22 octobre", date="Wed, 21 Oct 2026 23:50:18 +0200",
    ),
    person(
        "samsung-fa-original-message-in-english", by.SAMSUNG, "fa",
        several(
            "alternative", "--_com.samsung.android.email_1792080010553",
            text(f"سلام\nمن پنجشنبه می‌آیم ولی مترجم دری لازم دارم.\nتشکر\n\nSent from my Galaxy\n\n\n-------- Original message --------\nFrom: CAI <{ADDRESS}> \nDate: 15/10/2026  14:32  (GMT+01:00) \nTo: oksana@example.net \nSubject: Your appointment \n\n{ENGLISH}", coding="base64"),
            html(f'<html><body dir="auto"><div dir="auto">سلام</div><div dir="auto">من پنجشنبه می‌آیم ولی مترجم دری لازم دارم.</div><div dir="auto">تشکر</div><div dir="auto"><br></div><div id="composer_signature" dir="auto">Sent from my Galaxy</div><div><br></div><div align="left" dir="auto"><div>-------- Original message --------</div><div>From: CAI &lt;{ADDRESS}&gt; </div><div>Date: 15/10/2026  14:32  (GMT+01:00) </div><div>To: oksana@example.net </div><div>Subject: Your appointment </div><div><br></div></div>{as_html(ENGLISH)}</body></html>', coding="base64"),
        ),
        "سلام\nمن پنجشنبه می‌آیم ولی مترجم دری لازم دارم.\nتشکر\n\nSent from my Galaxy", subject="RE: Your appointment", date="Thu, 15 Oct 2026 16:16:16 +0200",
    ),
    person(
        "samsung-ps-with-a-raw-name", by.SAMSUNG, "ps",
        several(
            "mixed", "--_com.samsung.android.email_1792080010777",
            text("سلامونه، زه غواړم چې فرانسوي ژبه زده کړم. زما سند له دې لیک سره دی.\nمننه، ګل‌آغا", coding="base64"),
            file("application/pdf", '; name="سند.pdf"\nContent-Disposition: attachment; filename="سند.pdf"'.encode(), b"%PDF-1.4\n%%EOF\n"),
        ),
        "سلامونه، زه غواړم چې فرانسوي ژبه زده کړم. زما سند له دې لیک سره دی.\nمننه، ګل‌آغا", names=["سند.pdf"],
        subject="د فرانسوي کورس", sender="ګل‌آغا احمدزی <gulagha@example.net>", to="guichet@guichet.example.org", cites=False,
        date="Sun, 18 Oct 2026 11:20:00 +0200",
    ),
]  # fmt: skip
PHONE_SAYS = "Bonjour, pas de problème. Je viens avec les papiers de mes 2 enfants."
OTHER_PHONES: list[Unseen] = [
    person(
        "outlook-android-fr-english-date", by.OUTLOOK_MOBILE, "fr",
        alternative(
            "outlook-android",
            f"{PHONE_SAYS}\n\nTélécharger Outlook pour Android<https://aka.ms/AAb9ysg>\n________________________________\nFrom: CAI <{ADDRESS}>\nSent: Thursday, October 15, 2026 2:32:10 PM\nTo: Oksana Koval <oksana@example.net>\nSubject: Rendez-vous du 22 octobre\n\n{MEETING}",
            f'<html><head></head><body><div dir="auto">{PHONE_SAYS}</div><div id="ms-outlook-mobile-signature" dir="auto">Télécharger <a href="https://aka.ms/AAb9ysg">Outlook pour Android</a></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif"><b>From:</b> CAI &lt;{ADDRESS}&gt;<br><b>Sent:</b> Thursday, October 15, 2026 2:32:10 PM<br><b>To:</b> Oksana Koval &lt;oksana@example.net&gt;<br><b>Subject:</b> Rendez-vous du 22 octobre</font><div>&nbsp;</div></div>{as_html(MEETING)}</body></html>',
            mark="_000_AM9PR07MB71715B3F0C77D1AM9PR07MB7171eurp_",
        ),
        f"{PHONE_SAYS}\n\nTélécharger Outlook pour Android<https://aka.ms/AAb9ysg>", subject="Re: Rendez-vous du 22 octobre", date="Thu, 15 Oct 2026 13:01:55 +0000", crlf=True,
        also=[f"{PHONE_SAYS}\n\nTélécharger Outlook pour Android"],
    ),
    person(
        "yahoo-android-it", by.YAHOO, "it",
        alternative(
            "yahoo-android",
            f"Buongiorno, martedì e giovedì sono libera. Non ho mai fatto un corso in Belgio.\n\nYahoo Mail: cerca, organizza, conquista\n\n  Il gio, 15 ott, 2026 alle ore 14:32, CAI<{ADDRESS}> ha scritto:   {QUESTION}\n  ",
            f'Buongiorno, martedì e giovedì sono libera. Non ho mai fatto un corso in Belgio.<br><br><div id="ymail_android_signature"><a href="https://mail.onelink.me/107872968">Yahoo Mail: cerca, organizza, conquista</a></div> <br> <blockquote style="margin: 0 0 20px 0;"> <div style="font-family:Roboto, sans-serif; color:#6D00F6;"> <div>Il gio, 15 ott, 2026 alle ore 14:32, CAI</div><div>&lt;{ADDRESS}&gt; ha scritto:</div> </div> <div style="padding: 10px 0 0 20px; margin: 10px 0 0 0; border-left: 1px solid #6D00F6;"> {as_html(QUESTION)} </div> </blockquote>',
            mark="----=_Part_2211_99.1792080010",
        ),
        "Buongiorno, martedì e giovedì sono libera. Non ho mai fatto un corso in Belgio.\n\nYahoo Mail: cerca, organizza, conquista",
        subject="Re: Votre inscription au cours", date="Thu, 15 Oct 2026 15:58:00 +0000",
    ),
    person(
        "k9-nl-old-letter", by.K9, "nl",
        several(
            "alternative", "----5B3F0C77D1K9MAIL",
            text(f"Hallo,\n\nIk heb nog geen antwoord gekregen. Kunt u mij bellen na 17 uur?\n\nOp 15 oktober 2026 14:32:10 CEST schreef CAI <{ADDRESS}>:\n{arrows(OLD).replace('> ', '>')}\n-- \nVerzonden vanaf mijn Android apparaat met K-9 Mail.", coding="8bit"),
            html(f'<!DOCTYPE html><html><body><div dir="auto">Hallo,<br><br>Ik heb nog geen antwoord gekregen. Kunt u mij bellen na 17 uur?</div><br><br><div class="gmail_quote"><div dir="auto">Op 15 oktober 2026 14:32:10 CEST schreef CAI &lt;{ADDRESS}&gt;:</div><blockquote class="gmail_quote">{as_html(OLD)}</blockquote></div><div class="k9mail-signature">-- <br>Verzonden vanaf mijn Android apparaat met K-9 Mail.</div></body></html>'),
        ),
        "Hallo,\n\nIk heb nog geen antwoord gekregen. Kunt u mij bellen na 17 uur?\n\n-- \nVerzonden vanaf mijn Android apparaat met K-9 Mail.",
        subject="Re: Votre demande", to="guichet@guichet.example.org", date="Mon, 19 Oct 2026 18:44:01 +0200",
    ),
]  # fmt: skip
PHONES = [*IPHONES, *SAMSUNGS, *OTHER_PHONES]
