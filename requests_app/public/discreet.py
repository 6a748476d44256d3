"""Pages that somebody else in the room must not learn about: a confidential form, and coming back to a request.

They can be left at once, have a tab that says nothing, and are told from the address alone: errors are such pages too.
"""

from django.http import HttpRequest

from requests_app.services import forms


def is_discreet(request: HttpRequest) -> bool:
    """Whether this is such a page. A form that is closed or does not exist is taken for one: nobody says why it is."""
    parts = request.path.split("/")  # "", language, place, form …
    match parts[2:4]:
        case ["suivi", *_]:
            return True
        case ["contact", slug]:
            asked = forms.published(slug)
            return asked is None or asked.form.confidential
        case _:
            return False
