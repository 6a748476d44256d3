"""The desk's door. Mounted at /desk/."""

from django.urls import path, register_converter

from requests_app.triage import views, views_account, views_act, views_intake, views_letters, views_write

app_name = "triage"


class Reference:
    """Letters, digits and dashes; whether it is one of ours, the database knows."""

    regex = "[0-9A-Za-z-]{1,20}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Reference, "reference")

urlpatterns = [
    path("", views.queue, name="queue"),
    path("search/", views.search, name="search"),
    path("account/", views_account.account, name="account"),
    path("intake/", views_intake.intake, name="intake"),
    path("intake/done/", views_intake.intake_done, name="intake-done"),
    path("intake/dictated/", views_intake.intake_dictated, name="intake-dictated"),
    path("intake/form/<slug:slug>/", views_intake.intake_form, name="intake-form"),
    path("tickets/<reference:reference>/", views.ticket, name="ticket"),
    path("tickets/<reference:reference>/take/", views_act.take, name="ticket-take"),
    path("tickets/<reference:reference>/assign/", views_act.assign, name="ticket-assign"),
    path("tickets/<reference:reference>/transfer/", views_act.transfer, name="ticket-transfer"),
    path("tickets/<reference:reference>/status/", views_act.status, name="ticket-status"),
    path("tickets/<reference:reference>/topic/", views_act.topic, name="ticket-topic"),
    path("tickets/<reference:reference>/priority/", views_act.priority, name="ticket-priority"),
    path("tickets/<reference:reference>/plan/", views_act.plan, name="ticket-plan"),
    path("tickets/<reference:reference>/preview/", views_write.preview, name="ticket-preview"),
    path("tickets/<reference:reference>/reply/", views_write.reply, name="ticket-reply"),
    path("tickets/<reference:reference>/note/", views_write.note, name="ticket-note"),
    path("tickets/<reference:reference>/files/<int:pk>/", views.attachment, name="attachment"),
    path("tickets/<reference:reference>/letters/<int:pk>/withdraw/", views_letters.withdraw, name="letter-withdraw"),
    path("tickets/<reference:reference>/letters/<int:pk>/again/", views_letters.try_again, name="letter-again"),
]
