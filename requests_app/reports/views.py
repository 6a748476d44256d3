"""What managers read: figures with their definitions, the same as files, who changed which setting, whom we miss."""

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from requests_app.permissions import Permission
from requests_app.reports import exports, queries, reach_lines, record_pages
from requests_app.reports.doors import only_for
from requests_app.reports.exports import Value
from requests_app.reports.forms import PeriodForm
from requests_app.reports.parts import Asked
from requests_app.reports.report import build

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Sheets = list[tuple[str, Iterable[Sequence[Value]]]]


@require_GET
@only_for(Permission.REPORTS)
def overview(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    form = PeriodForm(request.GET, today=today)
    if not form.is_valid():
        return render(request, "reports/overview.html", {"form": form, "report": None, "query": ""}, status=422)
    report = build(form.asked, today=today)
    context = {"form": form, "report": report, "query": request.GET.urlencode()}
    return render(request, "reports/overview.html", context)


@require_GET
@only_for(Permission.REPORTS)
def export(request: HttpRequest, name: str, kind: str) -> HttpResponseBase:
    """A table of the page, the whole page, or the facts behind it, as CSV or as a spreadsheet."""
    today = timezone.localdate()
    form = PeriodForm(request.GET, today=today)
    if kind not in ("csv", "xlsx") or not form.is_valid():
        raise Http404
    sheets = _facts(form.asked) if name == "facts" else _tables(name, kind, form.asked)
    filename = f"guichet-{name}-{form.asked.now.first}-{form.asked.now.last}.{kind}"
    if kind == "xlsx":
        file = exports.xlsx_file(sheets)
        return FileResponse(file, as_attachment=True, filename=filename, content_type=XLSX_TYPE)
    response = StreamingHttpResponse(exports.csv_parts(sheets[0][1]), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


def _facts(asked: Asked) -> Sheets:
    if asked.publication:
        raise Http404  # each row is one request: nothing to publish
    return [("Guichet", exports.fact_rows(queries.facts(asked.now)))]


def _tables(name: str, kind: str, asked: Asked) -> Sheets:
    report = build(asked, today=timezone.localdate())
    if name == "report" and kind == "xlsx":
        return list(exports.report_sheets(report))
    section = report.section(name)
    if section is None:
        raise Http404
    return [(section.title, exports.table_rows(section.table))]


@require_GET
@only_for(Permission.SETTINGS_RECORD)
def record(request: HttpRequest) -> HttpResponse:
    page = record_pages.page(request.GET.get("before", ""))
    return render(request, "reports/record.html", {"page": page})


@require_GET
@only_for(Permission.REACH)
def reach(request: HttpRequest) -> HttpResponse:
    """Who cannot be reached by our letters."""
    context = {"lines": reach_lines.lines(timezone.now()), "unused_days": settings.ACCOUNT_UNUSED_DAYS}
    return render(request, "reports/reach.html", context)
