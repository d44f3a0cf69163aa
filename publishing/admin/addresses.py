"""Addresses of the desk, below /admin/biurko/. Who is not signed in is asked to do so first."""

from django.contrib import admin
from django.urls import path

from publishing.admin import desk

guarded = admin.site.admin_view

app_name = "desk"
urlpatterns = [
    path("", guarded(desk.index), name="index"),
    path("<slug:key>/", guarded(desk.desk), name="subject"),
    path("<slug:key>/przygotuj/", guarded(desk.prepare), name="prepare"),
    path("<slug:key>/odrzuc-zmiany/", guarded(desk.discard), name="discard"),
    path("<slug:key>/sprawdzono/", guarded(desk.check), name="check"),
    path("<slug:key>/pilna/", guarded(desk.urgent), name="urgent"),
]
