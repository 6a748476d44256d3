"""What mail servers say when a letter did not arrive, or not yet, each in its own words and shape."""

from tests.mail.blind.frames import BOX, OUR_ID, Unseen, alternative, file, machine, part, several, text, word
from tests.mail.blind.ours import OLD, our_head, returned

TO = "oksana@example.net"
THEIRS = "<20261014075513.19CB2F44@spam.example.com>"


def status(
    reporter: str, action: str, code: str, said: str, *, to: str = TO, remote: str = "mx.example.net", more: str = ""
) -> bytes:
    fields = (
        f"Reporting-MTA: dns; {reporter}\nArrival-Date: Thu, 15 Oct 2026 14:32:11 +0200 (CEST)\n\n"
        f"Final-Recipient: rfc822; {to}\nOriginal-Recipient: rfc822;{to}\nAction: {action}\nStatus: {code}\n"
        f"Remote-MTA: dns; {remote}\nDiagnostic-Code: smtp; {said}\n{more}"
    )
    return part("message/delivery-status", fields, "Content-Description: Delivery report\n")


def head(sender: str, subject: str, date: str, ident: str, more: str = "") -> str:
    return f"Date: {date}\nFrom: {sender}\nTo: {BOX}\nSubject: {word(subject)}\nMessage-ID: <{ident}>\nMIME-Version: 1.0\n{more}"


def postfix(words: str) -> bytes:
    intro = (
        f"This is the mail system at host mx1.guichet.example.org.\n\n{words}\n\n                   The mail system\n\n"
    )
    return text(intro, charset="us-ascii", coding="7bit")


