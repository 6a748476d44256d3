"""People who write with a program on a computer: Outlook in its ages, Thunderbird."""

import struct

from tests.mail.blind import programs as by
from tests.mail.blind.frames import BOX, Unseen, alternative, file, html, person, several, text
from tests.mail.blind.ours import ENGLISH, MEETING, QUESTION, US, arrows, as_html

ADDRESS = US[5:-1]
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(64))


def winmail(short: str, long: str, content: bytes) -> bytes:
    """One file in the wrapping (TNEF) that Outlook uses when it writes in rich text to a stranger."""
    wide = long.encode("utf-16-le") + b"\0\0"
    wide += b"\0" * (-len(wide) % 4)
    named = struct.pack("<IHHII", 1, 0x001F, 0x3707, 1, len(long) * 2 + 2) + wide
    return struct.pack("<IH", 0x223E9F78, 0x1234) + b"".join(
        [
            _attribute(1, 0x00089006, struct.pack("<I", 0x00010000)),
            _attribute(1, 0x00069007, struct.pack("<II", 1252, 0)),
            _attribute(2, 0x00069002, struct.pack("<HIIHH", 1, 0xFFFFFFFF, 0, 0, 0)),
            _attribute(2, 0x00018010, short.encode("cp1252") + b"\0"),
            _attribute(2, 0x0006800F, content),
            _attribute(2, 0x00069005, named),
        ]
    )


def _attribute(level: int, number: int, data: bytes) -> bytes:
    return struct.pack("<BII", level, number, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)


