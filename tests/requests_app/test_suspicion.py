"""What speaks for a robot: the sixty requests of the domain guide, and what people do by accident."""

import pytest

from requests_app import suspicion
from requests_app.services import seeding
from requests_app.suspicion import READ_CHARACTERS, Signs
from requests_app.triage.aside import WHY
from tests.routing import sentences

SAMPLES = seeding.read("sample_requests.json")["requests"]
READ = ("message", "name", "organisation", "email")
# What people write about the very things that robots offer, and with what robots like.
GENUINE = [
    "Bonjour, on m'a volé mon passeport et mon permis de conduire. Comment acheter un ticket de bus sans carte ?",
    "J'ai reçu un e-mail qui dit que mon compte sera suspendu. Est-ce que c'est vrai ? Je n'ai pas cliqué.",
    "Un homme sur WhatsApp m'a promis un permis de travail pour 3000 euros. J'ai payé. Que faire ?",
    "Mon mari joue au casino et je n'ai plus d'argent pour le loyer.",
    "On m'insulte sur https://www.facebook.com/groups/exemple et https://www.facebook.com/groups/x et www.exemple.be",
    "C'est la troisième fois que je remplis ce formulaire. Personne ne répond !!! C'est urgent !!!",
    "URGENT!!! I need help with my residence card, please call me on WhatsApp +32 400 00 00 00",
    "Моє посвідчення закінчується. Пишіть у Telegram, будь ласка.",
    "Ciao! Ho un contratto di lavoro e cerco un corso di francese. Grazie mille!!!",
    "السلام عليكم، أحتاج إلى قرض لدفع الإيجار، هل يمكنكم المساعدة؟",
    "ሰላም፡ ቋንቋ ፈረንሳ ክመሃር ደልየ። የቐንየለይ።",
    "Merhaba, iş arıyorum. Beni WhatsApp'tan arayabilirsiniz.",
    "Je cherche un prêt pour ouvrir un petit restaurant. Qui peut m'aider ?",
    "L'agence exige une réponse en 24h et 3 fois le loyer. Est-ce légal ?",
]
UNWANTED = [
    "Nous offrons un prêt entre particuliers de 2.000 à 500.000 €. Contactez-moi sur WhatsApp.",
    "Earn 500$ per day from home with bitcoin investment http://example.invalid",
    "Buy real documents, driving licence without exam. Contact us on WhatsApp",
    "[url=http://example.invalid]online casino[/url]",
    "Продвижение сайтов в топ Google. Пишите в Telegram https://example.invalid",
    "En güvenilir bahis siteleri: https://example.invalid deneme bonusu",
]


def suspicion_of(fields):
    return suspicion.judge(Signs(), [str(fields[key]) for key in READ if fields.get(key)])


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample["id"])
def test_the_samples_that_are_spam_are_held_and_no_genuine_one_is(sample):
    assert suspicion_of(sample["fields"]).is_strong is sample["expected"]["spam"]


@pytest.mark.parametrize("sample", [one for one in SAMPLES if not one["expected"]["spam"]], ids=lambda one: one["id"])
def test_a_genuine_one_may_besides_be_quick_and_often_sent(sample):
    text = [str(sample["fields"]["message"])]

    for signs in (Signs(seconds=1), Signs(is_stamped=False), Signs(from_connection=20), Signs(same_text=9)):
        assert not suspicion.judge(signs, text).is_strong


def test_what_people_write_in_fifteen_languages_has_no_sign_at_all():
    said = [one[-1] if isinstance(one, tuple) else one for one in (*sentences.URGENT, *sentences.ORDINARY)]

    assert [text for text in said if suspicion.judge(Signs(), [text]).points] == []


@pytest.mark.parametrize("text", GENUINE)
def test_who_writes_about_what_robots_offer_is_no_robot(text):
    assert not suspicion.judge(Signs(seconds=1), [text]).is_strong


@pytest.mark.parametrize("text", UNWANTED)
def test_offers_are_known_in_other_words_too(text):
    assert suspicion.judge(Signs(), [text]).is_strong


@pytest.mark.parametrize(
    ("signs", "is_strong"),
    [
        (Signs(), False),
        (Signs(has_bait=True), False),
        (Signs(seconds=1), False),
        (Signs(has_bait=True, seconds=1), True),
        (Signs(has_bait=True, is_stamped=False), True),
        (Signs(from_connection=7, is_stamped=False), True),
        (Signs(from_connection=6, is_stamped=False), False),
        (Signs(from_connection=200), False),
        (Signs(same_text=3, seconds=1), False),
        (Signs(same_text=4, seconds=1), False),
        (Signs(same_text=10), True),
    ],
)
def test_no_single_sign_is_enough_but_a_flood(signs, is_strong):
    assert suspicion.judge(signs, ["Bonjour"]).is_strong is is_strong


def test_a_text_of_a_megabyte_is_judged_by_its_beginning():
    long = "viagra casino bonus " * 60_000

    assert suspicion.judge(Signs(), [long]).is_strong
    assert not suspicion.judge(Signs(), ["mot " * READ_CHARACTERS + long]).is_strong


def test_every_reason_has_words_for_the_desk():
    codes = {*suspicion.POINTS, suspicion.LINKS, suspicion.ATTACK, suspicion.LIMIT}

    assert codes <= set(WHY)
