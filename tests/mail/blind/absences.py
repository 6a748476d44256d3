"""Programs that answer in a person's absence, or in an organisation's name, with and without the headers of good manners."""

from tests.mail.blind.frames import BOX, OUR_ID, TOKEN, Unseen, alternative, html, machine, several, text, word
from tests.mail.blind.ours import MEETING, OLD, arrows

CITED = f"In-Reply-To: {OUR_ID}\nReferences: {OUR_ID}\n"
PROTECTION = "mail-westeuropeazolkn19012051.outbound.protection.outlook.com"


def head(
    sender: str, subject: str, date: str, ident: str, *, to: str = TOKEN, cited: bool = True, more: str = ""
) -> str:
    label, _, address = sender.rpartition(" <")
    named = f"{word(label)} <{address}" if label else sender
    return f"From: {named}\nTo: {to}\nSubject: {word(subject)}\nDate: {date}\nMessage-ID: <{ident}>\n{CITED if cited else ''}MIME-Version: 1.0\n{more}"


HOTMAIL_AR = "شكراً لرسالتك. أنا في إجازة حتى 2 نوفمبر وسأرد عليك عند عودتي."
ABSENCES: list[Unseen] = [
    machine(
        "exchange-online-fr", "auto",
        head(
            "Nathalie Lambert <n.lambert@commune.example.org>", "Réponse automatique : Rendez-vous du 22 octobre",
            "Thu, 15 Oct 2026 12:32:19 +0000", "8e1f0c77d15b4a2c9d@AM9PR07MB7171.eurprd07.prod.outlook.com",
            more="Auto-Submitted: auto-generated\nX-Auto-Response-Suppress: All\nX-MS-Exchange-Inbox-Rules-Loop: n.lambert@commune.example.org\n"
            "X-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent\nThread-Topic: Rendez-vous du 22 octobre\nContent-Language: fr-BE\n"
            "X-MS-Has-Attach:\nX-MS-TNEF-Correlator:\nX-OriginatorOrg: commune.example.org\n",
        ),
        alternative(
            "oof", "Bonjour,\n\nJe suis en congé jusqu'au 26 octobre inclus. Pour toute urgence : 081 11 22 33.\n\nNathalie Lambert",
            "<html><body><p>Bonjour,</p><p>Je suis en congé jusqu'au 26 octobre inclus. Pour toute urgence&nbsp;: 081 11 22 33.</p><p>Nathalie Lambert</p></body></html>",
            mark="_000_8e1f0c77d15b4a2cAM9PR07MB7171eurp_",
        ),
        program="Exchange Online", language="fr", ticket=True, to=TOKEN, host=PROTECTION, crlf=True,
    ),
    machine(
        "gmail-vacation-ru", "auto",
        head(
            "Oksana Koval <oksana@example.net>", "Меня нет в офисе Re: Votre demande", "Thu, 15 Oct 2026 05:32:21 -0700", "CAB5b3f0c77d1@mail.gmail.com",
            more="Auto-Submitted: auto-replied\nPrecedence: bulk\nX-Autoreply: yes\n",
        ),
        text("Добрый день!\n\nЯ в отъезде до 1 ноября и редко читаю почту. Отвечу, когда вернусь.", coding="base64"),
        program="Gmail vacation responder", language="ru", ticket=True, to=TOKEN, host="mail-ed1-f41.google.com",
    ),
    machine(
        "sieve-vacation-de", "auto",
        head(
            "Elif Yildiz <elif@example.net>", "Auto: Rendez-vous du 22 octobre", "Thu, 15 Oct 2026 14:32:15 +0200", "dovecot-sieve-1792067535-330714-0@mail.example.net",
            more="X-Sieve: Pigeonhole Sieve 0.5.21 (f6cd4b8e)\nAuto-Submitted: auto-replied (vacation)\nPrecedence: bulk\nX-Auto-Response-Suppress: All\n",
        ),
        text("Vielen Dank für Ihre Nachricht. Ich bin vom 12. bis 30. Oktober verreist.", coding="8bit"),
        program="Dovecot Pigeonhole", language="de", ticket=True, to=TOKEN,
    ),
    machine(
        "hotmail-away-no-headers-ar", "auto",
        head("أم يوسف <oksana@example.net>", "رد تلقائي: Votre demande", "Thu, 15 Oct 2026 12:33:00 +0000", "DB8PR07MB634577d1@DB8PR07MB6345.eurprd07.prod.outlook.com", to=BOX),
        html(f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body dir="rtl"><div>{HOTMAIL_AR}</div></body></html>', coding="base64"),
        program="Outlook.com", language="ar", ticket=True, host=PROTECTION,
    ),
    machine(
        "webmail-absence-no-headers-fr", "auto",
        head("oksana@example.net", "Absence Re: Votre demande", "Thu, 15 Oct 2026 14:32:40 +0200", "1792067560.771.12345@wwinf1m22.orange.example.net", cited=False, more="X-Mailer: Orange Webmail\n"),
        text(f"Ceci est un message automatique.\nJe suis actuellement absent(e) et prendrai connaissance de votre message à mon retour.\n\n> Message d'origine :\n{arrows(OLD)}", charset="iso-8859-1"),
        program="Orange webmail", language="fr", ticket=True, to=TOKEN, host="smtp-out.orange.example.net",
    ),
    machine(
        "notes-out-of-office-en", "auto",
        head(
            "Ngozi Adeyemi <oksana@example.net>", "AUTO: Ngozi Adeyemi is out of the office (returning 02/11/2026)", "Thu, 15 Oct 2026 14:34:00 +0200",
            "OF5B3F0C77.D1A2B3C4-ONC1258D4E.004FE2A1-C1258D4E.004FE2A1@notes.example.net", cited=False,
            more="X-Mailer: Lotus Domino Web Server Release 9.0.1FP10\nX-MIMETrack: Serialize by Router on MAIL01/Example\n",
        ),
        text("I am out of the office until 02/11/2026.\n\nI will answer when I am back. For anything urgent please call reception.\n\nNote: This is an automated response to your message  \"Your appointment\" sent on 15/10/2026 14:32:10.\n\nThis is the only notification you will receive while this person is away.", charset="us-ascii", coding="7bit"),
        program="Domino", language="en", ticket=True, to=TOKEN, host="notes.example.net", crlf=True,
    ),
    machine(
        "helpdesk-acknowledges-nl", "auto",
        head(
            "Sociale dienst <helpdesk@ocmw.example>", "RE: Rendez-vous du 22 octobre [Ticket#2026101510000423]", "Thu, 15 Oct 2026 14:33:05 +0200", "1792067585.77123.423.otobo@ocmw.example",
            more="X-Powered-By: OTOBO\nX-Mailer: OTOBO Mail Service (10.1.9)\nAuto-Submitted: auto-replied\nPrecedence: bulk\nX-OTRS-Loop: yes\nOrganization: OCMW\n",
        ),
        text(f"Beste,\n\nWij hebben uw bericht goed ontvangen. Uw ticketnummer is 2026101510000423.\nWij antwoorden binnen vijf werkdagen.\n\nSociale dienst\n\nUw bericht:\n{arrows(MEETING)}"),
        program="OTOBO", language="nl", ticket=True, to=TOKEN, host="otobo.ocmw.example",
    ),
    machine(
        "parcel-notice-no-reply-fr", "auto",
        head("Suivi colis <ne-pas-repondre@colis.example>", "Votre colis arrive demain", "Mon, 19 Oct 2026 06:15:00 +0000", "010001926f5b3f0c-77d1@eu-west-1.amazonses.com", to=BOX, cited=False, more="Auto-Submitted: auto-generated\nFeedback-ID: 1.eu-west-1.x:AmazonSES\nX-SES-Outgoing: 2026.10.19-54.240.0.1\n"),
        several("alternative", "----=_Part_7_77.1792390500", text("Bonjour,\n\nVotre colis 323299 arrive demain entre 10:00 et 12:00.\n\nMerci de ne pas répondre à ce message."), html("<html><body><p>Votre colis <b>323299</b> arrive demain entre 10:00 et 12:00.</p></body></html>")),
        program="Amazon SES", language="fr", ticket=False, host="a1-54.smtp-out.eu-west-1.amazonses.com",
    ),
    machine(
        "groupwise-vacation-unknown-it", "auto",
        head("Ufficio Stranieri <stranieri@comune.example>", "Fuori ufficio: Re: richiesta", "Tue, 20 Oct 2026 08:00:00 +0200", "6715B3F0.77D1.0042.0@comune.example", to=BOX, cited=False, more="X-Mailer: GroupWise 18.5.0\n"),
        text("L'ufficio è chiuso fino al 3 novembre. Per urgenze telefonare al numero verde.\nRisposta generata automaticamente.", charset="utf-8", coding="8bit"),
        program="GroupWise", language="it", ticket=False, host="gw.comune.example",
    ),
]  # fmt: skip
