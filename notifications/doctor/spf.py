"""SPF (RFC 7208): which machines may send for our domain, followed to the end as a receiver does."""

import ipaddress
import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from notifications.doctor.findings import About, Finding, publish, replace
from notifications.doctor.resolver import Resolver
from notifications.doctor.setup import HERE, Setup

LOOKUPS = 10  # section 4.6.4: more, and a receiver treats the record as broken
VOIDS = 2  # the same, for questions to which there is no answer
_STARTS = re.compile(r"v=spf1(?: |$)", re.IGNORECASE)
_TERM = re.compile(r"([+?~-]?)([a-z][a-z0-9._-]*)(?::([^/\s]+(?:%\{/\}[^/\s]*)*))?((?://?\d{1,3})*)", re.IGNORECASE)
_NET = re.compile(r"([+?~-]?)(ip4|ip6):(\S+)", re.IGNORECASE)
_MODIFIER = re.compile(r"([a-z][a-z0-9._-]*)=(\S*)", re.IGNORECASE)
MECHANISMS = {"all", "include", "a", "mx", "ptr", "ip4", "ip6", "exists"}
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True)
class Term:
    """One word of a record: `-all` is ("-", "all"), `redirect=x` is ("", "redirect", "x")."""

    qualifier: str
    name: str
    value: str = ""
    prefix: str = ""
    is_modifier: bool = False


class BadTerm(ValueError):
    """The word that no receiver understands."""


def records(resolver: Resolver, domain: str) -> list[str]:
    """The SPF records of a domain; one is right. Raises Unanswered."""
    return [text for text in resolver.txt(domain) if _STARTS.match(text)]


def terms(record: str) -> list[Term]:
    """The words of a record in order. Raises BadTerm with the first that is wrong."""
    return [_term(word) for word in record.split()[1:]]


def _term(word: str) -> Term:
    if found := _NET.fullmatch(word):
        try:
            network = ipaddress.ip_network(found[3], strict=False)
        except ValueError:
            raise BadTerm(word) from None
        if f"ip{network.version}" != found[2].lower():
            raise BadTerm(word)
        return Term(found[1], found[2].lower(), found[3])
    if found := _MODIFIER.fullmatch(word):
        name = found[1].lower()
        if name in MECHANISMS or (name in {"redirect", "exp"} and not found[2]):  # "include=x" for "include:x"
            raise BadTerm(word)
        return Term("", name, found[2], is_modifier=True)
    found = _TERM.fullmatch(word)
    if found is None or not _is_complete(found[2].lower(), found[3] or "", found[4]):
        raise BadTerm(word)
    return Term(found[1], found[2].lower(), found[3] or "", found[4])


def _is_complete(name: str, value: str, prefix: str) -> bool:
    if name in {"include", "exists"}:
        return bool(value) and not prefix
    if name == "all":
        return not value and not prefix
    return name in {"a", "mx"} or (name == "ptr" and not prefix)


@dataclass
class Way:
    """What a receiver meets on its way through a record and all that it refers to. Raises Unanswered."""

    resolver: Resolver
    lookups: int = 0
    voids: int = 0
    ending: str = ""  # the qualifier of the last `all`: "-" nobody else, "+" everybody
    included: set[str] = field(default_factory=set)
    broken: list[str] = field(default_factory=list)  # domains that are referred to, and have no usable record
    networks: list[Network] = field(default_factory=list)
    is_blind: bool = False  # something depends on the letter itself, so that we cannot tell who may send

    def follow(self, domain: str, steps: list[Term], *, is_first: bool = True) -> None:
        """Take the words in order, up to `all`; then `redirect`, which counts only where there is no `all`."""
        for term in steps:
            if term.name == "all":
                if is_first:
                    self.ending = term.qualifier or "+"
                return
            if not term.is_modifier and self.lookups <= LOOKUPS:
                self._take(domain, term)
        for term in steps:
            if term.name == "redirect" and self.lookups <= LOOKUPS:
                self.lookups += 1
                self._enter(term.value, is_first=is_first)

    def _take(self, domain: str, term: Term) -> None:
        if term.name in {"ip4", "ip6"}:
            self.networks.append(ipaddress.ip_network(term.value, strict=False))
            return
        self.lookups += 1
        if "%" in term.value or term.name in {"exists", "ptr"}:
            self.is_blind = True
        elif term.name == "include":
            self._enter(term.value, is_first=False)
        else:
            self._add_machines(term.value or domain, term)

    def _enter(self, domain: str, *, is_first: bool) -> None:
        name = domain.lower().rstrip(".")
        self.included.add(name)
        found = records(self.resolver, name)
        try:
            (record,) = found
            steps = terms(record)
        except ValueError:  # none, several, or a bad word
            self.broken.append(name)
            return
        self.follow(name, steps, is_first=is_first)

    def _add_machines(self, name: str, term: Term) -> None:
        hosts = self.resolver.mx(name)[:10] if term.name == "mx" else [name]
        found = [address for host in hosts for address in self.resolver.a(host)]
        self.voids += not found
        for address in found:
            length = _prefix(term.prefix, ":" in address)
            self.networks.append(ipaddress.ip_network(f"{address}{length}", strict=False))


def _prefix(prefix: str, is_six: bool) -> str:
    """`/24//64` means /24 of an IPv4 address and /64 of an IPv6 one."""
    four, _slashes, six = prefix.partition("//")
    length = f"/{six}" if is_six and six else four if not is_six else ""
    return length if length and int(length[1:]) <= (128 if is_six else 32) else ""


