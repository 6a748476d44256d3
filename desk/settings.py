"""Every setting of Guichet, read from the environment. Read it from top to bottom.

Numbers carry their unit in their name; docs/limits.md lists them, and a test compares the two.
"""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import environ
from csp.constants import NONCE, NONE, SELF
from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from desk import env
from desk.headers import static_headers
from requests_app.intake import languages

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.text("DATA_DIR", str(BASE_DIR / "var"))).resolve()
PRODUCTION = env.flag("PRODUCTION", default=False)
DEBUG = env.flag("DEBUG", default=False) and not PRODUCTION
DEMO = env.flag("DEMO", default=True) and not PRODUCTION
DEMO_PASSWORD = env.text("DEMO_PASSWORD", "demo-guichet-2026")
PUBLIC_GUARDS = PRODUCTION or env.flag("PUBLIC_GUARDS", default=True)

# --- Secrets ---------------------------------------------------------------------------------------------------------
SECRET_KEY = env.secret("SECRET_KEY", production=PRODUCTION, kept_in=DATA_DIR / "secret_key")
FIELD_KEYS = [
    key.strip()
    for key in env.secret("FIELD_KEYS", production=PRODUCTION, kept_in=DATA_DIR / "field_keys", made_by="fernet").split(
        ","
    )
]  # newest first

# --- Where we are ----------------------------------------------------------------------------------------------------
ALLOWED_HOSTS = env.listing("ALLOWED_HOSTS", "" if PRODUCTION else "*")
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS is missing: name the host names that this desk answers to.")
CSRF_TRUSTED_ORIGINS = env.listing("CSRF_TRUSTED_ORIGINS")
SITE_URL = env.text("SITE_URL", f"http://127.0.0.1:{env.integer('PORT', 8000)}").rstrip("/")
ORGANISATION = {
    "name": env.text("ORGANISATION_NAME", "Centre d'Action Interculturelle de la province de Namur"),
    "short_name": env.text("ORGANISATION_SHORT_NAME", "CAI"),
    "address": env.text("ORGANISATION_ADDRESS", "Rue Docteur Haibe 2, 5002 Saint-Servais (Namur)"),
    "email": env.text("ORGANISATION_EMAIL", "contact@example.org"),
    "phone": env.text("ORGANISATION_PHONE", ""),
    "website": env.text("ORGANISATION_WEBSITE", ""),
}
REFERENCE_PREFIX = env.text("REFERENCE_PREFIX", "CAI")

# --- What runs -------------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "requests_app",
    "notifications",
    "sealing",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "anymail",
    "axes",
    "csp",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "simple_history",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "desk.middleware.security_headers",
    "notifications.large_bodies.RoomForMail",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "desk.middleware.public_words",
    "django.middleware.common.CommonMiddleware",
    "desk.middleware.CsrfByOrigin",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "desk.middleware.staff_language",
    "desk.middleware.KeepTypedText",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "desk.urls"
WSGI_APPLICATION = "desk.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "desk.context.site",
            ],
        },
    }
]

# --- Database --------------------------------------------------------------------------------------------------------
DATABASE_URL = env.text("DATABASE_URL") or f"sqlite:///{DATA_DIR / 'guichet.sqlite3'}"
DATABASES: dict[str, dict[str, Any]] = {"default": dict(environ.Env.db_url_config(DATABASE_URL))}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",  # a writer waits its turn at BEGIN, instead of failing in the middle
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["OPTIONS"] = {
        "pool": {"min_size": 1, "max_size": 16, "timeout": 10},
        # What a connection asks for the sixth time is kept ready by the server: about a quarter of its work less.
        "server_side_binding": True,
        "prepare_threshold": 5 if env.flag("PREPARED_STATEMENTS", default=True) else None,
    }
    DATABASES["default"]["CONN_MAX_AGE"] = 0
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": environ.Env.cache_url_config(env.text("CACHE_URL", "locmemcache://"))}
PRIVATE_DIR = DATA_DIR / "private"

