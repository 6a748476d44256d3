"""Where one is on the way: four stages for the eye, and one number for the steps in between."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from requests_app.intake.schema import STAGES, Step

CHECK, SENT = "check", "sent"


def line(steps: Sequence[Step], current: str) -> dict[str, Any]:
    """For components/progress.html: `stages`, each with label and state, and the `number` of `total` steps.

    `steps` are those that this person is asked; `current` is the key of one, or CHECK, or SENT. The check is the last
    step; the confirmation comes after all steps and has no number.
    """
    keys = [*(step.key for step in steps), CHECK]
    stages = {step.key: step.stage for step in steps}
    return {
        "stages": _stages(stages.get(current, current)),
        "number": keys.index(current) + 1 if current in keys else 0,
        "total": len(keys),
    }


def _stages(current: str) -> list[dict[str, str]]:
    request, reach = STAGES
    labels = {request: _("Your request"), reach: _("How to reach you"), CHECK: _("Check"), SENT: _("Sent")}
    here = list(labels).index(current)
    states = ["done"] * here + ["current"] + ["todo"] * (len(labels) - here - 1)
    return [{"label": label, "state": state} for label, state in zip(labels.values(), states, strict=True)]
