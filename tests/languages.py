"""A house that speaks every language of the first tier, whatever is offered at the moment."""

from requests_app.intake.languages import FIRST_TIER, named

EVERY_LANGUAGE = named(" ".join(FIRST_TIER))
RIGHT_TO_LEFT = ("ar", "fa", "ps")
