"""Addresses of this room."""

from .asked_views import DATA, INFORMATION_REQUEST
from .views import AGREEMENT, AWARD, EFFORT, END, JOINT_WORK, OBSTACLE, PARTNER

app_name = "cooperation"
urlpatterns = [
    *PARTNER.urls(),
    *AGREEMENT.urls(),
    *JOINT_WORK.urls(),
    *OBSTACLE.urls(),
    *END.urls(),
    *EFFORT.urls(),
    *AWARD.urls(),
    *DATA.urls(),
    *INFORMATION_REQUEST.urls(),
]
