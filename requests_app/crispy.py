"""How every form of ours is laid out; the markup is in templates/bootstrap5/."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit


class Helper(FormHelper):
    """Our defaults: the page writes the <form> and its token, and a summary may stand above the fields."""

    errors_above: bool = False


def helper(*, step: str | None = None, submit: str | None = None, csrf: bool = False, method: str = "post") -> Helper:
    """The one way to make a FormHelper.

    `step` names a step of a public form: its page shows components/error_summary.html, so the fields
    do not repeat what concerns the whole form. `submit` adds one button with these words.
    The page writes `<form method="post" novalidate>` and `{% csrf_token %}` itself, unless `csrf` asks for it here.
    """
    made = Helper()
    made.form_method = method
    made.form_tag = False
    made.disable_csrf = not csrf
    made.include_media = False  # our widgets bring no files of their own
    made.attrs = {"novalidate": True}  # the browser's own bubbles speak the browser's language and hide our words
    made.errors_above = step is not None
    if step is not None:
        made.form_id = f"step-{step}"
    if submit is not None:
        made.add_input(Submit("submit", submit))
    return made
