"""How programs announce what they quote or forward, in the languages of our public. Data only."""

import re

# Ours stands at the top of each of our letters. Programs change dashes and blanks, and read the bytes in a wrong
# charset; what is between is translated by some browsers and broken into two lines by others.
_DASH = r"(?:[-\u2010-\u2015\u2212_~*]|â.{1,2}|\?|�|&[mn]dash;|=E2=80=9[34])"
DELIMITER = re.compile(
    rf"##[ \t\u00a0]{{0,3}}{_DASH}{{1,3}}[^#]{{3,120}}?{_DASH}{{1,3}}[ \t\u00a0]{{0,3}}##", re.IGNORECASE
)
ADDRESS = re.compile(r"[\w.+'-]{1,80}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
TIME = re.compile(
    r"\d{1,2}\s?[:.hH]\s?\d{2}|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|(?<!\d)(?:19|20)\d{2}(?!\d)|[۰-۹٠-٩]{1,2}:[۰-۹٠-٩]{2}|"
    r"[۰-۹٠-٩]{4}"
)
HOUR = re.compile(r"\d{1,2}\s?[:.hH]\s?\d{2}(?!\d)|[۰-۹٠-٩]{1,2}:[۰-۹٠-٩]{2}")
RULER = re.compile(
    r"[ \t>]*[-_–—=*]{2,}(?:[ \t]|&nbsp;){0,20}([\x22“«]?[^\W\d_][^\n]{2,150}?)(?:[ \t]|&nbsp;){0,20}[-_–—=*]{2,}[ \t]*$|[ \t>]*(?:_{10,}|-{20,})[ \t]*$"
)
# "wrote", where nothing but this and a date tells an attribution.
WROTE = re.compile(
    r"\b(?:a [ée]crit|avez [ée]crit|schreef|geschreven|schrijft|wrote|writes|schrieb|geschrieben|schreibt|escribi[óo]|escribe|escreveu|escreve|ha scritto|scrive|a scris|scrie|pisze|"
    r"napisał\w*|yazdı|пише|пишет|писал\w?|написал\w?|писав|писала|написав|написала|shkroi|ka shkruar|qoray|nivîs[îi]\w*)|"
    r"كتب|بواسطة|نوشت|ليکل|لیکل|ጽሒፉ|ጽሒፋ|ጻፈ|ጸሓፈ|写道|寫道",
    re.IGNORECASE,
)
# "My answers are in your letter, in red": then the letter is hers as much as ours.
ANSWERS_INSIDE = re.compile(
    r"(?:r[ée]ponses?|r[ée]ponds)\b.{0,40}(?:ci-dessous|plus bas|dans (?:votre|ton|le) (?:message|mail|texte|courrier)|en (?:rouge|gras|bleu|majuscules))|"
    r"(?:answers?|repl(?:y|ies)|comments?)\b.{0,40}(?:below|inline|in[- ]line|in (?:red|bold|blue|your (?:message|mail|text)))|"
    r"antwoord(?:en)?\b.{0,40}(?:hieronder|in het (?:rood|vet|blauw)|in (?:uw|je) (?:bericht|mail|tekst))|"
    r"antworten?\b.{0,40}(?:unten|im text|in (?:rot|fett|ihrer (?:nachricht|mail)))|"
    r"respuestas?\b.{0,40}(?:abajo|en (?:rojo|negrita|su mensaje))|respostas?\b.{0,40}(?:abaixo|em (?:vermelho|negrito))",
    re.IGNORECASE,
)
FORWARDED = re.compile(
    r"forwarded (?:message|by)|begin forwarded|(?:message|courriel|mail) (?:transf[ée]r|r[ée]exp[ée]di|transmis|retransmis)|"
    r"(?:doorgestuurd|doorgezonden)|weitergeleitet|reenviad|encaminhad|inoltrat|redirec[țţt]ionat|przekazan|iletilen|"
    r"iletilmi[şs]|y[öo]nlendiril|пересыла|пересланн|переадрес|переслан|محول|معاد توجيه|تمرير|بازارسال|هدایت|p[ëe]rcjell|"
    r"转发|轉寄",
    re.IGNORECASE,
)
_LABELS = {
    "from": "de|de la|from|van|von|da|od|от|від|من|از|له|لخوا|nga|kimden|gönderen|gonderen|发件人|寄件者|expéditeur|remitente|afzender|"
    "absender|mittente|nadawca|отправитель|отправитель|відправник|فرستنده|فرستونکی|лист від|ji|ка|کا|ካብ",
    "sent": "envoyé|envoyé le|date|sent|verzonden|datum|gesendet|enviado|enviado el|enviado em|enviada em|enviada|fecha|data|"
    "inviato|trimis|wysłano|gönderildi|tarih|gönderme tarihi|отправлено|дата|надіслано|تم الإرسال|التاريخ|أرسلت|تاريخ|تاریخ|"
    "ارسال شده|ارسال‌شده|لیږل شوی|dërguar|dërguar më|发送时间|日期|寄件日期|şandin|dîrok|ዕለት|taariikh|la diray",
    "to": "à|a|to|aan|an|para|către|do|kime|alıcı|кому|إلى|به|ته|për|收件人|al|ji bo|ናብ|ku",
    "subject": "objet|subject|onderwerp|betreff|asunto|assunto|oggetto|subiect|temat|konu|тема|الموضوع|موضوع|subjekti|tema|主题|"
    "主旨|mijar|ርእሲ|mawduuc",
}
LABELS = {word: field for field, words in _LABELS.items() for word in words.split("|")}
FIELD = re.compile(
    r"[ \t>\u200e\u200f\u202a-\u202e\u2066-\u2069*_]*([^\W\d_][^:：<>@\n]{0,30}?)[ \t\u00a0]?[*_]*[:：][*_]*[ \t\u00a0]*(.*)$"
)
# The marks that right-to-left letters carry, which no eye sees.
UNSEEN = " \t\r\n\u00a0\u200b\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2069\ufeff"
