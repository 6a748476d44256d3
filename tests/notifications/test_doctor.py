"""The doctor looks at names, webhooks and the house itself, and tells it in lines that a volunteer understands."""

import json
from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError
from django.utils import timezone, translation

from notifications import health
from notifications.doctor import examination, house, names, setup, webhooks
from notifications.doctor.resolver import Unanswered
from notifications.doctor.setup import Setup
from notifications.health import Standing
from notifications.models import MailboxReading, OutgoingEmail, State, WorkerHeartbeat
from tests.notifications.conftest import NOW
from tests.notifications.mail_server import Stage
from tests.notifications.test_doctor_dns import Written

OURS = Setup(
    sender="desk@maison.example",
    alarm_sender="desk@maison.example",
    mail_domain="maison.example",
    inbound_domain="desk.maison.example",
    site_url="https://desk.maison.example",
    reads_a_mailbox=True,
)
SECRET = "guichet:Xk3vQ9-pLm2Zr7TtYw5BnC8dFg1HjS4a"
BREVO = replace(OURS, backend="anymail.backends.brevo.EmailBackend", webhook_secret=SECRET)
NAMES = [
    ({}, ["from_right", "answers_right"]),
    ({"sender": ""}, ["from_no_address", "alarms_elsewhere", "answers_right"]),
    ({"sender": "x@gmail.com"}, ["from_personal", "alarms_elsewhere", "answers_elsewhere"]),
    ({"sender": "x@guichet.example.org"}, ["from_example", "alarms_elsewhere", "answers_elsewhere"]),
    ({"mail_domain": "else.example"}, ["from_elsewhere", "answers_right"]),
    ({"mail_domain": "desk.maison.example"}, ["from_right", "answers_right"]),
    ({"public_address": "desk@maison.example"}, ["from_organisation", "answers_right"]),
    ({"alarm_sender": "root@localhost"}, ["from_right", "alarms_elsewhere", "answers_right"]),
    ({"inbound_domain": ""}, ["from_right", "answers_nowhere"]),
    ({"inbound_domain": "desk.example.org"}, ["from_right", "answers_example"]),
    ({"inbound_domain": "else.example"}, ["from_right", "answers_elsewhere"]),
    ({"inbound_domain": "notmaison.example"}, ["from_right", "answers_elsewhere"]),
    ({"reads_a_mailbox": False}, ["from_right", "answers_by_pipe"]),
]
HOOKS = [
    (OURS, ["hooks_unused"]),
    (BREVO, ["hooks_locked", "hooks_addresses"]),
    (replace(BREVO, webhook_secret=""), ["hooks_without_secret", "hooks_addresses"]),
    (replace(BREVO, webhook_secret="only-a-password"), ["hooks_bad_secret", "hooks_addresses"]),
    (replace(BREVO, webhook_secret="guichet:short"), ["hooks_weak_secret", "hooks_addresses"]),
    (replace(BREVO, webhook_secret="guichet:" + 40 * "a"), ["hooks_weak_secret", "hooks_addresses"]),
    (replace(BREVO, site_url="http://desk.maison.example"), ["hooks_locked", "hooks_not_https"]),
    (replace(BREVO, site_url="https://127.0.0.1:8000"), ["hooks_locked", "hooks_not_https"]),
    (replace(BREVO, site_url="https://else.example"), ["hooks_locked", "hooks_unknown_host"]),
    (replace(BREVO, backend="anymail.backends.scaleway.EmailBackend"), ["hooks_none"]),
    (replace(BREVO, backend="anymail.backends.sendgrid.EmailBackend"), ["hooks_none"]),
    (
        replace(
            BREVO,
            backend="anymail.backends.mailgun.EmailBackend",
            webhook_secret="",
            keys=frozenset({"MAILGUN_WEBHOOK_SIGNING_KEY"}),
        ),
        ["hooks_signed", "hooks_addresses"],
    ),
]


def _codes(found):
    return [finding.code for finding in found]


@pytest.mark.parametrize(("change", "codes"), NAMES)
def test_names_that_do_not_belong_together_are_told(change, codes):
    assert _codes(names.look_at(replace(OURS, **change))) == codes


