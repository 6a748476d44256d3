"""People who pass things on, who write of letters and robots, or who come by an unusual way."""

from tests.mail.blind import programs as first
from tests.mail.blind.frames import BOX, OKSANA, Unseen, html, part, person, several, text
from tests.mail.blind.ours import MEETING, OLD, US, arrows
from tests.mail.blind_two import programs as by
from tests.mail.blind_two.webmails import ADDRESS, lines

EMPLOYER = """De: Ressources humaines <rh@nettoyage.example>
Objet: Rép : Candidature
Date: 14 octobre 2026 à 09:11:02 UTC+2
À: Oksana Koval <oksana@example.net>

Madame,
Nous ne prenons pas de personnes avec un accent. Inutile de nous rappeler.
Le service RH"""
ABOVE_EMPLOYER = "Bonjour, voici le mail du patron dont je vous ai parlé. Est-ce que c'est une preuve ?\n\nOksana"
PASSED_ON = f"{ABOVE_EMPLOYER}\n\nDébut du message transféré :\n\n{EMPLOYER}"
DOUBT = "Bonjour, c'est bien vous qui m'avez envoyé ça ? Mon fils dit que c'est peut-être une arnaque."
DOUBTED = f"""{DOUBT}

---------- Forwarded message ---------
De : {US}
Date: jeu. 15 oct. 2026 à 14:32
Subject: Rendez-vous du 22 octobre
To: {OKSANA}


{MEETING}"""
SUMMONS = (
    "From: Gemeente <burgerzaken@gemeente.example>\nTo: fatima@example.net\nSubject: Oproeping identiteitskaart\n"
    "Date: Mon, 12 Oct 2026 09:00:00 +0200\nMessage-ID: <77d15b3f.oproeping@gemeente.example>\nMIME-Version: 1.0\n"
    "Content-Type: text/plain; charset=us-ascii\n\nU wordt verzocht uw kaart af te halen voor 30 oktober.\n"
)
NL = "Beste,\n\nik begrijp deze brief van de gemeente niet. Moet ik betalen? Kan iemand mij helpen?\n\nFatima"
BY_HAND = """Bonjour Bruno,

Le propriétaire m'a envoyé hier ces deux SMS, je les recopie :

> Madame vous avez 15 jours pour partir
> Je mets vos affaires dehors le 1er novembre

Il écrit aussi à ma voisine. Elle veut bien témoigner.

Aïcha"""
HANDED = """Bonjour,

La commune refuse la remise de ma carte de séjour. Message reçu au guichet : « échec, utilisateur inconnu ».
Pourtant mon adresse est correcte et je n'ai pas déménagé. C'est la troisième fois, c'est définitif ?

Merci de votre aide,
Cheikh"""
ROBOT = """Hello,

I received three times "this is an automatic reply, do not answer". Is anybody there?
I am not a robot, I am a father of four who is out of the house next week!

Emeka"""
TR = "Merhaba,\n\nBu başka bir konu: oğlum için okul arıyorum, 12 yaşında. Hangi okula gidebilir?\n\nTeşekkürler\nOksana Koval"
UK = "Добрий день, я лікарка з Харкова. Як підтвердити мій диплом у Бельгії? Дякую, Ірина"
RU = "Здравствуйте, это брат Оксаны, пишу с моей почты. Она в больнице и просит перенести встречу на ноябрь."
SO = "Salaan, waxaan ahay hooyo leh saddex carruur ah. Waxaan raadinayaa koorso Faransiis ah oo bilaash ah. Fadlan ii soo jawaab."


def without_charset(one: Unseen) -> Unseen:
    """As old scripts send it: UTF-8 in the subject and in the body, and no word about it in the headers."""
    raw = one.raw.replace(b"Content-Type: text/plain; charset=utf-8\n", b"Content-Type: text/plain\n")
    return one._replace(raw=raw.replace(b"Subject: RAW", "Subject: Диплом лікаря".encode()))


def answered_elsewhere(one: Unseen) -> Unseen:
    """A letter of somebody else that this one answers, above all its own headers."""
    other = b"In-Reply-To: <77d15b3f@ecole.example>\nReferences: <5b3f0c@ecole.example>\n <77d15b3f@ecole.example>\n"
    return one._replace(raw=one.raw.replace(b"MIME-Version: 1.0\n", b"MIME-Version: 1.0\n" + other, 1))


