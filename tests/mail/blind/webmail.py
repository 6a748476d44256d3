"""People who write in a browser: Gmail, Yahoo, Orange, Proximus, mail.ru, ukr.net, QQ, GMX, Proton, Roundcube, Zimbra."""

from html import escape
from typing import Any

from tests.mail.blind import programs as by
from tests.mail.blind.frames import Program, Unseen, alternative, file, html, part, person, several, text
from tests.mail.blind.ours import ENGLISH, MEETING, OLD, QUESTION, US, arrows, as_html


def rich(words: str) -> str:
    return escape(words, quote=False).replace("\n", "<br>")


def gmail(
    words: str, attribution: str, letter: str, *, name: str, below: str = "", coding: str = "quoted-printable"
) -> bytes:
    """Both parts as Gmail makes them: the plain one wrapped, the other with its gmail_quote."""
    plain = f"{words}\n\n{attribution}\n\n{arrows(letter, 76)}\n{below}"
    inside = (
        f'<div dir="auto">{rich(words)}</div><br><div class="gmail_quote gmail_quote_container">'
        f'<div dir="ltr" class="gmail_attr">{rich(attribution.replace(chr(10), " "))}<br></div><blockquote class="gmail_quote" '
        f'style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">{as_html(letter)}'
        f"</blockquote></div>{rich(below)}\n"
    )
    return alternative(name, plain, inside, coding=coding)


def answer(name: str, program: Program, language: str, words: str, attribution: str, *, letter: str, coding: str = "quoted-printable", subject: str = "Re: Votre inscription au cours", date: str = "Thu, 15 Oct 2026 18:20:11 +0200", **more: Any) -> Unseen:  # fmt: skip
    body = gmail(words, attribution, letter, name=name, coding=coding)
    return person(name, program, language, body, words, subject=subject, date=date, **more)


