"""The managers' door."""

from django.urls import path

from requests_app.reports import share_views, statements_views, views

app_name = "reports"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("record/", views.record, name="record"),
    path("reach/", views.reach, name="reach"),
    path("statements/", statements_views.statements_page, name="statements"),
    path("share/", share_views.share, name="share"),
    path("share/<slug:slug>.pdf", share_views.poster, name="poster"),
    path("export/<slug:name>.<str:kind>", views.export, name="export"),
]
