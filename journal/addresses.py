"""From where a request came."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str | None:
    """The address of who asks. Behind a proxy that is trusted, the one that it added last: others can be invented."""
    told = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2] if settings.TRUST_PROXY else ""
    return _valid(told) or _valid(request.META.get("REMOTE_ADDR", ""))


def throttled_address(request: HttpRequest) -> str | None:
    """By what failures to sign in are counted: one subscriber of IPv6 has a /64, any number of addresses."""
    address = client_address(request)
    if address is None or not isinstance(ip_address(address), IPv6Address):
        return address
    return str(ip_network(f"{address.partition('%')[0]}/64", strict=False).network_address)


def _valid(text: str) -> str | None:
    try:
        return str(ip_address(text.strip()))
    except ValueError:
        return None