FR_SAYS = "Bonjour Madame,\n\nJe suis libre le lundi et le mercredi matin, mais pas le vendredi (prière).\nJ'ai déjà suivi le niveau A1 à Charleroi en 2024.\n\nBien à vous,\nOksana Koval\n0470 12 34 56"
AR_SAYS = "السلام عليكم\n\nشكراً على ردكم. أستطيع أن أحضر يوم الخميس الساعة العاشرة، لكن ابني مريض وربما أحضره معي.\nهل يوجد مصعد في المبنى؟\n\nأم يوسف"
TI_SAYS = "ሰላም፣\nእወ፣ ሓሙስ ሰዓት 10 ክመጽእ እኽእል እየ። ትርጁማን ብትግርኛ እደሊ ኣለኹ።\nየቐንየለይ"
FORWARD = """Bonjour,

Voici ce que mon propriétaire m'a écrit hier. Est-ce qu'il a le droit ?

Merci,
Fatou

---------- Forwarded message ---------
De : Immo Sambre <location@immosambre.example>
Date: mer. 14 oct. 2026 à 09:12
Subject: Votre logement
To: <fatou@example.net>


Madame,

Nous avons loué l'appartement à un autre candidat. Nous n'acceptons pas
les allocations du CPAS.

Immo Sambre"""
GMAIL: list[Unseen] = [
    answer(
        "gmail-web-fr-above-the-line", by.GMAIL, "fr", FR_SAYS,
        f"Le\xa0jeu. 15 oct. 2026 à\xa014:32, {US} a\nécrit\xa0:", letter=QUESTION,
    ),
    answer(
        "gmail-android-uk", by.GMAIL_ANDROID, "uk",
        "Добрий день!\nТак, я прийду. А чи можна взяти з собою чоловіка? Він не говорить французькою.",
        f"чт, 15 жовт. 2026\u202fр. о 14:32 {US} пише:", letter=MEETING, coding="base64", subject="Re: Rendez-vous du 22 octobre",
    ),
    answer(
        "gmail-web-ar-with-direction-marks", by.GMAIL, "ar", AR_SAYS,
        "\u202bفي الخميس، 15 أكتوبر 2026 في 2:32 م تمت كتابة ما يلي بواسطة \u202aCAI\u202c\u200f <\u202aguichet@guichet.example.org\u202c\u200f>:\u202c",
        letter=MEETING, coding="base64", sender="أم يوسف <oksana@example.net>", subject="رد: Rendez-vous du 22 octobre",
    ),
    answer(
        "gmail-ios-pt", by.GMAIL_IOS, "pt",
        "Bom dia, não posso na quinta de manhã porque trabalho. Pode ser na sexta às 14h?\n\nObrigada",
        f"{US} escreveu (quinta, 15/10/2026 à(s)\n14:32):", letter=MEETING, subject="Re: Rendez-vous du 22 octobre",
    ),
    answer(
        "gmail-web-ti-english-program", by.GMAIL, "ti", TI_SAYS,
        f"On Thu, Oct 15, 2026 at 2:32\u202fPM {US} wrote:", letter=ENGLISH, coding="base64", subject="Re: Your appointment",
    ),
    answer(
        "gmail-old-letter-without-a-line-tr", by.GMAIL, "tr", "Merhaba, üç gün geçti ama kimse yazmadı. Acil, lütfen.",
        f"CAI <{US[5:-1]}>, 15 Eki 2026 Per, 14:32 tarihinde\nşunu yazdı:", letter=OLD, date="Tue, 20 Oct 2026 08:02:40 +0300",
        to="guichet@guichet.example.org", subject="Re: Votre demande",
    ),
    person(
        "gmail-reaction-fr", by.GMAIL_ANDROID, "fr",
        several(
            "alternative", "00000000000077d1reaction",
            text(f"👍\n\nOksana Koval a réagi via Gmail\n\nLe jeu. 15 oct. 2026, 14:32, {US} a écrit\xa0:\n\n{arrows(MEETING, 76)}", coding="base64"),
            part('text/vnd.google.email-reaction+json; charset="UTF-8"', '{"emoji":"👍","version":1}', "Content-Transfer-Encoding: 8bit\n"),
            html(f'<div><p style="font-size:50px;margin:0">👍</p><p style="margin:10px 0 0 0">Oksana Koval a réagi via <a href="https://www.google.com/gmail/about/">Gmail</a></p></div><div class="gmail_quote"><div dir="ltr" class="gmail_attr">Le jeu. 15 oct. 2026, 14:32, {rich(US)} a écrit\xa0:<br></div><blockquote class="gmail_quote">{as_html(MEETING)}</blockquote></div>', coding="base64"),
        ),
        "👍\n\nOksana Koval a réagi via Gmail", subject="Re: Rendez-vous du 22 octobre", date="Thu, 15 Oct 2026 18:20:11 +0200", also=["👍"],
    ),
    person(
        "gmail-between-the-lines-so", by.GMAIL, "so",
        text(
            f"Subax wanaagsan,\n\nOn Thu, Oct 15, 2026 at 2:32\u202fPM {US} wrote:\n>\n"
            + arrows(ENGLISH.split("\n\nWould")[0]) + "\n\nHaa, waan imaan karaa Khamiista. Kaarka liimiga ah waan haystaa.\n\n"
            "> Would you like an interpreter? If so, for which language?\n\nHaa, turjubaan Soomaali ah, haddii la heli karo haweeney.\n\n"
            "> Your reference: CAI-26-7K4M-2XQR\n>\n> --\n> Centre d'Action Interculturelle de la province de Namur\n\nMahadsanid,\nHodan\n",
            coding="base64",
        ),
        "Subax wanaagsan,\n\nHaa, waan imaan karaa Khamiista. Kaarka liimiga ah waan haystaa.\n\nHaa, turjubaan Soomaali ah, haddii la heli karo haweeney.\n\nMahadsanid,\nHodan",
        subject="Re: Your appointment", date="Fri, 16 Oct 2026 07:45:02 +0200",
    ),
    person(
        "gmail-forward-of-a-landlord-fr", by.GMAIL, "fr",
        alternative("fwd", FORWARD + "\n", f'<div dir="ltr">{rich(FORWARD)}</div>'), FORWARD,
        subject="Fwd: Votre logement", date="Thu, 15 Oct 2026 21:02:11 +0200", sender="Fatou Diallo <fatou@example.net>",
        to="guichet@guichet.example.org", cites=False, also=[FORWARD.split("\n\n----------", maxsplit=1)[0]],
    ),
]  # fmt: skip

