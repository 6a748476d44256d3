"""The product as it is, with one middleware more: it counts statements for a request that asks it to."""

from desk.settings import *  # noqa: F403
from desk.settings import DATABASES, MIDDLEWARE

MIDDLEWARE = ["bench.counting.count", *MIDDLEWARE]
# A statement is answered by one process, whose cost we can read; helpers of it would be gone before we look.
DATABASES["default"]["OPTIONS"]["options"] = "-c max_parallel_workers_per_gather=0"
LOGGING = {"version": 1, "disable_existing_loggers": False, "root": {"level": "ERROR"}}
