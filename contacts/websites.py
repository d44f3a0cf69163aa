"""Addresses of websites: printed as the office writes them, «www.urzad.example»; the link is derived. No Django."""


def link(printed: str) -> str:
    """The address with its scheme, as a browser wants it."""
    return printed if printed.lower().startswith(("https://", "http://")) else f"https://{printed}"
