"""The admin in a browser: by keyboard, by mouse, without JavaScript, without a complaint of axe or of the browser."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from contacts.models import Contact
from orgchart.models import Office, Post, Unit
from orgchart.presence import note
from orgchart.rights import ADMINISTRATOR, EDITOR, PUBLISHER
from pages.models import Page as Written
from pages.services import create_statutory_pages
from tasks.models import Duty
from tests.browser.inspection import violations
from tests.cast import WHOLE_OFFICE, account, signed_in
from tests.factories import (
    AppointmentFactory,
    ChannelFactory,
    ContactFactory,
    DeclarationFactory,
    OfficeFactory,
    PostFactory,
)
from tests.orgchart.test_moves import outline as tree
from tests.small_tree import outline

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser, pytest.mark.once]


class Admin:
    """An editor's window, with all that the browser complained of."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.complaints: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page

    def sign_in(self, role: str = EDITOR) -> None:
        client = signed_in(account(role, role, of=(WHOLE_OFFICE,)))
        session = client.cookies["sessionid"].value
        self.page.context.add_cookies([{"name": "sessionid", "value": session, "url": f"{self.address}/admin/"}])

    def open_unit(self, unit: Unit) -> Page:
        return self.open(f"/admin/orgchart/unit/{unit.pk}/change/")

    def examine(self, path: str) -> str:
        """What axe finds wrong with a page. Its own inline styles, which the policy refuses, are not the page's."""
        self.open(path)
        return self.examine_this()

    def examine_this(self) -> str:
        before = len(self.complaints)
        found = violations(self.page)
        del self.complaints[before:]
        return f"{self.page.url}: {found}" if found else ""

    def save(self) -> None:
        self.page.click("[name=_save]")
        expect(self.page.locator(".messagelist .success")).to_be_visible()


@pytest.fixture
def office(unit: Unit) -> Office:
    AppointmentFactory.create(post=PostFactory.create(unit=unit, position=1))
    contact = ContactFactory.create(unit=unit, position=1)
    ChannelFactory.create(contact=contact, position=1)
    ChannelFactory.create(contact=contact, kind="e-mail", value="", position=2)
    return OfficeFactory.create()


@pytest.fixture
def admin(page: Page, live_server: Any, office: Office) -> Iterator[Admin]:
    window = Admin(page, live_server.url)
    window.sign_in()
    yield window
    assert window.complaints == []


@pytest.fixture
def plain(browser: Browser, live_server: Any, office: Office) -> Iterator[Admin]:
    """The same without JavaScript."""
    context = browser.new_context(locale="pl-PL", java_script_enabled=False)
    window = Admin(context.new_page(), live_server.url)
    window.sign_in()
    yield window
    context.close()


@pytest.mark.audit
def test_main_pages_are_accessible(admin: Admin, unit: Unit) -> None:
    contact, post = Contact.objects.get(), Post.objects.get()
    paths = [
        "/admin/",
        "/admin/orgchart/unit/",
        "/admin/orgchart/unit/?q=promocji",
        "/admin/orgchart/unit/add/",
        f"/admin/orgchart/unit/{unit.pk}/change/",
        f"/admin/orgchart/unit/{unit.pk}/przenies/?zmieniono=tak",
        f"/admin/orgchart/unit/{unit.pk}/delete/",
        "/admin/orgchart/post/",
        f"/admin/orgchart/post/{post.pk}/change/",
        "/admin/orgchart/office/1/change/",
        "/admin/contacts/contact/",
        f"/admin/contacts/contact/{contact.pk}/change/",
        "/admin/tasks/duty/",
        f"/admin/tasks/duty/{Duty.objects.get(text='Promocja;').pk}/przenies/",
    ]
    note(account("ewa", PUBLISHER), unit, "Wydział Promocji")
    wrong = [report for path in paths if (report := admin.examine(path))]
    assert wrong == [], "\n".join(wrong)
    expect(admin.open_unit(unit).get_by_text("ewa: „Wydział Promocji”")).to_be_visible()


@pytest.mark.audit
def test_pages_of_rights_are_accessible(admin: Admin) -> None:
    admin.sign_in(ADMINISTRATOR)
    editor = User.objects.get(username=EDITOR)
    paths = ["/admin/auth/user/", f"/admin/auth/user/{editor.pk}/change/", "/admin/orgchart/deputy/add/"]
    wrong = [report for path in paths if (report := admin.examine(path))]
    assert wrong == [], "\n".join(wrong)


