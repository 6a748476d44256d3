import gc
from typing import Any

from django.core.management.base import BaseCommand

from notifications.worker import Worker, stop_on_signals


class Command(BaseCommand):
    help = "Post letters and run what is periodic, in the foreground, until told to stop. Start as many as you like."

    def handle(self, **_options: Any) -> None:
        worker = Worker()
        stop_on_signals(worker)
        gc.freeze()  # what is loaded by now stays: no need to look through it again and again
        worker.run()
