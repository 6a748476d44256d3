"""What is remembered, under the name by which services and doors know it."""

from requests_app.remembered import forget, remembered

__all__ = ["forget", "remembered"]
