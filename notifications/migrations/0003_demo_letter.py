import django.utils.timezone
from django.db import migrations, models

import sealing.fields


class Migration(migrations.Migration):
    dependencies = [("notifications", "0002_worker")]

    operations = [
        migrations.CreateModel(
            name="DemoLetter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("raw", sealing.fields.SealedTextField()),
                ("received_at", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "demo letter",
                "verbose_name_plural": "demo letters",
                "ordering": ["-received_at", "-pk"],
            },
        ),
    ]
