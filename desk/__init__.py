"""The Django project: wiring, no rules."""
