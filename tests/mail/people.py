"""Letters of people, by the programs they write with: what they say, and what their programs put below, above, between.

All of our own making; the forms are those of the programs that the names say.
"""

from tests.mail.letters import Made, letter

US = "CAI <guichet@guichet.example.org>"
HERS = "Oksana <oksana@example.net>"
MARK = "##– Répondez au-dessus de cette ligne –##"
NOTE = "Bonjour Oksana,\n\nPouvez-vous passer mardi à 10 h ?\n\nAmina"
ACK = f"{MARK}\n\n{NOTE}\n\nVotre référence : CAI-26-7K4M-2XQR\n\n-- \nCentre d'Action Interculturelle"
LINE = "________________________________"


def arrows(text: str, sign: str = "> ") -> str:
    return "\n".join(f"{sign}{line}".rstrip() for line in text.splitlines())


def reply(name: str, said: str, quoted: str = "", **more: str | None) -> Made:
    """An answer to a letter of ours, to the address with the token."""
    return letter(name, said, quoted, thread=more.pop("thread", "token"), **more)


def block(labels: str, *, date: str, who: str = US, subject: str = "Votre message", ruler: str = LINE + "\n") -> str:
    """The head of our letter as Outlook and its like repeat it; `labels`: four of them, divided by commas."""
    one, two, three, four = labels.split(",")
    return f"{ruler}{one}: {who}\n{two}: {date}\n{three}: {HERS}\n{four}: {subject}\n\n{NOTE}"


