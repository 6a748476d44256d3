"""People who write from a web page, each provider with its own way to quote."""

from html import escape

from tests.mail.blind import programs as first
from tests.mail.blind.frames import BOX, Unseen, alternative, html, person, several, text
from tests.mail.blind.ours import ENGLISH, MEETING, OLD, QUESTION, US, arrows, as_html
from tests.mail.blind_two import programs as by
from tests.mail.blind_two.letters import ASKS, CLOSED

ADDRESS = US[5:-1]
SHOWN = f"CAI &lt;{ADDRESS}&gt;"
LINK = f'<a href="mailto:{ADDRESS}" target="_blank">{ADDRESS}</a>'


def lines(words: str) -> str:
    """Each line in a block of its own, as editors on the web do."""
    return "".join(f"<div>{escape(line, quote=False) or '<br>'}</div>" for line in words.splitlines())


RU = "Добрый день!\n\nСпасибо, я приду 22-го в 10 часов. Можно ли взять с собой ребёнка? Ему четыре года.\n\nС уважением,\nТатьяна"
DE = "Guten Tag Amina,\n\nleider kann ich am 22. nicht kommen, mein Sohn ist krank.\nGeht es auch am 29.?\n\nViele Grüße\nHalyna"
IT = "Buongiorno Bruno,\n\nl'affitto è di 750 euro, il proprietario si chiama Vandenberghe e la lettera è del 2 ottobre.\n\nGrazie mille\nGiulia"
PL = "Dzień dobry,\n\njestem wolna w środy i piątki. Tak, chodziłam na kurs w Charleroi przez trzy miesiące.\n\nPozdrawiam\nAgnieszka"
ZH = "您好：\n\n那天我要上班，能不能改到星期六？我先生也想一起来。\n\n谢谢！\n陈芳"
FA = "سلام و وقت بخیر\n\nبله، روز پنجشنبه می‌توانم بیایم. لطفاً آدرس دقیق را بفرستید.\n\nبا احترام\nمریم رضایی"
SQ = "Përshëndetje,\n\nJam e lirë të hënën dhe të mërkurën pas orës 13. Nuk kam ndjekur asnjë kurs më parë.\n\nMe respekt,\nDrita"
RO = "Bună ziua, încă nu m-a sunat nimeni. Când pot să vin? Lucrez până la ora 15.\n\nMulțumesc,\nMihaela"
AR = "مساء الخير\n\nلم أفهم الرسالة جيداً. هل الموعد يوم 22 أم 23؟\n\nشكراً\nهدى"
TI = "ሰላም፡\n\nሕቶይ ገና ኣይተመለሰን። ንሓሙስ ክመጽእ እኽእል ዶ፧\n\nየቐንየለይ\nሰናይት"
HORDE = "Bonjour,\nje suis étudiant et je ne suis libre que le soir.  Est-ce qu'il existe un  \ncours après 18 heures ?  Sinon je prends celui du samedi."
HORDE_SAYS = "Bonjour,\nje suis étudiant et je ne suis libre que le soir. Est-ce qu'il existe un cours après 18 heures ? Sinon je prends celui du samedi.\n\n-- \nJoël Kabongo"
EN = "I can come with Mrs Koval on Thursday, my rate for Ukrainian is the usual one.\nPlease confirm by telephone.\n\nIrina"

