"""The language of a message is guessed where that is clear, and never where it is not."""

import pytest

from requests_app.tongues import guess
from tests.routing.seeded import read

CLEAR = [
    ("fa", "سلام، من می‌خواهم زبان فرانسوی یاد بگیرم. آیا کلاس رایگان دارید؟"),
    ("ar", "السلام عليكم، أريد أن أتعلم اللغة الفرنسية وأحتاج إلى موعد مع المكتب."),
    ("ps", "سلام، زه غواړم چې فرانسوي ژبه زده کړم. ایا کورس وړیا دی؟"),
    ("ur", "السلام علیکم، مجھے فرانسیسی سیکھنی ہے۔ کیا آپ میری مدد کر سکتے ہیں؟"),
    ("so", "Salaan, waxaan rabaa inaan barto luqadda Faransiiska. Ma jiraa koorso bilaash ah?"),
    ("ti", "ሰላም፣ ኣነ ቋንቋ ፈረንሳ ክመሃር እደሊ ኣለኹ። ነጻ ኮርስ ኣሎ ዶ?"),
    ("am", "ሰላም፣ እኔ ፈረንሳይኛ መማር እፈልጋለሁ። ነፃ ትምህርት አለ ወይ?"),
    ("sq", "Përshëndetje, unë dua të mësoj frëngjisht. A ka kurse falas në Namur?"),
    ("ku", "Silav, ez dixwazim zimanê fransî hîn bibim. Ma kursên belaş hene?"),
    ("ro", "Bună ziua, vreau să învăț franceza și caut un loc de muncă în Namur."),
    ("it", "Buongiorno, vorrei imparare il francese e cerco lavoro a Namur. Grazie."),
    ("pl", "Dzień dobry, chcę się uczyć francuskiego. Czy jest kurs w Namur?"),
    ("nl", "Goedendag, ik wil graag Frans leren. Waar kan ik mij inschrijven voor de cursus?"),
    ("uk", "Добрий день, я хочу вивчити французьку мову. Чи є безкоштовні курси?"),
    ("ru", "Добрый день! Нам нужна помощь с документами на ребенка."),
    ("zh-hans", "你好，我想学习法语。请问你们有免费的课程吗？谢谢"),
]
UNCLEAR = [
    "",
    "Merci beaucoup",
    "0477 12 34 56, Andenne",
    "Здравейте, аз съм от България и не знам как да намеря работа тук.",
    "Добар дан, ја сам из Србије и тражим посао. Да ли можете да ми помогнете?",
    "Habari, mimi natafuta msaada wa kupata nyumba na kazi. Asante sana kwa msaada wenu.",
    "Salam, mən burada yaşayıram və kömək axtarıram. Çox sağ olun.",
    "Mbote, nazali koluka mosala mpe ndako awa na Namur. Matondi mingi.",
    "नमस्ते मुझे फ्रेंच सीखनी है कृपया मदद करें",
]


@pytest.mark.parametrize(("language", "text"), CLEAR)
def test_a_clear_message_is_recognised(language, text):
    assert guess(text) == language


@pytest.mark.parametrize("text", UNCLEAR)
def test_where_it_is_not_clear_there_is_no_guess(text):
    assert guess(text) == ""


def test_no_sample_request_is_taken_for_another_language():
    samples = read("sample_requests.json")["requests"]
    guessed = [(sample["message_language"], guess(sample["fields"].get("message", ""))) for sample in samples]

    assert [pair for pair in guessed if pair[1] not in ("", pair[0])] == []
    assert sum(said == found for said, found in guessed) >= 0.9 * len(guessed)
