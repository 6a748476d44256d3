from anymail.signals import tracking
from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "notifications"

    def ready(self) -> None:
        # Django registers checks, and models exist, only when apps are ready.
        from notifications import checks, events  # noqa: F401, PLC0415

        tracking.connect(events.take_tracking, dispatch_uid="notifications.events")
