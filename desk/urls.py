"""One include() per door."""

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from desk import accounts, health
from requests_app.public.framed import script
from requests_app.public.views import door

# The administration's own log-in page knows no lockout: there is one way in for everybody.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
admin.site.site_header = admin.site.site_title = "Guichet"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", door, name="door"),
    path("embed.js", script, name="embed-script"),
    path("desk/reports/", include("requests_app.reports.urls")),
    path("desk/", include("requests_app.triage.urls")),
    path("accounts/email/", accounts.no_addresses, name="account_email_closed"),
    path("accounts/", include("allauth.account.urls")),
    path("admin/", admin.site.urls),
    path("mail/hooks/", include("notifications.hook_urls")),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    *i18n_patterns(path("", include("requests_app.public.urls"))),
]
if settings.DEMO_MAILBOX:
    urlpatterns.insert(1, path("demo/mailbox/", include("notifications.demo_urls")))

handler400 = "desk.refusals.bad_request"
handler403 = "desk.refusals.permission_denied"
handler404 = "desk.refusals.not_found"
handler500 = "desk.refusals.server_error"