# --- People who log in -----------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "requests_app.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "triage:queue"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "desk.accounts.Adapter"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip"}  # axes is the lock; this one only slows a flood
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = f"[{ORGANISATION['short_name']}] "  # else the Host header
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody makes this house write to strangers
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_USERNAME_CALLABLE = "desk.accounts.typed_address"
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_VERBOSE = False
AXES_CLIENT_IP_CALLABLE = "requests_app.connections.client_address"
TRUSTED_PROXIES = env.integer("TRUSTED_PROXIES", 0)  # how many of ours stand in front and set X-Forwarded-For
SESSION_COOKIE_AGE = 10 * 60 * 60  # seconds: one working day
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no cookie of its own
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_AGE = None  # gone with the browser window: a shared telephone remembers nothing
CSRF_FAILURE_VIEW = "desk.refusals.csrf_failure"

# --- Walls -----------------------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "worker-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF, "blob:"],  # blob: a recording, listened to before it is sent
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-src": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
EMBED_ORIGINS = env.listing("EMBED_ORIGINS")  # sites that may show our forms in a frame: https://www.example.org
# Nothing to other sites. Not "no-referrer": browsers then send `Origin: null` with our own forms: CSRF refuses those.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
if PRODUCTION:
    SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", default=True)
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"

# --- Words and time --------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "fr"
# What the public side is offered in: a language whose catalogue and texts are complete, which the tests check.
LANGUAGES = languages.named("fr en ar uk ps fa tr es ru so ti")
STAFF_LANGUAGES = languages.named("fr en")  # of the desk and the administration
LANG_INFO.update(languages.for_django(LANG_INFO))  # ps, ti, so, ku
LANGUAGES_BIDI = ["ar", "fa", "he", "ps", "ur"]
FORMAT_MODULE_PATH = "desk.formats"  # of these four, too
LANGUAGE_COOKIE_NAME = "language"
SENT_COOKIE_NAME = "sent"  # the confirmation page, for as long as it may be seen again
DRAFT_COOKIE_NAME = "draft"  # the key of what this browser has typed and not sent
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Brussels"

# --- Files -----------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_ADD_HEADERS_FUNCTION = static_headers
WHITENOISE_MAX_AGE = 31_536_000 if PRODUCTION else 60
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
ATTACHMENT_LIMIT_BYTES = 10 * 1024 * 1024
ATTACHMENTS_LIMIT_COUNT = 3
VOICE_LIMIT_COUNT = 2  # voice messages, beside the files
VOICE_LIMIT_SECONDS = 300  # a recording made in the browser ends by itself; other files are limited by their bytes
UPLOAD_KEPT_HOURS = 24  # a file chosen on a form that was never sent
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024  # bytes of text in one request
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_HANDLERS = ["requests_app.intake.uploads.OnlyWhatIsAllowed"]
PICTURE_LIMIT_PIXELS = 110_000_000  # a picture that says to be larger is not taken
PICTURE_KEPT_PIXELS = 6_000_000  # of the clean copy: a letter stays readable
PICTURE_LIMIT_MEMORY_BYTES = 300 * 1024 * 1024  # of the process that decodes one picture
PICTURE_LIMIT_SECONDS = 10  # of the processor, for one picture
CLAMAV_URL = env.text("CLAMAV_URL")  # unix:///run/clamav/clamd.ctl or tcp://host:3310; empty: nobody scans
if CLAMAV_URL and not CLAMAV_URL.startswith(("unix:///", "tcp://")):
    raise ImproperlyConfigured("CLAMAV_URL is unix:///path/of/the/socket or tcp://host:3310.")
CLAMAV_TIMEOUT = env.integer("CLAMAV_TIMEOUT", 10)  # seconds an answer
SERVE_UNSCANNED = env.flag("SERVE_UNSCANNED", default=True)  # staff may open what no scanner has seen, with a warning
INSPECTION_LEASE_SECONDS = 180  # one file: its scan and its clean copy
INSPECTION_TRIES = 5  # of a worker that does not come back from a file; then nobody tries again

