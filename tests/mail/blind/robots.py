"""The rest of the machines: receipts, lists, complaints, challenges, and our own letters that come back."""

from tests.mail.blind.absences import PROTECTION, head
from tests.mail.blind.bounces import status
from tests.mail.blind.frames import BOX, OUR_ID, TOKEN, Unseen, alternative, html, machine, part, several, text
from tests.mail.blind.ours import MEETING, QUESTION, our_head, returned

TO = "oksana@example.net"
NOTICE = "; report-type=disposition-notification"


def disposition(said: str, reporter: str) -> bytes:
    fields = (
        f"Reporting-UA: {reporter}\nFinal-Recipient: rfc822;{TO}\nOriginal-Message-ID: {OUR_ID}\nDisposition: {said}\n"
    )
    return part("message/disposition-notification", fields)


RECEIPTS: list[Unseen] = [
    machine(
        "exchange-read-fr", "receipt",
        head("Nathalie Lambert <n.lambert@commune.example.org>", "Lu : Rendez-vous du 22 octobre", "Thu, 15 Oct 2026 13:02:00 +0000", "77d1AM9PR07MB7171lu@AM9PR07MB7171.eurprd07.prod.outlook.com", more="Thread-Topic: Rendez-vous du 22 octobre\nX-MS-Has-Attach:\nX-Auto-Response-Suppress: OOF, AutoReply\nContent-Language: fr-BE\n"),
        several(
            "report", "_000_77d1AM9PR07MB7171lu_",
            alternative("lu", "Votre message\n\n   À : Nathalie Lambert\n   Sujet : Rendez-vous du 22 octobre\n   Date d'envoi : jeudi 15 octobre 2026 14:32:10\n\n a été lu le jeudi 15 octobre 2026 15:01:58.", "<html><body><p>Votre message<br>&nbsp;&nbsp;À&nbsp;: Nathalie Lambert<br>&nbsp;&nbsp;Sujet&nbsp;: Rendez-vous du 22 octobre</p><p>a été lu le jeudi 15 octobre 2026 15:01:58.</p></body></html>", mark="_002_77d1AM9PR07MB7171lu_"),
            disposition("automatic-action/MDN-sent-automatically; displayed", "AM9PR07MB7171.eurprd07.prod.outlook.com; Microsoft Exchange"), more=NOTICE,
        ),
        program="Exchange Online", language="fr", ticket=True, to=TOKEN, host=PROTECTION, crlf=True,
    ),
    machine(
        "thunderbird-displayed-de", "receipt",
        head("Elif Yildiz <oksana@example.net>", "Empfangsbestätigung (angezeigt) - Rendez-vous du 22 octobre", "Thu, 15 Oct 2026 16:44:10 +0200", "77d15b3f-2a1b@example.net", to=BOX, more="User-Agent: Mozilla Thunderbird\n"),
        several(
            "report", "------------mdn0c77d15b3f",
            text(f"Dies ist eine Empfangsbestätigung für eine E-Mail, die Sie an {TO} gesendet haben.\n\nHinweis: Diese Bestätigung sagt nur aus, dass die Nachricht angezeigt wurde.", coding="8bit"),
            disposition("manual-action/MDN-sent-manually; displayed", "example.net; Thunderbird 128.3.1"),
            part("text/rfc822-headers", our_head()), more=NOTICE,
        ),
        program="Thunderbird", language="de", ticket=True,
    ),
    machine(
        "postfix-successful-delivery", "receipt",
        head("MAILER-DAEMON@mx1.guichet.example.org (Mail Delivery System)", "Successful Mail Delivery Report", "Thu, 15 Oct 2026 14:32:14 +0200", "20261015123214.4XbQ6y@mx1.guichet.example.org", to=BOX, cited=False, more="Auto-Submitted: auto-replied\n"),
        several(
            "report", "4XbQ6w.1792067534/mx1.guichet.example.org",
            text(f"This is the mail system at host mx1.guichet.example.org.\n\nYour message was successfully delivered to the destination(s)\nlisted below.\n\n<{TO}>: delivery via mx.example.net[203.0.113.25]:25: 250 2.0.0 Ok: queued as 7D1", charset="us-ascii", coding="7bit"),
            status("mx1.guichet.example.org", "relayed", "2.0.0", "250 2.0.0 Ok: queued as 7D1"),
            part("text/rfc822-headers", our_head()), more="; report-type=delivery-status",
        ),
        program="Postfix", language="en", ticket=True,
    ),
]  # fmt: skip

