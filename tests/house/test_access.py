"""Every address has been decided upon: the public's are named here, one by one; all others ask who you are."""

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.urls import URLPattern, get_resolver
from django.utils.module_loading import import_string

from notifications import hook_urls

# Whoever adds a line here says in the commit why somebody unknown may come in.
PUBLIC = {
    # The public's pages: no account exists for them.
    "door",
    "public:home",
    "embed-script",  # other sites load it; it is the same file for everybody
    "public:form-start",
    "public:form-step",
    "public:form-check",
    "public:form-sent",
    # What can be done from the confirmation, as long as its cookie lasts.
    "public:form-document",
    "public:form-add",
    "public:form-forget",
    # What a form does before it is sent, with the same token: keep a draft, erase it, take a file; and its recordings.
    "public:form-draft",
    "public:form-erase",
    "public:form-files",
    "public:form-audio",
    # Whom to call when a form is too slow.
    "public:urgent",
    "public:privacy",
    "public:accessibility",
    "public:cookies",
    # Coming back: these ask for a link or for a reference and its code, and open that one request.
    "public:follow",
    "public:follow-link",
    "public:follow-code",
    "public:follow-ticket",
    "public:follow-reach",
    "public:follow-end",
    # Monitoring asks without logging in; what it reads names no request and no person.
    "healthz",
    "readyz",
    # Showing who you are.
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",  # closed: its page says so
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_confirm_login_code",  # refused: log-in by code is off
    "account_confirm_email",
    "account_email_verification_sent",
    "admin:login",  # leads to the page above
    # The demo's letters, for newcomers; the page does not exist where letters really leave.
    "demo:mailbox",
    "demo:letter",
    "demo:formatted",
    # A provider's machines, which show a secret or a signature instead of logging in: see hook_urls.py and its tests.
    *(f"anymail:{door.name}" for door in hook_urls.urlpatterns),
}


def test_the_doors_that_are_open_to_everybody_are_exactly_these():
    assert {name for name, pattern in _patterns() if not _asks_who_you_are(pattern)} == PUBLIC


def test_all_other_doors_ask_who_you_are_without_being_told():
    middleware = [import_string(name) for name in settings.MIDDLEWARE]

    assert any(isinstance(part, type) and issubclass(part, LoginRequiredMiddleware) for part in middleware)


def test_every_address_has_a_name():
    ours = [(name, str(pattern.pattern)) for name, pattern in _patterns() if not name.startswith("admin:")]

    assert [address for name, address in ours if name.endswith("None")] == []


def _asks_who_you_are(pattern):
    return getattr(pattern.callback, "login_required", True)


def _patterns(resolver=None, prefix=""):
    """Every address with its full name: `triage:ticket-assign`."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{prefix}{entry.name}", entry
        else:
            space = f"{entry.namespace}:" if entry.namespace else ""
            yield from _patterns(entry, prefix + space)