def test_pages_are_made_previewed_and_saved_without_javascript(plain: Admin) -> None:
    page = plain.open("/admin/pages/page/")
    page.get_by_role("button", name="Utwórz brakujące strony").click()
    page.get_by_role("link", name="Redakcja BIP", exact=True).click()
    page.get_by_label("Treść:").fill("## Dyżury\n\n##### Kliknij [tutaj](/)")
    page.get_by_role("button", name="Podgląd").click()
    expect(page.get_by_role("heading", name="Dyżury")).to_be_visible()
    expect(page.get_by_text("Wiersz 3: pominięto poziom nagłówka")).to_be_visible()
    page.get_by_role("button", name="Zapisz", exact=True).click()
    expect(page.locator(".messagelist .warning")).to_have_count(2)
    assert Written.objects.get(kind="editorial").body == "## Dyżury\n\n##### Kliknij [tutaj](/)"


@pytest.mark.audit
def test_pages_and_the_statement_are_accessible(admin: Admin) -> None:
    missing = admin.examine("/admin/pages/page/")
    stated = DeclarationFactory.create(architecture="[uzupełnij: winda]")
    made = create_statutory_pages(timezone.localdate())
    paths = ["", f"{made[-1].pk}/change/", f"{stated.page.pk}/change/", "add/"]
    wrong = [missing, *(admin.examine(f"/admin/pages/page/{path}") for path in paths)]
    wrong.append(admin.examine(f"/admin/pages/declaration/{stated.pk}/change/"))
    admin.open(f"/admin/pages/page/{made[-1].pk}/change/").get_by_role("button", name="Podgląd").click()
    expect(admin.page.get_by_text("Niczego jeszcze nie zapisano.")).to_be_visible()
    wrong.append(admin.examine_this())
    assert [report for report in wrong if report] == []


@pytest.mark.audit
def test_a_duty_goes_to_another_unit_without_javascript(plain: Admin, unit: Unit) -> None:
    page = plain.open_unit(unit)
    page.get_by_role("group", name="Zadanie 2", exact=True).get_by_role(
        "link", name="przenieś do innej komórki"
    ).focus()
    page.keyboard.press("Enter")
    page.get_by_label("Nowa komórka").select_option(label="\N{EM SPACE}Referat „Ziemia Łódzka” (PRII)")
    page.get_by_label("Numer na liście tej komórki").press("Enter")
    expect(page.locator(".messagelist .success")).to_contain_text("Przeniesiono do: Referat „Ziemia Łódzka” (PRII).")
    assert outline(unit) == ["Nadzór;", "- plany;", "- wnioski;", "Współpraca."]
    assert outline(Unit.objects.get(symbol="PRII")) == ["Promocja;"]


def row(page: Page, text: str) -> Any:
    return page.locator(f"[data-row]:has(textarea:text-is('{text}'))")


