"""Addresses of this room."""

from .views.areas import area_urls
from .views.policies import policy_urls
from .views.sites import site_urls
from .views.volunteers import volunteer_urls

app_name = "community"
urlpatterns = [*site_urls(), *volunteer_urls(), *policy_urls(), *area_urls()]
