from django.apps import AppConfig


class SealingConfig(AppConfig):
    name = "sealing"

    def ready(self) -> None:
        from sealing import checks  # noqa: F401, PLC0415  # Django registers checks when apps are ready
