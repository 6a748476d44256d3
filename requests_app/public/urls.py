"""The public door. Mounted once below each language: /fr/…, /en/…"""

from django.urls import path

from requests_app.models.statements import StatementKind
from requests_app.public import draft_views, follow_views, information_views, reach_views, sent_views, views
from requests_app.public.information_views import statement

app_name = "public"

urlpatterns = [
    path("", views.home, name="home"),
    path("urgence/", information_views.urgent, name="urgent"),
    path("contact/<slug:slug>/", views.form_start, name="form-start"),
    path("contact/<slug:slug>/verifier/", views.form_check, name="form-check"),
    path("contact/<slug:slug>/envoye/", sent_views.form_sent, name="form-sent"),
    path("contact/<slug:slug>/envoye/ajouter/", sent_views.form_add, name="form-add"),
    path("contact/<slug:slug>/envoye/oublier/", sent_views.form_forget, name="form-forget"),
    path("contact/<slug:slug>/envoye/<str:name>", sent_views.form_document, name="form-document"),
    path("contact/<slug:slug>/brouillon/", draft_views.keep, name="form-draft"),
    path("contact/<slug:slug>/effacer/", draft_views.erase, name="form-erase"),
    path("contact/<slug:slug>/fichiers/", draft_views.files, name="form-files"),
    path("contact/<slug:slug>/ecouter/<slug:question>/", views.form_audio, name="form-audio"),
    path("contact/<slug:slug>/<slug:step>/", views.form_step, name="form-step"),
    path("suivi/", follow_views.follow, name="follow"),
    path("suivi/lien/<str:token>/", follow_views.follow_link, name="follow-link"),
    path("suivi/code/<str:token>/", follow_views.follow_code, name="follow-code"),
    path("suivi/demande/", follow_views.follow_ticket, name="follow-ticket"),
    path("suivi/joindre/", reach_views.follow_reach, name="follow-reach"),
    path("suivi/fin/", follow_views.follow_end, name="follow-end"),
    path("confidentialite/", statement, {"kind": StatementKind.PRIVACY}, name="privacy"),
    path("accessibilite/", statement, {"kind": StatementKind.ACCESSIBILITY}, name="accessibility"),
    path("cookies/", statement, {"kind": StatementKind.COOKIES}, name="cookies"),
]
