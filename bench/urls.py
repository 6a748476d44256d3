"""Everything the product has, and the yardsticks."""

from django.urls import path

from bench import yardsticks
from desk.urls import handler400, handler403, handler404, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    path("yardstick/l1/", yardsticks.ready),
    path("yardstick/l3/", yardsticks.logged_in),
    path("yardstick/list/", yardsticks.floor_list),
    path("yardstick/ticket/<int:pk>/", yardsticks.floor_ticket),
    path("yardstick/send/", yardsticks.floor_send),
    *urlpatterns,
]
