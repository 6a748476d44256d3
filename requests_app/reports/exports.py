"""Tables and facts as files for other programs.

CSV is for French spreadsheets: UTF-8 with a byte order mark, semicolons, decimal commas where the language has them.
A text that begins like a formula gets an apostrophe before it, since spreadsheets run what they open; numbers are ours
and stay numbers. Facts are read and written a part at a time, so that 100,000 of them cost no memory.
"""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import IO, Any

from django.utils.formats import number_format

from requests_app.reports.report import Report
from requests_app.reports.tables import Table

FORMULA_STARTS = tuple("=+-@\t\r\n") + tuple("＝＋－＠")  # the wide ones count as formulas in some spreadsheets
BOM = "\ufeff"
SHEET_NAME_LENGTH = 31  # what the spreadsheet format allows
PART_BYTES = 64 * 1024

Value = str | float | date | bool | None


def harmless(text: str) -> str:
    """The text, with an apostrophe before it if a spreadsheet could take it for a formula."""
    return f"'{text}" if text.lstrip(" \u00a0").startswith(FORMULA_STARTS) or text.startswith(FORMULA_STARTS) else text


def csv_parts(rows: Iterable[Sequence[Value]]) -> Iterator[bytes]:
    """A CSV file, a part at a time."""
    buffer = io.StringIO()
    buffer.write(BOM)
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    for row in rows:
        writer.writerow([_csv_value(value) for value in row])
        if buffer.tell() > PART_BYTES:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


def _csv_value(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, date):
        return value.isoformat()
    return number_format(value, use_l10n=True) if isinstance(value, float) else str(int(value))


def xlsx_file(sheets: Iterable[tuple[str, Iterable[Sequence[Value]]]]) -> IO[bytes]:
    """A spreadsheet in a file of its own that vanishes when closed. Its texts are texts, whatever they begin with."""
    import xlsxwriter  # noqa: PLC0415 (0.16 s that only an export needs)

    file = tempfile.TemporaryFile()  # noqa: SIM115 (the answer closes it, when the last byte has left)
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "constant_memory": True,
    }
    with xlsxwriter.Workbook(file, options) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        strong = book.add_format({"bold": True})
        for name, rows in sheets:
            _write_sheet(book.add_worksheet(_sheet_name(name, book.sheetnames)), rows, day=day, strong=strong)
    file.seek(0)
    return file


def _sheet_name(name: str, taken: Any) -> str:
    """As the format wants it: short, without its forbidden signs, and used once."""
    allowed = "".join("-" if sign in "[]:*?/\\'" else sign for sign in name)[:SHEET_NAME_LENGTH]
    if allowed not in taken:
        return allowed
    return f"{allowed[: SHEET_NAME_LENGTH - 4]} ({len(taken)})"


def _write_sheet(sheet: Any, rows: Iterable[Sequence[Value]], *, day: Any, strong: Any) -> None:
    sheet.set_column(0, 0, 38)
    sheet.set_column(1, 30, 16)
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            style = strong if number == 0 else None
            if isinstance(value, date):
                sheet.write_datetime(number, column, value, day)
            elif isinstance(value, str):
                sheet.write_string(number, column, value, style)
            elif value is not None:
                sheet.write_number(number, column, value, style)


def table_rows(table: Table) -> Iterator[Sequence[Value]]:
    """The headings, then the rows as they stand on the page."""
    yield table.headings
    for row in table.all_rows:
        yield [cell.plain for cell in row]


def report_sheets(report: Report) -> Iterator[tuple[str, Iterable[Sequence[Value]]]]:
    """One sheet a table, after one that says what was counted and when."""
    figures: list[Sequence[Value]] = [("", report.asked.now_words, report.asked.before_words, "")]
    figures += [
        (figure.title, figure.value, figure.was, " ".join([*figure.details, figure.about])) for figure in report.figures
    ]
    yield _SUMMARY, figures
    for section in report.sections:
        yield section.title, [*table_rows(section.table), (), (section.about,)]


_SUMMARY = "Guichet"

FACT_COLUMNS = (
    "opened_on",
    "form",
    "channel",
    "team",
    "topic",
    "priority",
    "language",
    "interpreter_language",
    "commune",
    "office",
    "status",
    "outcome",
    "first_response_minutes",
    "first_response_in_time",
    "resolved_on",
    "resolution_minutes",
    "resolution_in_time",
    "paused_minutes",
    "reopened_count",
)
FACTS_AT_ONCE = 2_000


def fact_rows(facts: Any) -> Iterator[Sequence[Value]]:
    """Codes, days and durations of ordinary requests, one row each; nothing that leads to a person."""
    yield FACT_COLUMNS
    yield from facts.values_list(*FACT_COLUMNS).iterator(chunk_size=FACTS_AT_ONCE)
