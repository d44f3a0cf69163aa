"""What the pictures of docs/images show. All of them are one window: what somebody sees who opens the page."""

from typing import Final, Literal, NamedTuple

from playwright.sync_api import ViewportSize

DESKTOP: Final = ViewportSize(width=1280, height=960)
PHONE: Final = ViewportSize(width=390, height=844)
PAPER: Final = ViewportSize(width=794, height=1123)  # A4
DEPARTMENT: Final = "/departament-promocji-i-wspolpracy-zagranicznej/"


class Picture(NamedTuple):
    """`account`: who is signed in; empty: a reader."""

    name: str
    path: str
    window: ViewportSize = DESKTOP
    scheme: Literal["light", "dark"] = "light"
    media: Literal["screen", "print"] = "screen"
    account: str = ""


PICTURES: Final = (
    Picture("home", "/"),
    Picture("department", DEPARTMENT),
    Picture("department-phone", DEPARTMENT, PHONE),
    Picture("department-dark", DEPARTMENT, scheme="dark"),
    Picture("department-print", DEPARTMENT, PAPER, media="print"),
    Picture("unit", f"{DEPARTMENT}pwiii/"),
    Picture("desk", "/admin/biurko/", account="redaktor"),
)
