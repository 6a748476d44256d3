"""The doctor and the DNS: one row a situation, and what must be found in it."""

import base64
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from notifications.doctor import dkim, dmarc, exchange, spf
from notifications.doctor.resolver import Unanswered
from notifications.doctor.setup import Setup

OURS = Setup(sender="desk@maison.example", mail_domain="maison.example", host="mail.maison.example")
GANDI = replace(OURS, host="mail.gandi.net")
BREVO = replace(OURS, backend="anymail.backends.brevo.EmailBackend")
MAILGUN = replace(OURS, backend="anymail.backends.mailgun.EmailBackend", inbound_domain="maison.example")
MAIL = {"A mail.maison.example": ["192.0.2.7"]}
PUBLIC = {"A mail.maison.example": ["8.8.4.4"]}  # not of a documentation range, which counts as private


class Written:
    """A DNS that is a dictionary: "TXT name" -> records. What is UNANSWERED stays so."""

    def __init__(self, *zones):
        self.zone = {key: value for zone in zones for key, value in zone.items()}

    def _ask(self, key):
        if self.zone.get(key) is Unanswered:
            raise Unanswered
        return list(self.zone.get(key, []))

    def txt(self, name):
        return self._ask(f"TXT {name}")

    def mx(self, name):
        return self._ask(f"MX {name}")

    def a(self, name):
        return self._ask(f"A {name}")


def _codes(found):
    return [finding.code for finding in found]


def _spf(*records, **others):
    return {"TXT maison.example": list(records), **others}


def _chain(length):
    """A record that refers to a record that refers …"""
    zone = {f"TXT n{n}.example": [f"v=spf1 include:n{n + 1}.example -all"] for n in range(1, length)}
    return {**zone, f"TXT n{length}.example": ["v=spf1 -all"], **_spf("v=spf1 include:n1.example -all")}


SPF = [
    ("none at all", {}, OURS, ["spf_missing"]),
    ("other texts only", _spf("site-verification=1", "v=spf10 -all"), OURS, ["spf_missing"]),
    ("two", _spf("v=spf1 mx -all", "v=spf1 a ~all"), OURS, ["spf_several"]),
    ("right, strict", _spf("v=spf1 ip4:8.8.4.0/24 -all"), OURS, ["spf_right"]),
    ("right, soft", _spf("v=spf1 ip4:8.8.4.4 ~all"), OURS, ["spf_right"]),
    ("right, in capitals", _spf("V=SPF1 IP4:8.8.4.4 -ALL"), OURS, ["spf_right"]),
    ("right, by our name", _spf("v=spf1 a:mail.maison.example -all"), OURS, ["spf_right"]),
    ("right, by a range around our name", _spf("v=spf1 a:mail.maison.example/24//64 -all"), OURS, ["spf_right"]),
    (
        "right, by mx",
        _spf("v=spf1 mx -all", **{"MX maison.example": ["mail.maison.example"]}),
        OURS,
        ["spf_right"],
    ),
    (
        "right, by redirect",
        _spf("v=spf1 redirect=_spf.maison.example", **{"TXT _spf.maison.example": ["v=spf1 ip4:8.8.4.4 -all"]}),
        OURS,
        ["spf_right"],
    ),
    ("an unknown modifier is no mistake", _spf("v=spf1 ip4:8.8.4.4 moo=x -all"), OURS, ["spf_right"]),
    ("a macro may name anybody", _spf("v=spf1 exists:%{i}.spf.maison.example -all"), OURS, ["spf_right"]),
    ("our server is not named", _spf("v=spf1 ip4:9.9.9.9 -all"), OURS, ["spf_without_server"]),
    ("a server in the house cannot be seen from here", _spf("v=spf1 ip4:9.9.9.9 -all", **MAIL), OURS, ["spf_right"]),
    ("an address of the wrong kind", _spf("v=spf1 ip4:2001:db8::1 -all"), OURS, ["spf_syntax"]),
    ("no address", _spf("v=spf1 ip4:8.8.4.444 -all"), OURS, ["spf_syntax"]),
    ("a sign for another", _spf("v=spf1 include=_spf.example -all"), OURS, ["spf_syntax"]),
    ("ipv4 for ip4", _spf("v=spf1 ipv4:8.8.4.4 -all"), OURS, ["spf_syntax"]),
    ("include of nothing", _spf("v=spf1 include: -all"), OURS, ["spf_syntax"]),
    ("a bare address", _spf("v=spf1 8.8.4.4 -all"), OURS, ["spf_syntax"]),
    ("everybody", _spf("v=spf1 +all"), OURS, ["spf_open"]),
    ("everybody, without a sign", _spf("v=spf1 mx all"), OURS, ["spf_open"]),
    ("no opinion", _spf("v=spf1 ip4:8.8.4.4 ?all"), OURS, ["spf_neutral"]),
    ("no end", _spf("v=spf1 ip4:8.8.4.4"), OURS, ["spf_neutral"]),
    ("something behind the end", _spf("v=spf1 ip4:8.8.4.4 -all a"), OURS, ["spf_after_end"]),
    ("ptr", _spf("v=spf1 ptr ip4:8.8.4.4 -all"), OURS, ["spf_ptr"]),
    ("include of a domain without SPF", _spf("v=spf1 include:gone.example -all"), OURS, ["spf_include_broken"]),
    (
        "include of a domain with two",
        _spf("v=spf1 include:two.example -all", **{"TXT two.example": ["v=spf1 -all", "v=spf1 ~all"]}),
        OURS,
        ["spf_include_broken"],
    ),
    ("ten look-ups", _chain(10), replace(OURS, host=""), ["spf_right"]),
    ("eleven look-ups", _chain(11), OURS, ["spf_too_many"]),
    ("a record that includes itself", _spf("v=spf1 include:maison.example -all"), OURS, ["spf_too_many"]),
    ("names that lead nowhere", _spf("v=spf1 a:x.example a:y.example mx:z.example mx ip4:8.8.4.4 -all"), OURS,
     ["spf_voids"]),
    ("a provider that needs it", _spf("v=spf1 mx -all"), GANDI, ["spf_without_us"]),
    (
        "a provider that has it",
        _spf("v=spf1 include:_mailcust.gandi.net -all", **{"TXT _mailcust.gandi.net": ["v=spf1 ip4:8.8.4.4 -all"]}),
        GANDI,
        ["spf_right"],
    ),
    ("a provider that sends in its own name", _spf("v=spf1 mx -all"), BREVO, ["spf_without_provider"]),
]  # fmt: skip


