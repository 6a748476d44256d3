"""The managers' door."""

from django.urls import path

from requests_app.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("record/", views.record, name="record"),
    path("reach/", views.reach, name="reach"),
    path("export/<slug:name>.<str:kind>", views.export, name="export"),
]
