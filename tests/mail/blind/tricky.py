"""People whose words look like a quotation or like a robot's, and people whose program says wrong things."""

from tests.mail.blind import programs as by
from tests.mail.blind.frames import BOX, OKSANA, TOKEN, Unseen, part, person, several, text
from tests.mail.blind.ours import MEETING, US, arrows

STORY = """Bonjour,

Je vous écris parce que j'ai des problèmes avec mon logement.

Le 12 mars mon propriétaire a écrit :
« Vous devez partir avant la fin du mois. »

J'ai répondu que j'avais un bail de 3 ans. Le 20 mars à 8:15, il a écrit :

Je change la serrure demain.

Il l'a vraiment fait. Que puis-je faire ?

Mireille"""
DATES = """Voici toutes les dates comme demandé :

Le 12/09/2026 à 10:00, entretien avec Mme Dupont
Le 15/09/2026 à 14:30, lettre de refus
Le 02/10/2026 à 09:00, deuxième refus, le directeur a écrit :
"pas de voile chez nous"

De : septembre
À : octobre
Objet : discrimination à l'embauche

Je n'ai pas d'autre preuve."""
RESUME = """Hola, busco trabajo y mando mi historial:

De: 2015 a 2019
Para: Hotel Sol, Quito
Asunto: recepcionista

De: 2019 a 2024
Para: Hospital Metropolitano
Asunto: limpieza

--
También tengo permiso de conducir.
________________________________
Hablo español, inglés y un poco de francés.

Lucía"""
ABSENT = """Bonjour Amina,

Je suis absente du 19 au 26 octobre et je n'aurai pas accès à mes e-mails.
Je serai de retour le mardi 27 octobre. Est-ce qu'on peut se voir le 28 ?

En cas d'urgence appelez mon mari au 0470 11 22 33.

Merci, Oksana"""
FORWARDED_BOUNCE = """Hello, I tried to write to the commune about my residence card but I received this message.
Did I do something wrong? What does "5.1.1" mean?

Thank you
Ngozi

-------- Forwarded Message --------
Subject: 	Undelivered Mail Returned to Sender
Date: 	Wed, 14 Oct 2026 10:02:13 +0200
From: 	Mail Delivery System <MAILER-DAEMON@mail.example.net>
To: 	ngozi@example.net


This is the mail system at host mail.example.net.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients. It's attached below.

<etrangers@commune.example>: host mx.commune.example[203.0.113.25] said:
    550 5.1.1 User unknown (in reply to RCPT TO command)"""