@pytest.mark.parametrize(("zone", "setup", "codes"), [row[1:] for row in SPF], ids=[row[0] for row in SPF])
def test_spf_is_judged_as_a_receiver_would(zone, setup, codes):
    assert _codes(spf.look_at(setup, Written(PUBLIC, zone))) == codes


@pytest.mark.parametrize(
    ("setup", "zone", "record"),
    [
        (GANDI, {}, "v=spf1 include:_mailcust.gandi.net -all"),
        (OURS, {}, "v=spf1 a:mail.maison.example -all"),
        (replace(OURS, host="localhost"), {}, "v=spf1 mx -all"),
        (OURS, _spf("v=spf1 mx -all", "v=spf1 mx a ?all"), "v=spf1 mx a ~all"),
        (GANDI, _spf("v=spf1 mx -all"), "v=spf1 include:_mailcust.gandi.net mx -all"),
    ],
)
def test_the_spf_record_to_publish_is_written_out_and_is_right_itself(setup, zone, record):
    (finding,) = spf.look_at(setup, Written(zone))

    assert f'maison.example TXT "{record}"' in finding.todo
    assert spf.terms(record)


def _key(bits):
    public = rsa.generate_private_key(65537, bits).public_key()
    return base64.b64encode(public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).decode()


RSA_2048, RSA_1024 = _key(2048), _key(1024)
# Nobody makes keys of 768 bits any more: this one is written by hand.
RSA_768 = base64.b64encode(
    bytes.fromhex("307c300d06092a864886f70d0101010500036b00306802610080") + bytes(93) + bytes.fromhex("30390203010001")
).decode()
ED25519 = base64.b64encode(
    ed25519.Ed25519PrivateKey.generate().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
).decode()
PKCS1 = base64.b64encode(
    rsa.generate_private_key(65537, 2048).public_key().public_bytes(Encoding.DER, PublicFormat.PKCS1)
).decode()


def _dkim(*records, at="k._domainkey.maison.example"):
    return {f"TXT {at}": list(records)}