REPORT = "; report-type=delivery-status"
O365 = "DB8PR07MB6345.eurprd07.prod.outlook.com"
GOOGLE_FROM = "Mail Delivery Subsystem <mailer-daemon@googlemail.com>"
GONE = "550-5.1.1 The email account that you tried to reach does not exist. Please try\n 550-5.1.1 double-checking the recipient's email address for typos or\n 550 5.1.1 unnecessary spaces. a640c23a62f3a-9f77d1si123 - gsmtp"
ICON = b"\x89PNG\r\n\x1a\n" + bytes(range(40))
BOUNCES: list[Unseen] = [
    machine(
        "postfix-user-unknown", "bounce",
        head("MAILER-DAEMON@mx1.guichet.example.org (Mail Delivery System)", "Undelivered Mail Returned to Sender", "Thu, 15 Oct 2026 14:32:13 +0200", "20261015123213.4XbQ6x3Tz9z1sF@mx1.guichet.example.org", "Auto-Submitted: auto-replied\n"),
        several(
            "report", "4XbQ6w0Yk2z1sD.1792067533/mx1.guichet.example.org",
            postfix(f"I'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients. It's attached below.\n\nFor further assistance, please send mail to postmaster.\n\n<{TO}>: host mx.example.net[203.0.113.25] said: 550 5.1.1 <{TO}>:\n    Recipient address rejected: User unknown in virtual mailbox table (in reply\n    to RCPT TO command)"),
            status("mx1.guichet.example.org", "failed", "5.1.1", f"550 5.1.1 <{TO}>: Recipient address\n    rejected: User unknown in virtual mailbox table"),
            part("message/rfc822", returned(), "Content-Description: Undelivered Message\nContent-Transfer-Encoding: 8bit\n"), more=REPORT + ";\n\tcharset=utf-8", preamble="This is a MIME-encapsulated message.\n\n",
        ),
        program="Postfix", language="en", ticket=True, permanent_failure=True,
    ),
    machine(
        "exchange-online-ndr-fr", "bounce",
        head(
            "postmaster@commune.example.org", "Non remis : Rendez-vous du 22 octobre", "Thu, 15 Oct 2026 12:32:20 +0000", f"9c1b77d1-5b3f-4a2c@{O365}",
            f"Content-Language: fr-FR\nX-MS-Exchange-Message-Is-Ndr:\nX-Microsoft-Antispam: BCL:0;\nAuto-Submitted: auto-replied\nX-MS-PublicTrafficType: Email\nIn-Reply-To: {OUR_ID}\nReferences: {OUR_ID}\nThread-Topic: Rendez-vous du 22 octobre\n",
        ),
        several(
            "report", "9c1b77d1-5b3f-4a2c-8d1e-c77d15b3f0aa",
            alternative("ndr", f"Votre message à {TO} n'a pas pu être remis.\n\nkoval est introuvable à commune.example.org.\n\nInformations de diagnostic pour les administrateurs :\n\nServeur de génération : {O365}\n\n{TO}\nRemote server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient {TO} not found by SMTP address lookup'\n", f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body><table><tr><td style="font-size:21px">Votre message à <a href="mailto:{TO}">{TO}</a> n\'a pas pu être remis.</td></tr><tr><td>koval est introuvable à commune.example.org.</td></tr></table><p>Remote server returned \'550 5.1.10 RESOLVER.ADR.RecipientNotFound\'</p></body></html>', mark="c77d15b3f0aa-alt"),
            part("message/delivery-status", f"Reporting-MTA: dns;{O365}\nReceived-From-MTA: dns;mx1.guichet.example.org\nArrival-Date: Thu, 15 Oct 2026 12:32:18 +0000\n\nFinal-Recipient: rfc822;{TO}\nAction: failed\nStatus: 5.1.10\nDiagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient {TO} not found by SMTP address lookup\n"),
            part("message/rfc822", returned(subject="Rendez-vous du 22 octobre")), more=REPORT,
        ),
        program="Exchange Online", language="fr", ticket=True, permanent_failure=True, host="mail-db8.outbound.protection.outlook.com", crlf=True,
    ),
    machine(
        "exim-with-a-report", "bounce",
        head("Mail Delivery System <Mailer-Daemon@mail.example.net>", "Mail delivery failed: returning message to sender", "Thu, 15 Oct 2026 14:32:30 +0200", "E1t0LxG-0008Cq-7d@mail.example.net", f"X-Failed-Recipients: {TO}\nAuto-Submitted: auto-replied\nReferences: {OUR_ID}\n"),
        several(
            "report", "1792067550-eximdsn-1804289383",
            text(f"This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  {TO}\n    host mx.example.net [203.0.113.25]\n    SMTP error from remote mail server after end of data:\n    554 5.7.1 Message rejected as spam by content filter\n", charset="us-ascii", coding="7bit"),
            status("mail.example.net", "failed", "5.0.0", "554 5.7.1 Message rejected as spam by content filter"),
            part("message/rfc822", our_head() + "\n"), more=REPORT,
        ),
        program="Exim", language="en", ticket=True, permanent_failure=True,
    ),
    machine(
        "gmail-no-such-account", "bounce",
        head(GOOGLE_FROM, "Delivery Status Notification (Failure)", "Thu, 15 Oct 2026 05:32:22 -0700", "6711b3f0.050a0220.77d1.c0.GMR@mx.google.com", f"X-Failed-Recipients: {TO}\nAuto-Submitted: auto-replied\nIn-Reply-To: {OUR_ID}\nReferences: {OUR_ID}\n"),
        several(
            "report", "00000000000077d15b3f0c2a1b",
            several(
                "related", "00000000000077d15b3f0c2a1c",
                alternative("gmailbounce", f"\n** Address not found **\n\nYour message wasn't delivered to {TO} because the address couldn't be found, or is unable to receive mail.\n\nLearn more here: https://support.google.com/mail/?p=NoSuchUser\n\nThe response was:\n\n{GONE}\n", f'<html><body><table><tr><td><h2>Address not found</h2>Your message wasn\'t delivered to <b>{TO}</b> because the address couldn\'t be found, or is unable to receive mail.</td></tr></table><img src="cid:icon.png"></body></html>', mark="00000000000077d15b3f0c2a1d"),
                file("image/png", '; name="icon.png"\nContent-Disposition: attachment; filename="icon.png"\nContent-ID: <icon.png>', ICON),
            ),
            part("message/delivery-status", f"Reporting-MTA: dns; googlemail.com\nReceived-From-MTA: dns; {BOX}\nArrival-Date: Thu, 15 Oct 2026 05:32:20 -0700 (PDT)\nX-Original-Message-ID: {OUR_ID}\n\nFinal-Recipient: rfc822; {TO}\nAction: failed\nStatus: 5.1.1\nRemote-MTA: dns; gmail-smtp-in.l.google.com. (203.0.113.26, the server for the domain.)\nDiagnostic-Code: smtp; {GONE}\nLast-Attempt-Date: Thu, 15 Oct 2026 05:32:22 -0700 (PDT)\n"),
            part("message/rfc822", returned()), more=REPORT,
        ),
        program="Gmail", language="en", ticket=True, permanent_failure=True, host="mail-wr1-f69.google.com",
    ),
    machine(
        "qmail-failure-notice", "bounce",
        f"Date: 15 Oct 2026 12:32:14 -0000\nFrom: MAILER-DAEMON@mail.example.net\nTo: {BOX}\nSubject: failure notice\n",
        f"\nHi. This is the qmail-send program at mail.example.net.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<{TO}>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\nReturn-Path: <{BOX}>\n".encode() + returned(OLD),
        program="qmail", language="en", ticket=True, permanent_failure=True,
    ),
    machine(
        "mailbox-full-for-good-fr", "bounce",
        head("Mail Delivery System <postmaster@orange.example.net>", "Message non distribué / Undelivered mail", "Thu, 15 Oct 2026 14:33:00 +0200", "20261015123300.77D1@orange.example.net", "Auto-Submitted: auto-replied\n"),
        several(
            "report", "=_orange_77d15b3f",
            text(f"Votre message n'a pas pu être remis au destinataire suivant :\n\n<{TO}> : la boîte aux lettres du destinataire est pleine (552 5.2.2 quota exceeded)\n", charset="iso-8859-1"),
            status("orange.example.net", "failed", "5.2.2", "552 5.2.2 Mailbox full, quota exceeded"),
            part("text/rfc822-headers", our_head()), more=REPORT,
        ),
        program="Orange", language="fr", ticket=True, permanent_failure=True, host="smtp-in.orange.example.net",
    ),
    machine(
        "mailbox-full-for-now", "bounce",
        head("MAILER-DAEMON@mx1.guichet.example.org (Mail Delivery System)", "Undelivered Mail Returned to Sender", "Tue, 20 Oct 2026 14:40:00 +0200", "20261020124000.4XfM1b2c@mx1.guichet.example.org", "Auto-Submitted: auto-replied\n"),
        several(
            "report", "4XbQ6w0Yk2z1sD.1792500000/mx1.guichet.example.org",
            postfix(f"I'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients. It's attached below.\n\n<{TO}>: host mx.example.net[203.0.113.25] said: 452 4.2.2 The\n    recipient's inbox is out of storage space (in reply to RCPT TO command)"),
            status("mx1.guichet.example.org", "failed", "4.2.2", "452 4.2.2 The recipient's inbox is out of storage\n    space"),
            part("text/rfc822-headers", our_head(), "Content-Description: Undelivered Message Headers\n"), more=REPORT,
        ),
        program="Postfix", language="en", ticket=True, permanent_failure=False,
    ),
    machine(
        "plain-rejection-fr-no-report", "bounce",
        head("postmaster@ecole.example", "Échec de remise : Votre inscription au cours", "Thu, 15 Oct 2026 14:35:00 +0200", "77d15b3f-echec@ecole.example", f"X-Mailer: MDaemon 21.5.2\nX-Failed-Recipients: {TO}\nPrecedence: bulk\n"),
        text(f"Le message suivant n'a pas pu être remis :\n\n  {TO}\n  --> 550 Utilisateur inconnu\n\nLe serveur ne fera plus de tentative.\n\n--- Début du message d'origine ---\n\n{our_head()}\n{OLD}\n", coding="8bit"),
        program="MDaemon", language="fr", ticket=True, permanent_failure=True, host="mail.ecole.example",
    ),
    machine(
        "not-our-letter-ru", "bounce",
        head("mailer-daemon@corp.mail.example", "Ваше сообщение не доставлено. Mail failure.", "Wed, 14 Oct 2026 10:55:20 +0300", "E1t0-not-ours@mx77.mail.example", "Auto-Submitted: auto-replied\nX-Failed-Recipients: ivan77@mail.example\n"),
        several(
            "report", "1792067550-mru-77",
            text("Это письмо создано автоматически сервером. Отвечать на него не нужно.\n\nК сожалению, Ваше письмо не может быть доставлено одному или нескольким получателям:\n\nivan77@mail.example\nuser not found\n", charset="koi8-r", coding="8bit"),
            status("mx77.mail.example", "failed", "5.1.1", "550 user not found", to="ivan77@mail.example"),
            part("message/rfc822", f"Received: from dsl77.example.com ([192.0.2.77]) by mx77.mail.example; Wed, 14 Oct 2026 10:55:13 +0300\nFrom: Prize <{BOX}>\nTo: ivan77@mail.example\nSubject: Win a phone\nMessage-ID: {THEIRS}\n\nClick here.\n"), more=REPORT,
        ),
        program="mail.ru", language="ru", ticket=False, permanent_failure=True, host="mx77.mail.example",
    ),
]  # fmt: skip

