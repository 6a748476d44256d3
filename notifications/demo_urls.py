from django.urls import path

from notifications import demo_views

app_name = "demo"
urlpatterns = [
    path("", demo_views.mailbox, name="mailbox"),
    path("<int:pk>/", demo_views.letter, name="letter"),
    path("<int:pk>/formatted/", demo_views.formatted, name="formatted"),
]
