"""The settings of the desk, on a folder that is thrown away, and made quick.

Where a test needs another value it says so itself with pytest-django's `settings`.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_folder = Path(tempfile.mkdtemp(prefix="guichet-test-"))
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["DATA_DIR"] = str(_folder)  # keys, files and caches of a test run touch nobody's own
os.environ["DEMO"] = "off"
for name in [
    "PRODUCTION",
    "DEBUG",
    "SECRET_KEY",
    "FIELD_KEYS",
    "ALLOWED_HOSTS",
    "EMAIL_URL",
    "IMAP_URL",
    "CACHE_URL",
    "PUBLIC_GUARDS",
]:
    os.environ.pop(name, None)

from desk.settings import *  # noqa: E402, F403  (the environment has to be set first)
from desk.settings import DATABASES, STATIC_ROOT, TEMPLATES  # noqa: E402
from tests.undefined import Undefined  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
DEMO_MAILBOX = True  # its pages exist, so that they are tested
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Undefined()
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in the house: threads and processes of a test see one database.
    DATABASES["default"]["TEST"] = {"NAME": str(_folder / "test.sqlite3")}
else:
    DATABASES["default"]["OPTIONS"].pop("pool", None)  # a pooled connection would outlive the test database
