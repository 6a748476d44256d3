"""People who write with a program on a computer, from mutt to HCL Notes."""

from tests.mail.blind import programs as first
from tests.mail.blind.frames import Unseen, alternative, html, person, several, text
from tests.mail.blind.ours import ABOVE_EN, ENGLISH, MEETING, OLD, QUESTION, arrows, as_html
from tests.mail.blind_two import programs as by
from tests.mail.blind_two.letters import ASKS, CLOSED
from tests.mail.blind_two.webmails import ADDRESS, SHOWN, lines

EVOLUTION_SAYS = "Bonjour Bruno,\n\n820 euros, charges comprises.\n\nMonsieur Lejeune, mais c'est sa fille qui s'occupe de tout.\n\nJe ne la retrouve plus. Début septembre, je crois.\n\nVoilà, bonne journée !\nSamira"
EVOLUTION = f"""Bonjour Bruno,

Le jeudi 15 octobre 2026 à 14:32 +0200, CAI a écrit :
> Pour votre dossier de logement, il nous manque trois renseignements :
>{" "}
> - le montant du loyer

820 euros, charges comprises.

> - le nom du propriétaire

Monsieur Lejeune, mais c'est sa fille qui s'occupe de tout.

> - la date de la lettre de congé

Je ne la retrouve plus. Début septembre, je crois.

> Pouvez-vous nous les envoyer ?
>{" "}
> Bruno
> CAI, rue Docteur Haibe 2, 5002 Saint-Servais

Voilà, bonne journée !
Samira
"""
NL = "Dag Amina,\n\ndonderdag is goed voor mij. Ik kom met de trein, is het ver van het station?\n\nGroeten,\nBirhane"
MUTT = "No need, my French is good enough by now.\n\nBut is there a lift? My mother comes along and she is in a wheelchair."
BAT = "Спасибо за ответ. В понедельник и вторник после 16:00.\n\nНет, раньше не учился.\n\n-- \nС уважением,\n Виктор                          mailto:oksana@example.net"
WINDOWS = "Salve,\n\nho capito, ma il problema non è risolto: il datore di lavoro non mi ha ancora pagato.\nCosa posso fare?\n\nInviato da Posta per Windows"
WORD_LINES = "".join(f"<p class=MsoNormal>{line or '<o:p>&nbsp;</o:p>'}</p>" for line in WINDOWS.splitlines())
PT = "Boa tarde,\n\nnão posso ir na quinta-feira porque trabalho. Pode ser na sexta de manhã?\n\nObrigado,\nAntónio"
NOTES = "Bonjour,\n\nC'est noté, j'accompagnerai Madame Koval au rendez-vous. Elle n'a pas de GSM pour le moment.\n\nBien à vous,\n\nSophie Delvaux\nAssistante sociale\nCPAS - Service insertion"
GROUPWISE = "Guten Morgen,\n\nvielen Dank für die Einladung. Ich komme gern, brauche aber eine Bescheinigung für das Jobcenter.\n\nFreundliche Grüße\nMohammad Haidari"
TR = "Merhaba,\n\nKimlik kartımı kaybettim, polisten aldığım belgeyle gelebilir miyim?\nTercüman istemiyorum, kızım yardım edecek.\n\nSaygılarımla,\nHatice Kaya"
INSIDE = f"""Bonjour, voir mes réponses dans votre message ci-dessous, après les flèches ==>

Mireille

-----Message d'origine-----
De : CAI [mailto:{ADDRESS}]
Envoyé : jeudi 15 octobre 2026 14:32
À : oksana@example.net
Objet : Votre dossier de logement

{ASKS}"""
ANSWERS = {
    "le montant du loyer": "==> 690 euros",
    "le nom du propriétaire": "==> société Immo Meuse",
    "la date de la lettre de congé": "==> 28 septembre 2026",
}
for question, answer in ANSWERS.items():
    INSIDE = INSIDE.replace(f"- {question}", f"- {question}\n{answer}")
FIRST_WORDS = INSIDE.split("\n\n-----", maxsplit=1)[0]


def header_table(named: str, address: str) -> str:
    """How Notes puts the old letter's headers above it."""
    return (
        f'<font size=1 color=#5f5f5f face="sans-serif">De :&nbsp; &nbsp; &nbsp; &nbsp;</font><font size=1 face="sans-serif">&quot;{named}&quot; &lt;{address}&gt;</font><br>'
        '<font size=1 color=#5f5f5f face="sans-serif">A :&nbsp; &nbsp; &nbsp; &nbsp;</font><font size=1 face="sans-serif">oksana@example.net</font><br>'
        '<font size=1 color=#5f5f5f face="sans-serif">Date :&nbsp; &nbsp; &nbsp; &nbsp;</font><font size=1 face="sans-serif">15/10/2026 14:32</font><br>'
        '<font size=1 color=#5f5f5f face="sans-serif">Objet :&nbsp; &nbsp; &nbsp; &nbsp;</font><font size=1 face="sans-serif">Rendez-vous du 22 octobre</font><br><hr noshade>'
    )