LISTS: list[Unseen] = [
    machine(
        "mailman-post-by-a-person-fr", "list",
        head("Luc Martin <luc.martin@asbl.example>", "[reseau-accueil] Réunion du 12 novembre", "Mon, 2 Nov 2026 11:00:00 +0100", "77d15b3f.5040309@asbl.example", to="reseau-accueil@listes.asbl.example", cited=False, more='Sender: "Reseau-accueil" <reseau-accueil-bounces@listes.asbl.example>\nErrors-To: reseau-accueil-bounces@listes.asbl.example\nX-BeenThere: reseau-accueil@listes.asbl.example\nX-Mailman-Version: 2.1.39\nPrecedence: list\nList-Id: Réseau accueil <reseau-accueil.listes.asbl.example>\nList-Unsubscribe: <https://listes.asbl.example/options/reseau-accueil>,\n <mailto:reseau-accueil-request@listes.asbl.example?subject=unsubscribe>\nList-Post: <mailto:reseau-accueil@listes.asbl.example>\n'),
        text("Bonjour à tous,\n\nQui vient à la réunion du 12 novembre ? Merci de me répondre avant vendredi.\n\nLuc\n_______________________________________________\nReseau-accueil mailing list\nReseau-accueil@listes.asbl.example\nhttps://listes.asbl.example/listinfo/reseau-accueil", charset="iso-8859-1", coding="8bit"),
        program="Mailman", language="fr", ticket=False, host="listes.asbl.example", sender="reseau-accueil-bounces@listes.asbl.example",
    ),
    machine(
        "google-groups-en", "list",
        head("'Ana P.' via Interpreters Wallonia <interpreters-wallonia@groups.example>", "Re: Dari interpreter needed on Thursday", "Tue, 3 Nov 2026 09:12:00 -0800", "CAB77d15b3f@mail.gmail.com", to="interpreters-wallonia@groups.example", cited=False, more="X-Original-Sender: ana@interpreters.example\nReply-To: Ana P. <ana@interpreters.example>\nPrecedence: list\nMailing-list: list interpreters-wallonia@groups.example; contact interpreters-wallonia+owners@groups.example\nList-ID: <interpreters-wallonia.groups.example>\nX-Google-Group-Id: 771122334455\nList-Unsubscribe: <mailto:googlegroups-manage+771122334455+unsubscribe@groups.example>\n"),
        alternative("groups", "I am free on Thursday morning.\n\nAna\n\n-- \nYou received this message because you are subscribed to the Google Groups \"Interpreters Wallonia\" group.\n", "<div dir=\"ltr\">I am free on Thursday morning.<div>Ana</div></div><p></p>-- <br>You received this message because you are subscribed to the Google Groups &quot;Interpreters Wallonia&quot; group.<br>"),
        program="Google Groups", language="en", ticket=False, host="mail-lf1-f62.google.com", sender="interpreters-wallonia+bncBC77D1@groups.example",
    ),
    machine(
        "newsletter-with-one-click-nl", "list",
        head("Vluchtelingenwerk <nieuws@vluchtelingen.example>", "Onze agenda voor november 🍂", "Wed, 4 Nov 2026 07:00:02 +0000", "202611040700.77d15b3f@smtp-relay.sendinblue.com", to=BOX, cited=False, more="X-Mailin-EID: MTIzNDU2\nX-Mailer: Sendinblue\nFeedback-ID: 203.0.113.77:12345_77:12345:Sendinblue\nList-Unsubscribe: <mailto:unsub@vluchtelingen.example>,<https://r.vluchtelingen.example/un/77d1>\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\nX-CSA-Complaints: csa-complaints@eco.de\n"),
        html("<html><body><h1>Agenda</h1><table><tr><td>5 november: infosessie Nederlands</td></tr><tr><td><a href=\"https://r.vluchtelingen.example/un/77d1\">Uitschrijven</a></td></tr></table></body></html>"),
        program="Brevo", language="nl", ticket=False, host="hm77.d.sender-sib.com", sender="bounces-77@vluchtelingen.example", crlf=True,
    ),
]  # fmt: skip


def abuse(about: bytes, who: str, ident: str) -> bytes:
    fields = (
        f"Feedback-Type: abuse\nUser-Agent: {who}\nVersion: 0.1\nOriginal-Mail-From: <{BOX}>\nOriginal-Rcpt-To: {TO}\n"
        f"Arrival-Date: Thu, 15 Oct 2026 14:32:12 +0200\nReported-Domain: {ident}\nSource-IP: 203.0.113.7\n"
    )
    words = "This is an email abuse report for an email message received from IP 203.0.113.7 on Thu, 15 Oct 2026 14:32:12 +0200."
    return several(
        "report", "_----77d15b3f-fbl",
        text(words, charset="us-ascii", coding="7bit"), part("message/feedback-report", fields),
        part("message/rfc822", about, "Content-Disposition: inline\n"), more="; report-type=feedback-report",
    )  # fmt: skip


