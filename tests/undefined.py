"""A template variable that does not exist fails the test that meets it."""

import sys

from django.template.base import Node


class Undefined(str):
    """Given to Django as `string_if_invalid`: it raises where one of our templates names an unknown variable.

    Templates of the libraries lean on Django's silence and keep it. `{% if unknown %}` never comes here.
    """

    __slots__ = ()

    def __bool__(self) -> bool:
        return _is_ours(_template_being_rendered())

    def __contains__(self, text: object) -> bool:
        return text == "%s"  # so Django asks us to fill in the name, below

    def __mod__(self, variable: object) -> str:
        template = _template_being_rendered()
        if not _is_ours(template):
            return ""
        raise AssertionError(f"{template} uses {variable}, which nobody gave it.")


def _is_ours(template: str) -> bool:
    return bool(template) and "site-packages" not in template and not template.startswith("<")


def _template_being_rendered() -> str:
    """File of the node that asked, found on the stack; "" when there is none."""
    frame = sys._getframe(2)
    while frame is not None:
        node = frame.f_locals.get("self")
        if isinstance(node, Node):
            origin = getattr(node, "origin", None)
            return str(getattr(origin, "name", None) or "")
        frame = frame.f_back
    return ""
