"""The public door. Mounted once below each language: /fr/…, /en/…"""

from django.urls import path

from requests_app.public import draft_views, follow_views, information_views, views

app_name = "public"

urlpatterns = [
    path("", views.home, name="home"),
    path("urgence/", information_views.urgent, name="urgent"),
    path("contact/<slug:slug>/", views.form_start, name="form-start"),
    path("contact/<slug:slug>/verifier/", views.form_check, name="form-check"),
    path("contact/<slug:slug>/envoye/", views.form_sent, name="form-sent"),
    path("contact/<slug:slug>/brouillon/", draft_views.keep, name="form-draft"),
    path("contact/<slug:slug>/effacer/", draft_views.erase, name="form-erase"),
    path("contact/<slug:slug>/fichiers/", draft_views.files, name="form-files"),
    path("contact/<slug:slug>/ecouter/<slug:question>/", views.form_audio, name="form-audio"),
    path("contact/<slug:slug>/<slug:step>/", views.form_step, name="form-step"),
    path("suivi/", follow_views.follow, name="follow"),
    path("suivi/lien/<str:token>/", follow_views.follow_link, name="follow-link"),
    path("suivi/code/<str:token>/", follow_views.follow_code, name="follow-code"),
    path("suivi/demande/", follow_views.follow_ticket, name="follow-ticket"),
    path("suivi/fin/", follow_views.follow_end, name="follow-end"),
    path("confidentialite/", information_views.privacy, name="privacy"),
    path("accessibilite/", information_views.accessibility, name="accessibility"),
]
