"""The public pages. Each takes a document, finds its part, and renders it; no view here changes anything."""

from bip.views.days import choose_day, day, day_of_unit
from bip.views.editions import basis, changes, edition, edition_of_unit, packet
from bip.views.maps import addresses, addresses_part, robots, site_map
from bip.views.pages import contact, duty, office, people, subject, unit, without_slash
from bip.views.register import feed, register, to_register
from bip.views.search import search
from bip.views.suggestions import suggestions

__all__ = [
    "addresses",
    "addresses_part",
    "basis",
    "changes",
    "choose_day",
    "contact",
    "day",
    "day_of_unit",
    "duty",
    "edition",
    "edition_of_unit",
    "feed",
    "office",
    "packet",
    "people",
    "register",
    "robots",
    "search",
    "site_map",
    "subject",
    "suggestions",
    "to_register",
    "unit",
    "without_slash",
]
