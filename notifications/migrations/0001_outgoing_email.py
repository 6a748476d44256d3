import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import sealing.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="OutgoingEmail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("message_id", models.CharField(max_length=255, unique=True)),
                ("kind", models.CharField(max_length=64)),
                ("about", models.CharField(blank=True, db_index=True, max_length=100)),
                ("to", sealing.fields.SealedTextField()),
                ("subject", sealing.fields.SealedTextField()),
                ("text", sealing.fields.SealedTextField()),
                ("html", sealing.fields.SealedTextField(blank=True)),
                ("headers", sealing.fields.SealedTextField()),
                ("language", models.CharField(max_length=12)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting to leave"),
                            ("sending", "being sent"),
                            ("sent", "sent"),
                            ("refused", "refused by the mail server"),
                            ("given_up", "given up after many tries"),
                            ("withdrawn", "withdrawn before it left"),
                        ],
                        default="waiting",
                        max_length=12,
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("not_before", models.DateTimeField(default=django.utils.timezone.now)),
                ("attempt_after", models.DateTimeField(null=True)),
                ("leased_by", models.CharField(blank=True, max_length=100)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_by", models.CharField(blank=True, max_length=100)),
            ],
            options={
                "verbose_name": "outgoing letter",
                "verbose_name_plural": "outgoing letters",
                "indexes": [
                    models.Index(
                        condition=models.Q(("attempt_after__isnull", False)), fields=["attempt_after"], name="email_due"
                    ),
                    models.Index(
                        condition=models.Q(("state", "refused"), ("state", "given_up"), _connector="OR"),
                        fields=["state"],
                        name="email_undelivered",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["waiting", "sending", "sent", "refused", "given_up", "withdrawn"])
                        ),
                        name="email_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("attempt_after__isnull", False), ("state__in", ["waiting", "sending"])),
                            models.Q(
                                ("attempt_after__isnull", True),
                                ("state__in", ["sent", "refused", "given_up", "withdrawn"]),
                            ),
                            _connector="OR",
                        ),
                        name="email_has_a_next_time_unless_final",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at__isnull", False), ("state", "sent")),
                            models.Q(models.Q(("state", "sent"), _negated=True), ("sent_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="email_sent_at_only_when_sent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "sending"), models.Q(("leased_by", ""), _negated=True)),
                            models.Q(models.Q(("state", "sending"), _negated=True), ("leased_by", "")),
                            _connector="OR",
                        ),
                        name="email_leased_only_while_sending",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["waiting", "withdrawn"]), ("attempts__gte", 1), _connector="OR"
                        ),
                        name="email_tried_before_it_ended",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DeliveryAttempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("sent", "The mail server took the letter."),
                            ("later", "It will be tried again later."),
                            ("refused", "The letter was refused for good."),
                            ("unreachable", "The mail server could not be used."),
                            ("interrupted", "The sending was interrupted."),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("accepted", "The mail server took the letter."),
                            ("no_such_mailbox", "The mail server says that this address does not exist."),
                            ("mailbox_full", "The mailbox is full."),
                            ("busy", "The mail server asks us to come back later."),
                            ("not_wanted", "The mail server refuses this letter."),
                            ("not_let_in", "The mail server does not let us in: please check its settings."),
                            ("not_reached", "The mail server cannot be reached."),
                            ("no_answer", "The mail server fell silent; it may have taken the letter all the same."),
                            (
                                "stopped",
                                "Our own program was stopped before the answer was noted; the letter may have left.",
                            ),
                            ("unfit", "The letter cannot be sent as it stands."),
                            ("locked", "The letter cannot be opened with the keys we have."),
                        ],
                        max_length=20,
                    ),
                ),
                ("smtp_code", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "email",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="delivery_attempts",
                        to="notifications.outgoingemail",
                    ),
                ),
            ],
            options={
                "verbose_name": "delivery attempt",
                "verbose_name_plural": "delivery attempts",
                "ordering": ["at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["sent", "later", "refused", "unreachable", "interrupted"])),
                        name="attempt_outcome_is_known",
                    )
                ],
            },
        ),
    ]