@pytest.mark.parametrize(("ours", "codes"), HOOKS)
def test_the_doors_of_the_provider_are_locked_and_can_be_reached(ours, codes):
    assert _codes(webhooks.look_at(ours, hosts=["desk.maison.example"])) == codes


def test_the_addresses_to_enter_at_the_provider_are_written_out_without_the_secret():
    told = webhooks.look_at(BREVO, hosts=["*"])[-1].words

    assert "https://NAME:PASSWORD@desk.maison.example/mail/hooks/brevo/tracking/" in told
    assert "https://NAME:PASSWORD@desk.maison.example/mail/hooks/brevo/inbound/" in told
    assert SECRET.split(":")[1] not in told


@pytest.mark.parametrize(
    ("minutes", "code"), [(None, "worker_never"), (0, "worker_right"), (2, "worker_right"), (3, "worker_gone")]
)
def test_a_worker_that_shows_no_sign_of_life_is_told(minutes, code):
    beaten = None if minutes is None else timedelta(minutes=minutes)

    assert house.worker(Standing(None, beaten, {}), timedelta(minutes=2)).code == code


@pytest.mark.parametrize(
    ("minutes", "counts", "codes"),
    [
        (None, {}, ["letters_right"]),
        (9, {"waiting": 3}, ["letters_right"]),
        (11, {"waiting": 3}, ["letters_wait"]),
        (None, {"bounced": 1}, ["letters_lost"]),
        (11, {"refused": 1, "given_up": 1}, ["letters_wait", "letters_lost"]),
    ],
)
def test_letters_that_wait_or_were_lost_are_told(minutes, counts, codes):
    waited = None if minutes is None else timedelta(minutes=minutes)

    assert _codes(house.letters(Standing(waited, None, counts), timedelta(minutes=10))) == codes


@pytest.mark.parametrize(("minutes", "code"), [(None, "reading_never"), (15, "reading_right"), (16, "reading_old")])
def test_a_mailbox_that_was_not_read_lately_is_told(minutes, code):
    row = MailboxReading(mailbox="imap", read_at=None if minutes is None else NOW - timedelta(minutes=minutes))

    assert house.reading(row, NOW, 15).code == code


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(0, "clock_right"), (-4, "clock_right"), (6, "clock_apart"), (-61, "clock_wrong"), (3600, "clock_wrong")],
)
def test_clocks_that_are_apart_are_told(seconds, code):
    assert house.clock(timedelta(seconds=seconds)).code == code


def test_this_machine_and_its_own_database_agree_on_the_time(db):
    assert abs(house._database_time() - timezone.now()) < timedelta(minutes=1)


def test_a_letter_sealed_with_a_key_that_is_gone_is_told(letter, settings):
    letter()
    assert house.keys(house._sealed_rows()).code == "keys_right"

    settings.FIELD_KEYS = ["Zx7q3vN0m2T5yB8cE1fH4jK6lP9rS_uWaDgQiOkXn-o="]
    finding = house.keys(house._sealed_rows())

    assert finding.code == "keys_missing"
    assert "2" in finding.words  # read as the oldest, and as the newest


def test_keys_that_are_none_are_told(settings):
    settings.FIELD_KEYS = ["hello"]

    assert house.keys([]).code == "keys_unusable"


@pytest.mark.parametrize(
    ("private", "static", "mode", "code"),
    [
        ("private", "static", 0o700, "folder_right"),
        ("private", "static", 0o755, "folder_open"),
        ("static/private", "static", 0o700, "folder_public"),
        ("static", "static", 0o700, "folder_public"),
        ("data", "data/static", 0o700, "folder_public"),
    ],
)
def test_private_files_lie_where_nobody_else_reads_them(tmp_path, private, static, mode, code):
    (tmp_path / private).mkdir(parents=True)
    (tmp_path / private).chmod(mode)

    assert house.private_folder(tmp_path / private, tmp_path / static).code == code