STRANGE = b"From: Shop <shop@shop.example>\nTo: someone@provider.example\nSubject: Sale\nMessage-ID: <77d1@shop.example>\n\nBuy.\n"
COMPLAINTS: list[Unseen] = [
    machine(
        "abuse-report-about-ours", "complaint",
        head("Yahoo! Mail AntiSpam Feedback <feedback@arf.mail.yahoo.com>", "FW:Votre inscription au cours", "Thu, 15 Oct 2026 20:10:00 +0000", "77d15b3f@arf.mail.yahoo.com", to=BOX, cited=False),
        abuse(returned(), "Yahoo!-Mail-Feedback/2.0", "guichet.example.org"), program="Yahoo feedback loop", language="en", ticket=True, host="arf.mail.yahoo.com",
    ),
    machine(
        "hotmail-complaint-without-a-report", "complaint",
        head("staff@hotmail.com", "complaint about message from 203.0.113.7", "Fri, 16 Oct 2026 01:00:00 -0700", "77d15b3f@SN1NAM02.hotmail.com", to=BOX, cited=False, more=f"X-HmXmrOriginalRecipient: {TO}\nX-MS-Exchange-Organization-AuthSource: SN1NAM02\n"),
        several("mixed", "77d15b3f-jmrp", part("message/rfc822", f"X-HmXmrOriginalRecipient: {TO}\nX-MessageDelivery: Vj0xLjE7\n".encode() + returned(), "Content-Disposition: inline\n")),
        program="Hotmail JMRP", language="en", ticket=True, host="mail-sn1.hotmail.com",
    ),
    machine(
        "abuse-report-about-a-strange-letter", "complaint",
        head("Abuse desk <fbl@provider.example>", "Abuse report", "Sat, 17 Oct 2026 09:00:00 +0200", "77d15b40@provider.example", to=BOX, cited=False),
        abuse(STRANGE, "SomeGenerator/1.0", "shop.example"), program="ARF", language="en", ticket=False,
    ),
]  # fmt: skip
CHALLENGES: list[Unseen] = [
    machine(
        "mailinblack-fr", "challenge",
        head("Nathalie Lambert <n.lambert@commune.example.org>", "[Mailinblack] Votre message à n.lambert@commune.example.org est en attente", "Thu, 15 Oct 2026 14:32:20 +0200", "77d15b3f.mib@commune.example.org", more="Auto-Submitted: auto-replied\nX-Mailer: Mailinblack\nPrecedence: bulk\n"),
        html('<html><body><p>Bonjour,</p><p>C\'est la première fois que vous m\'écrivez. Pour que votre message me soit remis, <a href="https://app.mailinblack.example/captcha/77d1">cliquez ici pour vous authentifier</a>.</p><p>Cette opération n\'est à faire qu\'une seule fois.</p></body></html>'),
        program="Mailinblack", language="fr", ticket=True, to=TOKEN, host="mib.commune.example.org",
    ),
    machine(
        "confirm-that-you-are-a-person-en", "challenge",
        head("Ngozi A. <ngozi@example.net>", "Please confirm your message: Your appointment (verification required)", "Thu, 15 Oct 2026 14:33:00 +0200", "20261015123300.77D1.confirm@example.net", more="X-Delivery-Agent: TMDA/1.1.12 (Macallan)\nReply-To: ngozi-confirm-1792067580.77d1.5b3f@example.net\n"),
        text("This message was created automatically by mail delivery software (TMDA).\n\nYour message is being held because your address has not yet been verified.\nTo release it for delivery, please send an empty message to the following\naddress, or use your mailer's \"Reply\" feature.\n\n   ngozi-confirm-1792067580.77d1.5b3f@example.net\n\nIf you do not respond to this confirmation request within 14 days, your\nmessage will not be delivered.", charset="us-ascii", coding="7bit"),
        program="TMDA", language="en", ticket=True, to=TOKEN,
    ),
]  # fmt: skip
LOOPS: list[Unseen] = [
    machine(
        "our-letter-redirected-to-us", "loop",
        f"Received: from mail.example.net by mail.example.net with local (forward); Thu, 15 Oct 2026 14:32:12 +0200\nResent-From: {TO}\nX-Forwarded-To: {BOX}\n" + our_head(to=TO),
        text(QUESTION, coding="8bit"), program="Guichet", language="fr", ticket=True, sender=TO,
    ),
    machine(
        "a-robot-that-keeps-our-mark-en", "loop",
        head("Service desk <desk@other.example>", "Re: Votre inscription au cours", "Thu, 15 Oct 2026 14:32:50 +0200", "77d15b3f@other.example", more="Auto-Submitted: auto-replied\nX-Loop: guichet.example.org\nX-Loop: other.example\n"),
        text(f"We have received your message and opened ticket 4471.\n\n{MEETING}"), program="Another desk", language="en", ticket=True, to=TOKEN,
    ),
    machine(
        "from-our-own-address-fr", "loop",
        head(f"CAI <{BOX}>", "Votre demande", "Thu, 15 Oct 2026 14:32:10 +0200", "0d1e2f3a4b5c6d7e8f90a1b2c3d4e5f6@guichet.example.org", to=BOX, cited=False, more="Auto-Submitted: auto-generated\nX-Auto-Response-Suppress: All\n"),
        text("Bonjour,\n\nVotre demande a bien été reçue.", coding="base64"), program="Guichet", language="fr", ticket=False, sender=BOX,
    ),
]  # fmt: skip
ROBOTS = [*RECEIPTS, *LISTS, *COMPLAINTS, *CHALLENGES, *LOOPS]