def look_at(setup: Setup, resolver: Resolver) -> list[Finding]:
    """Whether receivers will believe that our letters come from us. Raises Unanswered."""
    domain = setup.domain
    about = About(_("SPF of %(domain)s") % {"domain": domain})
    found = records(resolver, domain)
    if not found:
        words = _("No record says which machines may send for this domain; letters end up in spam folders.")
        return [about.repair("spf_missing", words, publish(domain, "TXT", f"v=spf1 {_ours(setup)} -all"))]
    if len(found) > 1:
        words = _("There are %(count)s records; receivers accept one only, and take several for none.")
        return [about.repair("spf_several", words % {"count": len(found)}, replace(domain, "TXT", _merged(found)))]
    try:
        steps = terms(found[0])
    except BadTerm as bad:
        words = _("The record holds a word that no receiver understands: %(word)s") % {"word": str(bad)[:60]}
        todo = _("Correct this word or take it out. A record looks like this: %(example)s")
        return [about.repair("spf_syntax", words, todo % {"example": f"v=spf1 {_ours(setup)} -all"})]
    way = Way(resolver)
    way.follow(domain, steps)
    troubles = [*_of_the_way(about, way), *_of_the_end(about, way, steps), *_of_us(about, way, setup, found[0])]
    words = _("One record, %(count)s DNS look-ups of 10, ending %(ending)s.")
    right = about.right("spf_right", words % {"count": way.lookups, "ending": f"{way.ending}all"})
    return troubles or [right]


def _of_the_way(about: About, way: Way) -> list[Finding]:
    found = []
    for name in way.broken[:3]:
        words = _(
            "The record refers to %(name)s, which has no usable SPF record; receivers then reject ours as a whole."
        )
        todo = _("Take “include:%(name)s” out of the record, or correct the name.") % {"name": name}
        found.append(about.repair("spf_include_broken", words % {"name": name}, todo))
    if way.lookups > LOOKUPS:
        words = _("The record costs more than 10 DNS look-ups; receivers stop there and take the record for broken.")
        todo = _("Take out every “include:”, “a” and “mx” that you no longer send through.")
        found.append(about.repair("spf_too_many", words, todo))
    if way.voids > VOIDS:
        words = _("Several names in the record lead nowhere; some receivers then take the record for broken.")
        found.append(about.look("spf_voids", words, _("Take out the “a:” and “mx:” of machines that are gone.")))
    return found


def _of_the_end(about: About, way: Way, steps: list[Term]) -> list[Finding]:
    found = []
    if way.ending == "+":
        words = _("The record ends with “+all”: anybody on earth may send in your name.")
        found.append(about.repair("spf_open", words, _("End the record with “-all”.")))
    elif way.ending in {"", "?"} and not way.broken and way.lookups <= LOOKUPS:
        words = _("The record does not say what to do with the letters of other machines.")
        found.append(about.look("spf_neutral", words, _("End the record with “-all”, or “~all” while you try it out.")))
    names = [term.name for term in steps if not term.is_modifier]
    if "all" in names[:-1]:
        words = _("Something stands behind “all” in the record; receivers do not read it.")
        found.append(about.look("spf_after_end", words, _("Move “all” to the end of the record.")))
    if "ptr" in names:
        words = _("The record uses “ptr”, which is slow and which receivers may ignore.")
        found.append(about.look("spf_ptr", words, _("Take “ptr” out of the record.")))
    return found


def _of_us(about: About, way: Way, setup: Setup, record: str) -> list[Finding]:
    """Whether the server that we send through is among those that may."""
    if way.broken or way.lookups > LOOKUPS or way.ending == "+":
        return []  # first things first
    provider = setup.provider
    if provider is not None:
        if not provider.spf or provider.spf in way.included:
            return []
        words = _("The record does not name %(provider)s, through which our letters leave.") % {
            "provider": provider.name
        }
        todo = replace(setup.domain, "TXT", _with(record, f"include:{provider.spf}"))
        if provider.needs_spf:
            return [about.repair("spf_without_us", words, todo)]
        todo = _("If %(provider)s asks for it: %(todo)s") % {"provider": provider.name, "todo": todo}
        return [about.look("spf_without_provider", words, todo)]
    if not _can_tell(way, setup) or _is_named(way, setup.host):
        return []
    words = _("The record does not name the server of EMAIL_URL, %(host)s.") % {"host": setup.host}
    todo = _(
        "Ask your provider which “include:” its customers need. If this server itself delivers our letters: %(todo)s"
    )
    instead = replace(setup.domain, "TXT", _with(record, f"a:{setup.host}"))
    return [about.look("spf_without_server", words, todo % {"todo": instead})]


def _can_tell(way: Way, setup: Setup) -> bool:
    return bool(setup.host) and not setup.api and setup.host.lower() not in HERE and not way.is_blind


def _is_named(way: Way, host: str) -> bool:
    """Whether the record lets this machine send. One inside the house looks different from outside: nobody knows."""
    ours = [ipaddress.ip_address(address) for address in way.resolver.a(host)]
    if not ours or any(address.is_private for address in ours):
        return True
    return any(address in network for address in ours for network in way.networks)


def _ours(setup: Setup) -> str:
    """The word that lets our own server send."""
    if setup.provider is not None and setup.provider.spf:
        return f"include:{setup.provider.spf}"
    is_elsewhere = setup.host and not setup.api and "." in setup.host and setup.host.lower() not in HERE
    return f"a:{setup.host}" if is_elsewhere else "mx"


def _with(record: str, word: str) -> str:
    first, *others = record.split()
    return " ".join([first, word, *others])


def _merged(found: list[str]) -> str:
    """One record that allows what all of them allow."""
    words = [word for record in found for word in record.split()[1:] if not re.fullmatch(r"[+?~-]?all", word.lower())]
    return " ".join(["v=spf1", *dict.fromkeys(words), "~all"])
