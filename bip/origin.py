"""Whether a form was sent from a page of this site."""

from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

OUR_OWN: Final = frozenset({"same-origin", "none"})  # none: the reader himself, not a page


def is_foreign(request: HttpRequest) -> bool:
    """Whether the browser says that another site's page sent the request; one that says nothing is believed.

    Sec-Fetch-Site is heard first: no page can change it, and no proxy changes what it is compared with. Then Origin,
    where «null», which sandboxed frames send, is nobody's: foreign. Then Referer, for browsers that know neither.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in OUR_OWN
    origin = request.headers.get("Origin")
    if origin is None and "Referer" in request.headers:
        origin = _origin(request.headers["Referer"])
    return origin is not None and origin not in {settings.SITE_URL, f"{request.scheme}://{request.get_host()}"}


def _origin(url: str) -> str:
    """Empty for what has none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}"
