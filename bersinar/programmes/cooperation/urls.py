"""Addresses of this room."""

from .views import AGREEMENT, AWARD, EFFORT, OBSTACLE, PARTNER

app_name = "cooperation"
urlpatterns = [*PARTNER.urls(), *AGREEMENT.urls(), *OBSTACLE.urls(), *EFFORT.urls(), *AWARD.urls()]
