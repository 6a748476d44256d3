"""The other machines: absences, acknowledgements, lists, receipts, complaints, challenges and our letters come back."""

from tests.mail.blind.absences import PROTECTION, head
from tests.mail.blind.bounces import status
from tests.mail.blind.frames import BOX, OUR_ID, TOKEN, Unseen, alternative, html, machine, part, several, text
from tests.mail.blind.ours import MEETING, OLD, QUESTION, arrows, as_html, our_head
from tests.mail.blind.robots import NOTICE, disposition

TO = "oksana@example.net"
AWAY_UK = "Вітаю! Я у відпустці до 30 жовтня. Відповім після повернення."
AUTOS: list[Unseen] = [
    machine(
        "outlook-com-absence-uk", "auto",
        head("Oksana Koval <oksana@example.net>", "Автоматична відповідь: Rendez-vous du 22 octobre", "Thu, 15 Oct 2026 12:32:30 +0000", "77d15b3fDB8PR07MB6345@DB8PR07MB6345.eurprd07.prod.outlook.com", more="Auto-Submitted: auto-generated\nX-Auto-Response-Suppress: All\nX-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent\nThread-Topic: Rendez-vous du 22 octobre\n"),
        alternative("away-uk", AWAY_UK, f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body><div>{AWAY_UK}</div></body></html>', coding="base64", mark="_000_77d15b3fDB8PR07MB6345eurp_"),
        program="Outlook.com", language="uk", ticket=True, to=TOKEN, host=PROTECTION, crlf=True,
    ),
    machine(
        "postfixadmin-vacation-es", "auto",
        head("Asociación Puente <info@puente.example>", "Fuera de la oficina: Votre demande", "Thu, 15 Oct 2026 14:32:18 +0200", "20261015123218.77D15B3F@mail.puente.example", more="Precedence: junk\nAuto-Submitted: auto-replied\nX-Loop: Postfix Admin Virtual Vacation\n"),
        text("Estamos cerrados hasta el lunes 26 de octubre.\nSi es urgente, llame al 081 22 33 44.", coding="base64"),
        program="PostfixAdmin", language="es", ticket=True, to=TOKEN, host="mail.puente.example", sender="info@puente.example",
    ),
    machine(
        "desk-of-others-with-its-own-line-en", "auto",
        head("Housing Helpline <support@helpline.example>", "[Helpline] Request received: Your appointment", "Thu, 15 Oct 2026 12:32:44 +0000", "77D15B3F0C_77D15B3F0C_sprut@zendesk.helpline.example", to=BOX, more="Auto-Submitted: auto-generated\nX-Auto-Response-Suppress: All\nX-Mailer: Zendesk Mailer\nX-Zendesk-From-Account-Id: 77d15b3\n"),
        alternative("zendesk", "##- Please type your reply above this line -##\n\nYour request (77153) has been received and is being reviewed by our support staff.\n\nTo add additional comments, reply to this email.\n\n--------------------------------\nThis email is a service from Helpline. Delivered by Zendesk", "<html><body><div style=\"color: #b5b5b5;\">##- Please type your reply above this line -##</div><p>Your request (77153) has been received and is being reviewed by our support staff.</p><p>To add additional comments, reply to this email.</p></body></html>", mark="--==_mimepart_77d15b3f0c_7d15"),
        program="Zendesk", language="en", ticket=True, host="outbyoip5.pod23.zdsys.example", sender="support@helpline.example",
    ),
    machine(
        "has-left-the-office-no-headers-fr", "auto",
        head("n.lambert@commune.example.org", "Cette adresse n'est plus utilisée Re: Rendez-vous du 22 octobre", "Thu, 15 Oct 2026 14:32:50 +0200", "E1t0LxK-0003Aq-77@cpanel.commune.example.org", cited=False, more="X-Autorespond: Rendez-vous du 22 octobre\nX-Precedence: auto_reply\nPrecedence: auto_reply\n"),
        text("Bonjour,\n\nMadame Lambert a quitté la commune. Merci d'écrire désormais à social@commune.example.org.\nCeci est une réponse automatique, votre message n'a pas été transmis.", coding="8bit"),
        program="cPanel autoresponder", language="fr", ticket=True, to=TOKEN, host="cpanel.commune.example.org",
    ),
    machine(
        "cron-writes-to-us-en", "auto",
        head("root@web3.hosting.example (Cron Daemon)", "Cron <root@web3> test -x /usr/sbin/anacron || ( cd / && run-parts --report /etc/cron.daily )", "Sun, 25 Oct 2026 06:25:03 +0100", "20261025052503.77D15B3F@web3.hosting.example", to=BOX, cited=False, more="Auto-Submitted: auto-generated\nX-Cron-Env: <SHELL=/bin/sh>\nX-Cron-Env: <HOME=/root>\nX-Cron-Env: <LOGNAME=root>\n"),
        text("/etc/cron.daily/logrotate:\nerror: skipping \"/var/log/nginx/access.log\" because parent directory has insecure permissions\nrun-parts: /etc/cron.daily/logrotate exited with return code 1", charset="us-ascii", coding="8bit"),
        program="cron", language="en", ticket=False, host="web3.hosting.example", sender="root@web3.hosting.example",
    ),
]  # fmt: skip

LISTS: list[Unseen] = [
    machine(
        "sympa-announces-fr", "list",
        head("Coordination <coordination@plateforme.example>", "[infos-migrants] Nouvelle permanence juridique", "Mon, 9 Nov 2026 10:00:00 +0100", "77d15b3f.1792400000@plateforme.example", to="infos-migrants@listes.plateforme.example", cited=False, more="X-Loop: infos-migrants@listes.plateforme.example\nX-Sequence: 715\nErrors-To: infos-migrants-owner@listes.plateforme.example\nPrecedence: list\nPrecedence: bulk\nSender: infos-migrants-request@listes.plateforme.example\nX-no-archive: yes\nList-Id: <infos-migrants.listes.plateforme.example>\nList-Help: <mailto:sympa@listes.plateforme.example?subject=help>\nList-Unsubscribe: <mailto:sympa@listes.plateforme.example?subject=unsubscribe%20infos-migrants>\n"),
        text("Bonjour,\n\nUne permanence juridique s'ouvre le mardi matin à Dinant. Pouvez-vous l'afficher ?\n\nLa coordination", charset="iso-8859-1"),
        program="Sympa", language="fr", ticket=False, host="listes.plateforme.example", sender="infos-migrants-owner@listes.plateforme.example",
    ),
    machine(
        "a-service-that-is-a-list-answers-us-nl", "list",
        head("'Els Peeters' via Onthaal <onthaal@wijkhuis.example>", "Re: Rendez-vous du 22 octobre", "Fri, 16 Oct 2026 09:05:00 +0200", "CAB77d15b3f0c@mail.gmail.com", more="Sender: onthaal@wijkhuis.example\nX-Original-Sender: els@wijkhuis.example\nPrecedence: list\nMailing-list: list onthaal@wijkhuis.example; contact onthaal+owners@wijkhuis.example\nList-ID: <onthaal.wijkhuis.example>\nX-Google-Group-Id: 7715330077\nList-Unsubscribe: <mailto:googlegroups-manage+7715330077+unsubscribe@googlegroups.com>\n"),
        alternative("lists-nl", f"Dag Amina, wij komen met mevrouw mee.\n\nEls\n\nOp do 15 okt 2026 om 14:32 schreef CAI <{BOX}>:\n\n{arrows(MEETING, 76)}\n", f'<div dir="ltr">Dag Amina, wij komen met mevrouw mee.<div>Els</div></div><br><div class="gmail_quote"><div class="gmail_attr">Op do 15 okt 2026 om 14:32 schreef CAI:<br></div><blockquote class="gmail_quote">{as_html(MEETING)}</blockquote></div>'),
        program="Google Groups", language="nl", ticket=True, to=TOKEN, host="mail-lf1-f62.google.com", sender="onthaal+bncBD77D1@wijkhuis.example",
    ),
]  # fmt: skip

RECEIPTS: list[Unseen] = [
    machine(
        "outlook-deleted-unread-es", "receipt",
        head("Oksana Koval <oksana@example.net>", "No leído: Votre demande", "Tue, 20 Oct 2026 08:00:12 +0200", "000001db77d1$5b3f0c70$0f3a9d10$@example.net", more="X-Mailer: Microsoft Outlook 16.0\nThread-Index: AdsfGQ0bmV3dGhyZWFk==\n"),
        several(
            "report", "----=_NextPart_000_0077_01DB77D1.5B3F0C70",
            text("Su mensaje\n\n   Para: oksana@example.net\n   Asunto: Votre demande\n   Enviado: 15/10/2026 14:32\n\nfue eliminado sin haber sido leído el 20/10/2026 8:00.", charset="iso-8859-1"),
            disposition("automatic-action/MDN-sent-automatically; deleted", "PC-CASA; Microsoft Outlook 16.0"), more=NOTICE,
        ),
        program="Outlook desktop", language="es", ticket=True, to=TOKEN, crlf=True,
    ),
    machine(
        "exchange-relayed-without-notice-it", "receipt",
        head("Microsoft Outlook <postmaster@comune.example>", "Inoltrato: Votre demande", "Thu, 15 Oct 2026 14:32:31 +0200", "77d15b3f-inoltrato@comune.example", to=BOX, more="Auto-Submitted: auto-replied\nContent-Language: it-IT\n"),
        several(
            "report", "_77d15b3f-inoltrato_",
            text(f"Il recapito ai seguenti destinatari o gruppi è stato completato, ma il server di destinazione non ha inviato alcuna notifica di recapito:\n\n{TO}\n\nOggetto: Votre demande"),
            status("comune.example", "relayed", "2.0.0", "250 2.0.0 Ok"),
            part("text/rfc822-headers", our_head(subject="Votre demande")), more="; report-type=delivery-status",
        ),
        program="Exchange 2019", language="it", ticket=True, host="mail.comune.example", crlf=True,
    ),
]  # fmt: skip

HIDDEN = our_head().replace(TO, "[redacted]@example.net")
COMPLAINTS: list[Unseen] = [
    machine(
        "complaint-with-headers-only-en", "complaint",
        head("Feedback loop <feedbackloop@fbl.provider.example>", "Abuse complaint [203.0.113.7]", "Fri, 16 Oct 2026 03:00:00 +0000", "77d15b3f0c.fbl@fbl.provider.example", to=BOX, cited=False, more="Auto-Submitted: auto-generated\n"),
        several(
            "report", "77d15b3f0c-fbl-1792100000",
            text("This is a report about a message received from 203.0.113.7 that one of our customers marked as junk.\nThe recipient's address has been redacted.", charset="us-ascii", coding="7bit"),
            part("message/feedback-report", "Feedback-Type: abuse\nUser-Agent: ReturnPathFBL/2.0\nVersion: 1\nSource-IP: 203.0.113.7\nReceived-Date: Thu, 15 Oct 2026 12:32:12 +0000\n"),
            part("text/rfc822-headers", HIDDEN), more="; report-type=feedback-report",
        ),
        program="Return Path feedback loop", language="en", ticket=True, host="fbl.provider.example", sender="feedbackloop@fbl.provider.example",
    ),
]  # fmt: skip

CHALLENGES: list[Unseen] = [
    machine(
        "spamarrest-en", "challenge",
        head("Oksana Koval <oksana@example.net>", "Re: Votre demande (Please verify your email)", "Thu, 15 Oct 2026 05:32:41 -0700", "77d15b3f0c.challenge@spamarrest.example", more="X-Mailer: Spam Arrest\nAuto-Submitted: auto-replied\nPrecedence: bulk\n"),
        text("Oksana Koval here. I'm protecting myself from receiving junk mail.\n\nPlease click the link below to complete the verification process.\nYou have to do this only once.\n\nhttps://www.spamarrest.example/a2?77d15b3f0c\n\nYour message will be delivered as soon as you have been verified.", charset="us-ascii", coding="7bit"),
        program="Spam Arrest", language="en", ticket=True, to=TOKEN, host="mx.spamarrest.example",
    ),
    machine(
        "prove-that-you-are-no-robot-ru", "challenge",
        head("Оксана <oksana@example.net>", "Подтвердите отправку письма: Votre demande", "Thu, 15 Oct 2026 15:33:02 +0300", "77d15b3f0c.confirm@antispam.example", to=BOX, more="Auto-Submitted: auto-replied\n"),
        html('<html><body><p>Здравствуйте!</p><p>Ваше письмо задержано антиспам-фильтром получателя, так как Вашего адреса нет в списке разрешённых отправителей.</p><p>Чтобы письмо было доставлено, подтвердите, что Вы не робот: <a href="https://antispam.example/confirm/77d15b3f0c">подтвердить отправку</a>.</p><p>Ссылка действует 7 дней.</p></body></html>', charset="windows-1251", coding="base64"),
        program="An antispam filter", language="ru", ticket=True, host="mx.antispam.example",
    ),
]  # fmt: skip

LOOPS: list[Unseen] = [
    machine(
        "our-letter-through-a-forwarding-service", "loop",
        "Received: from mx2.forwarder.example (mx2.forwarder.example [198.51.100.40])\n\tby smtp.provider.example.net (Postfix) with ESMTPS id 4XbQ77d15b; Thu, 15 Oct 2026 14:32:14 +0200 (CEST)\n"
        f"X-ForwardEmail-Sender: rfc822; {BOX}\nX-ForwardEmail-Version: 1.6.8\n" + our_head(subject="Votre demande"),
        alternative("forwarded", OLD, f"<html><body>{as_html(OLD)}</body></html>"),
        program="Guichet", language="fr", ticket=True, host="smtp.provider.example.net", sender="SRS0=77d1=7X=guichet.example.org=guichet@forwarder.example",
    ),
    machine(
        "sent-from-our-reply-address", "loop",
        head(f"CAI <{TOKEN}>", "Votre inscription au cours", "Thu, 15 Oct 2026 14:32:12 +0200", "b1c2d3e4f5a6978812345678deadbeef@guichet.example.org", to=TOKEN, cited=False, more=f"Reply-To: {TOKEN}\nAuto-Submitted: auto-generated\nX-Auto-Response-Suppress: All\nX-Loop: guichet.example.org\nReferences: {OUR_ID}\n"),
        text(QUESTION, coding="base64"), program="Guichet", language="fr", ticket=True, to=TOKEN, host="app.guichet.example.org", sender=BOX,
    ),
]  # fmt: skip
AUTOMATA = [*AUTOS, *LISTS, *RECEIPTS, *COMPLAINTS, *CHALLENGES, *LOOPS]