RIDDLES: list[Unseen] = [
    person(
        "passes-on-an-employers-letter-fr", first.APPLE_MAIL, "fr",
        several(
            "alternative", "Apple-Mail=_3F0C77D1-5B3F-4A2C-8D1E-77D15B3F0C77",
            text(f"{ABOVE_EMPLOYER}\n\n> Début du message transféré :\n> \n{arrows(EMPLOYER)}\n"),
            html(f'<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head><body style="overflow-wrap: break-word; -webkit-nbsp-mode: space;">{lines(ABOVE_EMPLOYER)}<div><br></div><div><br><blockquote type="cite"><div>Début du message transféré :</div><br class="Apple-interchange-newline">{lines(EMPLOYER)}</blockquote></div><br></body></html>'),
        ),
        PASSED_ON, subject="Tr: Candidature", date="Thu, 15 Oct 2026 20:05:00 +0200", cites=False,
        also=[f"{ABOVE_EMPLOYER}\n\n> Début du message transféré :\n> \n{arrows(EMPLOYER)}"],
        note="somebody else's letter, though in a quotation: it is what she has to show",
    ),
    person(
        "passes-our-own-letter-back-and-doubts-fr", first.GMAIL, "fr", text(DOUBTED, coding="base64"),
        DOUBT, subject="Fwd: Rendez-vous du 22 octobre", date="Thu, 15 Oct 2026 18:31:00 +0200", also=[DOUBTED],
    ),
    person(
        "passes-a-letter-on-as-a-file-nl", by.EVOLUTION, "nl",
        several(
            "mixed", "=-77d15b3f0c77d15b3f0c",
            text(NL, charset="us-ascii", coding="7bit"),
            part("message/rfc822; name=\"Oproeping identiteitskaart.eml\"", SUMMONS, 'Content-Disposition: attachment; filename="Oproeping identiteitskaart.eml"\nContent-Description: Doorgestuurd bericht\n'),
        ),
        NL, names=["Oproeping identiteitskaart.eml"], subject="[Fwd: Oproeping identiteitskaart]", sender="Fatima <fatima@example.net>",
        date="Tue, 13 Oct 2026 20:00:00 +0200", to=BOX, cites=False,
    ),
    person(
        "copies-the-landlords-words-with-arrows-fr", first.GMAIL_ANDROID, "fr",
        text(f"{BY_HAND}\n\nLe jeu. 15 oct. 2026, 14:32, CAI <{ADDRESS}> a écrit\u202f:\n\n{arrows(OLD, 76)}\n", coding="base64"),
        BY_HAND, subject="Re: Votre demande", sender="Aïcha <oksana@example.net>", date="Fri, 16 Oct 2026 12:00:00 +0200",
        note="the arrows above are her own: these words are not ours",
    ),
    person(
        "a-refused-card-sounds-like-a-bounce-fr", first.THUNDERBIRD, "fr", text(HANDED, coding="8bit"), HANDED,
        subject="Échec de remise : utilisateur inconnu", sender="Cheikh Ndiaye <cheikh@example.net>", date="Tue, 3 Nov 2026 14:00:00 +0100", to=BOX, cites=False,
    ),
    person(
        "complains-of-automatic-replies-en", first.OUTLOOK_MOBILE, "en", text(ROBOT, charset="us-ascii", coding="7bit"), ROBOT,
        subject="Automatic reply??", sender="Emeka <oksana@example.net>", date="Tue, 3 Nov 2026 19:00:00 +0100", cites=False, crlf=True,
    ),
    answered_elsewhere(person(
        "a-new-matter-that-answers-a-school-tr", first.GMAIL, "tr", text(TR, coding="base64"), TR,
        subject="Okul hakkında", date="Wed, 4 Nov 2026 09:00:00 +0100", to=BOX, cites=False,
        note="the requester's own address, but it answers nothing of ours",
    )),
    without_charset(person(
        "says-nothing-of-its-charset-uk", by.FORM_MAILER, "uk", text(UK, coding="8bit"), UK,
        subject="RAW", sender="iryna@example.net", date="Wed, 4 Nov 2026 10:10:10 +0100", to=BOX, cites=False,
    )),
    person(
        "her-brother-with-our-address-ru", first.MAILRU._replace(extra="X-Mailer: Mail.Ru Mailer 1.0\nX-Priority: 3 (Normal)\n"), "ru",
        html(f'<HTML><BODY><div>{RU}</div><div>&nbsp;</div><div data-signature-widget="container"><div>--<br>Андрій</div></div></BODY></HTML>', coding="base64"),
        f"{RU}\n\n--\nАндрій", subject="Re: Rendez-vous du 22 octobre", sender="Андрій Коваль <andrii@example.org>", date="Fri, 16 Oct 2026 22:22:00 +0300",
        cites=False, action="hold", note="our signed address, but not the requester's",
    ),
    person(
        "marked-as-spam-on-its-way-so", first.YAHOO, "so", text(SO), SO,
        subject="***SPAM*** koorso", sender="Hodan <hodan@example.net>", date="Thu, 5 Nov 2026 11:11:00 +0000", to=BOX, cites=False,
        more="X-Spam-Flag: YES\nX-Spam-Level: ******\nX-Spam-Status: Yes, score=6.1 required=5.0 tests=FREEMAIL_FROM,\n\tHK_RANDOM_FROM autolearn=no version=4.0.0\nPrecedence: normal\n",
        action="hold", note="a filter's guess is no robot's mark: a person asks for a course; a colleague looks first",
    ),
]  # fmt: skip
