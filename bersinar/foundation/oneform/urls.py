"""The public addresses, all under one prefix."""

from django.urls import path

from . import views

app_name = "oneform"
urlpatterns = [
    path("terima-kasih/", views.thanks, name="thanks"),
    path("lembar/<str:key>/", views.slip, name="slip"),
    path("<str:address>/", views.link, name="link"),
]