ABOVE: list[Made] = [
    reply("gmail-web-fr", "Bonjour,\n\nOui, je viens mardi.\n\nOksana", f"Le lun. 23 nov. 2026 à 10:12, {US} a\nécrit :\n\n{arrows(ACK)}"),
    reply("gmail-web-en", "Yes, Tuesday is fine for me.", f"On Mon, Nov 23, 2026 at 10:12 AM {US} wrote:\n\n{arrows(ACK)}"),
    reply("gmail-web-nl", "Ik kom dinsdag om tien uur.", f"Op ma 23 nov 2026 om 10:12 schreef {US}:\n\n{arrows(NOTE)}"),
    reply("gmail-web-de", "Guten Tag, Dienstag passt mir gut.", f"Am Mo., 23. Nov. 2026 um 10:12 Uhr schrieb CAI <\nguichet@guichet.example.org>:\n\n{arrows(NOTE)}"),
    reply("gmail-web-es", "Buenos días, el martes está bien.", f"El lun, 23 nov 2026 a las 10:12, {US} escribió:\n\n{arrows(ACK)}"),
    reply("gmail-web-pt", "Bom dia, posso ir na terça-feira.", f"CAI <guichet@guichet.example.org> escreveu (segunda, 23/11/2026 à(s) 10:12):\n\n{arrows(NOTE)}"),
    reply("gmail-web-ar", "نعم، سأحضر يوم الثلاثاء صباحا.", f"في الاثنين، 23 نوفمبر 2026 في 10:12 ص تمت كتابة ما يلي بواسطة\u200f {US}:\u200e\n\n{arrows(ACK)}"),
    reply("gmail-web-tr", "Evet, salı günü geliyorum.", f"CAI <guichet@guichet.example.org>, 23 Kas 2026 Pzt, 10:12 tarihinde şunu\nyazdı:\n\n{arrows(NOTE)}"),
    reply("gmail-web-uk", "Так, у вівторок мені зручно.", f"пн, 23 лист. 2026 р. о 10:12 {US} пише:\n\n{arrows(ACK)}"),
    reply("gmail-web-ru", "Да, во вторник приду с мужем.", f"пн, 23 нояб. 2026 г. в 10:12, {US}:\n\n{arrows(NOTE)}"),
    reply("gmail-android-it", "Va bene martedì, grazie mille.", f"Il lun 23 nov 2026, 10:12 {US} ha scritto:\n\n{arrows(NOTE)}"),
    reply("gmail-android-sq", "Po, vij të martën në orën dhjetë.", f"Më hën., 23 nën 2026 në 10:12 {US} shkroi:\n\n{arrows(NOTE)}"),
    reply("gmail-android-so", "Haa, Talaadada waan imanayaa.", f"On Mon, 23 Nov 2026, 10:12 {US} wrote:\n\n{arrows(ACK)}"),
    reply("gmail-android-ti", "እወ ሰሉስ ሰዓት ዓሰርተ ክመጽእ እየ።", f"On Mon, 23 Nov 2026 at 10:12, {US} wrote:\n\n{arrows(ACK)}"),
    reply("gmail-android-ps", "هو، زه د سه شنبې په ورځ راځم.", f"On Mon, 23 Nov 2026 at 10:12, {US} wrote:\n\n{arrows(NOTE)}"),
    reply("gmail-android-ku", "Erê, ez ê roja sêşemê bêm.", f"Li Dş, 23 Mij 2026 10:12, {US} nivîsî:\n\n{arrows(NOTE)}"),
    reply("gmail-zh", "好的，星期二我可以来。谢谢您。", f"CAI <guichet@guichet.example.org> 于2026年11月23日周一 10:12写道：\n\n{arrows(NOTE)}", text="好的，星期二我可以来。谢谢您。"),
    reply("outlook-desktop-fr", "Bonjour Madame,\n\nMardi me convient.\n\nBien à vous,\nOksana Koval", block("De ,Envoyé ,À ,Objet ", date="lundi 23 novembre 2026 10:12", ruler="")),
    reply("outlook-desktop-nl", "Dag Amina,\n\ndinsdag past voor mij.", block("Van,Verzonden,Aan,Onderwerp", date="maandag 23 november 2026 10:12", ruler="")),
    reply("outlook-desktop-de", "Sehr geehrte Frau Amina,\n\nDienstag geht leider nicht.", block("Von,Gesendet,An,Betreff", date="Montag, 23. November 2026 10:12", ruler="")),
    reply("outlook-desktop-mailto-fr", "Je viendrai avec ma sœur.", block("De ,Envoyé ,À ,Objet ", date="lundi 23 novembre 2026 10:12", who="CAI [mailto:guichet@guichet.example.org]", ruler="-----Message d'origine-----\n")),
    reply("outlook-web-es", "Gracias, iré el martes por la mañana.", block("De,Enviado,Para,Asunto", date="lunes, 23 de noviembre de 2026 10:12")),
    reply("outlook-web-pt", "Obrigado, terça-feira está ótimo.", block("De,Enviado,Para,Assunto", date="segunda-feira, 23 de novembro de 2026 10:12")),
    reply("outlook-web-it", "Grazie, martedì mattina ci sarò.", block("Da,Inviato,A,Oggetto", date="lunedì 23 novembre 2026 10:12")),
    reply("outlook-web-pl", "Dziękuję, przyjdę we wtorek rano.", block("Od,Wysłano,Do,Temat", date="poniedziałek, 23 listopada 2026 10:12")),
    reply("outlook-web-ro", "Mulțumesc, vin marți dimineață.", block("De la,Trimis,Către,Subiect", date="luni, 23 noiembrie 2026 10:12")),
    reply("outlook-mobile-fr", "Je suis là mardi matin.\n\nObtenir Outlook pour Android<https://aka.ms/AAb9ysg>", block("De ,Envoyé ,À ,Objet ", date="lundi 23 novembre 2026 10:12:44")),
    reply("outlook-mobile-fa", "سه‌شنبه ساعت ده می‌آیم، ممنون.", block("از,ارسال شده,به,موضوع", date="دوشنبه، ۲۳ نوامبر ۲۰۲۶ ۱۰:۱۲")),
    reply("outlook-name-only-fr", "Oui, mardi je serai là.", block("De ,Envoyé ,À ,Objet ", date="lundi 23 novembre 2026 10:12", who="CAI").replace(HERS, "Oksana")),
    reply("iphone-fr", "Oui merci, mardi je viens.\n\nEnvoyé de mon iPhone", f"> Le 23 nov. 2026 à 10:12, {US} a écrit :\n> \n{arrows(ACK)}"),
    reply("iphone-nl", "Ja, dinsdag is goed.\n\nVerstuurd vanaf mijn iPhone", f"> Op 23 nov 2026 om 10:12 heeft {US} het volgende geschreven:\n> \n{arrows(ACK)}"),
    reply("iphone-en-below-name", "Tuesday works.\n\nSent from my iPhone", f"On 23 Nov 2026, at 10:12, {US} wrote:\n\n﻿{NOTE}"),
    reply("iphone-uk", "Доброго дня! Так, прийду.\n\nНадіслано з iPhone", f"> 23 лист. 2026 р. о 10:12 {US} пише:\n> \n{arrows(NOTE)}"),
    reply("samsung-fr", "Ok je viens mardi à 10h\n\nEnvoyé depuis mon appareil Galaxy", f"-------- Message d'origine --------\nDe : {US}\nDate : 23/11/2026 10:12 (GMT+01:00)\nÀ : {HERS}\nObjet : Votre message\n\n{NOTE}"),
    reply("samsung-ar", "حسنا، سآتي يوم الثلاثاء.", f"-------- الرسالة الأصلية --------\nمن: {US}\nالتاريخ: 2026/11/23 10:12 (GMT+01:00)\nإلى: {HERS}\nالموضوع: رسالتك\n\n{NOTE}"),
    reply("samsung-uk", "Дякую, буду у вівторок.", f"-------- Оригінальне повідомлення --------\nВід: {US}\nДата: 23.11.2026 10:12 (GMT+01:00)\nКому: {HERS}\nТема: Ваше повідомлення\n\n{NOTE}"),
    reply("yahoo-fr", "Bonjour,\nJe confirme pour mardi.", f"    Le lundi 23 novembre 2026 à 10:12:44 UTC+1, {US} a écrit :  \n \n {NOTE}"),
    reply("yahoo-en-mobile", "I will come on Tuesday\n\nSent from Yahoo Mail on Android", f"  On Mon, Nov 23, 2026 at 10:12 AM, CAI<guichet@guichet.example.org> wrote:   {NOTE}"),
    reply("orange-fr", "Bonjour, c'est d'accord pour mardi.", "> Message du 23/11/26 10:12\n> De : \"CAI\" <guichet@guichet.example.org>\n> A : oksana@example.net\n> Copie à : \n> Objet : Votre message\n> \n" + arrows(NOTE)),
    reply("orange-new-fr", "Merci, à mardi donc.", "envoyé : 23 novembre 2026 à 10:12\nde : CAI <guichet@guichet.example.org>\nà : Oksana <oksana@example.net>\nobjet : Votre message\n\n" + NOTE),
    reply("proximus-nl", "Dinsdag om tien uur is prima.", f"> Op 23/11/2026 10:12 CET schreef {US}:\n> \n>  \n{arrows(NOTE)}"),
    reply("proximus-fr", "Mardi à dix heures, parfait.", f"Le 23/11/2026 10:12 CET, {US} a écrit :\n\n\n{NOTE}"),
    reply("thunderbird-fr", "Oui, je viens mardi à 10 h.\n\n-- \nOksana Koval\nNamur", f"Le 23/11/2026 à 10:12, CAI a écrit :\n{arrows(NOTE)}"),
    reply("roundcube-fr", "Bonjour, mardi c'est possible.\n\n---\nOksana", f"Le 2026-11-23 10:12, CAI a écrit :\n{arrows(NOTE)}"),
    reply("roundcube-en", "Hello, Tuesday is possible.", f"On 2026-11-23 10:12, CAI wrote:\n\n{arrows(NOTE)}"),
    reply("zimbra-en", "Hello, I shall be there on Tuesday.", f"----- Original Message -----\nFrom: {US}\nTo: {HERS}\nSent: Monday, 23 November, 2026 10:12:44\nSubject: Your message\n\n{NOTE}"),
    reply("proton-fr", "Je viens mardi.\n\nEnvoyé avec la messagerie sécurisée Proton Mail.", f"Le lundi 23 novembre 2026 à 10:12, {US} a écrit :\n\n{arrows(ACK)}"),
    reply("proton-old-en", "I will be there.\n\nSent with ProtonMail Secure Email.", f"------- Original Message -------\nOn Monday, November 23rd, 2026 at 10:12 AM, {US} wrote:\n\n{arrows(NOTE)}"),
    reply("mailru-ru", "Здравствуйте, во вторник смогу.", f"Понедельник, 23 ноября 2026, 10:12 +03:00 от {US}:\n \n{NOTE}"),
    reply("ukrnet-uk", "Доброго дня, так, зможу прийти.", f"23 листопада 2026, 10:12:44, від \"CAI\" <guichet@guichet.example.org>:\n\n{arrows(NOTE)}"),
    reply("qq-zh", "您好，星期二可以。", "------------------ 原始邮件 ------------------\n发件人: \"CAI\" <guichet@guichet.example.org>;\n发送时间: 2026年11月23日(星期一) 晚上10:12\n收件人: \"Oksana\"<oksana@example.net>;\n主题: 您的来信\n\n" + NOTE),
    reply("netease-163-zh", "谢谢，我星期二来。", "在 2026-11-23 10:12:44，\"CAI\" <guichet@guichet.example.org> 写道：\n\n" + arrows(NOTE)),
    reply("k9-fr", "Oui à mardi !", f"Le 23 novembre 2026 10:12:44 GMT+01:00, {US} a écrit :\n{arrows(NOTE)}"),
    reply("apple-mail-fr", "Parfait pour mardi, merci.", f"> Le 23 nov. 2026 à 10:12, CAI <guichet@guichet.example.org> a écrit :\n> \n{arrows(NOTE)}"),
]  # fmt: skip

