"""What is counted at the public door, for as long as it has to be counted."""

from django.db import models


class Tally(models.Model):
    """How often something happened until a moment: a hash under a key of the hour or the day, never what was hashed."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key
