"""The yardsticks' house: the same rows, database settings and server, and only what a new Django project has."""

from bench.settings import *  # noqa: F403
from bench.settings import BASE_DIR, TEMPLATES

ROOT_URLCONF = "bench.urls"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "simple_history",
    "requests_app",
    "notifications",
    "sealing",
    "bench",
]
MIDDLEWARE = [
    "bench.counting.count",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
TEMPLATES[0]["DIRS"] = [BASE_DIR / "bench" / "templates"]
TEMPLATES[0]["OPTIONS"]["context_processors"] = []