SHORT: list[Made] = [
    reply("one-word-fr", "oui", f"Le lun. 23 nov. 2026 à 10:12, {US} a écrit :\n\n{arrows(ACK)}"),
    reply("one-word-ok", "ok", block("De ,Envoyé ,À ,Objet ", date="lundi 23 novembre 2026 10:12")),
    reply("thumb-up", "👍", f"> Le 23 nov. 2026 à 10:12, {US} a écrit :\n> \n{arrows(ACK)}"),
    reply("thanks-nl", "Bedankt", f"Op 23/11/2026 om 10:12 schreef CAI:\n{arrows(NOTE)}"),
    reply("one-word-ar", "نعم", f"في الاثنين، 23 نوفمبر 2026 10:12، {US} كتب:\n\n{arrows(ACK)}"),
    reply("number-only", "0470 12 34 56", f"On 23 Nov 2026, at 10:12, {US} wrote:\n\n{arrows(NOTE)}"),
    reply("no-quote-fr", "Bonjour, c'est moi. Je viens mardi.\nMerci beaucoup !"),
    reply("no-quote-ps", "سلام، زه غواړم د ژبې زده کړه پیل کړم.", thread="none", subject="د ژبې کورس"),
    reply("no-quote-so", "Salaan, waxaan raadinayaa koorso Faransiis ah.", thread="none", subject="Koorso"),
    reply("no-quote-ti", "ሰላም፣ ትምህርቲ ፈረንሳይኛ እደሊ ኣለኹ።", thread="none", subject="ትምህርቲ"),
    reply("no-quote-ku", "Silav, ez li kursek Fransî digerim.", thread="none", subject="Kurs"),
    reply("no-quote-sq", "Përshëndetje, kërkoj një kurs frëngjishteje.", thread="none", subject="Kurs"),
    reply("cited-not-token-fr", "Je vous réponds à l'adresse générale.", f"Le lun. 23 nov. 2026 à 10:12, {US} a écrit :\n\n{arrows(ACK)}", thread="cite"),
]  # fmt: skip

