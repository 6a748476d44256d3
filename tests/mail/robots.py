"""What machines send to us: answers of robots, reports of servers, lists, receipts, complaints, and loops.

All of our own making; the forms are those of the programs that the names say.
"""

from typing import Any

from tests.mail.letters import OUR_LETTER, Made, bounce, expected, head, letter

DAEMON = "Mail Delivery System <MAILER-DAEMON@mx.example.net>"
SENT = f"Message-ID: {OUR_LETTER}\nFrom: CAI <guichet@guichet.example.org>\nTo: oksana@example.net\nSubject: Votre message\n"


def robot(name: str, subject: str, text: str, headers: dict[str, str] | None = None, **more: Any) -> Made:
    """An automatic answer to a letter of ours."""
    more = {"kind": "auto", "thread": "cite", **more}
    return letter(name, text, "", subject=subject, headers=headers, **more)


def server(name: str, subject: str, text: str, *, kind: str = "bounce", permanent: bool = True, sender: str = DAEMON,
           headers: dict[str, str] | None = None, failed: str = "oksana@example.net") -> Made:  # fmt: skip
    """What a mail server says in plain words."""
    extra = {"Return-Path": "<>", "Content-Type": "text/plain; charset=utf-8", **(headers or {})}
    top = head(name, subject=subject, sender=sender, thread="none", extra=extra)
    outcome = expected(kind, "cite", permanent_failure=permanent, failed=failed)
    return Made(name, f"{top}\n{text}\n\n{SENT}".encode(), outcome)


def report(name: str, kind_of: str, parts: list[tuple[str, str]], *, kind: str, sender: str = DAEMON,
           subject: str = "Undelivered Mail Returned to Sender", known: bool = True, headers: dict[str, str] | None = None,
           **more: Any) -> Made:  # fmt: skip
    """A report in the standard form: its kind, and its parts with their types."""
    extra = {"Content-Type": f'multipart/report; report-type={kind_of}; boundary="=_r"', **(headers or {})}
    top = head(name, subject=subject, sender=sender, thread="none", extra=extra)
    body = "".join(f"--=_r\nContent-Type: {mime}\n\n{text}\n" for mime, text in parts)
    return Made(name, f"{top}\n{body}--=_r--\n".encode(), expected(kind, "cite" if known else "none", **more))


def dsn(
    name: str, *recipients: str, words: str = "Your message could not be delivered.", whole: bool = False, **more: Any
) -> Made:
    """A delivery report; `recipients`: the fields of each."""
    parts = [
        ("text/plain; charset=utf-8", words),
        (
            "message/delivery-status",
            "Reporting-MTA: dns; mx.example.net\nArrival-Date: Mon, 23 Nov 2026 10:13:00 +0100\n\n"
            + "\n\n".join(recipients),
        ),
        ("message/rfc822", SENT + "\nBonjour") if whole else ("text/rfc822-headers", SENT),
    ]
    return report(name, "delivery-status", parts, **more)


def fields(address: str, action: str, status: str, said: str = "") -> str:
    tail = f"\nDiagnostic-Code: smtp; {said}" if said else ""
    return f"Final-Recipient: rfc822; {address}\nAction: {action}\nStatus: {status}{tail}"


