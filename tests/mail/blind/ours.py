"""Our own letters, as the people and the robots of the set quote and return them."""

from textwrap import wrap

from tests.mail.blind.frames import BOX, OUR_ID, TOKEN, text

US = f"CAI <{BOX}>"
SIGNATURE = "-- \nCentre d'Action Interculturelle de la province de Namur"
ABOVE_FR = "##– Répondez au-dessus de cette ligne –##"
ABOVE_EN = "##– Please write your answer above this line –##"

QUESTION = f"""{ABOVE_FR}

Bonjour Oksana,

Merci pour votre message. Pour vous inscrire au cours de français, nous avons besoin de deux choses :

1. Quels jours êtes-vous libre ?
2. Avez-vous déjà suivi un cours en Belgique ?

Vous pouvez répondre à ce message, ou téléphoner au 081 00 00 00.

Votre référence : CAI-26-7K4M-2XQR

{SIGNATURE}"""

MEETING = f"""{ABOVE_FR}

Bonjour,

Nous vous proposons un rendez-vous le jeudi 22 octobre 2026 à 10 h 00, rue Docteur Haibe 2 à Saint-Servais.

Pouvez-vous venir ? Si vous ne pouvez pas, dites-nous quand vous êtes libre.

Amina

{SIGNATURE}"""

ENGLISH = f"""{ABOVE_EN}

Hello Oksana,

We can meet you on Thursday 22 October 2026 at 10:00. Please bring your identity card or your orange card.

Would you like an interpreter? If so, for which language?

Your reference: CAI-26-7K4M-2XQR

{SIGNATURE}"""

OLD = f"""Bonjour,

Votre demande a bien été reçue. Un collègue vous répondra dans les trois jours ouvrables.

Votre référence : CAI-26-9PLD-H3TV

{SIGNATURE}"""


def arrows(words: str, width: int = 0) -> str:
    """Quoted with `> `; a width wraps long lines first, as web mail does."""
    lines = words.splitlines()
    if width:
        lines = [piece for line in lines for piece in (wrap(line, width) if len(line) > width else [line])]
    return "\n".join(f"> {line}".rstrip() for line in lines)


def as_html(words: str) -> str:
    """Our letter as the HTML part that programs quote."""
    blocks = [block.replace("\n", "<br>\n") for block in words.split("\n\n")]
    return "".join(f'<p style="margin:0 0 1em">{block}</p>\n' for block in blocks)


def returned(words: str = QUESTION, *, ident: str = OUR_ID, to: str = "oksana@example.net", subject: str = "Votre inscription au cours") -> bytes:  # fmt: skip
    """The whole letter, as a server gives it back."""
    return our_head(ident=ident, to=to, subject=subject).encode() + text(words, coding="8bit")


def our_head(
    *, ident: str = OUR_ID, to: str = "oksana@example.net", subject: str = "Votre inscription au cours"
) -> str:
    return (
        "Received: from app.guichet.example.org (app.guichet.example.org [203.0.113.7])\n"
        "\tby mx1.guichet.example.org (Postfix) with ESMTPSA id 4XbQ6w0Yk2z1sD\n"
        f"\tfor <{to}>; Thu, 15 Oct 2026 14:32:11 +0200 (CEST)\n"
        f"From: {US}\nTo: {to}\nReply-To: {TOKEN}\nSubject: {subject}\n"
        f"Date: Thu, 15 Oct 2026 14:32:10 +0200\nMessage-ID: {ident}\n"
        "Auto-Submitted: auto-generated\nX-Auto-Response-Suppress: All\nX-Loop: guichet.example.org\nMIME-Version: 1.0\n"
    )
