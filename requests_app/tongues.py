"""In which language a message seems to be written: a guess for the staff, never a fact about the person.

By the letters that only one of our languages has, else by its commonest small words. Where that is not clear there is
no guess: a wrong one would send somebody the wrong interpreter. Nothing leaves the house, and nothing is kept.
"""

import re

FEWEST_LETTERS = 12  # of a message; a greeting says little
FEWEST_WORDS = 2  # different small words, of one language, to speak of a guess
SHARE_OF_WORDS = 0.1  # of the different words of the message
SHARE_OF_SCRIPT = 0.6  # of the letters; a name or a street in another script does not count

_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SCRIPTS = {
    "latin": re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"),
    "cyrillic": re.compile(r"[\u0400-\u04ff]"),
    "arabic": re.compile(r"[\u0600-\u06ff\u0750-\u077f]"),
    "ethiopic": re.compile(r"[\u1200-\u137f]"),
    "chinese": re.compile(r"[\u4e00-\u9fff]"),
}
# Letters that one language of a script has and its neighbours lack; in this order, for some have others' letters too.
# A language that the pages do not speak is named by "": then there is no guess.
_OWN_LETTERS = {
    "latin": (("", "əơưđŋɓɗ"),),
    "cyrillic": (("", "ђћџјљњќѓѕўөүқғһӏ"), ("uk", "їєґі"), ("ru", "ыэё"), ("", "ъ")),
    "arabic": (("ur", "ٹڈڑے"), ("ps", "ټډړږښګڼېۍ"), ("ckb", "ێۆڵڕ")),
    "ethiopic": (("ti", "ኣቐቕኧ"),),
    "chinese": (("zh-hans", "我你们这的是在请吗"),),
}
_SMALL_WORDS = {
    "ar": "في من على إلى أن هل لا ما هذا هذه أنا لي عن كيف أريد لدي مع كنت التي الذي السلام عليكم شكرا",
    "fa": "است من که را این از به در برای هم می هستم آیا شما خیلی ممنون سلام چطور باید",
    "ru": "и в не на я что как мы вы мне для это есть был у меня можно здравствуйте спасибо по с нужно",
    "uk": "і в не на я що як ми ви мені для це є був у мене можна добрий день дякую по з потрібно чи та",
    "fr": "je vous nous est les des une pour avec mon ma dans pas que qui j'ai c'est bonjour merci sur avez suis",
    "en": "the is my and you to of for have am can not with this please what i'm do hello would need want",
    "nl": "ik het een niet van voor met mijn de dat wij graag heb kan naar ook hoe goedendag dank bedankt",
    "de": "ich und die der das nicht ist mit für ein eine wir haben bin mein meine guten danke können zu",
    "es": "el los las una para con por mi no que soy estoy tengo hola gracias puedo quiero cómo está usted mis",
    "pt": "não uma para com os as meu minha eu sou estou tenho olá obrigado obrigada posso quero você está como",
    "it": "il che non per con sono una mio mia ho grazie buongiorno posso vorrei come gli della anche",
    "ro": "și nu este pentru am sunt mea meu cu să în bună ziua mulțumesc vreau pot la din care",
    "pl": "nie się jest na mam do czy mój moja dzień dobry dziękuję proszę jak chcę mogę i w dla jestem",
    "tr": "bir ve için bu ben var yok mi mı ne çok merhaba teşekkür ederim benim istiyorum değil nasıl ile olarak",
    "so": "waa iyo waxaan ku ka in aan uu ayaan rabaa u maxaa salaan mahadsanid anigu wax la ilaa sidee fadlan",
    "sq": "është dhe për nuk një me të kam jam unë faleminderit përshëndetje dua mund si në mirëdita ju që",
    "ku": "ez û ji bo di de min heye tu çi silav spas dixwazim ne li bi vê ku dikarim",
    "ti": "ኣብ እዩ ናይ ንምንታይ ሰላም የቐንየለይ ኣነ እንታይ ከመይ እየ ኣለኒ ኣሎ",
    "am": "ነው እኔ ሰላም እንዴት የእኔ እፈልጋለሁ አመሰግናለሁ አለኝ ወደ በጣም",
}
_WORDS_OF = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}
_OF_SCRIPT = {
    "latin": ("fr", "en", "nl", "de", "es", "pt", "it", "ro", "pl", "tr", "so", "sq", "ku"),
    "cyrillic": ("uk", "ru"),
    "arabic": ("ar", "fa"),
    "ethiopic": ("ti", "am"),
}


def guess(text: str) -> str:
    """The code of the language in which this seems to be written, or nothing."""
    letters = _LETTER.findall(text)
    if len(letters) < FEWEST_LETTERS:
        return ""
    counted = {script: sum(map(bool, map(letter.match, letters))) for script, letter in _SCRIPTS.items()}
    script = max(counted, key=lambda name: counted[name])
    if counted[script] < SHARE_OF_SCRIPT * len(letters):
        return ""
    found = {letter.lower() for letter in letters}
    for language, own in _OWN_LETTERS.get(script, ()):
        if len(found & set(own)) >= (2 if script == "chinese" else 1):
            return language
    return _by_words(text, _OF_SCRIPT.get(script, ()))


def _by_words(text: str, languages: tuple[str, ...]) -> str:
    """The language with the most of its small words, if it leaves every other behind."""
    said = {word.lower().replace("’", "'") for word in _WORD.findall(text)}
    counts = sorted(((len(said & _WORDS_OF[language]), language) for language in languages), reverse=True)
    enough = max(FEWEST_WORDS, SHARE_OF_WORDS * len(said))
    if not counts or counts[0][0] < enough or (len(counts) > 1 and counts[0][0] <= counts[1][0]):
        return ""
    return counts[0][1]