# --- Letters ---------------------------------------------------------------------------------------------------------
MAIL_DOMAIN = env.text("MAIL_DOMAIN", env.text("INBOUND_DOMAIN", "guichet.example.org"))
INBOUND_DOMAIN = env.text("INBOUND_DOMAIN")
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", f"{ORGANISATION['short_name']} <guichet@{MAIL_DOMAIN}>")
SERVER_EMAIL = env.text("SERVER_EMAIL", DEFAULT_FROM_EMAIL)
EMAIL_TIMEOUT = env.integer("EMAIL_TIMEOUT", 10)  # seconds an answer; five fit in a lease
ANYMAIL = {name.removeprefix("ANYMAIL_"): value for name, value in os.environ.items() if name.startswith("ANYMAIL_")}
if env.text("EMAIL_URL"):
    vars().update(environ.Env.email_url_config(env.text("EMAIL_URL")))
else:
    EMAIL_BACKEND = env.text("EMAIL_BACKEND", "" if PRODUCTION else "notifications.backends.DemoMailbox")
if not EMAIL_BACKEND:
    raise ImproperlyConfigured("EMAIL_URL is missing: letters need a server (or EMAIL_BACKEND and ANYMAIL_… settings).")
DEMO_MAILBOX = EMAIL_BACKEND == "notifications.backends.DemoMailbox"
if PRODUCTION and DEMO_MAILBOX:
    raise ImproperlyConfigured("EMAIL_BACKEND is the demo mailbox, which anybody may read: not in production.")
DKIM_SELECTORS = env.listing("DKIM_SELECTORS")  # names of the keys in <name>._domainkey.<domain>: for manage.py doctor
OUTBOX_LEASE_SECONDS = env.integer("OUTBOX_LEASE_SECONDS", 60)
OUTBOX_BATCH = 100  # letters over one connection
OUTBOX_GIVE_UP_DAYS = 5
REPLY_UNDO_SECONDS = env.integer("REPLY_UNDO_SECONDS", 10)
AUTOMATIC_PER_ADDRESS_HOUR = 10  # letters that a program of ours sends to one address by itself
AUTOMATIC_PER_ADDRESS_DAY = 30
AUTOMATIC_PER_TICKET_DAY = 3  # about one request to one address
AUTOMATIC_PER_DOMAIN_HOUR = 2  # answers to mail from one domain
AUTOMATIC_PER_SHARED_DOMAIN_HOUR = 60  # the same, where thousands of people have their mailbox
NOTICE_FOLD_SECONDS = env.integer("NOTICE_FOLD_SECONDS", 30)  # what happens in this time is one letter to a colleague
NOTICE_LETTERS_PER_HOUR = 6  # to one colleague; what comes then waits and is folded
NOTICE_ROWS = 50  # requests named under one heading of such a letter
NOTICE_KEPT_DAYS = 30  # what was told to whom
ACCOUNT_UNUSED_DAYS = 7  # an account that nobody has logged in with by then may have a wrong address
REACH_LETTER_DAYS = 7  # between two letters to the administrators about staff whom our letters do not reach
LETTER_ALARM_MINUTES = 10  # the oldest unsent letter may be this old before an alarm
HEARTBEAT_ALARM_MINUTES = 2  # the last sign of life of a worker

# --- Mail that comes in ----------------------------------------------------------------------------------------------
IMAP_URL = env.text("IMAP_URL")  # imaps://user:password@host:993/INBOX, both percent-encoded
IMAP_TIMEOUT = env.integer("IMAP_TIMEOUT", 20)  # seconds an answer
MAILBOX_EVERY_SECONDS = env.integer("MAILBOX_EVERY_SECONDS", 60)
MAILBOX_LEASE_SECONDS = 600  # one reading; a worker that died in it is replaced after that
MAILBOX_FIRST_DAYS = env.integer("MAILBOX_FIRST_DAYS", 2)  # how far back the first reading of a mailbox goes
MAILBOX_ALARM_MINUTES = 15  # the mailbox was last read to its end
INBOX_LEASE_SECONDS = 120  # reading and filing one message
INBOX_TRIES = 3  # a message that cannot be filed is then shown to a person
INBOX_BATCH = 100  # messages filed in one round
MAIL_FORM = env.text("MAIL_FORM", "general")  # the form that mail to no form's own address becomes a request of