NDR = (
    "Return-Path: <>\nFrom: Mail Delivery System <MAILER-DAEMON@mail.example.net>\nTo: ngozi@example.net\n"
    "Subject: Undelivered Mail Returned to Sender\nAuto-Submitted: auto-replied\nDate: Wed, 14 Oct 2026 10:02:13 +0200\n"
    "Message-ID: <20261014080213.4XbQ6w0Yk2@mail.example.net>\n\n<etrangers@commune.example>: 550 5.1.1 User unknown\n"
)
LATIN = "Bonjour, j'ai été agressée à la gare hier soir. Où dois-je aller ? L'employé m'a dit « ce n'est pas mon problème » et ça coûte 15 €…"
FILLED = """Beste,

hierbij mijn antwoorden:

Naam ______________ Rania El Amrani
-----------------------------------
Van: Aleppo
Aan: Namen
Datum: 3 mei 2023
Onderwerp: gezinshereniging
-----------------------------------
> 18 jaar: ja
> 3 kinderen: nee, twee

Rania"""
HUSBAND = "Bonjour, c'est le mari d'Oksana. Elle a perdu son téléphone, répondez-moi ici s'il vous plaît."
TRICKY: list[Unseen] = [
    person(
        "a-story-with-a-landlord-who-wrote-fr", by.GMAIL, "fr", text(STORY), STORY,
        subject="Problème de logement", date="Mon, 2 Nov 2026 09:20:00 +0100", sender="Mireille N. <mireille@example.net>", to=BOX, cites=False,
    ),
    person(
        "a-list-of-dates-and-labels-fr", by.ORANGE, "fr", text(DATES, charset="iso-8859-1"), DATES,
        subject="RE: preuves", date="Tue, 3 Nov 2026 18:01:44 +0100",
    ),
    person(
        "a-life-with-labels-and-rules-es", by.YAHOO, "es", text(RESUME, coding="8bit"), RESUME,
        subject="Trabajo", date="Tue, 3 Nov 2026 10:44:00 +0000", sender="Lucía <lucia@example.net>", to=BOX, cites=False,
    ),
    person(
        "absent-but-a-person-fr", by.OUTLOOK_WEB, "fr",
        text(f"{ABSENT}\n\n________________________________\nDe : {US}\nEnvoyé : jeudi 15 octobre 2026 14:32\nÀ : Oksana Koval <oksana@example.net>\nObjet : Rendez-vous du 22 octobre\n\n{MEETING}", charset="iso-8859-1"),
        ABSENT, subject="Absence du 19 au 26 octobre", date="Thu, 15 Oct 2026 19:02:08 +0000", more="Auto-Submitted: no\n", crlf=True,
    ),
    person(
        "asks-about-a-bounce-that-she-attaches-en", by.THUNDERBIRD, "en",
        several("mixed", "------------vT0c77d15b3f", text(FORWARDED_BOUNCE, charset="us-ascii", coding="7bit", more="; format=flowed"), part("message/rfc822", NDR, 'Content-Disposition: attachment; filename="Undelivered Mail Returned to Sender.eml"\n')),
        FORWARDED_BOUNCE, names=["Undelivered Mail Returned to Sender.eml"], subject="Fwd: Undelivered Mail Returned to Sender",
        date="Wed, 14 Oct 2026 11:30:00 +0200", sender="Ngozi A. <ngozi@example.net>", to=BOX, cites=False, also=[FORWARDED_BOUNCE.split("\n\n--------", maxsplit=1)[0]],
    ),
    person(
        "a-form-of-her-own-nl", by.PROXIMUS, "nl", text(FILLED, charset="us-ascii", coding="7bit"), FILLED,
        subject="Antwoorden", date="Wed, 4 Nov 2026 20:20:20 +0100",
    ),
    person(
        "says-ascii-and-is-windows-1252-fr", by.ROUNDCUBE._replace(name="Old webmail", extra="X-Mailer: IMP H3 (4.3.9)\n"), "fr",
        text(LATIN, charset="us-ascii", coding="8bit"), LATIN,
        subject="urgent", date="Fri, 6 Nov 2026 23:59:59 +0100", sender="A. <aline@example.net>", to=BOX, cites=False,
    ),
    person(
        "answers-from-another-address-fr", by.GMAIL_ANDROID, "fr",
        text(f"{HUSBAND}\n\nLe lun. 2 nov. 2026, 10:00, Oksana Koval <oksana@example.net> a écrit\xa0:\n\n>\n> ---------- Forwarded message ---------\n> De : {US}\n> Date: jeu. 15 oct. 2026, 14:32\n> Subject: Rendez-vous du 22 octobre\n> To: {OKSANA}\n>\n>\n{arrows(MEETING, 76)}", coding="base64"),
        HUSBAND, subject="Re: Fwd: Rendez-vous du 22 octobre", date="Mon, 2 Nov 2026 10:30:00 +0100", sender="Petro Koval <petro@example.org>",
        to=BOX, action="new", note="cites our letter, but this sender is not known on the ticket: a new one that says what it seems to answer",
    ),
    person(
        "one-word-no-subject-en", by.SAMSUNG, "en", text("Ok", coding="7bit", charset="us-ascii"), "Ok",
        subject="", date="Thu, 15 Oct 2026 14:33:00 +0200", cites=False, to=TOKEN,
    ),
]  # fmt: skip
