"""The sixty requests of the domain guide, sent through the public pages of a running house as a browser would."""

import json
import re
from io import BytesIO

import pytest
from django.utils import timezone
from PIL import Image

from requests_app.intake import schema as schemas
from requests_app.services import samples, seeding
from tests import browserlike
from tests.browserlike import Browser, ViaHttp

pytestmark = pytest.mark.browser  # a real server, though no Chromium

SAMPLES = seeding.read("sample_requests.json")["requests"]
SHARE_RIGHT = 0.85


def _photo() -> bytes:
    content = BytesIO()
    Image.new("RGB", (32, 24), "white").save(content, "JPEG")
    return content.getvalue()


CONTENT = {
    "application/pdf": b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
    "image/jpeg": _photo(),
    "video/mp4": b"\0\0\0\x18ftypmp42" + b"\0" * 2000,
}
READ_BACK = """
import json
from requests_app.models import Ticket
rows = Ticket.objects.select_related("team", "contact", "answers").all()
print(json.dumps([{
    "reference": row.reference, "answers": row.all_answers, "team": row.team.code, "priority": row.priority,
    "confidential": row.confidential, "files": [file.original_name for file in row.attachments.all()],
} for row in rows]))
"""


class Sender:
    """Sends samples, and remembers what was typed and under which reference it arrived."""

    def __init__(self, url):
        self.url = url
        self.typed = {}
        self.references = {}

    def send(self, sample):
        slug = sample["form"].replace("_", "-")
        schema = schemas.parse(seeding.read(f"forms/{slug}.json"))
        typed = samples.typed(sample["fields"], schema, timezone.localdate())
        answers = {key: typed.getlist(key) for key in typed}
        answers = {key: value if len(value) > 1 else value[0] for key, value in answers.items()}
        page = browserlike.send_request(Browser(ViaHttp(self.url)), slug, {**answers, **self.file_of(sample)})
        if page.status == 422 and "attachments" in sample:
            # A film cannot be taken. Nothing typed is lost, and the person goes on without it.
            assert sample["fields"]["message"] in page.form.value("message").replace("\r\n", "\n")
            page = browserlike.send_request(Browser(ViaHttp(self.url)), slug, answers)
        assert page.status == 200, (sample["id"], page.url, page.errors)
        self.typed[sample["id"]] = {key: value for key, value in answers.items() if _was_asked(schema, key, answers)}
        self.references[sample["id"]] = page.by_id("reference").text

    @staticmethod
    def file_of(sample):
        listed = [(one["name"], CONTENT[one["type"]], one["type"]) for one in sample.get("attachments", [])]
        return {"attachments": listed[0]} if listed else {}


def _was_asked(schema, key, answers):
    return schema.questions[key].is_shown(answers)


@pytest.fixture(scope="module")
def sent(live_desk):
    sender = Sender(live_desk.url)
    for sample in SAMPLES:
        sender.send(sample)
    return sender


@pytest.fixture(scope="module")
def kept(live_desk, sent):
    rows = {row["reference"]: row for row in json.loads(live_desk.manage("shell", "--no-imports", "-c", READ_BACK))}
    return {name: rows[reference] for name, reference in sent.references.items()}


def test_every_sample_arrives_with_a_reference_of_its_own(sent):
    assert len(set(sent.references.values())) == len(SAMPLES) == 60
    assert all(re.fullmatch(r"CAI-\d\d-[2-9A-Y]{4}-[2-9A-Y]{4}", one) for one in sent.references.values())


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample["id"])
def test_every_answer_reads_back_character_for_character(sample, sent, kept):
    answers = kept[sample["id"]]["answers"]

    for key, value in sent.typed[sample["id"]].items():
        stored = answers[key] if isinstance(answers[key], list) else str(answers[key])
        assert stored == ([value] if isinstance(stored, list) and isinstance(value, str) else value), key


def test_the_right_team_has_it_by_rules_alone(kept):
    genuine = [one for one in SAMPLES if not one["expected"]["spam"] and not one["expected"]["abusive"]]
    right = [one for one in genuine if kept[one["id"]]["team"] in teams_that_fit(one["expected"])]

    assert len(right) / len(genuine) >= SHARE_RIGHT


def teams_that_fit(expected):
    return {expected["team"], *expected["team_also_ok"]}


def test_the_urgent_ones_are_flagged(kept):
    urgent = [one["id"] for one in SAMPLES if one["expected"]["priority"] == "urgente"]

    assert {kept[name]["priority"] for name in urgent} == {4}


def test_threats_and_insults_are_kept_too(kept):
    assert all(kept[one["id"]]["answers"]["message"] for one in SAMPLES if one["expected"]["abusive"])


def test_every_report_is_confidential_and_nothing_else_is(kept):
    for sample in SAMPLES:
        if sample["form"] == "discrimination":
            assert kept[sample["id"]]["confidential"]
            assert kept[sample["id"]]["team"] == "discrimination"


def test_files_arrive_under_the_names_they_had(kept):
    names = {one["id"]: [file["name"] for file in one.get("attachments", [])] for one in SAMPLES}

    assert all(
        kept[key]["files"] == value for key, value in names.items() if not value or not value[0].endswith(".mp4")
    )