class TestDuties:
    def test_rows_move_by_keyboard_and_numbers_follow(self, admin: Admin, unit: Unit) -> None:
        page = admin.open_unit(unit)
        button = row(page, "Współpraca.").get_by_role("button", name="Przenieś w górę")
        button.focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Enter")
        expect(button).to_be_focused()
        expect(row(page, "Współpraca.").locator("[data-number]")).to_have_text("1.")
        expect(row(page, "plany;").locator("[data-number]")).to_have_text("1)")
        expect(row(page, "Promocja;").locator("[data-number]")).to_have_text("3.")
        expect(page.get_by_role("group", name="Zadanie 1", exact=True)).to_contain_text("Współpraca.")
        expect(page.get_by_role("group", name="Zadanie 2, punkt 1", exact=True)).to_contain_text("plany;")
        expect(page.locator("#duties-group [data-said]")).to_have_text("Miejsce 1 z 5, numer 1.")
        admin.save()
        assert outline(unit) == ["Współpraca.", "Nadzór;", "- plany;", "- wnioski;", "Promocja;"]

    @pytest.mark.audit
    def test_a_row_is_inserted_in_the_middle(self, admin: Admin, unit: Unit) -> None:
        page = admin.open_unit(unit)
        row(page, "Nadzór;").get_by_role("button", name="Wstaw wiersz poniżej").press("Enter")
        page.keyboard.type("Nowe;")
        row(page, "plany;").get_by_role("button", name="Wstaw wiersz poniżej").click()
        page.keyboard.type("projekty;")
        admin.save()
        assert outline(unit) == [
            "Nadzór;",
            "- plany;",
            "- projekty;",
            "- wnioski;",
            "Nowe;",
            "Promocja;",
            "Współpraca.",
        ]

    @pytest.mark.audit
    def test_a_duty_becomes_a_point_and_goes_far_by_its_number(self, admin: Admin, unit: Unit) -> None:
        page = admin.open_unit(unit)
        row(page, "Promocja;").get_by_label("punkt").check()
        expect(row(page, "Promocja;").locator("[data-number]")).to_have_text("3)")
        place = row(page, "Współpraca.").get_by_label("kolejność")
        place.fill("1")
        place.press("Enter")
        admin.save()
        assert outline(unit) == ["Współpraca.", "Nadzór;", "- plany;", "- wnioski;", "- Promocja;"]

    @pytest.mark.audit
    def test_the_first_row_stays_a_duty(self, admin: Admin, unit: Unit) -> None:
        page = admin.open_unit(unit)
        row(page, "Nadzór;").get_by_label("punkt").click()
        expect(row(page, "Nadzór;").get_by_label("punkt")).not_to_be_checked()

    @pytest.mark.audit
    def test_a_duty_is_removed_with_its_points_and_kept_after_all(self, admin: Admin, unit: Unit) -> None:
        page = admin.open_unit(unit)
        row(page, "Nadzór;").get_by_label("usuń").check()
        expect(row(page, "wnioski;").get_by_label("usuń")).to_be_checked()
        expect(row(page, "Promocja;").locator("[data-number]")).to_have_text("1.")
        row(page, "Promocja;").get_by_label("usuń").check()
        row(page, "Promocja;").get_by_label("usuń").uncheck()
        admin.save()
        assert outline(unit) == ["Promocja;", "Współpraca."]

    @pytest.mark.audit
    def test_a_duty_that_is_kept_after_all_keeps_its_points(self, admin: Admin, unit: Unit) -> None:
        page = admin.open_unit(unit)
        row(page, "plany;").get_by_label("usuń").check()
        row(page, "Nadzór;").get_by_label("usuń").check()
        row(page, "Nadzór;").get_by_label("usuń").uncheck()
        expect(row(page, "wnioski;").get_by_label("usuń")).not_to_be_checked()
        admin.save()
        assert outline(unit) == ["Nadzór;", "- wnioski;", "Promocja;", "Współpraca."]

    @pytest.mark.audit
    @pytest.mark.parametrize(
        ("text", "typed", "after"),
        [
            ("Nadzór;", "4", ["Promocja;", "Nadzór;", "- plany;", "- wnioski;", "Współpraca."]),
            ("Współpraca.", "3", ["Współpraca.", "Nadzór;", "- plany;", "- wnioski;", "Promocja;"]),
            ("Promocja;", "9", ["Nadzór;", "- plany;", "- wnioski;", "Współpraca.", "Promocja;"]),
            ("wnioski;", "1", ["Nadzór;", "- wnioski;", "- plany;", "Promocja;", "Współpraca."]),
            ("Współpraca.", "", ["Nadzór;", "- plany;", "- wnioski;", "Promocja;", "Współpraca."]),
        ],
    )
    def test_a_typed_place(self, admin: Admin, unit: Unit, text: str, typed: str, after: list[str]) -> None:
        page = admin.open_unit(unit)
        place = row(page, text).get_by_label("kolejność")
        place.fill(typed)
        place.press("Tab")
        admin.save()
        assert outline(unit) == after

    @pytest.mark.audit
    def test_numbers_on_the_page_are_those_of_the_server(self, admin: Admin, unit: Unit) -> None:
        Duty.objects.filter(text="Promocja;").update(label="7a")
        page = admin.open_unit(unit)
        numbers = ["1.", "1)", "2)", "7a.", "8."]
        expect(page.locator("[data-number]")).to_have_text(numbers)
        served = page.request.get(page.url).text()
        by_server = [part.partition("</span>")[0] for part in served.split("data-number>")[1:]]
        assert [number for number in by_server if number] == numbers

    def test_without_javascript(self, plain: Admin, unit: Unit) -> None:
        page = plain.open_unit(unit)
        page.locator("[name=duties-5-text]").fill("Nowe;")
        page.locator("[name=duties-5-place]").fill("4")
        page.locator("[name=duties-4-place]").fill("1")
        plain.save()
        assert outline(unit) == ["Współpraca.", "Nadzór;", "- plany;", "- wnioski;", "Nowe;", "Promocja;"]