HERS = "oksana@example.net"
ANSWERS: list[Made] = [
    robot("vacation-unix", "Re: Votre message (away from my mail)", "I will not be reading my mail for a while.", {"Auto-Submitted": "auto-replied", "Precedence": "bulk"}),
    robot("absence-fr-exchange", "Réponse automatique : Votre message", "Je suis en congé jusqu'au 7 décembre.", {"X-Auto-Response-Suppress": "All", "Auto-Submitted": "auto-generated"}),
    robot("absence-fr-no-header", "Réponse automatique : Votre message", "Je suis en congé jusqu'au 7 décembre."),
    robot("absence-fr-office", "Absence du bureau : Votre message", "Bonjour, je rentre lundi."),
    robot("absence-fr-orange", "Message d'absence", "Bonjour, je suis absent du 20 au 30 novembre."),
    robot("absence-nl", "Automatisch antwoord: Uw bericht", "Ik ben afwezig tot 7 december."),
    robot("absence-nl-notice", "Afwezigheidsbericht", "Ik ben er niet tot maandag."),
    robot("absence-en", "Automatic reply: Your message", "I am on leave."),
    robot("absence-en-until", "Out of Office until 7 December", "Back on Monday."),
    robot("absence-de-notice", "Abwesenheitsnotiz: Ihre Nachricht", "Ich bin im Urlaub."),
    robot("absence-pt", "Resposta automática: A sua mensagem", "Estou de férias."),
    robot("absence-it", "Risposta automatica: Il suo messaggio", "Sono in ferie."),
    robot("absence-ro", "Răspuns automat: Mesajul dvs.", "Sunt în concediu."),
    robot("absence-pl", "Odpowiedź automatyczna: Wiadomość", "Jestem na urlopie."),
    robot("absence-ru", "Автоматический ответ: Ваше сообщение", "Я в отпуске."),
    robot("absence-ar", "رد تلقائي: رسالتك", "أنا في إجازة."),
    robot("absence-fa", "پاسخ خودکار: پیام شما", "در مرخصی هستم."),
    robot("absence-zh", "自动回复: 您的来信", "我正在休假。"),
    robot("absence-sq", "Përgjigje automatike: Mesazhi juaj", "Jam me pushime."),
    robot("absence-words-fr", "Re: Votre message", "Ceci est une réponse automatique.\nNotre boîte n'est relevée que le lundi."),
    robot("absence-words-en", "Re: Your message", "*** This is an automated response, please do not reply ***\nWe read mail on Mondays."),
    robot("absence-two-formulas-fr", "Re: Votre message", "Bonjour,\nJe suis absente du 20 au 30 novembre.\nEn cas d'urgence, appelez le 081 00 00 00."),
    robot("absence-two-formulas-de", "AW: Ihre Nachricht", "Ich bin derzeit nicht im Büro. In dringenden Fällen wenden Sie sich bitte an Frau Weiss."),
    robot("precedence-auto-reply", "Re: Votre message", "Merci de votre message.", {"Precedence": "auto_reply"}),
    robot("x-autoreply-yes", "Re: Votre message", "Nous vous répondrons.", {"X-Autoreply": "yes"}),
    robot("null-return-path", "Re: Votre message", "Nous avons votre message.", {"Return-Path": "<>"}),
    robot("mailbox-closed-reply", "Re: Votre message", "Cette adresse n'existe plus, écrivez à accueil@asbl.example.", {"Auto-Submitted": "auto-replied", "Return-Path": "<>"}),
    robot("gmail-vacation-fr", "Réponse automatique Re: Votre message", "Je suis en voyage.", {"Auto-Submitted": "auto-replied", "Precedence": "bulk", "X-Autoreply": "yes"}),
    robot("robot-unasked", "Réponse automatique : bonjour", "Je suis absente.", thread="none"),
    robot("ticket-otrs", "[Ticket#2026112310000012] RE: Votre message", "Votre message a bien été reçu.", {"Auto-Submitted": "auto-replied", "Precedence": "bulk", "X-OTRS-Loop": "yes"}, sender="Aide <aide@commune.example>"),
    robot("ticket-zammad", "Merci de votre demande (Votre message)", "Numéro 31001.", {"Auto-Submitted": "auto-replied", "Precedence": "bulk", "X-Loop": "yes", "X-Auto-Response-Suppress": "All"}, sender="aide@cpas.example"),
    robot("ticket-jira", "HELP-1234 Votre message", "Your request has been created.", {"X-JIRA-FingerPrint": "ab12", "Auto-Submitted": "auto-generated", "Precedence": "bulk"}, sender="Help <jira@help.example>"),
    robot("ticket-no-header", "[#48213] Votre message", "Bonjour, votre demande a bien été enregistrée. Ne modifiez pas le sujet.", sender="support@logement.example"),
    robot("ticket-bulk-answer", "Re: Votre message", "Votre courriel est bien arrivé.", {"Precedence": "bulk"}, sender="info@mutuelle.example"),
]  # fmt: skip