NAMED = replace(OURS, selectors=("k",))
DKIM = [
    ("right", _dkim(f"v=DKIM1; k=rsa; p={RSA_2048}"), NAMED, ["dkim_right"]),
    ("right without a version", _dkim(f"p={RSA_2048}"), NAMED, ["dkim_right"]),
    ("right, in the old form", _dkim(f"v=DKIM1; p={PKCS1}"), NAMED, ["dkim_right"]),
    ("right, of the new kind", _dkim(f"v=DKIM1; k=ed25519; p={ED25519}"), NAMED, ["dkim_right"]),
    ("right, with blanks inside", _dkim(f"v=DKIM1; p={RSA_2048[:40]} {RSA_2048[40:]}"), NAMED, ["dkim_right"]),
    ("at the parent", _dkim(f"p={RSA_2048}"), replace(NAMED, sender="a@desk.maison.example"), ["dkim_right"]),
    ("short", _dkim(f"v=DKIM1; p={RSA_1024}"), NAMED, ["dkim_short"]),
    ("weak", _dkim(f"v=DKIM1; p={RSA_768}"), NAMED, ["dkim_weak"]),
    ("tried out", _dkim(f"v=DKIM1; t=y:s; p={RSA_2048}"), NAMED, ["dkim_testing"]),
    ("revoked", _dkim("v=DKIM1; p="), NAMED, ["dkim_revoked"]),
    ("of another version", _dkim(f"v=DKIM2; p={RSA_2048}"), NAMED, ["dkim_syntax"]),
    ("without a key", _dkim("v=DKIM1; k=rsa"), NAMED, ["dkim_syntax"]),
    ("cut in the middle", _dkim(f"v=DKIM1; p={RSA_2048[:200]}"), NAMED, ["dkim_broken"]),
    ("with a foreign sign", _dkim(f"v=DKIM1; p={RSA_2048[:-4]}\\"), NAMED, ["dkim_broken"]),
    ("not for mail", _dkim(f"v=DKIM1; s=tlsrpt; p={RSA_2048}"), NAMED, ["dkim_other_use"]),
    ("only SHA-1", _dkim(f"v=DKIM1; h=sha1; p={RSA_2048}"), NAMED, ["dkim_old_hash"]),
    ("two under one name", _dkim(f"p={RSA_2048}", f"p={RSA_1024}"), NAMED, ["dkim_several"]),
    ("not there", {}, NAMED, ["dkim_missing"]),
    ("a wildcard that says something else", _dkim("v=spf1 -all"), NAMED, ["dkim_missing"]),
    ("one of two not there", _dkim(f"p={RSA_2048}"), replace(NAMED, selectors=("k", "l")),
     ["dkim_right", "dkim_missing"]),
    ("unknown name", {}, OURS, ["dkim_unknown"]),
    ("a usual name", _dkim(f"p={RSA_2048}", at="mail._domainkey.maison.example"), OURS, ["dkim_right"]),
    ("a provider whose names are known", {}, BREVO, ["dkim_missing_at_provider"]),
    ("a provider's own", _dkim(f"p={RSA_2048}", at="brevo1._domainkey.maison.example"), BREVO, ["dkim_right"]),
    ("a provider that names them anew each time", {}, MAILGUN, ["dkim_unknown"]),
]  # fmt: skip


@pytest.mark.parametrize(("zone", "setup", "codes"), [row[1:] for row in DKIM], ids=[row[0] for row in DKIM])
def test_dkim_keys_are_found_and_measured(zone, setup, codes):
    assert _codes(dkim.look_at(setup, Written(zone)).findings) == codes


def test_who_signs_is_told_to_dmarc():
    below = replace(NAMED, sender="a@desk.maison.example")

    assert dkim.look_at(below, Written(_dkim(f"p={RSA_2048}"))).domain == "maison.example"


def _dmarc(*records, at="maison.example", **others):
    return {f"TXT _dmarc.{at}": list(records), **others}