DELAYS: list[Unseen] = [
    machine(
        "postfix-still-trying", "delay",
        head("MAILER-DAEMON@mx1.guichet.example.org (Mail Delivery System)", "Delayed Mail (still being retried)", "Thu, 15 Oct 2026 18:33:00 +0200", "20261015163300.4XbX3Tz9@mx1.guichet.example.org", "Auto-Submitted: auto-replied\n"),
        several(
            "report", "4XbQ6w0Yk2z1sD.1792081980/mx1.guichet.example.org",
            postfix(f"####################################################################\n# THIS IS A WARNING ONLY.  YOU DO NOT NEED TO RESEND YOUR MESSAGE. #\n####################################################################\n\nYour message could not be delivered for more than 4 hour(s).\nIt will be retried until it is 5 day(s) old.\n\n<{TO}>: connect to mx.example.net[203.0.113.25]:25: Connection timed out"),
            status("mx1.guichet.example.org", "delayed", "4.4.1", "connect to mx.example.net[203.0.113.25]:25: Connection timed\n    out", more="Will-Retry-Until: Tue, 20 Oct 2026 14:32:11 +0200 (CEST)\n").replace(b"smtp; connect", b"X-Postfix; connect"),
            part("text/rfc822-headers", our_head()), more=REPORT,
        ),
        program="Postfix", language="en", ticket=True,
    ),
    machine(
        "exim-delayed-24-hours-plain", "delay",
        head("Mail Delivery System <Mailer-Daemon@mail.example.net>", "Warning: message 1t0LxG-0008Cq-7d delayed 24 hours", "Fri, 16 Oct 2026 14:33:00 +0200", "E1t0iRG-000Aq7-2b@mail.example.net", f"Auto-Submitted: auto-replied\nReferences: {OUR_ID}\n"),
        text(f"This message was created automatically by mail delivery software.\nA message that you sent has not yet been delivered to one or more of its\nrecipients after more than 24 hours on the queue on mail.example.net.\n\nThe message identifier is:     1t0LxG-0008Cq-7d\nThe subject of the message is: Votre inscription au cours\nThe date of the message is:    Thu, 15 Oct 2026 14:32:10 +0200\n\nThe address to which the message has not yet been delivered is:\n\n  {TO}\n    host mx.example.net [203.0.113.25]\n    Delay reason: Connection timed out\n\nNo action is required on your part. Delivery attempts will continue for\nsome time, and this warning may be repeated at intervals if the message\nremains undelivered. Eventually the mail delivery software will give up,\nand when that happens, the message will be returned to you.", charset="us-ascii", coding="7bit"),
        program="Exim", language="en", ticket=True,
    ),
    machine(
        "gmail-delay-nl", "delay",
        head(GOOGLE_FROM, "Delivery Status Notification (Delay)", "Fri, 16 Oct 2026 05:40:00 -0700", "6712b3f0.050a0220.77d2.GMR@mx.google.com", f"X-Failed-Recipients: {TO}\nAuto-Submitted: auto-replied\nIn-Reply-To: {OUR_ID}\nReferences: {OUR_ID}\n"),
        several(
            "report", "00000000000077d2aa3f0c2a1b",
            alternative("gmaildelay", f"\n** Bezorging niet voltooid **\n\nEr is een tijdelijk probleem opgetreden bij het bezorgen van je bericht aan {TO}. Gmail blijft het nog 46 uur proberen.\n\nDe reactie is:\n\nThe recipient server did not accept our requests to connect.\n", f"<html><body><h2>Bezorging niet voltooid</h2><p>Er is een tijdelijk probleem opgetreden bij het bezorgen van je bericht aan <b>{TO}</b>. Gmail blijft het nog 46 uur proberen.</p></body></html>", mark="00000000000077d2aa3f0c2a1c"),
            part("message/delivery-status", f"Reporting-MTA: dns; googlemail.com\nArrival-Date: Thu, 15 Oct 2026 05:32:20 -0700 (PDT)\nX-Original-Message-ID: {OUR_ID}\n\nFinal-Recipient: rfc822; {TO}\nAction: delayed\nStatus: 4.4.1\nDiagnostic-Code: smtp; The recipient server did not accept our requests to connect.\nWill-Retry-Until: Sun, 18 Oct 2026 05:32:20 -0700 (PDT)\n"),
            part("message/rfc822", returned()), more=REPORT,
        ),
        program="Gmail", language="nl", ticket=True, host="mail-wr1-f69.google.com", crlf=True,
    ),
]  # fmt: skip
