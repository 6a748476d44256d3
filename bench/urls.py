"""The yardsticks."""

from django.urls import path

from bench import yardsticks

urlpatterns = [
    path("healthz", yardsticks.ready),
    path("yardstick/l1/", yardsticks.ready),
    path("yardstick/l3/", yardsticks.logged_in),
    path("yardstick/list/", yardsticks.floor_list),
    path("yardstick/ticket/<int:pk>/", yardsticks.floor_ticket),
    path("yardstick/send/", yardsticks.floor_send),
]
