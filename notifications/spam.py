"""What filters on the way thought of a message. It holds a message for a person to look at, and never more."""

import re

from notifications import signs
from notifications.parsing import ParsedMail

SPAM_SCORE = 5.0  # from here on; where the filters that our public's providers use begin to warn
_FLAGGED_SCORE = 10.0  # of a filter that says yes without a figure


def spam_score(mail: ParsedMail) -> float:
    """What filters on the way thought, as a figure; what one of them cleared in so many words stays below the limit."""
    says = [value.strip().lower() for value in mail.all("x-spam-status", "x-spam-flag", "x-spam", "x-rspamd-action")]
    numbers = [found[1] for value in mail.all("x-spam-status") if (found := signs.SPAM_FIGURE.search(value))]
    for header in ("x-ms-exchange-organization-scl", "x-forefront-antispam-report"):  # up to 9, from 5 on spam
        numbers += [found[1] for value in mail.all(header) if (found := signs.SPAM_SCL.search(value))]
    for header in ("x-spam-score", "x-rspamd-score", "x-barracuda-spam-score"):
        numbers += [found[0] for value in mail.all(header) if (found := re.match(r"\s*-?\d{1,3}(?:\.\d{1,3})?", value))]
    stars = max(
        (len(found[0]) for value in mail.all("x-spam-level", "x-spam-bar") if (found := re.match(r"[*+]+", value))),
        default=0,
    )
    score = max((float(number) for number in numbers), default=float(min(stars, 99)))
    if any(value.startswith(signs.SPAM_YES) for value in says) or signs.SPAM_SUBJECT.match(mail.subject):
        return max(score, SPAM_SCORE) if numbers else _FLAGGED_SCORE
    return min(score, SPAM_SCORE - 0.1) if any(value.startswith("no") for value in says) else score
