"""The index of words behind `requests_app.search`, in the database's own way.

PostgreSQL: a column of lexemes that the database derives from the folded words, and a GIN index over it. The words are
split at spaces only: folding has already decided what a word is, and PostgreSQL's own parser depends on the locale.
SQLite: an FTS5 table that reads its text from TicketSearch, kept by three triggers. A later migration that makes
SQLite rebuild the table of TicketSearch drops the triggers with it, and must make them again.
"""

from django.db import migrations

# A column of lexemes holds 1 MB at most; so many characters stay below it in any script.
POSTGRESQL = [
    """
    ALTER TABLE requests_app_ticketsearch ADD COLUMN lexemes tsvector GENERATED ALWAYS AS
        (array_to_tsvector(array_remove(string_to_array(left(words, 200000), ' '), ''))) STORED
    """,
    "CREATE INDEX ticket_words ON requests_app_ticketsearch USING gin (lexemes)",
]
POSTGRESQL_BACK = ["ALTER TABLE requests_app_ticketsearch DROP COLUMN lexemes"]

SQLITE = [
    """
    CREATE VIRTUAL TABLE requests_app_ticketwords USING fts5(
        words, content='requests_app_ticketsearch', content_rowid='ticket_id',
        prefix='2 3', tokenize="unicode61 remove_diacritics 0"
    )
    """,
    """
    CREATE TRIGGER ticket_words_come AFTER INSERT ON requests_app_ticketsearch BEGIN
        INSERT INTO requests_app_ticketwords(rowid, words) VALUES (new.ticket_id, new.words);
    END
    """,
    """
    CREATE TRIGGER ticket_words_go AFTER DELETE ON requests_app_ticketsearch BEGIN
        INSERT INTO requests_app_ticketwords(requests_app_ticketwords, rowid, words)
        VALUES ('delete', old.ticket_id, old.words);
    END
    """,
    """
    CREATE TRIGGER ticket_words_change AFTER UPDATE ON requests_app_ticketsearch BEGIN
        INSERT INTO requests_app_ticketwords(requests_app_ticketwords, rowid, words)
        VALUES ('delete', old.ticket_id, old.words);
        INSERT INTO requests_app_ticketwords(rowid, words) VALUES (new.ticket_id, new.words);
    END
    """,
    "INSERT INTO requests_app_ticketwords(requests_app_ticketwords) VALUES ('rebuild')",
]
SQLITE_BACK = [
    "DROP TRIGGER ticket_words_come",
    "DROP TRIGGER ticket_words_go",
    "DROP TRIGGER ticket_words_change",
    "DROP TABLE requests_app_ticketwords",
]


def _run(schema_editor, statements):
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def make(apps, schema_editor):
    _run(schema_editor, {"postgresql": POSTGRESQL, "sqlite": SQLITE})


def unmake(apps, schema_editor):
    _run(schema_editor, {"postgresql": POSTGRESQL_BACK, "sqlite": SQLITE_BACK})


class Migration(migrations.Migration):
    dependencies = [("requests_app", "0001_the_first_rows")]

    operations = [migrations.RunPython(make, unmake)]
