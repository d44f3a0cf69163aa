"""Addresses of the portal: the admin, previews of proposals, and below them everything that readers see."""

from django.contrib import admin
from django.urls import include, path

from deptportal import invitations, previews
from publishing.admin import conformity

# A wrong address of this space says no more than a wrong token does: that there is no such preview.
invited = [
    path("", invitations.proposal, name="preview"),
    path("plik/", invitations.file, name="preview_file"),
    path("<int:part>/", invitations.part, name="preview_part"),
    path("<int:part>/<path:address>", invitations.part),
    path("<path:address>", invitations.no_preview),
]
urlpatterns = [
    path("admin/haslo/", include("deptportal.password_urls")),
    path("admin/biurko/", include("publishing.admin.addresses")),
    path("admin/zgodnosc/", admin.site.admin_view(conformity.page), name="conformity"),
    path("admin/publishing/proposal/<int:pk>/podglad/", previews.for_account, name="proposal_preview"),
    path("admin/publishing/proposal/<int:pk>/podglad/<int:part>/", previews.for_account, name="proposal_preview_part"),
    path("admin/publishing/proposal/<int:pk>/podglad/<int:part>/<path:address>", previews.for_account),
    path("admin/", admin.site.urls),
    path("podglad/<str:token>/", include(invited)),
    path("", include("bip.urls")),
]

handler400 = "bip.refusals.bad_request"
handler403 = "bip.refusals.forbidden"
handler404 = "bip.refusals.not_found"
handler500 = "bip.refusals.broken"