ELSEWHERE: list[Made] = [
    reply("bottom-thunderbird-en", "", f"On 23/11/2026 10:12, CAI wrote:\n{arrows(NOTE)}\n\nYes, Tuesday is fine. I bring my daughter.", text="Yes, Tuesday is fine. I bring my daughter."),
    reply("bottom-gmail-fr", "", f"Le lun. 23 nov. 2026 à 10:12, {US} a écrit :\n\n{arrows(ACK)}\n\nJe réponds en bas, comme toujours.", text="Je réponds en bas, comme toujours."),
    reply("between-de", "Guten Tag,", "Am 23.11.26 um 10:12 schrieb CAI:\n> Haben Sie einen Ausweis?\n\nJa, seit Mai.\n\n> Und eine Adresse in Namur?\n\nNoch nicht, ich wohne bei einer Freundin.", text="Guten Tag,\n\nJa, seit Mai.\n\nNoch nicht, ich wohne bei einer Freundin."),
    reply("between-no-introduction-fr", "Bonjour,", "> Avez-vous des enfants ?\nDeux, 4 et 7 ans.\n\n> Parlez-vous un peu français ?\nUn peu, oui.", text="Bonjour,\n\nDeux, 4 et 7 ans.\n\nUn peu, oui."),
    reply("between-deep-en", "", f"On 23 Nov 2026, at 10:12, {US} wrote:\n> On 22 Nov 2026, Oksana wrote:\n>> I need a course.\n>\n> In the morning or in the evening?\n\nIn the evening please, I work.\n\n> For you alone?\n\nFor my mother too.", text="In the evening please, I work.\n\nFor my mother too."),
    reply("levels-fr", "Merci pour tout, à mardi.", f"Le 24/11/2026 à 09:00, {US} a écrit :\n> Très bien.\n>\n> Le 23/11/2026 à 18:00, Oksana a écrit :\n>> Oui je viens.\n>>\n>> Le 23/11/2026 à 10:12, CAI a écrit :\n>>> Pouvez-vous venir ?"),
    reply("levels-outlook-fr", "C'est noté, merci.", block("De ,Envoyé ,À ,Objet ", date="mardi 24 novembre 2026 09:00") + f"\n\n{LINE}\nDe : Oksana <oksana@example.net>\nEnvoyé : lundi 23 novembre 2026 18:00\nÀ : {US}\nObjet : RE: Votre message\n\nEst-ce possible ?"),
    reply("flowed-fr", "Bonjour, je voudrais savoir si le cours de français commence bien en \njanvier, et combien il coûte.", f"Le 23/11/2026 à 10:12, CAI a écrit :\n{arrows(NOTE)}", content_type="text/plain; charset=utf-8; format=flowed"),
]  # fmt: skip