COMPUTERS: list[Unseen] = [
    person(
        "evolution-between-the-lines-fr", by.EVOLUTION, "fr", text(EVOLUTION, coding="8bit"),
        EVOLUTION_SAYS, subject="Re: Votre dossier de logement", sender="Samira <oksana@example.net>", date="Fri, 16 Oct 2026 11:40:09 +0200",
    ),
    person(
        "kmail-below-nl", by.KMAIL, "nl",
        text(f"Op donderdag 15 oktober 2026 14:32:10 Midden-Europese zomertijd schreef CAI:\n{arrows(MEETING)}\n\n{NL}\n\n\n", coding="8bit"),
        NL, subject="Re: Rendez-vous du 22 octobre", sender="Birhane <oksana@example.net>", date="Thu, 15 Oct 2026 18:02:51 +0200",
    ),
    person(
        "mutt-trims-and-answers-below-en", by.MUTT, "en",
        text(f"On Thu, Oct 15, 2026 at 02:32:10PM +0200, CAI wrote:\n> {ABOVE_EN}\n[...]\n> Would you like an interpreter? If so, for which language?\n\n{MUTT}\n", coding="8bit", more="; format=flowed"),
        MUTT, subject="Re: Your appointment", sender="Daniel <oksana@example.net>", date="Thu, 15 Oct 2026 15:11:58 +0200",
        also=[f"[...]\n\n{MUTT}"],
    ),
    person(
        "the-bat-koi8-ru", by.THE_BAT, "ru",
        text(f"Здравствуйте, CAI.\n\nВы писали 15 октября 2026 г., 15:32:10:\n\n{arrows(QUESTION.split(chr(10) + 'Vous pouvez')[0].replace('é', 'e').replace('ç', 'c').replace('ê', 'e').replace('–', '-'))}\n\n{BAT}\n", charset="koi8-r", coding="8bit"),
        f"Здравствуйте, CAI.\n\n{BAT}", subject="Re: Votre inscription au cours", sender="Виктор <oksana@example.net>", date="Thu, 15 Oct 2026 16:31:00 +0300",
    ),
    person(
        "windows-mail-it", by.WINDOWS_MAIL, "it",
        several(
            "alternative", "_5B3F0C77-D1A2-4C3D-8E9F-77D15B3F0C77_",
            text(f"{WINDOWS}\n\nDa: CAI\nInviato: giovedì 15 ottobre 2026 14:32\nA: oksana@example.net\nOggetto: Your question is closed\n\n{CLOSED}\n"),
            html(f'<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15 (filtered medium)"></head><body lang=IT link=blue vlink="#954F72"><div class=WordSection1>{WORD_LINES}<p class=MsoNormal><o:p>&nbsp;</o:p></p><div style="mso-element:para-border-div;border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class=MsoNormal style="border:none;padding:0cm"><b>Da: </b><a href="mailto:{ADDRESS}">CAI</a><br><b>Inviato: </b>giovedì 15 ottobre 2026 14:32<br><b>A: </b>oksana@example.net<br><b>Oggetto: </b>Your question is closed</p></div>{as_html(CLOSED)}</div></body></html>'),
        ),
        WINDOWS, subject="R: Your question is closed", sender="Marco <oksana@example.net>", date="Sat, 17 Oct 2026 10:22:05 +0200", crlf=True,
    ),
    person(
        "windows-live-mail-in-capitals-pt", by.LIVE_MAIL, "pt",
        several(
            "alternative", "----=_NextPart_000_0077_01DD3D15.5B3F0C70",
            text(f"{PT}\n\nFrom: CAI \nSent: Thursday, October 15, 2026 2:32 PM\nTo: oksana@example.net \nSubject: Rendez-vous du 22 octobre\n\n{MEETING.replace('–', '-')}\n", charset="iso-8859-1", more=';\n\tformat=flowed;\n\treply-type=original'),
            html(f'<HTML><HEAD></HEAD><BODY dir=ltr><DIV dir=ltr><DIV style="FONT-SIZE: 12pt; FONT-FAMILY: \'Calibri\'; COLOR: #000000">{lines(PT)}<DIV style="FONT-SIZE: small; DISPLAY: inline"><DIV style="FONT: 10pt tahoma"><DIV>&nbsp;</DIV><DIV style="BACKGROUND: #f5f5f5"><DIV style="font-color: black"><B>From:</B> <A title={ADDRESS}>CAI</A> </DIV><DIV><B>Sent:</B> Thursday, October 15, 2026 2:32 PM</DIV><DIV><B>To:</B> oksana@example.net </DIV><DIV><B>Subject:</B> Rendez-vous du 22 octobre</DIV></DIV></DIV><DIV>&nbsp;</DIV></DIV>{as_html(MEETING.replace("–", "-"))}</DIV></DIV></BODY></HTML>', charset="iso-8859-1"),
        ),
        PT, subject="Re: Rendez-vous du 22 octobre", sender="António <OKSANA@Example.NET>", date="Thu, 15 Oct 2026 18:45:00 +0200", crlf=True,
        note="her address in capitals is still her address",
    ),
    person(
        "notes-a-social-worker-fr", by.NOTES, "fr",
        alternative(
            "notes",
            f"{NOTES}\n\n\n\nDe :     \"CAI\" <{ADDRESS}>\nA :      oksana@example.net\nDate :   15/10/2026 14:32\nObjet :  Rendez-vous du 22 octobre\n\n\n\n{MEETING.replace('–', '-')}\n",
            f'<html><body>{"<br>".join(f"""<font size=2 face="sans-serif">{line}</font>""" for line in NOTES.splitlines())}<br><br><br><br>{header_table("CAI", ADDRESS)}<br><br>{as_html(MEETING.replace("–", "-"))}</body></html>',
            charset="ISO-8859-1", mark="=_alternative 0050A1B2C1258D4E_=",
        ),
        NOTES, subject="Réf. : Rendez-vous du 22 octobre", sender="Sophie Delvaux <sophie.delvaux@cpas.example>", date="Thu, 15 Oct 2026 16:02:11 +0200",
        action="hold", more="X-KeepSent: 5B3F0C77:D1A2B3C4-C1258D4E:0050A1B2; type=4; name=$KeepSent\n",
        note="our signed address, but not the requester's",
    ),
    person(
        "groupwise-de", by.GROUPWISE, "de",
        text(f"{GROUPWISE}\n\n\n\n>>> CAI <{ADDRESS}> 15.10.2026 14:32 >>>\n{MEETING}\n"),
        GROUPWISE, subject="Antw: Rendez-vous du 22 octobre", sender="Mohammad Haidari <oksana@example.net>", date="Fri, 16 Oct 2026 08:05:00 +0200", crlf=True,
    ),
    person(
        "outlook-web-a-long-thread-tr", first.OUTLOOK_WEB, "tr",
        alternative(
            "outlook-tr",
            f"{TR}\n\n________________________________\nKimden: CAI <{ADDRESS}>\nGönderildi: 15 Ekim 2026 Perşembe 14:32\nKime: Hatice Kaya <oksana@example.net>\nKonu: Your appointment\n\n{ENGLISH}\n\nOn Wed, 14 Oct 2026, Hatice Kaya wrote:\n> Can I come to your office?\n>\n> On Mon, 12 Oct 2026, CAI wrote:\n>{arrows(OLD).replace(chr(10), chr(10) + '>')}\n",
            f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body dir="ltr">{"".join(f"""<div class="elementToProof">{line or "<br>"}</div>""" for line in TR.splitlines())}<div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif"><b>Kimden:</b> {SHOWN}<br><b>Gönderildi:</b> 15 Ekim 2026 Perşembe 14:32<br><b>Kime:</b> Hatice Kaya &lt;oksana@example.net&gt;<br><b>Konu:</b> Your appointment</font><div>&nbsp;</div></div>{as_html(ENGLISH)}<p>On Wed, 14 Oct 2026, Hatice Kaya wrote:</p><blockquote><p>Can I come to your office?</p><p>On Mon, 12 Oct 2026, CAI wrote:</p><blockquote>{as_html(OLD)}</blockquote></blockquote></body></html>',
            coding="base64", mark="_000_AM9PR07MB71717D15B3F0CAM9PR07MB7171eurp_",
        ),
        TR, subject="Ynt: Your appointment", sender="Hatice Kaya <oksana@example.net>", date="Thu, 15 Oct 2026 15:09:33 +0000", crlf=True,
        more="X-Auto-Response-Suppress: DR, RN, NRN, OOF, AutoReply\n", note="asks robots to be silent, as Exchange also does for people; she is none",
    ),
    person(
        "outlook-answers-inside-our-letter-fr", first.OUTLOOK, "fr", text(INSIDE, charset="iso-8859-1"),
        INSIDE, subject="RE: Votre dossier de logement", sender="Mireille <oksana@example.net>", date="Thu, 15 Oct 2026 20:20:20 +0200", crlf=True,
        also=["\n".join([FIRST_WORDS, *ANSWERS.values()]), "\n".join([FIRST_WORDS, *(f"- {one}\n{two}" for one, two in ANSWERS.items())])],
        note="she says that her answers stand inside our letter, and they do, without marks: to cut there is to lose them",
    ),
]  # fmt: skip