ONE = fields(HERS, "failed", "5.1.1", "550 5.1.1 user unknown")
FAILURES: list[Made] = [
    dsn("dsn-postfix-unknown", ONE, kind="bounce", permanent_failure=True, failed=HERS),
    dsn("dsn-postfix-whole", ONE, kind="bounce", whole=True, permanent_failure=True, failed=HERS, names=[]),
    dsn("dsn-full-temporary", fields(HERS, "failed", "4.2.2", "452 4.2.2 mailbox full"), kind="bounce", permanent_failure=False, failed=HERS),
    dsn("dsn-full-permanent", fields(HERS, "failed", "5.2.2", "552 5.2.2 over quota"), kind="bounce", permanent_failure=True, failed=HERS),
    dsn("dsn-expired", fields(HERS, "failed", "4.4.7", "Message expired"), kind="bounce", permanent_failure=False, failed=HERS, words="Nous abandonnons."),
    dsn("dsn-two-recipients", fields("ivan@example.net", "delivered", "2.0.0"), ONE, fields("petro@example.net", "relayed", "2.0.0"), kind="bounce", permanent_failure=True, failed=HERS),
    dsn("dsn-delayed", fields(HERS, "delayed", "4.4.1", "connection timed out"), kind="delay", permanent_failure=False, subject="Delayed Mail (still being retried)"),
    dsn("dsn-delivered", fields(HERS, "delivered", "2.0.0"), kind="receipt", subject="Successful Mail Delivery Report", permanent_failure=False),
    dsn("dsn-office365-fr", fields(HERS, "failed", "5.1.10", "550 5.1.10 RESOLVER.ADR.RecipientNotFound"), kind="bounce", words="Votre message à oksana@example.net n'a pas pu être remis.", subject="Non remis : Votre message", sender="Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@commune.example>", permanent_failure=True, failed=HERS),
    dsn("dsn-office365-nl", fields(HERS, "failed", "5.1.10"), kind="bounce", words="Uw bericht aan oksana@example.net kan niet worden bezorgd.", subject="Onbestelbaar: Uw bericht", sender="postmaster@gemeente.example", permanent_failure=True, failed=HERS),
    dsn("dsn-office365-de", fields(HERS, "failed", "5.7.1"), kind="bounce", words="Ihre Nachricht konnte nicht zugestellt werden.", subject="Unzustellbar: Ihre Nachricht", sender="postmaster@amt.example", permanent_failure=True, failed=HERS),
    dsn("dsn-no-status", "Original-Recipient: rfc822;oksana@example.net\nAction: failed\nDiagnostic-Code: smtp; 550 no such user", kind="bounce", permanent_failure=True, failed=HERS),
    dsn("dsn-no-status-temporary", "Final-Recipient: rfc822;oksana@example.net\nAction: failed\nDiagnostic-Code: smtp; 452 try later", kind="bounce", permanent_failure=False, failed=HERS),
    bounce("dsn-of-nothing-of-ours", status="5.1.1", cites=False),
    server("exim-failed-header", "Mail delivery failed: returning message to sender", "A message that you sent could not be delivered to all of its recipients.\n  oksana@example.net\n    550 unrouteable address", headers={"X-Failed-Recipients": HERS, "Auto-Submitted": "auto-replied"}),
    server("exim-delay", "Warning: message 1abc delayed 24 hours", "The message has not yet been delivered to oksana@example.net.\nNo action is required on your part. Delivery attempts will continue.", kind="delay", permanent=False),
    server("gmail-not-found", "Delivery Status Notification (Failure)", "Address not found\n\nYour message wasn't delivered to oksana@example.net because the address couldn't be found.\n\n550 5.1.1 The email account that you tried to reach does not exist.", sender="Mail Delivery Subsystem <mailer-daemon@googlemail.com>", headers={"X-Failed-Recipients": HERS, "Auto-Submitted": "auto-replied"}),
    server("gmail-delay", "Delivery Status Notification (Delay)", "Delivery incomplete\n\nThere was a temporary problem delivering your message to oksana@example.net. Gmail will retry for 46 more hours.", kind="delay", permanent=False, sender="Mail Delivery Subsystem <mailer-daemon@googlemail.com>", headers={"X-Failed-Recipients": HERS}),
    server("yahoo-failure", "Failure Notice", "Sorry, we were unable to deliver your message to the following address.\n\n<oksana@example.net>:\n554: delivery error: dd This user doesn't have a yahoo.com account", sender="MAILER-DAEMON@yahoo.example"),
    server("qmail", "failure notice", "Hi. This is the qmail-send program at mx.example.net.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<oksana@example.net>:\nSorry, no mailbox here by that name. (#5.1.1)", sender="MAILER-DAEMON@mx.example.net"),
    server("mailenable", "Message Delivery Failure", "Message could not be delivered to some recipients.\nThe following recipient(s) could not be reached:\n\nRecipient: [SMTP:oksana@example.net]\nReason: Mailbox does not exist", sender="postmaster@mail.example.net"),
    server("full-plain-fr", "Échec de la remise de votre message", "Votre message à oksana@example.net n'a pas pu être remis : boîte pleine (452 4.2.2).", permanent=False),
    server("server-ar", "تعذر تسليم رسالتك", "لم يتم تسليم الرسالة إلى oksana@example.net: 550 5.1.1", sender="postmaster@mx.example.net"),
    server("server-ru", "Недоставленное сообщение", "Ваше сообщение не доставлено: oksana@example.net, 550 unknown user"),
    server("server-named-only", "Undeliverable: Votre message", "Delivery has failed to these recipients: oksana@example.net\n550 5.4.1", sender="Microsoft Outlook <postmaster@contoso.example>"),
]  # fmt: skip

