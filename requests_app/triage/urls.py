"""The desk's door. Mounted at /desk/."""

from django.urls import path, register_converter

from requests_app.triage import (
    views,
    views_account,
    views_act,
    views_aside,
    views_files,
    views_intake,
    views_letters,
    views_mail,
    views_write,
)

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
    path("aside/", views_aside.aside_list, name="aside"),
    path("aside/decide/", views_aside.aside_decide, name="aside-decide"),
    path("post/", views_mail.post, name="post"),
    path("post/out/", views_letters.post_out, name="post-out"),
    path("post/out/again/", views_letters.post_out_again, name="post-out-again"),
    path("post/<int:pk>/", views_mail.post_message, name="post-message"),
    path("post/<int:pk>/original/", views_mail.post_file, name="post-file"),
    path("post/<int:pk>/open/", views_mail.post_open, name="post-open"),
    path("post/<int:pk>/append/", views_mail.post_append, name="post-append"),
    path("post/<int:pk>/aside/", views_mail.post_aside, name="post-aside"),
    path("tickets/<reference:reference>/", views.ticket, name="ticket"),
    path("tickets/<reference:reference>/sort/", views_aside.ticket_sort, name="ticket-sort"),
    path("tickets/<reference:reference>/take/", views_act.take, name="ticket-take"),
    path("tickets/<reference:reference>/assign/", views_act.assign, name="ticket-assign"),
    path("tickets/<reference:reference>/transfer/", views_act.transfer, name="ticket-transfer"),
    path("tickets/<reference:reference>/status/", views_act.status, name="ticket-status"),
    path("tickets/<reference:reference>/topic/", views_act.topic, name="ticket-topic"),
    path("tickets/<reference:reference>/priority/", views_act.priority, name="ticket-priority"),
    path("tickets/<reference:reference>/plan/", views_act.plan, name="ticket-plan"),
    path("tickets/<reference:reference>/contact/", views_act.contact, name="ticket-contact"),
    path("tickets/<reference:reference>/preview/", views_write.preview, name="ticket-preview"),
    path("tickets/<reference:reference>/reply/", views_write.reply, name="ticket-reply"),
    path("tickets/<reference:reference>/note/", views_write.note, name="ticket-note"),
    path("tickets/<reference:reference>/files/<int:pk>/", views_files.attachment, name="attachment"),
    path("tickets/<reference:reference>/files/<int:pk>/view/", views_files.attachment_in_place, name="attachment-view"),
    path("tickets/<reference:reference>/messages/<int:pk>/", views_mail.message, name="message"),
    path("tickets/<reference:reference>/messages/<int:pk>/formatted/", views_mail.formatted, name="message-formatted"),
    path("tickets/<reference:reference>/messages/<int:pk>/original/", views_mail.message_file, name="message-file"),
    path("tickets/<reference:reference>/letters/<int:pk>/withdraw/", views_letters.withdraw, name="letter-withdraw"),
    path("tickets/<reference:reference>/letters/<int:pk>/again/", views_letters.try_again, name="letter-again"),
    path("tickets/<reference:reference>/letters/<int:pk>/settle/", views_letters.settle, name="letter-settle"),
    path("tickets/<reference:reference>/letters/<int:pk>/readdress/", views_letters.readdress, name="letter-readdress"),
]