YAHOO_SAYS = "Buenos días:\n\nSoy libre los martes y jueves. No he hecho ningún curso en Bélgica, solo en España.\n\nSaludos,\nMarisol Quispe"
ORANGE_SAYS = "bonsoir,\noui je viens jeudi mais plutot 11h si possible car le bus arrive 10h40\nmerci et bonne soirée"
YAHOO_BODY = several(
    "alternative", "----=_Part_1529867_2014473621.1792080010553",
    text(f" {YAHOO_SAYS}\n\n    En jueves, 15 de octubre de 2026, 14:32:10 CEST, {US} escribió:  \n \n " + QUESTION.replace("\n", "\n ")),
    html(
        f'<html><head></head><body><div class="ydp1yahoo-style-wrap"><div dir="ltr">{rich(YAHOO_SAYS)}</div><div><br></div></div>'
        f'<div id="ydp2yahoo_quoted_5" class="ydp2yahoo_quoted"><div>En jueves, 15 de octubre de 2026, 14:32:10 CEST, {rich(US)} escribió:</div>'
        f"<div><br></div><div>{as_html(QUESTION)}</div></div></body></html>"
    ),
)  # fmt: skip
OTHERS: list[Unseen] = [
    person("yahoo-web-es", by.YAHOO, "es", YAHOO_BODY, YAHOO_SAYS, subject="Re: Votre inscription au cours", date="Fri, 16 Oct 2026 09:11:50 +0000"),
    person(
        "orange-fr", by.ORANGE, "fr",
        several(
            "alternative", "----=_Part_11_1.1792080010",
            text(f'{ORANGE_SAYS}\n\n\n\n> Message du 15/10/26 14:32\n> De : "CAI" <{US[5:-1]}>\n> A : oksana@example.net\n> Copie à : \n> Objet : Rendez-vous du 22 octobre\n> \n{arrows(MEETING)}', coding="base64"),
            html(f'<p>{rich(ORANGE_SAYS)}</p><p>&nbsp;</p><blockquote>&gt; Message du 15/10/26 14:32<br>&gt; De : "CAI" &lt;{US[5:-1]}&gt;<br>&gt; A : oksana@example.net<br>&gt; Copie à : <br>&gt; Objet : Rendez-vous du 22 octobre<br>&gt; <br>{as_html(MEETING)}</blockquote>', coding="base64"),
        ),
        ORANGE_SAYS, subject="re: Rendez-vous du 22 octobre", date="Thu, 15 Oct 2026 22:41:33 +0200",
    ),
    person(
        "proximus-nl", by.PROXIMUS, "nl",
        several(
            "alternative", "----=_Part_52_2044.1792080010",
            text(f"Goedemiddag,\n\nDonderdag is goed voor mij. Mijn zus komt mee om te vertalen.\n\nMet vriendelijke groeten\nRania\n\n> Op 15/10/2026 14:32 CEST schreef {US}:\n> \n>  \n{arrows(MEETING)}"),
            html(f'<!doctype html><html><body><div class="default-style">Goedemiddag,<br><br>Donderdag is goed voor mij. Mijn zus komt mee om te vertalen.<br><br>Met vriendelijke groeten<br>Rania</div><blockquote type="cite"><div>Op 15/10/2026 14:32 CEST schreef CAI:</div>{as_html(MEETING)}</blockquote></body></html>'),
        ),
        "Goedemiddag,\n\nDonderdag is goed voor mij. Mijn zus komt mee om te vertalen.\n\nMet vriendelijke groeten\nRania",
        subject="Re: Rendez-vous du 22 octobre", date="Fri, 16 Oct 2026 13:05:00 +0200", crlf=True,
    ),
    person(
        "mailru-ru", by.MAILRU, "ru",
        several(
            "alternative", "--ALT--5b3f0c77d11792080010",
            text(f"\nЗдравствуйте! Я уже ходила на курсы в Льеже, уровень А2. Свободна каждый день после 14 часов.\n \n--\nОтправлено из Почты Mail\n  \n>Четверг, 15 октября 2026, 15:32 +03:00 от {US}:\n> \n{arrows(QUESTION)}", coding="base64"),
            html(f'<HTML><BODY><div>Здравствуйте! Я уже ходила на курсы в Льеже, уровень А2. Свободна каждый день после 14 часов.</div><div>&nbsp;</div><div data-signature-widget="container"><div>--<br>Отправлено из Почты Mail</div></div><blockquote style="border-left:1px solid #0857A6;margin:10px;padding:0 0 0 10px">Четверг, 15 октября 2026, 15:32 +03:00 от CAI &lt;{US[5:-1]}&gt;:<br><div>{as_html(QUESTION)}</div></blockquote></BODY></HTML>', coding="base64"),
        ),
        "Здравствуйте! Я уже ходила на курсы в Льеже, уровень А2. Свободна каждый день после 14 часов.\n\n--\nОтправлено из Почты Mail",
        subject="Re: Votre inscription au cours", date="Thu, 15 Oct 2026 19:20:10 +0300", crlf=True,
    ),
    person(
        "ukrnet-uk", by.UKRNET, "uk",
        several(
            "alternative", "----=_Part_ukr_5b3f0c77",
            text(f'Дякую за лист.\n\nЯ вільна у понеділок та четвер. Курсів у Бельгії ще не відвідувала, приїхала у серпні.\n\nОксана\n\n--- Оригінальне повідомлення ---\nВід: "CAI" <{US[5:-1]}>\nДата: 15 жовтня 2026, 15:32:10\n\n{QUESTION}', coding="base64"),
            html(f'<div>Дякую за лист.<br><br>Я вільна у понеділок та четвер. Курсів у Бельгії ще не відвідувала, приїхала у серпні.<br><br>Оксана<br><br><i>--- Оригінальне повідомлення ---<br>Від: "CAI" &lt;{US[5:-1]}&gt;<br>Дата: 15 жовтня 2026, 15:32:10</i><br><br><blockquote style="border-left:1px solid #ccc">{as_html(QUESTION)}</blockquote></div>', coding="base64"),
        ),
        "Дякую за лист.\n\nЯ вільна у понеділок та четвер. Курсів у Бельгії ще не відвідувала, приїхала у серпні.\n\nОксана",
        subject="Re: Votre inscription au cours", date="Thu, 15 Oct 2026 16:20:10 +0300",
    ),
    person(
        "qq-zh-gb18030", by.QQ, "zh",
        several(
            "alternative", "----=_NextPart_5B3F0C77_0E2C1A10",
            text(f"您好，我星期四上午可以来。请问需要带护照吗？\n\n谢谢\n王丽\n\n\n------------------&nbsp;原始邮件&nbsp;------------------\n发件人: \"CAI\" <{US[5:-1]}>;\n发送时间:&nbsp;2026年10月15日(星期四) 晚上8:32\n收件人:&nbsp;\"oksana\" <oksana@example.net>;\n主题:&nbsp;Rendez-vous du 22 octobre\n\n\n\n{MEETING}", charset="gb18030", coding="base64"),
            html(f'<meta http-equiv="Content-Type" content="text/html; charset=GB18030"><div>您好，我星期四上午可以来。请问需要带护照吗？</div><div><br></div><div>谢谢</div><div>王丽</div><div><br></div><div style="font-size:12px">------------------&nbsp;原始邮件&nbsp;------------------</div><div style="background:#efefef">发件人: "CAI" &lt;{US[5:-1]}&gt;;<br>发送时间:&nbsp;2026年10月15日(星期四) 晚上8:32<br>收件人:&nbsp;"oksana" &lt;oksana@example.net&gt;;<br>主题:&nbsp;Rendez-vous du 22 octobre</div><div><br></div>{as_html(MEETING)}', charset="gb18030", coding="base64"),
        ),
        "您好，我星期四上午可以来。请问需要带护照吗？\n\n谢谢\n王丽",
        subject="回复：Rendez-vous du 22 octobre", sender="王丽 <oksana@example.net>", date="Fri, 16 Oct 2026 03:10:45 +0800",
    ),
    person(
        "gmx-ku-html-only", by.GMX, "ku",
        html(f'<html><head></head><body><div style="font-family: Verdana;font-size: 12.0px;"><div>Rojbaş,</div><div>&nbsp;</div><div>Ez dikarim roja pêncşemê werim. Ji kerema xwe re wergêrekî kurmancî ji min re peyda bikin.</div><div>&nbsp;</div><div>Spas, Rojda</div><div>&nbsp;<div style="margin: 10.0px 5.0px 5.0px 10.0px;padding: 10.0px 0 10.0px 10.0px;border-left: 2.0px solid rgb(195,217,229);"><div style="margin: 0 0 10.0px 0;"><b>Gesendet:</b>&nbsp;Donnerstag, 15. Oktober 2026 um 14:32 Uhr<br/><b>Von:</b>&nbsp;&quot;CAI&quot; &lt;{US[5:-1]}&gt;<br/><b>An:</b>&nbsp;oksana@example.net<br/><b>Betreff:</b>&nbsp;Rendez-vous du 22 octobre</div><div>{as_html(MEETING)}</div></div></div></div></body></html>'),
        "Rojbaş,\n\nEz dikarim roja pêncşemê werim. Ji kerema xwe re wergêrekî kurmancî ji min re peyda bikin.\n\nSpas, Rojda",
        subject="Aw: Rendez-vous du 22 octobre", date="Thu, 15 Oct 2026 20:08:19 +0200",
    ),
    person(
        "proton-en-with-a-scan", by.PROTON, "en",
        several(
            "mixed", "b1=_5b3f0c77d1proton",
            alternative("proton", f"Hello Amina,\n\nThursday is fine. No interpreter, thank you: I have been learning French for a year.\nMy card is attached.\n\nSent with [Proton Mail](https://proton.me/mail/home) secure email.\n\nOn Thursday, October 15th, 2026 at 2:32 PM, {US} wrote:\n\n{arrows(ENGLISH)}", f'<div style="font-family:Arial">Hello Amina,<br><br>Thursday is fine. No interpreter, thank you: I have been learning French for a year.<br>My card is attached.</div><div class="protonmail_signature_block">Sent with <a href="https://proton.me/mail/home">Proton Mail</a> secure email.</div><div class="protonmail_quote">On Thursday, October 15th, 2026 at 2:32 PM, {rich(US)} wrote:<br><blockquote class="protonmail_quote" type="cite">{as_html(ENGLISH)}</blockquote></div>', coding="base64", mark="b2=_5b3f0c77d1proton"),
            file("application/pdf", '; name="=?utf-8?Q?Orange_card_=E2=80=93_both_sides.pdf?="\nContent-Disposition: attachment;\n filename*=UTF-8\'\'Orange%20card%20%E2%80%93%20both%20sides.pdf', b"%PDF-1.4\n%%EOF\n"),
        ),
        "Hello Amina,\n\nThursday is fine. No interpreter, thank you: I have been learning French for a year.\nMy card is attached.\n\nSent with [Proton Mail](https://proton.me/mail/home) secure email.",
        names=["Orange card – both sides.pdf"], subject="Re: Your appointment", date="Fri, 16 Oct 2026 06:02:59 +0000",
        sender="Oksana <oksana@example.net>",
    ),
    person(
        "roundcube-de-below-the-quotation", by.ROUNDCUBE, "de",
        text(f"Am 2026-10-15 14:32, schrieb CAI:\n{arrows(MEETING)}\n\nGuten Abend,\n\nder 22. Oktober passt mir leider nicht, ich habe einen Termin bei der\nGemeinde. Am 23. oder 26. geht es den ganzen Tag.\n\nMit freundlichen Grüßen\nYusuf Demir\n", coding="8bit", more=";\n format=flowed"),
        "Guten Abend,\n\nder 22. Oktober passt mir leider nicht, ich habe einen Termin bei der\nGemeinde. Am 23. oder 26. geht es den ganzen Tag.\n\nMit freundlichen Grüßen\nYusuf Demir",
        subject="Re: Rendez-vous du 22 octobre", sender="Yusuf Demir <oksana@example.net>", date="Thu, 15 Oct 2026 19:55:13 +0200",
    ),
    person(
        "zimbra-fr-social-worker", by.ZIMBRA, "fr",
        several(
            "alternative", "----=_Part_3381_1290.1792080010",
            text(f"Bonjour Amina,\n\nMadame Koval est suivie par notre service. Je l'accompagnerai jeudi.\n\nCordialement,\n\nNathalie Lambert\nAssistante sociale - CPAS\n\nCe message est confidentiel. Si vous n'en êtes pas le destinataire, veuillez le détruire.\nDit bericht is vertrouwelijk.\n\n----- Mail original -----\nDe: \"CAI\" <{US[5:-1]}>\nÀ: \"Nathalie Lambert\" <n.lambert@commune.example.org>\nEnvoyé: Jeudi 15 Octobre 2026 14:32:10\nObjet: Rendez-vous du 22 octobre\n\n{MEETING}"),
            html(f'<html><body><div style="font-family: arial"><div>Bonjour Amina,<br><br>Madame Koval est suivie par notre service. Je l\'accompagnerai jeudi.<br><br>Cordialement,<br><br>Nathalie Lambert<br>Assistante sociale - CPAS<br><br>Ce message est confidentiel. Si vous n\'en êtes pas le destinataire, veuillez le détruire.<br>Dit bericht is vertrouwelijk.</div><hr id="zwchr" data-marker="__DIVIDER__"><div data-marker="__HEADERS__"><b>De: </b>"CAI" &lt;{US[5:-1]}&gt;<br><b>À: </b>"Nathalie Lambert"<br><b>Envoyé: </b>Jeudi 15 Octobre 2026 14:32:10<br><b>Objet: </b>Rendez-vous du 22 octobre<br></div><div data-marker="__QUOTED_TEXT__">{as_html(MEETING)}</div></div></body></html>'),
        ),
        "Bonjour Amina,\n\nMadame Koval est suivie par notre service. Je l'accompagnerai jeudi.\n\nCordialement,\n\nNathalie Lambert\nAssistante sociale - CPAS\n\nCe message est confidentiel. Si vous n'en êtes pas le destinataire, veuillez le détruire.\nDit bericht is vertrouwelijk.",
        subject="Re: Rendez-vous du 22 octobre", sender="Nathalie Lambert <n.lambert@commune.example.org>", date="Fri, 16 Oct 2026 08:31:27 +0200",
        action="hold", note="our signed address, but not the requester's: whoever has the letter could write this, so her team decides",
    ),
]  # fmt: skip
WEBMAIL = [*GMAIL, *OTHERS]
