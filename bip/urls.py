"""Public addresses, in Polish and lower case. A new first word here must be reserved in `orgchart.addresses`."""

from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter

from bip import views


class WordConverter(StringConverter):
    """Like Django's slug, but with the letters of every alphabet: units have symbols such as «OŚ»."""

    regex = r"[-\w]+"


register_converter(WordConverter, "word")


def history(whose: str, prefix: str) -> list[URLPattern]:
    """Addresses of a subject's history; the department's begin with its own."""
    return [
        path(f"{prefix}rejestr-zmian/", views.register, name=f"{whose}_register"),
        path(f"{prefix}rejestr-zmian/atom.xml", views.feed, name=f"{whose}_feed"),
        path(f"{prefix}wydania/", views.to_register),
        path(f"{prefix}wydania/<int:number>/", views.edition, name=f"{whose}_edition"),
        path(f"{prefix}wydania/<int:number>/zmiany/", views.changes, name=f"{whose}_changes"),
        path(f"{prefix}wydania/<int:number>/paczka/", views.packet, name=f"{whose}_packet"),
        path(f"{prefix}wydania/<int:number>/podstawa/", views.basis),
        path(f"{prefix}stan-na/", views.choose_day),
        path(f"{prefix}stan-na/<str:day>/", views.day, name=f"{whose}_day"),
    ]


app_name = "bip"
urlpatterns = [
    path("", views.office, name="office"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.addresses, name="sitemap"),
    path("sitemap-<int:number>.xml", views.addresses_part, name="sitemap_part"),
    path("mapa-strony/", views.site_map, name="site_map"),
    path("szukaj/", views.search, name="search"),
    path("szukaj/podpowiedzi/", views.suggestions, name="suggestions"),
    path("zadanie/<slug:key>/", views.duty, name="duty"),
    path("kontakt/<slug:key>/", views.contact, name="contact"),
    *history("office", ""),
    path("<slug:department>/", views.subject, name="department"),  # or a page that editors wrote
    *history("department", "<slug:department>/"),
    path("<slug:department>/wydania/<int:number>/<word:unit>/", views.edition_of_unit, name="edition_of_unit"),
    path("<slug:page>/adresy/", views.people, name="people"),
    path("<slug:department>/stan-na/<str:day>/<word:unit>/", views.day_of_unit, name="day_of_unit"),
    path("<slug:department>/<word:unit>/", views.unit, name="unit"),
    path("<path:address>", views.without_slash),
]
