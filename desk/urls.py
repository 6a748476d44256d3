"""One include() per door."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from requests_app.public.views import door

urlpatterns: list[URLPattern | URLResolver] = [
    path("", door, name="door"),
    path("desk/reports/", include("requests_app.reports.urls")),
    *i18n_patterns(path("", include("requests_app.public.urls"))),
]

handler400 = "desk.refusals.bad_request"
handler403 = "desk.refusals.permission_denied"
handler404 = "desk.refusals.not_found"
handler500 = "desk.refusals.server_error"