RUA = "rua=mailto:postmaster@maison.example"
BELOW = replace(OURS, sender="a@desk.maison.example")
DMARC = [
    ("none at all", {}, OURS, ["dmarc_missing"]),
    ("another text", _dmarc("hello"), OURS, ["dmarc_missing"]),
    ("two", _dmarc("v=DMARC1; p=none", "v=DMARC1; p=reject"), OURS, ["dmarc_several"]),
    ("no policy", _dmarc(f"v=DMARC1; {RUA}"), OURS, ["dmarc_syntax"]),
    ("an unknown policy", _dmarc(f"v=DMARC1; p=refuse; {RUA}"), OURS, ["dmarc_syntax"]),
    ("an unknown policy below", _dmarc(f"v=DMARC1; p=none; sp=maybe; {RUA}"), OURS, ["dmarc_syntax"]),
    ("right", _dmarc(f"v=DMARC1; p=reject; {RUA}"), OURS, ["dmarc_right"]),
    ("right without blanks", _dmarc(f"v=DMARC1;p=quarantine;{RUA};pct=100"), OURS, ["dmarc_right"]),
    ("only watching", _dmarc(f"v=DMARC1; p=none; {RUA}"), OURS, ["dmarc_none"]),
    ("in part", _dmarc(f"v=DMARC1; p=reject; pct=20; {RUA}"), OURS, ["dmarc_part"]),
    ("no reports", _dmarc("v=DMARC1; p=reject"), OURS, ["dmarc_no_reports"]),
    ("reports to strangers", _dmarc("v=DMARC1; p=reject; rua=mailto:x@else.example"), OURS, ["dmarc_reports_refused"]),
    (
        "reports to others who agreed",
        _dmarc(
            "v=DMARC1; p=reject; rua=mailto:x@else.example!10m",
            **{"TXT maison.example._report._dmarc.else.example": ["v=DMARC1"]},
        ),
        OURS,
        ["dmarc_right"],
    ),
    ("of the domain above", _dmarc(f"v=DMARC1; p=reject; {RUA}"), BELOW, ["dmarc_right"]),
    ("of the domain above, other below", _dmarc(f"v=DMARC1; p=reject; sp=none; {RUA}"), BELOW, ["dmarc_none"]),
    ("its own before that above",
     _dmarc("v=DMARC1; p=none") | _dmarc(f"v=DMARC1; p=reject; {RUA}", at="desk.maison.example"),
     BELOW, ["dmarc_right"]),
    ("a provider without a key", _dmarc(f"v=DMARC1; p=reject; {RUA}"), BREVO, ["dmarc_rests_on_dkim"]),
]  # fmt: skip


@pytest.mark.parametrize(("zone", "setup", "codes"), [row[1:] for row in DMARC], ids=[row[0] for row in DMARC])
def test_dmarc_is_found_where_receivers_look(zone, setup, codes):
    assert _codes(dmarc.look_at(setup, Written(zone))) == codes


@pytest.mark.parametrize(("mode", "code"), [("s", "dmarc_strict_dkim"), ("r", "dmarc_right")])
def test_a_key_of_the_parent_domain_is_no_use_under_strict_alignment(mode, code):
    zone = Written(_dmarc(f"v=DMARC1; p=reject; adkim={mode}; {RUA}"))

    assert _codes(dmarc.look_at(BELOW, zone, signed_as="maison.example")) == [code]


MX = [
    ("right", {"MX maison.example": ["mail.maison.example"], **MAIL}, OURS, "mx_right"),
    ("none", {}, OURS, "mx_missing"),
    ("none, but a machine", {"A maison.example": ["192.0.2.1"]}, OURS, "mx_implicit"),
    ("no mail wanted", {"MX maison.example": ["."]}, OURS, "mx_null"),
    ("a name without an address", {"MX maison.example": ["gone.example"]}, OURS, "mx_lost"),
    ("an address in place of a name", {"MX maison.example": ["192.0.2.1"]}, OURS, "mx_lost"),
    ("one of two lost", {"MX maison.example": ["gone.example", "mail.maison.example"], **MAIL}, OURS, "mx_partly_lost"),
    ("past the provider", {"MX maison.example": ["mail.maison.example"], **MAIL}, MAILGUN, "mx_elsewhere"),
    (
        "past the provider, but the mailbox is read",
        {"MX maison.example": ["mail.maison.example"], **MAIL},
        replace(MAILGUN, reads_a_mailbox=True),
        "mx_right",
    ),
    (
        "to the provider",
        {"MX maison.example": ["mxb.mailgun.org"], "A mxb.mailgun.org": ["192.0.2.9"]},
        MAILGUN,
        "mx_right",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("zone", "setup", "code"), [row[1:] for row in MX], ids=[row[0] for row in MX])
def test_mail_for_the_domain_finds_its_way(zone, setup, code):
    assert _codes(exchange.look_at("maison.example", setup, Written(zone))) == [code]


def test_answers_are_best_sent_where_our_other_mail_goes():
    zone = Written({"MX maison.example": ["mx.house.example"]})

    (finding,) = exchange.look_at("desk.maison.example", OURS, zone)

    assert 'desk.maison.example MX "10 mx.house.example"' in finding.todo


@pytest.mark.parametrize("look", [spf.look_at, dkim.look_at, dmarc.look_at])
def test_no_answer_is_never_taken_for_no_record(look):
    silent = type("Silent", (), dict.fromkeys(["txt", "mx", "a"], _no_answer))()

    with pytest.raises(Unanswered):
        look(OURS, silent)


def _no_answer(self, name):
    raise Unanswered