# --- Tickets ---------------------------------------------------------------------------------------------------------
QUEUE_PAGE_ROWS = 25
CONVERSATION_PAGE_ROWS = 30
REOPEN_WINDOW_DAYS = 30
FOLLOW_UP_LINK_DAYS = 90
FOLLOW_UP_SESSION_MINUTES = 30
CONFIRMATION_MINUTES = 30  # how long the confirmation page survives a reload
DOCUMENT_WAIT_SECONDS = 5  # a process draws one receipt at a time; who waits longer is asked to try again
FOLLOW_UP_FREE_FAILURES = 5  # after that, each guess of a receipt code waits longer
CONFIRMATION_CONFIDENTIAL_MINUTES = 10  # the same, for a confidential form
QUICK_EXIT_URL = env.text(
    "QUICK_EXIT_URL", "https://fr.wikipedia.org/"
)  # where "leave quickly" goes: any harmless page
EMERGENCY_FILE = Path(env.text("EMERGENCY_FILE", str(BASE_DIR / "requests_app" / "seeds" / "emergency.json")))
EMERGENCY_CHECK_MONTHS = 6  # after that, somebody dials the numbers again
AUDIO_DIR = Path(
    env.text("AUDIO_DIR", str(DATA_DIR / "audio"))
)  # <language>/<form>/<question>.mp3: questions read aloud
DRAFT_HOURS = 2  # how long what is being typed is kept for the browser that types it
DRAFT_LIMIT_BYTES = 200_000  # of one draft, as it is sealed
PHOTO_SIDE_PIXELS = 2000  # the longer side of a photo that the browser makes smaller before sending it
REQUEST_LIMIT_BYTES = 100 * 1024 * 1024  # a larger body is refused before it is read
SPAM_FILE = Path(env.text("SPAM_FILE", str(BASE_DIR / "requests_app" / "seeds" / "spam.json")))
FORM_CACHE_SECONDS = 10  # how long a process may show the version before the newest

# --- Not for robots: see docs/decisions/0017-not-for-robots.md -------------------------------------------------------
GUARD_ASIDE_POINTS = 5  # from here on a person looks before anybody works on it
GUARD_TOO_FAST_SECONDS = 5  # from the first page to the button
GUARD_CONNECTION_MANY_PER_HOUR = 6  # sent from one connection; more is a sign
GUARD_CONNECTION_FREE_PER_HOUR = env.integer("GUARD_CONNECTION_FREE_PER_HOUR", 20)  # more are asked for a proof of work
GUARD_CONNECTION_LIMIT_PER_HOUR = env.integer("GUARD_CONNECTION_LIMIT_PER_HOUR", 200)  # more need that proof
GUARD_SAME_TEXT_PER_DAY = 3  # to one form; more is a sign
GUARD_FORM_PER_MINUTE = env.integer("GUARD_FORM_PER_MINUTE", 120)  # sent to one form by everybody; more is an attack
PROOF_MOST_TRIES = 50_000  # hashes of which a browser needs half on average: a second or two on a telephone
PROOF_MINUTES = 60  # how long a challenge counts
LIKENESS_DAYS = 30  # how far apart two requests may be to look like the same
ASIDE_PAGE_ROWS = 50

# --- Logs: ids and codes only, never what a person wrote -------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "axes": {"level": "ERROR"},  # its warnings name addresses
        "django.request": {"level": "ERROR"},
        "django.security.csrf": {"level": "ERROR"},
        "weasyprint": {"level": "ERROR"},  # tells of each step, and of each property of CSS that it does not know
        "fontTools": {"level": "ERROR"},
    },
}
SIMPLE_HISTORY_REVERT_DISABLED = True

DESCRIPTION = _("Contact and reception requests")
SILENCED_SYSTEM_CHECKS: list[str] = []
