"""Public addresses, in Polish and lower case. A new first word here must be reserved in `orgchart.addresses`."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from bip import views


class WordConverter(StringConverter):
    """Like Django's slug, but with the letters of every alphabet: units have symbols such as «OŚ»."""

    regex = r"[-\w]+"


register_converter(WordConverter, "word")

app_name = "bip"
urlpatterns = [
    path("", views.office, name="office"),
    path("robots.txt", views.robots, name="robots"),
    path("instrukcja/", views.instruction, name="instruction"),
    path("zadanie/<slug:key>/", views.duty, name="duty"),
    path("kontakt/<slug:key>/", views.contact, name="contact"),
    path("<slug:department>/", views.department, name="department"),
    path("<slug:department>/<word:unit>/", views.unit, name="unit"),
    path("<path:address>", views.without_slash),
]
