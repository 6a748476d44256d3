import json
import sys
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from notifications.doctor import examination, trial
from notifications.doctor.findings import Finding, Sign

WIDTH = 10


class Command(BaseCommand):
    help = (
        "Say whether everything that the post needs is right, and what to do where it is not. Exit 1: repair something."
    )
    requires_system_checks: list[str] = []  # what is wrong is told here, in words, instead of stopping the command

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--only", action="append", choices=list(examination.PARTS), help="this part; may be repeated"
        )
        parser.add_argument("--json", action="store_true", help="for programs: one JSON object")
        parser.add_argument("--online", action="store_true", help="also call at the mail provider's interface")
        parser.add_argument("--send-to", metavar="ADDRESS", help="post one trial letter")

    def handle(self, **options: Any) -> None:
        with translation.override(settings.LANGUAGE_CODE):
            now = timezone.now()
            found = examination.begin(now, online=options["online"]).of(options["only"] or [])
            if options["send_to"]:
                found.append(trial.send(options["send_to"], now=now))
            self._print(found, as_json=options["json"])
        if any(finding.sign == Sign.REPAIR for finding in found):
            sys.exit(1)

    def _print(self, found: list[Finding], *, as_json: bool) -> None:
        if as_json:
            is_right = all(finding.sign != Sign.REPAIR for finding in found)
            answer = {"right": is_right, "findings": [asdict(finding) for finding in found]}
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
            return
        for finding in found:
            self.stdout.write(self._line(finding))
        self.stdout.write(self._sum(found))

    def _line(self, finding: Finding) -> str:
        paint = {Sign.RIGHT: self.style.SUCCESS, Sign.REPAIR: self.style.ERROR, Sign.LOOK: self.style.WARNING}
        sign = paint[finding.sign](finding.sign.words.ljust(WIDTH))
        told = _("%(about)s: %(words)s") % {"about": finding.about, "words": finding.words}
        return f"{sign}  {told}{f' → {finding.todo}' if finding.todo else ''}"

    def _sum(self, found: list[Finding]) -> str:
        repair = sum(finding.sign == Sign.REPAIR for finding in found)
        look = sum(finding.sign == Sign.LOOK for finding in found)
        if not repair and not look:
            return _("All is right.")
        parts = [
            ngettext("%(count)s thing to repair", "%(count)s things to repair", repair) % {"count": repair},
            ngettext("%(count)s thing to check", "%(count)s things to check", look) % {"count": look},
        ]
        return _("%(repair)s, %(check)s.") % {"repair": parts[0], "check": parts[1]}
