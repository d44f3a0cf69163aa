"""Addresses of the portal: the admin, and below it everything that readers see."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/haslo/", include("deptportal.password_urls")),
    path("admin/", admin.site.urls),
    path("", include("bip.urls")),
]

handler400 = "bip.refusals.bad_request"
handler403 = "bip.refusals.forbidden"
handler404 = "bip.refusals.not_found"
handler500 = "bip.refusals.broken"