MANGLED: list[Made] = [
    reply("delimiter-wrapped", "Je viens mardi sans faute.", f"On Mon, Nov 23, 2026 at 10:12 AM\n{US} wrote:\n\n> ##– Répondez au-dessus\n> de cette ligne –##\n>\n{arrows(NOTE)}"),
    reply("delimiter-translated", "Yes I am coming on Tuesday.", "##– Please write your answer above this line –##\n\nHello Oksana,\nCan you come on Tuesday at 10?"),
    reply("delimiter-hyphens", "Oui je viens, merci.", f"##- Repondez au-dessus de cette ligne -##\n\n{NOTE}"),
    reply("delimiter-nbsp", "Bonjour, mardi c'est bon.", f"##–\u00a0Répondez au-dessus de cette ligne\u00a0–##\n\n{NOTE}"),
    reply("delimiter-mojibake", "Da, vin marți.", f"##â€“ RÃ©pondez au-dessus de cette ligne â€“##\n\n{NOTE}"),
    reply("delimiter-question-marks", "Oui, je serai là mardi.", f"##? R?pondez au-dessus de cette ligne ?##\n\n{NOTE}"),
    reply("delimiter-unmarked-two-lines", "Je serai en retard de dix minutes.", f"##– Répondez au-dessus de cette\nligne –##\n\n{NOTE}"),
    reply("delimiter-rtl", "سأحضر مع ابنتي يوم الثلاثاء", f"\u200f##– اكتبوا جوابكم فوق هذا السطر –##\u200f\n\n{NOTE}"),
    reply("unknown-language-head", "Igen, kedden jövök szívesen.", f"Feladó: {US}\nElküldve: 2026. november 23., hétfő 10:12\nCímzett: {HERS}\nTárgy: Levele\n\n{NOTE}"),
    reply("unknown-language-wrote", "Igen, kedden ott leszek.", f"CAI <guichet@guichet.example.org> ezt írta (időpont: 2026. nov. 23., H, 10:12):\n\n{arrows(NOTE)}"),
]  # fmt: skip

