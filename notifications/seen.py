"""A message as the judges look at it: signs of machines in its headers, and only the words that were written here."""

from functools import cached_property
from itertools import pairwise

from notifications import quoting, signs
from notifications.parsing import ParsedMail


class Seen:
    """A message and what the judges look at."""

    def __init__(self, mail: ParsedMail, ours: tuple[str, ...], loop_mark: str) -> None:
        self.mail, self.ours, self.loop_mark = mail, ours, loop_mark
        self.name, self.address = mail.sender
        self.subject = mail.subject

    @cached_property
    def words(self) -> str:
        """What was written here: a sentence of a machine in the quotation below is not this writer's."""
        domains = tuple(address.rpartition("@")[2] for address in self.ours)
        return quoting.written(self.mail.text[:20_000], domains)

    @cached_property
    def outer_lines(self) -> list[str]:
        """The first and the last lines written, where robots say what they are; not what "… this:" announces."""
        lines = [line.strip() for line in self.words.split("\n") if line.strip()]
        announced = {line for above, line in pairwise(lines) if above.endswith((":", "«", "："))}
        return [line for line in (*lines[:3], *lines[3:][-2:]) if line not in announced]

    @cached_property
    def has_robots_subject(self) -> bool:
        """Whether the subject is one that programs write when they answer."""
        away = self.answers and signs.AWAY_SUBJECT.match(self.subject)
        return bool(signs.AUTO_SUBJECT.match(self.subject) or away)

    @cached_property
    def is_daemon(self) -> bool:
        """Whether a mail server speaks. `postmaster` may be a person of a small organisation too."""
        is_postmaster = self.address.startswith("postmaster@")
        named = bool(signs.DAEMON_NAME.search(self.name)) and (is_postmaster or self.has_no_way_back)
        return bool(signs.DAEMON.match(self.address)) or named or (is_postmaster and self.has_no_way_back)

    @cached_property
    def has_no_way_back(self) -> bool:
        return self.mail.header("return-path").strip() == "<>"

    @cached_property
    def submitted(self) -> str:
        """`auto-replied`, `auto-generated` …; empty when a person is not denied."""
        said = self.mail.header("auto-submitted").partition(";")[0].partition("(")[0].strip().lower()
        return "" if said == "no" else said

    @cached_property
    def precedence(self) -> str:
        return self.mail.header("precedence").strip().lower()

    @cached_property
    def answers(self) -> bool:
        """Whether it says to answer a letter."""
        return bool(self.mail.all("in-reply-to", "references"))

    @cached_property
    def says_automatic(self) -> bool:
        """What programs write when they answer by themselves: the standard, and the habits from before it."""
        known = [value.strip().lower() for value in self.mail.all(*signs.AUTO_HEADERS)]
        return bool(
            self.submitted
            or any(value not in ("no", "false", "0", "none") for value in known)
            or self.precedence in ("auto_reply", "auto-reply", "junk")
            or signs.AUTO_SUPPRESS.search(self.mail.header("x-auto-response-suppress"))
            or self.has_no_way_back
            or self.is_daemon
        )

    @cached_property
    def is_form(self) -> bool:
        """Whether a form on some site wrote for a person, whom it names in Reply-To."""
        return any(address != self.address for _name, address in self.mail.addresses("reply-to"))

    @cached_property
    def is_list(self) -> bool:
        """Whether a list, or a service that writes to many, sent it. Our own address as a list is only our way in."""
        named = self.mail.all("list-id", "list-post", "mailing-list", "x-mailing-list")
        # Services that count what people open add this one to a person's answer too.
        named += (
            []
            if self.answers and self.subject[:3].lower() in ("re:", "re ", "aw:")
            else self.mail.all("list-unsubscribe")
        )
        own = {address for value in named for address in (value.lower(),) if any(one in address for one in self._own)}
        return len(named) > len(own) or (not named and self.precedence in ("bulk", "list"))

    @cached_property
    def _own(self) -> set[str]:
        return {one for address in self.ours for one in (address, address.replace("@", "."))}
