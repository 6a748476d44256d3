"""What servers say when a letter did not arrive, or not yet: other servers than in the first set."""

from tests.mail.blind.bounces import REPORT, TO, head, status
from tests.mail.blind.frames import BOX, OUR_ID, TOKEN, Unseen, alternative, html, machine, part, several, text
from tests.mail.blind.ours import ENGLISH, MEETING, OLD, our_head, returned

SENDMAIL = "Mail Delivery Subsystem <MAILER-DAEMON@relay.example.net>"
SPAM = 'From: "Lottery" <win@lottery.example>\nReply-To: win@lottery.example\nTo: someone@mail.cn.example\nSubject: You won\nDate: Mon, 12 Oct 2026 01:02:03 +0000\nMessage-ID: <20261012010203.77d1@lottery.example>\n\nClaim now.\n'
SERVER = "EXCH02.stadt.example"

BOUNCES: list[Unseen] = [
    machine(
        "sendmail-see-transcript", "bounce",
        head(SENDMAIL, "Returned mail: see transcript for details", "Thu, 15 Oct 2026 14:32:19 +0200", "202610151232.49FCWJ77015b3f@relay.example.net", "Auto-Submitted: auto-generated (failure)\n"),
        several(
            "report", "49FCWJ77015b3f.1792067539/relay.example.net",
            text(f"The original message was received at Thu, 15 Oct 2026 14:32:11 +0200\nfrom mx1.guichet.example.org [203.0.113.7]\n\n   ----- The following addresses had permanent fatal errors -----\n<{TO}>\n    (reason: 550 5.2.1 The email account that you tried to reach is disabled)\n\n   ----- Transcript of session follows -----\n... while talking to mx.example.net.:\n>>> DATA\n<<< 550 5.2.1 The email account that you tried to reach is disabled\n550 5.1.1 <{TO}>... User unknown\n<<< 503 5.5.1 RCPT first", charset="us-ascii", coding="7bit"),
            status("relay.example.net", "failed", "5.2.1", "550 5.2.1 The email account that you tried to reach is disabled", more="Last-Attempt-Date: Thu, 15 Oct 2026 14:32:19 +0200\n"),
            part("message/rfc822", returned(MEETING)), more=REPORT, preamble="This is a MIME-encapsulated message\n\n",
        ),
        program="Sendmail", language="en", ticket=True, permanent_failure=True, host="relay.example.net",
    ),
    machine(
        "exchange-own-server-de", "bounce",
        head("Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@stadt.example>", "Unzustellbar: Votre inscription au cours", "Thu, 15 Oct 2026 14:32:25 +0200", f"77d15b3f-0c77-4a2c@{SERVER}", f"Content-Language: de-DE\nIn-Reply-To: {OUR_ID}\nReferences: {OUR_ID}\nThread-Topic: Votre inscription au cours\nX-MS-Exchange-Message-Is-Ndr:\nAuto-Submitted: auto-replied\n"),
        several(
            "report", "_7d15b3f0-0c77-4a2c-8d1e-exch_",
            alternative("ndr-de", f"Fehler bei der Nachrichtenzustellung an folgende Empfänger oder Gruppen:\n\n{TO}<mailto:{TO}>\nDie eingegebene E-Mail-Adresse konnte nicht gefunden werden. Überprüfen Sie die E-Mail-Adresse des Empfängers, und versuchen Sie, die Nachricht erneut zu senden.\n\nDiagnoseinformationen für Administratoren:\n\nGenerierender Server: {SERVER}\n\n{TO}\nRemote Server returned '550 5.1.1 RESOLVER.ADR.RecipNotFound; not found'\n", f"<html><body><p><b><font color=\"#000066\" size=\"3\" face=\"Arial\">Fehler bei der Nachrichtenzustellung an folgende Empfänger oder Gruppen:</font></b></p><p><a href=\"mailto:{TO}\">{TO}</a><br>Die eingegebene E-Mail-Adresse konnte nicht gefunden werden.</p></body></html>", mark="_77d1-alt-exch_"),
            part("message/delivery-status", f"Reporting-MTA: dns;{SERVER}\nReceived-From-MTA: dns;mx1.guichet.example.org\nArrival-Date: Thu, 15 Oct 2026 12:32:24 +0000\n\nFinal-Recipient: rfc822;{TO}\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp;550 5.1.1 RESOLVER.ADR.RecipNotFound; not found\n"),
            part("message/rfc822", returned(OLD)), more=REPORT,
        ),
        program="Exchange 2019", language="de", ticket=True, permanent_failure=True, host="mail.stadt.example", crlf=True,
    ),
    machine(
        "yahoo-mailbox-disabled-no-report", "bounce",
        head("MAILER-DAEMON@yahoo.example", "Failure Notice", "Thu, 15 Oct 2026 12:32:16 +0000", "20261015123216.77d1.failure@yahoo.example"),
        text(f"Sorry, we were unable to deliver your message to the following address.\n\n<{TO}>:\n554: 30: Sorry, your message to {TO} cannot be delivered. This mailbox is disabled (554.30).\n\n--- Below this line is a copy of the message.\n\n{our_head()}Content-Type: text/plain; charset=utf-8\n\n{ENGLISH}\n", coding="8bit"),
        program="Yahoo", language="en", ticket=True, permanent_failure=True, host="sonic-bounce.mail.yahoo.example",
    ),
    machine(
        "domino-kept-only-our-reply-address", "bounce",
        head("Postmaster <postmaster@cpas.example>", "DELIVERY FAILURE: User n.lambert (n.lambert@cpas.example) not listed in Domino Directory", "Thu, 15 Oct 2026 14:33:40 +0200", "OF77D15B3F.ON00000001-C1258D4E.0045A1B2@cpas.example", "X-Mailer: Lotus Notes Router\nAuto-Submitted: auto-generated\n"),
        several(
            "report", "==IFJRGLKFGIR77015UHRUHIHD",
            text("Your message\n\n  Subject: Rendez-vous du 22 octobre\n\nwas not delivered to:\n\n  n.lambert@cpas.example\n\nbecause:\n\n  User n.lambert (n.lambert@cpas.example) not listed in Domino Directory\n", charset="us-ascii", coding="7bit"),
            status("notes.cpas.example", "failed", "5.1.1", "550 5.1.1 User not listed in Domino Directory", to="n.lambert@cpas.example", remote="notes.cpas.example"),
            part("text/rfc822-headers", f"From: CAI <{BOX}>\nReply-To: {TOKEN}\nTo: n.lambert@cpas.example\nSubject: Rendez-vous du 22 octobre\nDate: Thu, 15 Oct 2026 14:32:10 +0200\nMessage-ID: <OF0C77D15B.D1A2B3C4@cpas.example>\n"), more=REPORT,
        ),
        program="Domino", language="en", ticket=True, permanent_failure=True, host="notes.cpas.example",
        note="the router gave the letter another number; the reply address is what is left of ours",
    ),
    machine(
        "opensmtpd-gave-up-after-four-days", "bounce",
        head("Mailer Daemon <MAILER-DAEMON@mx1.guichet.example.org>", "Delivery status notification: error", "Mon, 19 Oct 2026 14:33:00 +0200", "77d15b3f0c77d15b@mx1.guichet.example.org", "Auto-Submitted: auto-replied\n"),
        several(
            "report", "7715/mx1.guichet.example.org",
            text(f"    Hi!\n\n    This is the MAILER-DAEMON, please DO NOT REPLY to this email.\n\n    An error has occurred while attempting to deliver a message for\n    the following list of recipients:\n\n{TO}: Could not connect to any of the MX\n\n    Below is a copy of the original message:\n", charset="us-ascii", coding="7bit"),
            part("message/delivery-status", f"Reporting-MTA: dns; mx1.guichet.example.org\n\nFinal-Recipient: rfc822; {TO}\nAction: failed\nStatus: 4.4.7\n", "Content-Description: Delivery Report\n"),
            part("text/rfc822-headers", our_head(), "Content-Description: Message headers\n"), more=REPORT, preamble="This is a MIME-encapsulated message.\n\n",
        ),
        program="OpenSMTPD", language="en", ticket=True, permanent_failure=False, host="mx1.guichet.example.org",
    ),
    machine(
        "system-returns-somebodys-spam-zh", "bounce",
        head("PostMaster@mail.cn.example", "系统退信/Systems bounce", "Mon, 12 Oct 2026 09:02:05 +0800", "77d15b3f0c.bounce@mail.cn.example", "X-Bounce-Reason: no such user\n"),
        several(
            "mixed", "NetEase-Bounce-77d15b3f",
            html("<html><body><div>抱歉，您的邮件被退回来了……</div><table><tr><td>收件人：</td><td>someone@mail.cn.example</td></tr><tr><td>退信原因：</td><td>收件人邮件地址（someone@mail.cn.example）不存在，邮件无法送达。<br>SMTP error, RCPT TO: 550 User not found</td></tr></table></body></html>", charset="gb2312", coding="base64"),
            part("message/rfc822", SPAM, "Content-Disposition: attachment; filename=\"origin.eml\"\n"),
        ),
        program="Coremail", language="zh", ticket=False, permanent_failure=True, host="bounce.mail.cn.example",
    ),
]  # fmt: skip