NOT_QUOTES: list[Made] = [
    letter("story-landlord-en", "On Monday my landlord wrote:\nYou must leave before 31/12/2026.\nI am afraid. What can I do?", "", thread="none", subject="Help"),
    letter("story-landlord-address-fr", "Le 12/11/2026 à 10:00 mon propriétaire (jean@proprio.example) m'a écrit :\n\nVous devez partir à la fin du mois.\n\nEst-ce qu'il a le droit ? Je suis très inquiète.", "", thread="token"),
    letter("own-data-fr", "Nom : Koval\nDate de naissance : 12/03/1990\nE-mail : oksana@example.net\nTéléphone : 0470 12 34 56\n\nJe cherche un logement pour ma famille.", "", thread="none", subject="Logement"),
    letter("own-data-en", "Name: Oksana Koval\nBorn: 12/03/1990\nMail: oksana@example.net\nStatus: refugee since 2022\n\nCan you help me to find work?", "", thread="token"),
    letter("own-dates-fr", "Mes disponibilités :\n23/11/2026 : 10:00\n24/11/2026 : 14:00\n25/11/2026 : toute la journée\n\nMerci de choisir.", "", thread="token"),
    letter("trip-fr", "Mon trajet :\nDe : Namur\nÀ : Bruxelles\nDate : 23/11/2026 à 10:12\n\nEst-ce que le CPAS rembourse ?", "", thread="token"),
    letter("poem-fr", "Voici mon poème pour la fête :\n> Les feuilles tombent,\n> le vent se lève,\n> je reste ici.\nVous aimez ?", "", thread="token"),
    letter("poem-apart-fr", "Voici mon poème :\n\n> Les feuilles tombent,\n> le vent se lève.\n\nPuis-je le lire à la fête ?", "", thread="none"),
    letter("route-arrow-fr", "Itinéraire :\n> Gare\n> Pont de Jambes\n> chez vous ?", "", thread="none", subject="Chemin"),
    letter("dashes-fr", "Bonjour\n--------------------\nJ'ai deux questions\n--------------------\n1. le prix\n2. la date", "", thread="token"),
    letter("subject-colon-de", "Betreff: Wohnung\nich habe am 23.11.2026 um 10:12 angerufen.\nKönnen Sie mir helfen?", "", thread="token"),
    letter("minutes-en", "What happened:\n10:12: he shouted at me\n10:15: he called the police (agent.x@police.example)\n10:40: they left\n\nI want to complain.", "", thread="none", subject="Complaint"),
    letter("number-sign-fr", "Le dossier ## 12-34 ## n'est pas le mien.\nLe mien est le 56.", "", thread="token"),
    letter("forward-gmail-fr", "Bonjour, voici la lettre de mon propriétaire.\n\n---------- Forwarded message ---------\nDe : Jean Dupont <jean@proprio.example>\nDate: lun. 23 nov. 2026 à 10:12\nSubject: Préavis\nTo: Oksana <oksana@example.net>\n\nVous devez quitter le logement.", "", thread="none", subject="Fwd: Préavis"),
    letter("forward-outlook-nl", "Kunt u dit lezen voor mij? Ik begrijp het niet.\n\n________________________________\nVan: Gemeente <info@gemeente.example>\nVerzonden: maandag 23 november 2026 10:12\nAan: Oksana <oksana@example.net>\nOnderwerp: Afspraak\n\nU wordt verwacht op 1 december.", "", thread="none", subject="FW: Afspraak"),
    letter("forward-iphone-fr", "Que veut dire ceci s'il vous plaît ?\n\nDébut du message transféré :\n\n> De: CPAS <info@cpas.example>\n> Objet: Décision\n> Date: 23 novembre 2026 à 10:12\n> À: oksana@example.net\n> \n> Votre demande est refusée.", "", thread="token"),
    letter("forward-ukrnet-uk", "Прошу допомогти перекласти.\n\n--- Переслане повідомлення ---\nВід кого: \"Школа\" <info@school.example>\nДата: 23 листопада 2026, 10:12\nТема: Збори\nКому: oksana@example.net\n\nЗапрошуємо на збори.", "", thread="none"),
    letter("says-automatic-fr", "J'ai reçu « Ceci est un message automatique » de la commune. Que dois-je faire ?", "", thread="token"),
    letter("says-no-such-user-fr", "Quand je vous écris, Outlook me répond « user unknown, message undeliverable ». Pourquoi ?", "", thread="none", subject="Undeliverable"),
    letter("answers-a-robot-fr", "Vous ne me répondez que des réponses automatiques. Un humain, svp !", "", subject="Re: Réponse automatique : Votre demande", thread="token"),
    letter("out-of-office-question-en", "Can I come when you are out of office hours?", "", subject="Out of office hours?", thread="none"),
    letter("away-en", "I am away next week, can we meet on the 1st of December?", "", thread="token"),
    letter("holiday-nl", "Ik ben met vakantie tot 1 december. Kan het daarna?", "", subject="Afwezig morgen", thread="token"),
    letter("read-colon-fr", "J'ai lu votre lettre du 23/11/2026. Je ne suis pas d'accord, et je vous explique pourquoi en détail.", "", subject="Lu et pas d'accord", thread="token"),
    letter("confirm-address-fr", "Bonjour, je confirme mon adresse : rue de Fer 1. Cliquez ici pour voir le plan : https://carte.example/1", "", subject="Confirmation de mon adresse", thread="token"),
    letter("postmaster-person-fr", "Bonjour, je suis Luc, de l'asbl. Une dame a besoin d'aide, peut-elle venir ?", "", sender="Luc de l'asbl <postmaster@asbl.example>", subject="Une demande", thread="none"),
    letter("redirected-by-rule-fr", "Bonjour, je cherche un cours de français.", "", subject="Cours", thread="none", headers={"X-MS-Exchange-Inbox-Rules-Loop": "info@asbl.example"}),
    letter("sent-through-ses-fr", "Bonjour, notre bénéficiaire voudrait un rendez-vous.", "", subject="Rendez-vous", thread="none", sender="Marie <marie@partenaire.example>", headers={"Feedback-ID": "1.eu-west-1.abc:AmazonSES"}),
    letter("ticket-word-fr", "Mon ticket de train CAI-12 a bien été reçu par la commune.", "", subject="Ticket 12", thread="token"),
    letter("quotes-our-automatic-words-fr", "Merci pour votre aide.", f"Le 23/11/2026 à 10:12, {US} a écrit :\n> Ceci est un message automatique.\n> Nous avons bien reçu votre demande.", subject="Re: [CAI-26-7K4M] Votre demande", thread="token"),
    letter("spam-word-nl", "Ik win nooit in de loterij, maar misschien kan u mij helpen met werk.", "", subject="Lotto", thread="none", headers={"X-Spam-Score": "1.2"}),
]  # fmt: skip
PEOPLE: list[Made] = [*ABOVE, *SHORT, *ELSEWHERE, *MANGLED, *NOT_QUOTES]
