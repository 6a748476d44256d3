"""Every change to a row is a service's: one verb, one transaction, one story."""

import ast

import pytest
from django.apps import apps

from tests.house import tree

# Called on anything at all, these can only be the ORM's.
ALWAYS = {
    "abulk_create",
    "acreate",
    "aget_or_create",
    "aupdate_or_create",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "save_change",
    "save_new",
    "update_or_create",
}
# Dictionaries, hashes and storages have these too; on something that names a row or a query they write.
ON_ROWS = {"save", "create", "update", "delete", "add", "set", "remove", "clear"}
QUERIES = {
    "objects",
    "history",
    "filter",
    "exclude",
    "all",
    "visible_to",
    "get",
    "first",
    "last",
    "locked",
    "_default_manager",
}

MAY_WRITE = {
    "requests_app/services/": "where changes live",
    "requests_app/models/": "how a row saves itself",
    "requests_app/seeds/": "plants the first rows",
    "requests_app/admin.py": "Django's own forms, with history",
    "requests_app/admin_letters.py": "the same",
    "requests_app/drawing.py": "saves a picture, in memory",
    "notifications/": "keeps its own rows; it has no services because it knows one thing only",
    "sealing/": "the field itself",
    "requests_app/picture_child.py": "saves a picture, and knows of no rows",
}


def test_rows_are_written_by_services_only():
    writes = [
        f"{tree.name(path)}:{call.lineno}: .{call.func.attr}()"
        for path in tree.modules()
        if not tree.name(path).startswith(tuple(MAY_WRITE))
        for call in writes_in(tree.parsed(path))
    ]

    assert writes == []


@pytest.mark.parametrize(
    ("line", "writes"),
    [
        ("Ticket.objects.create(reference='x')", True),
        ("Ticket.objects.filter(pk=1).update(status='open')", True),
        ("Ticket.objects.visible_to(user).get(pk=1).delete()", True),
        ("ticket.save()", True),
        ("ticket.assignee.save(update_fields=['name'])", True),
        ("form.save()", True),
        ("team.members.add(user)", True),
        ("Team.objects.get_or_create(code='x')", True),
        ("context.update(title='x')", False),
        ("seen.add(1)", False),
        ("form.add_error(None, 'x')", False),
        ("digest.update(b'x')", False),
    ],
)
def test_the_check_knows_a_write_when_it_sees_one(line, writes):
    assert bool(list(writes_in(ast.parse(line)))) is writes


def writes_in(module):
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _is_write(node.func):
            yield node


def _is_write(function):
    if function.attr in ALWAYS or function.attr == "save":
        return True
    if function.attr not in ON_ROWS:
        return False
    chain = _names(function.value)
    related = {field.name for model in apps.get_models() for field in model._meta.get_fields() if field.is_relation}
    plain = {"context", "data", "files", "session"}  # words that are relations somewhere, and dictionaries everywhere
    return bool(chain & (QUERIES | (related - plain)))


def _names(node):
    """Every attribute and method on the way to a call: `a.b(c).d` gives b and d (and a, when it is one of several)."""
    names = set()
    while isinstance(node, ast.Attribute | ast.Call):
        if isinstance(node, ast.Attribute):
            names.add(node.attr)
            node = node.value
        else:
            node = node.func
    return names
