from django.apps import AppConfig


class RequestsConfig(AppConfig):
    name = "requests_app"
    verbose_name = "Guichet"

    def ready(self) -> None:
        from requests_app import clock  # noqa: F401, PLC0415  # models exist only once apps are ready