WORD_HTML = (
    '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns="http://www.w3.org/TR/REC-html40"><head>'
    '<style><!-- p.MsoNormal {margin:0cm; font-size:11.0pt; font-family:"Calibri",sans-serif;} --></style></head>'
    '<body lang="FR-BE" link="#0563C1"><div class="WordSection1">'
)
DE_SAYS = "Sehr geehrte Damen und Herren,\n\nder Termin am 22. Oktober passt mir gut. Ich bringe meine Mutter mit, sie spricht\nnur Türkisch – gibt es einen Dolmetscher?\n\nMit freundlichen Grüßen\nElif Yildiz"
FR_SAYS = "Bonjour,\n\nVeuillez trouver ci-joint la copie du bail et la lettre de refus.\n\nBien à vous,\nJean-Pierre Mukendi\nRue de l'Étoile 14\n5000 Namur"
AR_SAYS = "السيدة أمينة المحترمة،\n\nأرسل لكم صورة الإقامة وعقد الإيجار.\nلدي سؤال: هل يحق لصاحب البيت أن يطلب ثلاثة أشهر؟\n\nمع الشكر\nسامر الحلبي"
SQ_LINES = [
    "Përshëndetje,",
    "Po, mund të vij të enjten në orën 10. A keni dikë që flet shqip?",
    "Faleminderit",
    "Arben Krasniqi",
]
RU_SAYS = "Здравствуйте!\n\nВот что показывает ваш сайт, когда я отправляю форму (снимок экрана):\n\n[cid:image001.png@01DB1F19.5B3F0C70]\n\nЧто мне делать?\n\nС уважением,\nЕлена"
DESKS: list[Unseen] = [
    person(
        "outlook-desktop-de-windows-1252", by.OUTLOOK, "de",
        text(f"{DE_SAYS}\n\n-----Ursprüngliche Nachricht-----\nVon: CAI <{ADDRESS}> \nGesendet: Donnerstag, 15. Oktober 2026 14:32\nAn: oksana@example.net\nBetreff: Rendez-vous du 22 octobre\n\n{MEETING}", charset="windows-1252", coding="8bit"),
        DE_SAYS, subject="AW: Rendez-vous du 22 octobre", sender="Elif Yildiz <oksana@example.net>", date="Thu, 15 Oct 2026 17:03:44 +0200", crlf=True,
        more="Disposition-Notification-To: \"Elif Yildiz\" <oksana@example.net>\nX-Priority: 1 (Highest)\nImportance: High\n",
    ),
    person(
        "outlook-fr-rich-text-winmail", by.OUTLOOK, "fr",
        several(
            "mixed", "----=_NextPart_000_0001_01DB1F19.5B3F0C70",
            text(f"{FR_SAYS}\n\n \n\nDe : CAI [mailto:{ADDRESS}] \nEnvoyé : jeudi 15 octobre 2026 14:32\nÀ : oksana@example.net\nObjet : Votre inscription au cours\n\n \n\n{QUESTION}", charset="iso-8859-1", coding="8bit"),
            file("application/ms-tnef", ';\n\tname="winmail.dat"\nContent-Disposition: attachment;\n\tfilename="winmail.dat"', winmail("BAILET~1.PDF", "Bail et refus – été.pdf", b"%PDF-1.4\n%%EOF\n")),
        ),
        FR_SAYS, names=["Bail et refus – été.pdf"], subject="RE: Votre inscription au cours",
        sender="Jean-Pierre Mukendi <oksana@example.net>", date="Fri, 16 Oct 2026 10:10:10 +0200", crlf=True,
    ),
    person(
        "outlook-ar-windows-1256", by.OUTLOOK._replace(charset="windows-1256", coding="B"), "ar",
        several(
            "mixed", "----=_NextPart_000_0042_01DB1F19.5B3F0C70",
            several(
                "alternative", "----=_NextPart_001_0043_01DB1F19.5B3F0C70",
                text(AR_SAYS, charset="windows-1256"),
                html(f'{WORD_HTML}{"".join(f"<p class=MsoNormal dir=RTL>{line}<o:p></o:p></p>" for line in AR_SAYS.splitlines())}</div></body></html>', charset="windows-1256"),
            ),
            file("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ';\n\tname="=?windows-1256?B?2t7PIMfhxe3Mx9EuZG9jeA==?="\nContent-Disposition: attachment;\n\tfilename="=?windows-1256?B?2t7PIMfhxe3Mx9EuZG9jeA==?="', b"PK\x03\x04"),
            file("image/jpeg", ';\n\tname="IMG-20261014-WA0003.jpg"\nContent-Disposition: attachment;\n\tfilename="IMG-20261014-WA0003.jpg"', b"\xff\xd8\xff\xe0"),
        ),
        AR_SAYS, names=["عقد الإيجار.docx", "IMG-20261014-WA0003.jpg"], subject="سؤال عن السكن", sender="سامر الحلبي <samer@example.net>",
        date="Tue, 20 Oct 2026 20:15:00 +0200", to=BOX, cites=False, crlf=True,
    ),
    person(
        "outlook-web-sq-html-only", by.OUTLOOK_WEB, "sq",
        html(
            f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><style type="text/css" style="display:none;"> P {{margin-top:0;margin-bottom:0;}} </style></head><body dir="ltr">'
            f'{"".join(f"""<div class="elementToProof" style="font-family: Aptos, sans-serif">{line}</div><div class="elementToProof"><br></div>""" for line in SQ_LINES)}'
            f'<div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif" style="font-size:11pt" color="#000000"><b>From:</b> CAI &lt;{ADDRESS}&gt;<br><b>Sent:</b> Thursday, October 15, 2026 2:32 PM<br><b>To:</b> Arben Krasniqi &lt;oksana@example.net&gt;<br><b>Subject:</b> Your appointment</font><div>&nbsp;</div></div>{as_html(ENGLISH)}</body></html>',
            charset="utf-8", coding="base64",
        ),
        "\n\n".join(SQ_LINES), subject="Re: Your appointment", sender="Arben Krasniqi <oksana@example.net>", date="Thu, 15 Oct 2026 15:21:09 +0000", crlf=True,
    ),
    person(
        "outlook-365-ru-pasted-picture", by.OUTLOOK_365, "ru",
        several(
            "related", "_004_AM9PR07MB71715B3F0C77D1AM9PR07MB7171eurp_",
            alternative(
                "outlook-365",
                f"{RU_SAYS}\n\nFrom: CAI <{ADDRESS}>\nSent: Thursday, October 15, 2026 2:32 PM\nTo: Елена <oksana@example.net>\nSubject: Your appointment\n\n{ENGLISH}",
                f'{WORD_HTML}{"".join(f"<p class=MsoNormal>{line or chr(160)}<o:p></o:p></p>" for line in RU_SAYS.splitlines()).replace("[cid:image001.png@01DB1F19.5B3F0C70]", "<img width=620 height=340 src=cid:image001.png@01DB1F19.5B3F0C70>")}<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal"><b>From:</b> CAI &lt;{ADDRESS}&gt; <br><b>Sent:</b> Thursday, October 15, 2026 2:32 PM<br><b>To:</b> Елена &lt;oksana@example.net&gt;<br><b>Subject:</b> Your appointment</p></div>{as_html(ENGLISH)}</div></body></html>',
                coding="base64", mark="_000_AM9PR07MB71715B3F0C77D1AM9PR07MB7171eurp_",
            ),
            file("image/png", '; name="image001.png"\nContent-Description: image001.png\nContent-Disposition: inline; filename="image001.png"; size=72;\n\tcreation-date="Thu, 15 Oct 2026 16:00:00 GMT"\nContent-ID: <image001.png@01DB1F19.5B3F0C70>', PNG),
            more=';\n\ttype="multipart/alternative"',
        ),
        RU_SAYS, names=["image001.png"], subject="RE: Your appointment", sender="Елена <oksana@example.net>", date="Thu, 15 Oct 2026 16:00:02 +0000", crlf=True,
        also=[RU_SAYS.replace("[cid:image001.png@01DB1F19.5B3F0C70]\n\n", "")],
    ),
    person(
        "thunderbird-fr-answers-below-our-line", by.THUNDERBIRD, "fr",
        text(
            f"Le 15/10/2026 à 14:32, CAI a écrit :\n{arrows(QUESTION.split(chr(10) + '2.')[0])}\n\nTous les jours sauf le mardi.\n\n> 2. Avez-vous déjà suivi un cours en Belgique ?\n\nOui, à Liège, chez les sœurs.\n\n{arrows(QUESTION.split('Belgique ?' + chr(10))[1])}\n",
            coding="8bit", more="; format=flowed",
        ),
        "Tous les jours sauf le mardi.\n\nOui, à Liège, chez les sœurs.", subject="Re: Votre inscription au cours", date="Thu, 15 Oct 2026 21:37:00 +0200",
    ),
    person(
        "thunderbird-en-below-with-signature", by.THUNDERBIRD, "en",
        text(f"On 15/10/2026 14:32, CAI wrote:\n{arrows(ENGLISH)}\n\nYes please, Tigrinya. And is there a place for a pram?\n\n-- \nSelam Tesfay\ntel. 0470 98 76 54\n", coding="8bit", more="; format=flowed"),
        "Yes please, Tigrinya. And is there a place for a pram?\n\n-- \nSelam Tesfay\ntel. 0470 98 76 54",
        subject="Re: Your appointment", sender="Selam Tesfay <oksana@example.net>", date="Fri, 16 Oct 2026 09:30:00 +0200",
    ),
]  # fmt: skip