class TestTree:
    def test_a_unit_moves_by_keyboard_and_keeps_the_focus(self, admin: Admin) -> None:
        page = admin.open("/admin/orgchart/unit/")
        button = page.get_by_role("button", name="Przenieś w górę: Referat")
        button.focus()
        page.keyboard.press("Enter")
        expect(page.locator(".messagelist .success")).to_contain_text("Przeniesiono w górę")
        expect(button).to_be_focused()
        assert tree() == ["Departament Próby", ".PRII", ".PRI", "..PRI-T"]

    @pytest.mark.audit
    def test_a_unit_is_dragged(self, admin: Admin) -> None:
        page = admin.open("/admin/orgchart/unit/")
        rows = page.locator("#result_list tbody tr")
        handle = rows.nth(3).locator(".drag-handle").bounding_box()
        target = rows.nth(1).bounding_box()
        assert handle
        assert target
        page.mouse.move(handle["x"] + 5, handle["y"] + 5)
        page.mouse.down()
        page.mouse.move(target["x"] + 100, target["y"] + 20, steps=5)
        page.mouse.move(target["x"] + 100, target["y"] + 4, steps=5)
        page.mouse.up()
        expect(page.locator(".messagelist .success")).to_contain_text("Przeniesiono: Referat")
        assert tree() == ["Departament Próby", ".PRII", ".PRI", "..PRI-T"]

    @pytest.mark.audit
    def test_levels_are_indented(self, admin: Admin) -> None:
        page = admin.open("/admin/orgchart/unit/")
        expect(page.locator(".level-2")).to_have_css("padding-inline-start", "48px")

    def test_without_javascript(self, plain: Admin, unit: Unit) -> None:
        page = plain.open("/admin/orgchart/unit/")
        with page.expect_navigation():
            page.get_by_role("button", name="Przenieś w dół: Wydział Promocji").click()
        assert tree() == ["Departament Próby", ".PRII", ".PRI", "..PRI-T"]
        page.get_by_role("link", name="Przenieś do innej jednostki: Oddział Targów").click()
        page.get_by_label("Nowa jednostka nadrzędna").select_option(label="\u2003Referat „Ziemia Łódzka” (PRII)")
        with page.expect_navigation():
            page.get_by_role("button", name="Przenieś").click()
        assert tree() == ["Departament Próby", ".PRII", "..PRI-T", ".PRI"]


@pytest.mark.audit
def test_the_pages_of_a_contact_follow_the_chosen_unit(admin: Admin) -> None:
    page = admin.open("/admin/contacts/contact/add/")
    pages = page.locator("[data-pages] code")
    expect(pages).to_have_text(["/", "/departament-proby/", "/departament-proby/pri-t/", "/departament-proby/prii/"])
    page.get_by_label("Komórka:").select_option(label="\u2003Wydział Promocji (PRI)")
    expect(pages).to_have_text(["/departament-proby/pri/", "/departament-proby/", "/departament-proby/pri-t/"])


@pytest.mark.audit
def test_a_contact_that_moves_leaves_its_old_unit(admin: Admin) -> None:
    page = admin.open(f"/admin/contacts/contact/{Contact.objects.get().pk}/change/")
    page.get_by_label("Komórka:").select_option(label="(kontakt wspólny całego urzędu)")
    expect(page.locator("[data-pages] code")).to_have_text(
        ["/", *(f"/departament-proby/{place}" for place in ("", "pri/", "pri-t/", "prii/"))]
    )


@pytest.mark.audit
def test_what_was_typed_is_read_when_the_thing_is_gone(admin: Admin) -> None:
    contact = Contact.objects.get()
    page = admin.open(f"/admin/contacts/contact/{contact.pk}/change/")
    page.get_by_label("Tytuł:").fill("Nowy sekretariat")
    contact.delete()
    page.get_by_role("button", name="Zapisz", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Niczego nie zapisano")
    expect(page.get_by_label("Tytuł:")).to_have_value("Nowy sekretariat")
    found = violations(page)
    admin.complaints.clear()  # the browser tells of the status 409, and of the styles of axe
    assert found == []