WEBMAILS: list[Unseen] = [
    person(
        "yandex-html-only-ru", by.YANDEX, "ru",
        html(f'{lines(RU)}<div> </div><div>15.10.2026, 15:32, "CAI" &lt;{ADDRESS}&gt;:</div><blockquote>{as_html(MEETING)}</blockquote>', coding="base64"),
        RU, subject="Re: Rendez-vous du 22 octobre", sender="Татьяна <oksana@example.net>", date="Thu, 15 Oct 2026 17:31:02 +0300",
    ),
    person(
        "tuta-de", by.TUTA, "de",
        alternative(
            "tuta", f"{DE}\n\n\n15. Okt. 2026, 14:32 von {ADDRESS}:\n\n{arrows(MEETING)}\n",
            f'<!DOCTYPE html><html><head><meta http-equiv="content-type" content="text/html; charset=UTF-8"></head><body>{lines(DE)}<div><br></div><div>15. Okt. 2026, 14:32 von {ADDRESS}:<br></div><blockquote class="tutanota_quote" style="border-left: 1px solid #93A3B8; padding-left: 10px; margin-left: 5px;"><div>{as_html(MEETING)}</div></blockquote></body></html>',
            coding="base64", mark="----------79Bu5A16qPEYcVIZL@tutanota",
        ),
        DE, subject="Re: Rendez-vous du 22 octobre", sender="Halyna <oksana@example.net>", date="Fri, 16 Oct 2026 07:12:44 +0200 (CEST)", crlf=True,
    ),
    person(
        "libero-it", by.LIBERO, "it",
        several(
            "alternative", "----=_Part_771_15.1792071002",
            text(f"{IT}\n\n> Il 15/10/2026 14:32 CEST CAI <{ADDRESS}> ha scritto:\n> \n>  \n{arrows(ASKS)}"),
            html(f'<!doctype html><html><head><meta charset="UTF-8"></head><body>{lines(IT)}<div class="default-style"><br></div><blockquote type="cite"><div>Il 15/10/2026 14:32 CEST {SHOWN} ha scritto:</div><div><br></div><div><br></div>{as_html(ASKS)}</blockquote></body></html>'),
        ),
        IT, subject="Re: Votre dossier de logement", sender="Giulia <oksana@example.net>", date="Thu, 15 Oct 2026 16:10:02 +0200 (CEST)",
    ),
    person(
        "wp-poczta-pl", by.WP, "pl",
        several(
            "alternative", "part_77d15b3f_2c1a",
            text(f"{PL}\n\nDnia 15 października 2026 14:32 CAI &lt;{ADDRESS}&gt; napisał(a):\n\n{arrows(QUESTION).replace('> ', '>')}", coding="8bit"),
            html(f'<html><body><div>{lines(PL)}</div><br><div class="nh_extra"><p class="nh_quote">Dnia 15 października 2026 14:32 {SHOWN} napisał(a):</p><blockquote class="nh_quote" style="border-left: 2px solid #999; padding-left: 8px;">{as_html(QUESTION)}</blockquote></div></body></html>', coding="8bit"),
        ),
        PL, subject="Odp: Votre inscription au cours", sender="Agnieszka <oksana@example.net>", date="Thu, 15 Oct 2026 20:00:17 +0200",
    ),
    person(
        "netease-gbk-zh", by.NETEASE, "zh",
        several(
            "alternative", "----=_Part_77115_5b3f0c.1792073011",
            text(f'{ZH}\n\n\n\n\n\n\n\n在 2026-10-15 20:32:10，"CAI" <{ADDRESS}> 写道：\n{arrows(MEETING).replace("> ", ">")}', charset="GBK", coding="base64"),
            html(f'<div style="line-height:1.7;color:#000000;font-size:14px;font-family:Arial">{lines(ZH)}<br><br></div><p style="margin: 0;"><br></p><div style="position:relative;zoom:1"></div><div id="divNeteaseMailCard"></div><pre><br>在 2026-10-15 20:32:10，"CAI" &lt;{ADDRESS}&gt; 写道：<br></pre><blockquote id="isReplyContent" style="PADDING-LEFT: 1ex; MARGIN: 0px 0px 0px 0.8ex; BORDER-LEFT: #ccc 1px solid">{as_html(MEETING)}</blockquote>', charset="GBK", coding="base64"),
        ),
        ZH, subject="回复:Rendez-vous du 22 octobre", sender="陈芳 <oksana@example.net>", date="Thu, 15 Oct 2026 22:03:31 +0800 (CST)",
    ),
    person(
        "gmail-web-fa", first.GMAIL, "fa",
        alternative(
            "gmail-fa",
            f"{FA}\n\nدر تاریخ پنجشنبه ۱۵ اکتبر ۲۰۲۶،\u200f ۱۴:۳۲ CAI <{ADDRESS}>\nنوشت:\n\n{arrows(ENGLISH, 74)}\n",
            f'<div dir="rtl">{lines(FA)}</div><br><div class="gmail_quote gmail_quote_container"><div dir="rtl" class="gmail_attr">در تاریخ پنجشنبه ۱۵ اکتبر ۲۰۲۶،\u200f ۱۴:۳۲ CAI &lt;<a href="mailto:{ADDRESS}">{ADDRESS}</a>&gt; نوشت:<br></div><blockquote class="gmail_quote" style="margin:0px 0.8ex 0px 0px;border-right:1px solid rgb(204,204,204);padding-right:1ex">{as_html(ENGLISH)}</blockquote></div>',
            coding="base64",
        ),
        FA, subject="Re: Your appointment", sender="مریم رضایی <oksana@example.net>", date="Thu, 15 Oct 2026 18:20:00 +0330",
    ),
    person(
        "gmail-web-sq-no-line-in-ours", first.GMAIL, "sq",
        alternative(
            "gmail-sq",
            f"{SQ}\n\nMë enj, 15 tet 2026, në 14:32 CAI <{ADDRESS}> shkroi:\n\n{arrows(OLD, 76)}\n",
            f'<div dir="ltr">{lines(SQ)}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">Më enj, 15 tet 2026, në 14:32 CAI &lt;{LINK}&gt; shkroi:<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">{as_html(OLD)}</blockquote></div>',
        ),
        SQ, subject="Re: Votre demande", sender="Drita <oksana@example.net>", date="Thu, 15 Oct 2026 21:20:00 +0200",
    ),
    person(
        "yahoo-web-ro", first.YAHOO, "ro",
        alternative(
            "yahoo-ro",
            f"  {RO}\n\n    joi, 15 octombrie 2026 la 14:32:10 GMT+2, CAI <{ADDRESS}> a scris:  \n \n {OLD}\n  ",
            f'<html><head></head><body><div class="ydp1 yahoo-style-wrap" style="font-family:Helvetica">{lines(RO)}</div><div id="ydp2yahoo_quoted_77" class="yahoo_quoted"><div style="font-family:Helvetica;font-size:13px;color:#26282a;"><div>joi, 15 octombrie 2026 la 14:32:10 GMT+2, {SHOWN} a scris:</div><div><br></div><div>{as_html(OLD)}</div></div></div></body></html>',
            mark="----=_Part_99_3381.1792082010",
        ),
        RO, subject="Re: Votre demande", sender="Mihaela <oksana@example.net>", date="Thu, 22 Oct 2026 12:15:30 +0000 (UTC)",
    ),
    person(
        "yahoo-ar-empty-plain-part", first.YAHOO, "ar",
        several(
            "alternative", "----=_Part_45_2290.1792081117",
            text("\n \n", charset="us-ascii", coding="7bit"),
            html(f'<html><body dir="rtl"><div class="yahoo-style-wrap" dir="rtl">{lines(AR)}</div><div class="yahoo_quoted" dir="rtl"><div>في الخميس، 15 أكتوبر 2026 في 02:32:10 م غرينتش+2، كتب {SHOWN}:</div><div><br></div><div dir="ltr">{as_html(MEETING)}</div></div></body></html>', charset="windows-1256", coding="base64"),
        ),
        AR, subject="رد: Rendez-vous du 22 octobre", sender="هدى <oksana@example.net>", date="Thu, 15 Oct 2026 18:18:37 +0000 (UTC)",
    ),
    person(
        "zoho-ti", by.ZOHO, "ti",
        alternative(
            "zoho-ti",
            f"{TI}\n\n\n\n\n---- On Thu, 15 Oct 2026 14:32:10 +0200 CAI <{ADDRESS}> wrote ---\n\n{CLOSED}\n",
            f'<!DOCTYPE html><html><body><div style="font-family: Verdana, Arial;">{lines(TI)}<br></div><div class="zmail_extra_hr" style="border-top: 1px solid rgb(204, 204, 204); height: 0px;"><br></div><div class="zmail_extra" data-zbluepencil-ignore="true"><div id="Zm-_Id_-Sgn1">---- On Thu, 15 Oct 2026 14:32:10 +0200 <b>{SHOWN}</b> wrote ---</div><blockquote id="blockquote_zmail" style="margin: 0px;">{as_html(CLOSED)}</blockquote></div></body></html>',
            mark="----=_Part_771_19293f0c77d.1792067530", coding="base64",
        ),
        TI, subject="Re: Your question is closed", sender="ሰናይት <oksana@example.net>", date="Fri, 16 Oct 2026 20:51:40 +0200",
    ),
    person(
        "horde-flowed-without-the-spaces-fr", by.HORDE, "fr",
        text(f"{HORDE}\n\nCAI <{ADDRESS}> a écrit :\n\n{arrows(QUESTION)}\n\n\n-- \nJoël Kabongo\n", more="; format=flowed; DelSp=Yes"),
        HORDE_SAYS, subject="Re: Votre inscription au cours", sender="Joël Kabongo <oksana@example.net>", date="Thu, 15 Oct 2026 19:30:12 +0000",
        also=[HORDE_SAYS.split("\n\n-- ", maxsplit=1)[0]],
    ),
    person(
        "squirrelmail-an-interpreter-en", by.SQUIRREL, "en",
        text(f"{arrows(ENGLISH, 70)}\n\n{EN}\n", charset="iso-8859-1", coding="8bit"),
        EN, subject="Re: Fwd: Your appointment", sender="Irina Bondar <irina@interpreters.example>", date="Thu, 15 Oct 2026 22:14:00 +0200",
        to=BOX, action="new", note="cites our letter, but this sender is not known on the ticket",
    ),
]  # fmt: skip