def test_a_folder_that_cannot_be_written_is_told_and_one_not_made_yet_is_right(tmp_path, monkeypatch):
    assert house.private_folder(tmp_path / "new" / "private", tmp_path / "static").code == "folder_right"
    assert list(tmp_path.iterdir()) == []

    monkeypatch.setattr(house.tempfile, "TemporaryFile", _refused)
    assert house.private_folder(tmp_path, tmp_path.parent / "static").code == "folder_locked"


def _refused(**_place):
    raise PermissionError


def test_a_database_that_is_away_is_one_thing_to_repair(monkeypatch):
    monkeypatch.setattr(health, "standing", _away)

    assert _codes(house._of_the_database(NOW)) == ["database_away"]


def _away(_now):
    raise DatabaseError


def test_everything_in_order_is_told_as_such(db, tmp_path, settings, mail_server):
    settings.DEFAULT_FROM_EMAIL = settings.SERVER_EMAIL = "Desk <desk@maison.example>"
    settings.MAIL_DOMAIN = settings.INBOUND_DOMAIN = "maison.example"
    settings.PRIVATE_DIR = tmp_path
    WorkerHeartbeat.objects.create(name="one", beat_at=timezone.now())
    MailboxReading.objects.create(mailbox="imap", read_at=timezone.now())
    zone = {
        "TXT maison.example": ["v=spf1 mx -all"],
        "TXT mail._domainkey.maison.example": ["v=DKIM1; k=ed25519; p=" + 42 * "A" + "A="],
        "TXT _dmarc.maison.example": ["v=DMARC1; p=reject; rua=mailto:a@maison.example"],
        "MX maison.example": ["mail.maison.example"],
        "A mail.maison.example": ["192.0.2.7"],
    }

    found = examination.begin(timezone.now(), resolver=lambda: Written(zone)).of([])

    assert {finding.code for finding in found if finding.sign != "ok"} == {"answers_by_pipe"}
    assert _codes(found)[2:6] == ["spf_right", "dkim_right", "dmarc_right", "mx_right"]


class _Silent:
    def txt(self, _name):
        raise Unanswered

    mx = a = txt


def test_a_dns_that_is_away_is_to_be_checked_and_nothing_stumbles(settings):
    settings.DEFAULT_FROM_EMAIL, settings.INBOUND_DOMAIN = "desk@maison.example", ""

    found = examination.begin(NOW, resolver=_Silent).of(["dns"])

    assert {(finding.code, finding.sign) for finding in found} == {("dns_away", "look")}
    assert len(found) == 4


def test_a_dns_that_denies_every_name_is_not_believed(settings):
    settings.DEFAULT_FROM_EMAIL, settings.INBOUND_DOMAIN = "desk@maison.example", ""
    world = {"A a.root-servers.net": ["198.41.0.4"]}

    closed = examination.begin(NOW, resolver=lambda: Written({})).of(["dns"])
    new_domain = examination.begin(NOW, resolver=lambda: Written(world)).of(["dns"])

    assert _codes(closed) == ["dns_away"]
    assert _codes(new_domain) == ["spf_missing", "dkim_unknown", "dmarc_missing", "mx_missing"]


def test_nothing_is_asked_of_the_dns_for_a_domain_out_of_a_manual(settings):
    settings.DEFAULT_FROM_EMAIL = "desk@guichet.example.org"

    assert examination.begin(NOW, resolver=_Silent).of(["dns"]) == []


def _doctor(*words):
    out = StringIO()
    code = 0
    try:
        call_command("doctor", *words, stdout=out)
    except SystemExit as end:
        code = end.code
    return code, out.getvalue()


@pytest.fixture
def house_in_order(db, tmp_path, settings):
    settings.PRIVATE_DIR = tmp_path
    WorkerHeartbeat.objects.create(name="one", beat_at=timezone.now())


def test_each_check_is_one_line_and_an_order_is_no_error(house_in_order):
    code, told = _doctor("--only", "house")

    assert code == 0
    assert len(told.splitlines()) == 6  # worker, letters, clock, keys, folder, and the sum