ARF = "Feedback-Type: abuse\nUser-Agent: SomeISP/1.0\nVersion: 1\nOriginal-Rcpt-To: oksana@example.net"
MDN = "Final-Recipient: rfc822; oksana@example.net\nDisposition: manual-action/MDN-sent-manually; displayed"
OTHERS: list[Made] = [
    report("mdn-thunderbird", "disposition-notification", [("text/plain; charset=utf-8", "Ceci est un accusé de réception du message que vous avez envoyé."), ("message/disposition-notification", MDN)], kind="receipt", subject="Accusé de réception (affiché) - Votre message", sender="Oksana <oksana@example.net>"),
    report("mdn-deleted", "disposition-notification", [("text/plain; charset=utf-8", "Supprimé sans être lu."), ("message/disposition-notification", MDN.replace("displayed", "deleted"))], kind="receipt", subject="Non lu : Votre message", sender="Oksana <oksana@example.net>"),
    letter("receipt-outlook-words-fr", "Votre message\n\n   À : Oksana\n   Objet : Votre message\n   Envoyé : lundi 23 novembre 2026 10:12\n\na été lu le lundi 23 novembre 2026 11:00.", "", subject="Lu : Votre message", kind="receipt", thread="cite"),
    letter("receipt-words-nl", "Uw bericht\n\nAan: Oksana\nVerzonden: 23-11-2026 10:12\n\nis gelezen op 23-11-2026 11:00.", "", subject="Gelezen: Uw bericht", kind="receipt", thread="cite"),
    report("arf-abuse", "feedback-report", [("text/plain", "This is an abuse report."), ("message/feedback-report", ARF), ("message/rfc822", SENT + "\nBonjour")], kind="complaint", sender="feedback@isp.example", subject="FW: Votre message", failed=HERS),
    report("arf-unknown-letter", "feedback-report", [("text/plain", "This is an abuse report."), ("message/feedback-report", "Feedback-Type: abuse\nVersion: 1")], kind="complaint", sender="feedback@isp.example", subject="Abuse report", known=False),
    letter("list-mailman", "Bonjour à tous, réunion mardi.", "", subject="[asbl-liste] Réunion", kind="list", sender="Luc <luc@asbl.example>", headers={"List-Id": "<liste.asbl.example>", "List-Post": "<mailto:liste@asbl.example>", "Precedence": "list"}),
    letter("list-google-groups", "Hello all", "", subject="[group] Hello", kind="list", sender="'Ann' via Group <group@googlegroups.example>", headers={"List-ID": "<group.googlegroups.example>", "Mailing-list": "list group@googlegroups.example"}),
    letter("list-newsletter", "Découvrez nos offres.", "", subject="Infolettre", kind="list", sender="Magasin <info@magasin.example>", headers={"List-Unsubscribe": "<https://magasin.example/u>", "Precedence": "bulk"}),
    letter("list-automatic", "Votre facture est disponible.", "", subject="Facture", kind="list", sender="noreply@energie.example", headers={"List-Unsubscribe": "<https://energie.example/u>", "Auto-Submitted": "auto-generated"}),
    letter("list-answer-known", "Ma réponse passe par la liste.", "", kind="list", thread="token", headers={"List-Id": "<liste.asbl.example>"}),
    letter("list-of-ours", "Bonjour, je cherche un cours.", "", subject="Cours", headers={"List-Id": "<guichet.guichet.example.org>", "List-Post": "<mailto:guichet@guichet.example.org>"}),
    letter("challenge-mailinblack", "Bonjour, votre message est en attente. Cliquez sur le lien pour confirmer que vous êtes une personne : https://app.mailinblack.example/x", "", subject="Merci de vous authentifier", kind="challenge", thread="cite", sender="Oksana via Mailinblack <contact@mailinblack.example>"),
    letter("challenge-spamarrest", "I use Spam Arrest. Please click the link to verify your email address: https://spamarrest.example/x", "", subject="Re: Votre message (verification)", kind="challenge", thread="cite", sender="oksana@example.net", headers={"Auto-Submitted": "auto-replied"}),
    letter("challenge-no-header-en", "Your message is being held until you prove that you are human. Click here to confirm: https://filter.example/x", "", subject="Please confirm your message", kind="challenge", thread="cite", sender="oksana@example.net"),
    letter("challenge-nl", "Uw bericht wordt tegengehouden. Klik hier om te bevestigen dat u geen robot bent: https://filter.example/x", "", subject="Bevestig uw bericht", kind="challenge", thread="cite", sender="oksana@example.net"),
    letter("loop-own-mark", "Bonjour Oksana, nous avons reçu votre message.", "", kind="loop", headers={"X-Loop": "guichet.example.org"}),
    letter("loop-own-address", "Bonjour", "", kind="loop", sender="CAI <guichet@guichet.example.org>"),
    letter("loop-own-address-capitals", "Bonjour", "", kind="loop", sender="CAI <Guichet@GUICHET.example.org>"),
    letter("loop-many-hops", "Bonjour", "", kind="loop", headers={"Received": "\n".join(["from a.example by b.example"] + ["Received: from a.example by b.example"] * 60)}),
    letter("spam-flagged", "Gagnez un million maintenant", "", subject="Félicitations", action="hold", headers={"X-Spam-Status": "Yes, score=9.1 required=5.0", "X-Spam-Flag": "YES"}),
    letter("spam-score-only", "Cheap loans for you, answer today", "", subject="Loan", action="hold", headers={"X-Spam-Score": "12.4 (++++++++++++)"}),
    letter("spam-known-ticket", "Achetez ceci sur notre site", "", thread="cite", action="hold", headers={"X-Rspamd-Score": "16.2"}),
    letter("spam-cleared", "Bonjour, je gagne peu, y a-t-il une aide ?", "", headers={"X-Spam-Status": "No, score=5.8 required=8.0"}),
    letter("spam-low", "Bonjour, une question sur le logement.", "", headers={"X-Spam-Score": "-1.9", "X-Spam-Flag": "NO"}),
]  # fmt: skip
ROBOTS: list[Made] = [*ANSWERS, *FAILURES, *OTHERS]