DELAYS: list[Unseen] = [
    machine(
        "sendmail-warns-after-four-hours", "delay",
        head(SENDMAIL, "Warning: could not send message for past 4 hours", "Thu, 15 Oct 2026 18:40:00 +0200", "202610151640.49FGe077015b3f@relay.example.net", "Auto-Submitted: auto-generated (warning-timeout)\n"),
        several(
            "report", "49FGe077015b3f.1792082400/relay.example.net",
            text(f"    **********************************************\n    **      THIS IS A WARNING MESSAGE ONLY      **\n    **  YOU DO NOT NEED TO RESEND YOUR MESSAGE  **\n    **********************************************\n\nThe original message was received at Thu, 15 Oct 2026 14:32:11 +0200\n\n   ----- Transcript of session follows -----\n<{TO}>... Deferred: Connection refused by mx.example.net.\nWarning: message still undelivered after 4 hours\nWill keep trying until message is 5 days old", charset="us-ascii", coding="7bit"),
            status("relay.example.net", "delayed", "4.4.1", "Connection refused", more="Will-Retry-Until: Tue, 20 Oct 2026 14:32:11 +0200\n"),
            part("message/rfc822", returned(OLD)), more=REPORT,
        ),
        program="Sendmail", language="en", ticket=True, host="relay.example.net",
    ),
    machine(
        "exchange-online-late-fr", "delay",
        head("postmaster@commune.example.org", "Remise retardée : Rendez-vous du 22 octobre", "Fri, 16 Oct 2026 12:32:40 +0000", "5b3f77d1-0c77@DB8PR07MB6345.eurprd07.prod.outlook.com", f"Content-Language: fr-FR\nAuto-Submitted: auto-replied\nIn-Reply-To: {OUR_ID}\nReferences: {OUR_ID}\nX-MS-PublicTrafficType: Email\n"),
        several(
            "report", "5b3f77d1-0c77-4a2c-8d1e-delay",
            html(f"<html><body><p>La remise à ces destinataires ou groupes est retardée :</p><p><a href=\"mailto:{TO}\">{TO}</a></p><p>Sujet : Rendez-vous du 22 octobre</p><p>Ce message n'a pas encore été remis. De nouvelles tentatives de remise vont être effectuées.</p><p>Le serveur va réessayer pendant encore 1 jour, 0 heure et 0 minute. Vous serez averti si le message n'est pas remis d'ici là.</p></body></html>"),
            part("message/delivery-status", f"Reporting-MTA: dns;DB8PR07MB6345.eurprd07.prod.outlook.com\nArrival-Date: Thu, 15 Oct 2026 12:32:20 +0000\n\nFinal-Recipient: rfc822;{TO}\nAction: delayed\nStatus: 4.4.7\nDiagnostic-Code: smtp;400 4.4.7 Message delayed\nWill-Retry-Until: Sat, 17 Oct 2026 12:32:20 +0000\nX-Display-Name: oksana\n"),
            part("text/rfc822-headers", our_head(subject="Rendez-vous du 22 octobre")), more=REPORT,
        ),
        program="Exchange Online", language="fr", ticket=True, host="mail-db8.outbound.protection.outlook.com", crlf=True,
    ),
]  # fmt: skip