def test_something_to_repair_is_an_error_for_programs(db):
    code, told = _doctor("--only", "house", "--json")

    answer = json.loads(told)
    assert (code, answer["right"]) == (1, False)
    assert {"code", "sign", "about", "words", "todo"} == set(answer["findings"][0])
    assert answer["findings"][0]["code"] == "worker_never"


def test_something_to_check_is_no_error(house_in_order, letter):
    letter()
    OutgoingEmail.objects.update(state=State.REFUSED, attempt_after=None, attempts=1)

    code, told = _doctor("--only", "house", "--json")

    assert (code, json.loads(told)["right"]) == (0, True)
    assert "letters_lost" in told


def test_the_doctor_speaks_the_language_of_the_house(house_in_order, settings, monkeypatch):
    spoken = []
    monkeypatch.setitem(examination.PARTS, "names", lambda _one: spoken.append(translation.get_language()) or [])

    with translation.override("en"):
        _doctor("--only", "names")

    assert spoken == [settings.LANGUAGE_CODE] == ["fr"]


def test_the_doctor_speaks_where_the_program_itself_would_not_start(house_in_order, settings):
    settings.FIELD_KEYS = ["hello"]

    code, told = _doctor("--only", "house", "--json")

    assert code == 1
    assert "keys_unusable" in told


def test_no_secret_and_no_address_is_ever_told(house_in_order, settings):
    settings.EMAIL_BACKEND = "anymail.backends.brevo.EmailBackend"
    settings.ANYMAIL = {"BREVO_API_KEY": "key-of-brevo", "WEBHOOK_SECRET": "a-name:a-password"}
    settings.IMAP_URL = "imaps://someone%40maison.example:pass-word@127.0.0.1:1/INBOX"
    settings.DEFAULT_FROM_EMAIL = "Zoé <zoe.person@gmail.com>"
    settings.ORGANISATION = {**settings.ORGANISATION, "email": "private.person@maison.example"}

    told = "".join(_doctor("--only", part)[1] for part in ("names", "mail", "webhooks", "house"))

    hidden = ["key-of-brevo", "a-password", "someone", "pass-word", "zoe.person", "private.person", settings.SECRET_KEY]
    assert [word for word in [*hidden, *settings.FIELD_KEYS] if word in told] == []


def test_a_trial_letter_goes_the_way_of_all_letters(house_in_order, mail_server):
    _exit_code, told = _doctor("--only", "names", "--json", "--send-to", "zoe@example.org")

    assert "trial_left" in told
    assert "zoe@" not in told
    assert [letter.reader for letter in mail_server.taken] == ["zoe@example.org"]
    assert OutgoingEmail.objects.get().state == State.SENT


@pytest.mark.parametrize(("words", "code"), [("550 5.1.1 nobody", "trial_refused"), ("451 4.3.0 later", "trial_later")])
def test_a_trial_letter_that_does_not_leave_says_so(house_in_order, mail_server, words, code):
    mail_server.says[Stage.RCPT] = words

    exit_code, told = _doctor("--only", "names", "--json", "--send-to", "zoe@example.org")

    assert exit_code == 1
    assert code in told


def test_a_trial_letter_to_no_address_is_never_written(house_in_order):
    assert "trial_address" in _doctor("--only", "names", "--json", "--send-to", "zoe")[1]
    assert not OutgoingEmail.objects.exists()


def test_the_settings_are_read_as_they_stand(settings):
    settings.DEFAULT_FROM_EMAIL = "Accueil <Desk@Maison.example>"
    settings.ANYMAIL = {"SCALEWAY_PROJECT_ID": "an-id", "SCALEWAY_SECRET_KEY": ""}
    settings.EMAIL_BACKEND = "anymail.backends.scaleway.EmailBackend"
    settings.DKIM_SELECTORS = []

    ours = setup.of_settings()

    assert (ours.domain, ours.api, ours.selectors) == ("maison.example", "scaleway", ("an-id",))
    assert ours.keys == {"SCALEWAY_PROJECT_ID"}


def test_a_secret_does_not_show_in_a_traceback():
    assert SECRET not in repr(BREVO)
